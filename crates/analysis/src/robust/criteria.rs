//! Criteria of decision under deep uncertainty, after the taxonomy of McPhail et al. 2018 (Earth's Future 6, 169-191): which worlds
//! count, and how they are summed up. All are undiscounted, signed, and in the unit of the metric, but for the shares of worlds.

use crate::aim::Wanted;
use engine::numeric::sketch::quantile_of;
use engine::numeric::statistics::Moments;

/// Values of one metric: by policy, by worldview, one a world. All policies have the same worlds of a worldview, in the same order.
pub type Values = Vec<Vec<Vec<f64>>>;

/// What one policy comes to in one metric.
#[derive(Debug, Clone, PartialEq)]
pub struct Scores {
    /// Mean under each worldview, with its standard error.
    pub means: Vec<(f64, f64)>,
    /// Mean of these means: every worldview weighs the same (Laplace's principle).
    pub expected: f64,
    pub expected_error: f64,
    /// The worst of the means, and under which worldview.
    pub worst: f64,
    pub worst_worldview: usize,
    /// The best of the means.
    pub best: f64,
    /// What 5 % of all worlds fall short of.
    pub unlucky: f64,
    /// What the best policy of the worldview gains more, in the mean, under the worldview in which that is most: Savage's regret
    /// with worldviews as states.
    pub savage: f64,
    pub savage_worldview: usize,
    /// Regret in single worlds, against the policy that is best in that world: what 90 % of all worlds stay below, and the most.
    pub regret_90: f64,
    pub regret_most: f64,
    /// Part `optimism` of the best mean and the rest of the worst one.
    pub hurwicz: f64,
}

/// A way to choose among policies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Criterion {
    Expected,
    WorstWorldview,
    UnluckyWorlds,
    Hurwicz,
    Regret90,
    SavageWorldviews,
    SavageWorlds,
}

impl Criterion {
    /// All of them, in table order.
    pub const ALL: [Self; 7] = [
        Self::Expected,
        Self::WorstWorldview,
        Self::UnluckyWorlds,
        Self::Hurwicz,
        Self::Regret90,
        Self::SavageWorldviews,
        Self::SavageWorlds,
    ];

    /// The word in tables.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Expected => "expected",
            Self::WorstWorldview => "worst_worldview",
            Self::UnluckyWorlds => "unlucky_worlds",
            Self::Hurwicz => "hurwicz",
            Self::Regret90 => "regret_90",
            Self::SavageWorldviews => "savage_worldviews",
            Self::SavageWorlds => "savage_worlds",
        }
    }

    /// What it goes by, in words.
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::Expected => "expected value: mean over the worlds, every worldview weighing the same",
            Self::WorstWorldview => "worst case over worldviews: mean under the worldview that is worst for the policy",
            Self::UnluckyWorlds => "worst case over worlds: what 5 % of all worlds fall short of",
            Self::Hurwicz => "Hurwicz: the mean under the best worldview and under the worst, weighed by optimism",
            Self::Regret90 => {
                "90th-percentile minimax regret: what 90 % of worlds lose at most against the policy best in each world"
            }
            Self::SavageWorldviews => {
                "Savage regret over worldviews: the most lost in the mean against the policy best under that worldview"
            }
            Self::SavageWorlds => {
                "Savage regret over worlds: the most lost in a single world against the policy best in it"
            }
        }
    }

    /// Whether it is a regret, of which less is better whatever the metric.
    pub const fn is_regret(self) -> bool {
        matches!(self, Self::Regret90 | Self::SavageWorldviews | Self::SavageWorlds)
    }

    /// What it makes of a policy.
    pub const fn of(self, scores: &Scores) -> f64 {
        match self {
            Self::Expected => scores.expected,
            Self::WorstWorldview => scores.worst,
            Self::UnluckyWorlds => scores.unlucky,
            Self::Hurwicz => scores.hurwicz,
            Self::Regret90 => scores.regret_90,
            Self::SavageWorldviews => scores.savage,
            Self::SavageWorlds => scores.regret_most,
        }
    }

    /// The policies that it prefers: all that are exactly equally good.
    pub fn best(self, scores: &[Scores], wanted: Wanted) -> Vec<usize> {
        let sign = if self.is_regret() { -1.0 } else { wanted.sign() };
        let gain = |scores: &Scores| sign * self.of(scores);
        let most = scores.iter().map(gain).fold(f64::NEG_INFINITY, f64::max);
        (0..scores.len())
            .filter(|&policy| gain(&scores[policy]) == most)
            .collect()
    }
}

/// The scores of every policy; `optimism` of 0..1 is Hurwicz's alpha. Every worldview must have a world.
pub fn scores(values: &Values, wanted: Wanted, optimism: f64) -> Vec<Scores> {
    let sign = wanted.sign();
    let worldviews = values[0].len();
    let means: Vec<Vec<(f64, f64)>> = values
        .iter()
        .map(|policy| {
            policy
                .iter()
                .map(|worlds| {
                    let moments = Moments::of(worlds.iter().copied());
                    (moments.mean(), moments.mean_error())
                })
                .collect()
        })
        .collect();
    // The best of all policies, as gains: by worldview in the mean, and world by world.
    let best_mean = |worldview: usize| highest(means.iter().map(|means| sign * means[worldview].0)).1;
    let best_world =
        |worldview: usize, world: usize| highest(values.iter().map(|policy| sign * policy[worldview][world])).1;
    values
        .iter()
        .zip(&means)
        .map(|(policy, means)| {
            let gains = || means.iter().map(|(mean, _)| sign * mean);
            let (worst_worldview, loss) = highest(gains().map(|gain| -gain));
            let (_, most) = highest(gains());
            let (savage_worldview, savage) =
                highest((0..worldviews).map(|worldview| best_mean(worldview) - sign * means[worldview].0));
            let mut regrets = Vec::new();
            let mut all = Vec::new();
            for (worldview, worlds) in policy.iter().enumerate() {
                for (world, value) in worlds.iter().enumerate() {
                    regrets.push(best_world(worldview, world) - sign * value);
                    all.push(sign * value);
                }
            }
            let squares: f64 = means.iter().map(|(_, error)| error * error).sum();
            Scores {
                expected: means.iter().map(|(mean, _)| mean).sum::<f64>() / worldviews as f64,
                expected_error: squares.sqrt() / worldviews as f64,
                worst: -sign * loss,
                worst_worldview,
                best: sign * most,
                unlucky: sign * quantile(&mut all, 0.05),
                savage,
                savage_worldview,
                regret_most: regrets.iter().copied().fold(0.0, f64::max),
                regret_90: quantile(&mut regrets, 0.9),
                hurwicz: sign * (optimism * most - (1.0 - optimism) * loss),
                means: means.clone(),
            }
        })
        .collect()
}

/// The first place of the highest number, and the number.
fn highest(values: impl Iterator<Item = f64>) -> (usize, f64) {
    let start = (0, f64::NEG_INFINITY);
    values
        .enumerate()
        .fold(start, |best, one| if one.1 > best.1 { one } else { best })
}

fn quantile(values: &mut [f64], share: f64) -> f64 {
    values.sort_unstable_by(f64::total_cmp);
    quantile_of(values.len() as u64, share, |rank| values[rank as usize])
}
