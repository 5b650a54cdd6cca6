//! Inputs of a sweep that change nothing.

use std::collections::BTreeMap;

use super::tables::Point;
use analysis::sweep::Design;
use engine::scenario::inputs::Input;

/// Inputs of which the design has rows that differ in nothing else, all of them without any difference in a metric. Points stand in the
/// order of the design, each under all of so many `policies`.
pub fn idle_inputs(design: &Design, policies: usize, points: &[Point]) -> Vec<Input> {
    let point = |policy: usize, row: usize| points.get(row * policies + policy);
    let is_idle = |place: usize| {
        // For each setting of the other inputs, a row that has it.
        let mut seen: BTreeMap<Vec<u64>, usize> = BTreeMap::new();
        let mut compared = false;
        for (row, values) in design.rows().enumerate() {
            let mut others: Vec<u64> = values.iter().map(|value| value.to_bits()).collect();
            others[place] = 0;
            let first = *seen.entry(others).or_insert(row);
            if design.row(first)[place].to_bits() == values[place].to_bits() {
                continue;
            }
            compared = true;
            for policy in 0..policies {
                if let (Some(one), Some(other)) = (point(policy, first), point(policy, row))
                    && one.fingerprint != other.fingerprint
                {
                    return false;
                }
            }
        }
        compared
    };
    let inputs = design.inputs.iter().enumerate();
    inputs
        .filter(|&(place, _)| is_idle(place))
        .map(|(_, &input)| input)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use analysis::sweep::design::Method;

    /// A 2 x 2 grid whose first input adds its value to every metric, and whose second does nothing.
    #[test]
    fn an_input_that_changes_nothing_is_named_and_no_other() {
        let inputs = ["us.chip_controls", "us.outreach"].map(|key| Input::from_key(key).unwrap());
        let values = vec![0.0, 0.0, 0.0, 1.0, 0.5, 0.0, 0.5, 1.0];
        let design = Design::of_rows(Method::Grid, inputs.to_vec(), values);
        let points: Vec<Point> = (0..4)
            .map(|point| {
                let central = 10.0 + design.row(point)[0];
                Point {
                    error: Box::default(),
                    effect_error: Box::default(),
                    point,
                    case: 0,
                    runs: 5,
                    failed: 0,
                    central: [central].into(),
                    fingerprint: central.to_bits(),
                }
            })
            .collect();
        assert_eq!(idle_inputs(&design, 1, &points), [inputs[1]]);
    }
}
