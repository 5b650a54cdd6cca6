//! The names of a month's stages, and a stopwatch that may be held beside them.

macro_rules! stages {
    ($($variant:ident $key:literal $meaning:literal,)*) => {
        /// A stretch of work in a month of the model, in order.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Stage { $(#[doc = $meaning] $variant,)* }

        impl Stage {
            /// All stages, in the order of a month.
            pub const ALL: [Self; 21] = [$(Self::$variant,)*];
            /// Name as `docs/ODD.md` has it.
            pub const fn key(self) -> &'static str { match self { $(Self::$variant => $key,)* } }
            /// What is done.
            pub const fn meaning(self) -> &'static str { match self { $(Self::$variant => $meaning,)* } }
        }
    };
}

stages! {
    Observe "observe" "perception of the rival, threat",
    Decide "decide" "doctrines, dated policies, trigger rules, limits of a treaty",
    Regulate "regulate" "M12 regulation",
    Invest "invest" "M1 private investment",
    Fund "fund" "M2 state funding and mobilisation",
    Spend "spend" "M6 money for compute, running cost, orders of power",
    TradeChips "trade_chips" "M3, M5 and M19 chip controls, smuggling, mandate, world supply",
    BuildFabs "build_fabs" "M4 domestic chips",
    BuildCompute "build_compute" "M6 and M22 compute, power, running cost, division of compute",
    MoveTalent "move_talent" "M7 talent",
    PoolData "pool_data" "M8 data",
    ImproveAlgorithms "improve_algorithms" "M9 and M10 algorithms, breakthroughs",
    TrainAndRelease "train_and_release" "training, release, lag, M11 rally, M15 threshold",
    Produce "produce" "M20 what AI adds to the economy",
    Distrust "distrust" "M13 distrust",
    KeepSafe "keep_safe" "M14 safety, incidents, catastrophe",
    AlignWorld "align_world" "M16 third countries, standards",
    Govern "govern" "M17 treaty",
    Account "account" "M18 cost",
    Tally "tally" "metrics, gathered month by month",
    Record "record" "monthly series, written down for the statistics",
}

/// Told after each stage that it has ended. The model knows no clock; whoever wants to know where time goes brings one.
pub trait Stopwatch {
    /// The stage has ended, and the next begins.
    fn lap(&mut self, stage: Stage);
}

/// A place for a stopwatch, mostly empty.
pub struct Watch<'a>(Option<&'a mut dyn Stopwatch>);

impl<'a> Watch<'a> {
    /// A watch that tells `stopwatch`, if there is one.
    pub fn new(stopwatch: Option<&'a mut dyn Stopwatch>) -> Self {
        Self(stopwatch)
    }

    /// Notes the end of a stage.
    #[inline(always)]
    pub fn lap(&mut self, stage: Stage) {
        if let Some(stopwatch) = self.0.as_deref_mut() {
            stopwatch.lap(stage);
        }
    }
}
