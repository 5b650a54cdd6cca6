//! Over which values of two weights which policy is best.

use super::Weightings;

/// Weights are varied from nothing to so many times what is documented.
pub const MOST_MULTIPLE: f64 = 4.0;
/// Steps of the weight that runs along.
const STEPS: usize = 80;

/// The regions in the plane of two weights; all others are as documented.
///
/// A payoff is linear in its weights, so along the second weight each policy is best in one interval or nowhere, and these intervals
/// follow each other in the order of the parts that the weight counts: the upper envelope of lines.
#[derive(Debug, Clone, PartialEq)]
pub struct Regions {
    /// The two weights, by place: along, and up.
    pub weights: [usize; 2],
    /// Multiples of the first weight's documented value.
    pub along: Vec<f64>,
    /// The policies that are best somewhere, from the bottom up, and from which multiple of the second weight to which, at each of `along`;
    /// an empty interval where they are best nowhere.
    pub policies: Vec<(usize, Vec<[f64; 2]>)>,
}

impl Regions {
    /// Of the two weights that decide most: those whose documented value has the nearest other best policy, in multiples of it. None where
    /// fewer than two weights count.
    pub(super) fn of(weightings: &Weightings) -> Option<Self> {
        let distance = |weight: usize| {
            let range = weightings.range(weight);
            let here = weightings.weights[weight].documented;
            let down = range.below.map_or(f64::INFINITY, |_| here / range.low);
            let up = range.above.map_or(f64::INFINITY, |_| range.high / here);
            down.min(up)
        };
        // Where none changes the ranking, those that count for most of the difference between the best and the next.
        let documented = weightings.documented();
        let order = weightings.ranked(&documented);
        let size = |weight: usize| {
            let line = weightings.line(order[0], order[1], weight, &documented);
            -(line.slope * documented[weight]).abs()
        };
        let mut weights: Vec<usize> = (0..documented.len())
            .filter(|&weight| documented[weight] > 0.0)
            .collect();
        weights.sort_by(|&one, &other| {
            let near = distance(one).total_cmp(&distance(other));
            near.then(size(one).total_cmp(&size(other)))
        });
        let [along, up] = *weights.first_chunk::<2>()?;
        Some(Self::between(weightings, [along, up]))
    }

    fn between(weightings: &Weightings, weights: [usize; 2]) -> Self {
        let [x, y] = weights;
        let documented = weightings.documented();
        let along: Vec<f64> = (0..=STEPS)
            .map(|step| MOST_MULTIPLE * step as f64 / STEPS as f64)
            .collect();
        let count = weightings.policies.len();
        // Mean payoff at multiples of the two weights: base + across * x + upward * y.
        let with = |policy: usize, [of_x, of_y]: [f64; 2]| {
            let mut of = documented.clone();
            of[x] *= of_x;
            of[y] *= of_y;
            weightings.mean(policy, &of)
        };
        let planes: Vec<[f64; 3]> = (0..count)
            .map(|policy| {
                let base = with(policy, [0.0, 0.0]);
                [base, with(policy, [1.0, 0.0]) - base, with(policy, [0.0, 1.0]) - base]
            })
            .collect();
        let mut order: Vec<usize> = (0..count).collect();
        order.sort_by(|&one, &other| planes[one][2].total_cmp(&planes[other][2]));
        let mut policies: Vec<(usize, Vec<[f64; 2]>)> = order.iter().map(|&policy| (policy, Vec::new())).collect();
        for &multiple in &along {
            for (policy, intervals) in &mut policies {
                let [base, across, upward] = planes[*policy];
                let (mut low, mut high) = (0.0_f64, MOST_MULTIPLE);
                for (other, of) in planes.iter().enumerate().filter(|(other, _)| other != policy) {
                    let ahead = base - of[0] + (across - of[1]) * multiple;
                    let slope = upward - of[2];
                    match slope {
                        slope if slope > 0.0 => low = low.max(-ahead / slope),
                        slope if slope < 0.0 => high = high.min(-ahead / slope),
                        _ if ahead < 0.0 || (ahead == 0.0 && other < *policy) => high = f64::NEG_INFINITY,
                        _ => {}
                    }
                }
                intervals.push(if low < high {
                    [low, high]
                } else {
                    [low.clamp(0.0, MOST_MULTIPLE); 2]
                });
            }
        }
        policies.retain(|(_, intervals)| intervals.iter().any(|[low, high]| high > low));
        Self {
            weights,
            along,
            policies,
        }
    }
}
