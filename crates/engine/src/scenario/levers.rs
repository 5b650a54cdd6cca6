//! The policy levers: what a policy may set, and what it has set month by month.

use super::agents::Agent;
use super::agents::Agent::{China, UnitedStates};
use crate::numeric::Num;

macro_rules! levers {
    ($($variant:ident $agent:ident $key:literal $low:literal $high:literal $unit:literal $meaning:literal,)*) => {
        /// A lever of one agent.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Lever { $(#[doc = $meaning] $variant,)* }

        impl Lever {
            /// All levers, in the order in which every table lists them.
            pub const ALL: [Self; LEVER_COUNT] = [$(Self::$variant,)*];
            /// Dotted key, such as `us.chip_controls`.
            pub const fn key(self) -> &'static str { match self { $(Self::$variant => $key,)* } }
            /// Whose lever it is.
            pub const fn agent(self) -> Agent { match self { $(Self::$variant => $agent,)* } }
            /// Lowest and highest value that may be set.
            pub const fn range(self) -> (f64, f64) { match self { $(Self::$variant => ($low, $high),)* } }
            /// Unit of the value.
            pub const fn unit(self) -> &'static str { match self { $(Self::$variant => $unit,)* } }
            /// What the value means.
            pub const fn meaning(self) -> &'static str { match self { $(Self::$variant => $meaning,)* } }
        }
    };
}

/// Number of levers.
pub const LEVER_COUNT: usize = 32;

levers! {
    UsChipControls UnitedStates "us.chip_controls" 0.0 1.0 "share" "stringency of export controls on AI chips: best chip allowed is (1 - value) of the frontier's performance; 1 = total embargo",
    UsToolControls UnitedStates "us.tool_controls" 0.0 1.0 "share" "stringency of controls on chip-making tools",
    UsMemoryControls UnitedStates "us.memory_controls" 0.0 1.0 "share" "stringency of controls on high-bandwidth memory",
    UsLicenceQuota UnitedStates "us.licence_quota" 0.0 1.0 "share" "most chips that licences let go to China, as a share of the chips of the same class that American buyers take in the same month: 1 = no quota",
    UsLicenceFee UnitedStates "us.licence_fee" 0.0 1.0 "share" "fee on licensed chips that goes to the American treasury, as a share of their price, on top of it",
    UsEnforcement UnitedStates "us.enforcement" 0.0 1.0 "share" "share of smuggling channels closed",
    UsAlliedCompliance UnitedStates "us.allied_compliance" 0.0 2.0 "x" "how far Dutch, Japanese and Korean makers of tools and memory follow American rules, as a multiple of what they do now",
    UsRemoteAccessControls UnitedStates "us.remote_access_controls" 0.0 1.0 "share" "share of the compute abroad that Chinese firms could rent which is closed to them, beyond what enforcement closes",
    UsLabSecurity UnitedStates "us.lab_security" 0.0 1.0 "share" "share of theft and distillation from American laboratories that is prevented beyond what is prevented now",
    UsStateFunding UnitedStates "us.state_funding" 0.0 5.0 "x" "state funding as a multiple of its normal response (1 = normal)",
    UsImmigrationOpenness UnitedStates "us.immigration_openness" 0.0 1.0 "share" "openness to foreign researchers",
    UsPowerPermitting UnitedStates "us.power_permitting" 0.0 3.0 "x" "speed of adding data-centre power, as a multiple of the normal pace",
    UsInferencePriority UnitedStates "us.inference_priority" 0.0 2.0 "x" "share of usable compute that serves users, as a multiple of the usual share (1 = as things are)",
    UsTrainingPriority UnitedStates "us.training_priority" 0.0 2.0 "x" "part of all compute that does not serve users which goes to training runs and not to research, as a multiple of the usual part (1 = as things are)",
    UsSafetyRegulation UnitedStates "us.safety_regulation" 0.0 1.0 "share" "strength of safety rules on frontier developers",
    UsOpenWeights UnitedStates "us.open_weights" 0.0 1.0 "share" "how far the leading American models' weights and methods are published",
    UsOutreach UnitedStates "us.outreach" 0.0 1.0 "share" "effort to win third countries",
    UsTreatyStance UnitedStates "us.treaty_stance" 0.0 1.0 "share" "readiness to agree on a governance framework",
    ChinaStateFunding China "china.state_funding" 0.0 5.0 "x" "state funding as a multiple of its normal response (1 = normal)",
    ChinaMobilisation China "china.mobilisation" 0.0 1.0 "share" "political pressure put on firms",
    ChinaMandate China "china.mandate" 0.0 1.0 "share" "share of permitted foreign chip purchases that the state forbids",
    ChinaImportBlock China "china.import_block" 0.0 1.0 "share" "share of foreign chips kept out at the border, beyond what the mandate forbids",
    ChinaCounterControls China "china.counter_controls" 0.0 1.0 "share" "stringency of controls on rare earths, gallium and germanium that chips are made with",
    ChinaComputeBuildout China "china.compute_buildout" 0.0 3.0 "x" "speed of building compute complexes and their power, as a multiple of the normal pace",
    ChinaInferencePriority China "china.inference_priority" 0.0 2.0 "x" "share of usable compute that serves users, as a multiple of the usual share (1 = as things are)",
    ChinaTrainingPriority China "china.training_priority" 0.0 2.0 "x" "part of all compute that does not serve users which goes to training runs and not to research, as a multiple of the usual part (1 = as things are)",
    ChinaDataPooling China "china.data_pooling" 0.0 1.0 "share" "how far public data is pooled and exchanged",
    ChinaRegulatoryStrictness China "china.regulatory_strictness" 0.0 1.0 "share" "strictness of content and model rules",
    ChinaOpenWeights China "china.open_weights" 0.0 1.0 "share" "how far leading Chinese models' weights are published",
    ChinaOutreach China "china.outreach" 0.0 1.0 "share" "effort to win third countries",
    ChinaTreatyStance China "china.treaty_stance" 0.0 1.0 "share" "readiness to agree on a governance framework",
    ChinaTalentReturn China "china.talent_return" 0.0 1.0 "share" "strength of programmes that bring researchers home",
}

impl Lever {
    /// What the value means in a few words: the meaning up to its colon.
    pub fn brief(self) -> &'static str {
        let meaning = self.meaning();
        meaning.split_once(':').map_or(meaning, |(brief, _)| brief)
    }

    /// The lever with this dotted key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|lever| lever.key() == key)
    }

    /// Whether the agent's reactive doctrine may move this lever (controls, mandate, mobilisation, funding).
    pub fn is_doctrinal(self) -> bool {
        Self::doctrinal_of(self.agent()).contains(&self)
    }

    /// The levers that an agent's reactive doctrine may move.
    pub const fn doctrinal_of(agent: Agent) -> &'static [Self] {
        match agent {
            UnitedStates => &[
                Self::UsChipControls,
                Self::UsToolControls,
                Self::UsMemoryControls,
                Self::UsStateFunding,
            ],
            China => &[Self::ChinaStateFunding, Self::ChinaMobilisation, Self::ChinaMandate],
        }
    }
}

/// What a scenario makes of one lever.
#[derive(Debug, Clone, PartialEq)]
pub struct LeverPath {
    /// Value for each month of the horizon.
    pub values: Vec<f64>,
    /// For each month, by how much the lever is publicly known to rise above its present value at a later date: the largest rise
    /// among steps already announced and not yet in force. Zero for steps that come unannounced.
    pub announced_rise: Vec<f64>,
    /// The same of the steps before October 2026 alone: what is known where an experiment sets the lever from then on.
    pub announced_in_history: Vec<f64>,
    /// First month in which the agent's reactive doctrine may move the lever away from `values`; `None` when it never may
    /// (the doctrine is fixed, the lever is not doctrinal, or a policy has set it).
    pub reactive_from: Option<usize>,
    /// First month in which a policy set the lever, if one did.
    pub policy_from: Option<usize>,
}

impl LeverPath {
    /// Whether the reactive doctrine may move the lever in `month`: it is doctrinal and no policy has set it yet.
    pub fn is_reactive(&self, month: usize) -> bool {
        self.reactive_from.is_some_and(|from| month >= from) && self.policy_from.is_none_or(|from| month < from)
    }
}

/// The paths of all levers, and what a month of the model reads of them at one place.
#[derive(Debug, Clone, PartialEq)]
pub struct LeverPaths {
    paths: [LeverPath; LEVER_COUNT],
    months: Vec<LeverMonth>,
}

/// All levers in one month, in the order of [`Lever::ALL`].
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct LeverMonth {
    /// Scheduled values, held within the levers' ranges.
    pub values: [f64; LEVER_COUNT],
    /// Those that the reactive doctrine may move.
    pub reactive: LeverSet,
}

/// Some of the levers: a bit for each.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct LeverSet(u32);

impl LeverSet {
    pub const NONE: Self = Self(0);
    pub const ALL: Self = Self(u32::MAX >> (u32::BITS as usize - LEVER_COUNT));

    /// Puts a lever in, or takes it out.
    pub fn set(&mut self, lever: Lever, is_in: bool) {
        let bit = 1 << lever as u32;
        self.0 = if is_in { self.0 | bit } else { self.0 & !bit };
    }

    /// Whether it has the lever.
    #[inline(always)]
    pub const fn has(self, lever: Lever) -> bool {
        self.0 >> lever as u32 & 1 == 1
    }

    /// Levers that are in either.
    #[inline(always)]
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Its levers in the order of [`Lever::ALL`].
    #[inline(always)]
    pub fn levers(self) -> impl Iterator<Item = Lever> {
        let mut left = self.0;
        std::iter::from_fn(move || {
            let lever = Lever::ALL.get(left.trailing_zeros() as usize).copied();
            left &= left.wrapping_sub(1);
            lever
        })
    }
}

impl LeverPaths {
    /// Paths in the order of [`Lever::ALL`], all of the same number of months.
    pub fn new(paths: [LeverPath; LEVER_COUNT]) -> Self {
        let months = vec![LeverMonth::default(); paths[0].values.len()];
        let mut all = Self { paths, months };
        for lever in Lever::ALL {
            all.read(lever);
        }
        all
    }

    /// The path of one lever.
    #[inline(always)]
    pub const fn of(&self, lever: Lever) -> &LeverPath {
        &self.paths[lever as usize]
    }

    /// Puts another path, of as many months, in the place of a lever's.
    pub fn set(&mut self, lever: Lever, path: LeverPath) {
        self.paths[lever as usize] = path;
        self.read(lever);
    }

    /// All levers in `month`.
    #[inline(always)]
    pub fn in_month(&self, month: usize) -> &LeverMonth {
        &self.months[month]
    }

    fn read(&mut self, lever: Lever) {
        let (low, high) = lever.range();
        let path = &self.paths[lever as usize];
        for (month, row) in self.months.iter_mut().enumerate() {
            row.values[lever as usize] = Num([path.values[month]]).clamp(low, high).0[0];
            row.reactive.set(lever, path.is_reactive(month));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::load::{Kind, Request, load};
    use crate::scenario::shipped;

    #[test]
    fn a_set_has_the_levers_that_were_put_in_and_not_taken_out() {
        let mut set = LeverSet::NONE;
        for lever in Lever::ALL {
            set.set(lever, true);
        }
        assert_eq!(set, LeverSet::ALL);
        assert!(set.levers().eq(Lever::ALL));
        set.set(Lever::UsOutreach, false);
        assert!(!set.has(Lever::UsOutreach) && set.has(Lever::UsTreatyStance));
        assert_eq!(set.levers().count(), LEVER_COUNT - 1);
        let mut only = LeverSet::NONE;
        only.set(Lever::UsOutreach, true);
        assert_eq!(set.or(only), LeverSet::ALL);
    }

    #[test]
    fn a_row_of_a_month_says_what_the_paths_say() {
        let request = Request::new(
            shipped::resolve(Kind::Scenario, "baseline").unwrap(),
            shipped::parameters(),
        );
        let mut scenario = load(&request, &shipped::resolve).unwrap();
        let mut path = scenario.lever(Lever::ChinaOutreach).clone();
        path.values.fill(0.625);
        scenario.levers.set(Lever::ChinaOutreach, path);
        for month in 0..scenario.months {
            let row = scenario.levers.in_month(month);
            for lever in Lever::ALL {
                let path = scenario.lever(lever);
                assert_eq!(row.values[lever as usize], path.values[month], "{}", lever.key());
                assert_eq!(row.reactive.has(lever), path.is_reactive(month), "{}", lever.key());
            }
        }
        assert_eq!(scenario.levers.in_month(7).values[Lever::ChinaOutreach as usize], 0.625);
    }
}
