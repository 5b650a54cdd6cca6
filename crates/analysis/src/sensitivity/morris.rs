//! Screening: which of many inputs matter at all, with few points.

use super::Purpose;
use super::bootstrap::Bootstrap;
use super::factor::{Factor, is_constant, whole_units};
use engine::numeric::streams::Streams;
use results::estimate::Estimate;

/// Trajectories of Morris (1991) on a grid of `levels` levels, with groups after Campolongo, Cariboni and Saltelli
/// (2007): from a random point of the grid one group after the other, in random order, moves up or down by half of the
/// levels, that is by delta = p / (2 (p - 1)) of the range; each column of a group has a direction of its own. The same
/// family as SALib's `sample.morris`.
///
/// All points of a trajectory share one world, and each trajectory has another.
#[derive(Debug, Clone)]
pub struct MorrisDesign {
    groups: Vec<Factor>,
    columns: usize,
    levels: usize,
    trajectories: usize,
    seed: u64,
}

/// Where a trajectory begins and which way it goes.
#[derive(Debug, Clone, PartialEq)]
struct Trajectory {
    /// For each column the level it begins with and the one it ends with.
    levels: Vec<[usize; 2]>,
    /// Places of the groups in the order in which they move.
    order: Vec<usize>,
}

impl MorrisDesign {
    /// A design; `levels` must be even and `groups` hold every column once. Panics if `levels` is odd or zero.
    pub fn new(groups: Vec<Factor>, columns: usize, levels: usize, trajectories: usize, seed: u64) -> Self {
        assert!(
            levels > 0 && levels.is_multiple_of(2),
            "steps of half the levels need an even number of them"
        );
        Self {
            groups,
            columns,
            levels,
            trajectories,
            seed,
        }
    }

    /// What moves in one step.
    pub fn groups(&self) -> &[Factor] {
        &self.groups
    }

    /// Dimensions of a point.
    pub fn columns(&self) -> usize {
        self.columns
    }

    /// Units.
    pub fn trajectories(&self) -> usize {
        self.trajectories
    }

    /// Length of a step as a part of the range.
    pub fn delta(&self) -> f64 {
        self.levels as f64 / (2.0 * (self.levels - 1) as f64)
    }

    fn trajectory(&self, unit: usize) -> Trajectory {
        let mut stream = Streams::new(self.seed).open(unit as u64, Purpose::Trajectory as u8);
        let step = self.levels / 2;
        let levels = (0..self.columns)
            .map(|_| {
                let low = stream.below(step);
                match stream.below(2) {
                    0 => [low, low + step],
                    _ => [low + step, low],
                }
            })
            .collect();
        let mut order: Vec<usize> = (0..self.groups.len()).collect();
        stream.shuffle(&mut order);
        Trajectory { levels, order }
    }

    /// For each group the part of a trajectory from which it moves to the next.
    pub(super) fn parts(&self, unit: usize) -> Vec<usize> {
        let mut parts = vec![0; self.groups.len()];
        for (part, group) in self.trajectory(unit).order.into_iter().enumerate() {
            parts[group] = part;
        }
        parts
    }

    /// Coordinates of a trajectory's points, 0 and 1 included.
    pub(super) fn coordinates(&self, unit: usize) -> Vec<Vec<f64>> {
        let trajectory = self.trajectory(unit);
        let at = |level: usize| level as f64 / (self.levels - 1) as f64;
        let mut point: Vec<f64> = trajectory.levels.iter().map(|&[from, _]| at(from)).collect();
        let mut points = vec![point.clone()];
        for place in trajectory.order {
            for &column in self.groups[place].columns() {
                point[column] = at(trajectory.levels[column][1]);
            }
            points.push(point.clone());
        }
        points
    }
}

/// Elementary effects of one group on one output, summed up.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MorrisEffect {
    /// Mean effect: the change of the output when the input goes from the low end of its range to the high one, as a
    /// straight line through the step. For a group the mean over its columns, in which opposite directions cancel: read
    /// `mu_star` there.
    pub mu: f64,
    /// Mean size of the effect, with its interval.
    pub mu_star: Estimate,
    /// Standard deviation of the effect over trajectories: how much it depends on the other inputs and on itself. Not a
    /// number for a group, whose columns have directions of their own, and with fewer than two trajectories.
    pub sigma: f64,
    /// Standard deviation of the size of the effect, which a group has too.
    pub size_deviation: f64,
}

/// What a screening says about one output.
#[derive(Debug, Clone, PartialEq)]
pub struct MorrisEffects {
    /// One a group.
    pub effects: Vec<MorrisEffect>,
    /// Trajectories that count: those in which every output is a number.
    pub units: usize,
    /// Whether the output varies at all; if it does not, no effect is a number.
    pub varies: bool,
}

/// Effects on one output, which has a number for each row of the design: the numbers of SALib's `analyze.morris`.
pub fn morris_effects(design: &MorrisDesign, outputs: &[f64], bootstrap: &Bootstrap) -> MorrisEffects {
    let groups = design.groups.len();
    let whole = whole_units(outputs, groups + 1).len();
    let varies = !is_constant(outputs.iter().copied().filter(|output| output.is_finite()));
    if !varies {
        let nothing = MorrisEffect {
            mu: f64::NAN,
            mu_star: Estimate::NONE,
            sigma: f64::NAN,
            size_deviation: f64::NAN,
        };
        return MorrisEffects {
            effects: vec![nothing; groups],
            units: whole,
            varies,
        };
    }
    // Trajectory, then group: the change over the step, and the mean direction of the group's columns.
    let mut steps = Vec::with_capacity(whole * groups);
    for (unit, outputs) in outputs.chunks_exact(groups + 1).enumerate() {
        if outputs.iter().all(|output| output.is_finite()) {
            steps.extend(design.steps(unit, outputs));
        }
    }
    let count = whole as f64;
    let of_group = |group: usize| steps.iter().skip(group).step_by(groups);
    let sizes: Vec<f64> = (0..groups)
        .map(|group| of_group(group).map(|step| step.change.abs()).sum::<f64>() / count)
        .collect();
    let mu_stars = bootstrap.intervals(whole, &sizes, |counts, values| {
        values.fill(0.0);
        for (steps, &count) in steps.chunks_exact(groups).zip(counts) {
            for (value, step) in values.iter_mut().zip(steps) {
                *value += count * step.change.abs();
            }
        }
        values.iter_mut().for_each(|value| *value /= count);
    });
    let effects = mu_stars.into_iter().enumerate().map(|(group, mu_star)| {
        let effect = |step: &Step| step.change * step.direction;
        let mu = of_group(group).map(effect).sum::<f64>() / count;
        MorrisEffect {
            mu,
            mu_star,
            sigma: match design.groups[group].is_group() {
                true => f64::NAN,
                false => deviation(of_group(group).map(effect), mu),
            },
            size_deviation: deviation(of_group(group).map(|step| step.change.abs()), mu_star.value),
        }
    });
    MorrisEffects {
        effects: effects.collect(),
        units: whole,
        varies,
    }
}

/// Sample standard deviation around a mean; not a number for fewer than two numbers.
fn deviation(numbers: impl Iterator<Item = f64>, mean: f64) -> f64 {
    let (count, squares) = numbers.fold((0.0, 0.0), |(count, squares), x| {
        (count + 1.0, squares + (x - mean) * (x - mean))
    });
    if count > 1.0 {
        (squares / (count - 1.0)).sqrt()
    } else {
        f64::NAN
    }
}

/// One step of a trajectory.
#[derive(Debug, Clone, Copy)]
struct Step {
    /// Change of the output over the length of the step.
    change: f64,
    /// Mean direction of the columns that moved: 1 where all went up, -1 where all went down.
    direction: f64,
}

impl MorrisDesign {
    /// The steps of a trajectory with these outputs, in the order of the groups.
    fn steps(&self, unit: usize, outputs: &[f64]) -> Vec<Step> {
        let trajectory = self.trajectory(unit);
        let mut steps = vec![
            Step {
                change: 0.0,
                direction: 0.0
            };
            self.groups.len()
        ];
        for (part, &group) in trajectory.order.iter().enumerate() {
            let columns = self.groups[group].columns();
            let up = columns
                .iter()
                .filter(|&&column| trajectory.levels[column][1] > trajectory.levels[column][0])
                .count();
            steps[group] = Step {
                change: (outputs[part + 1] - outputs[part]) / self.delta(),
                direction: (2.0 * up as f64 - columns.len() as f64) / columns.len() as f64,
            };
        }
        steps
    }
}
