//! The mechanisms and their switches.

/// Number of mechanisms.
pub const MECHANISMS: usize = 22;

macro_rules! mechanisms {
    ($($variant:ident $id:literal $key:literal $meaning:literal,)*) => {
        /// One mechanism of the model. A scenario can switch each off by its key, under `[mechanisms]`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Mechanism { $(#[doc = $meaning] $variant,)* }

        impl Mechanism {
            /// All mechanisms in the order of their numbers.
            pub const ALL: [Self; MECHANISMS] = [$(Self::$variant,)*];
            /// Short number, such as `M9`.
            pub const fn id(self) -> &'static str { match self { $(Self::$variant => $id,)* } }
            /// Key in a scenario file, such as `algorithms`.
            pub const fn key(self) -> &'static str { match self { $(Self::$variant => $key,)* } }
            /// One line for people.
            pub const fn meaning(self) -> &'static str { match self { $(Self::$variant => $meaning,)* } }
            /// The mechanism with this key.
            pub fn from_key(key: &str) -> Option<Self> {
                Self::ALL.into_iter().find(|mechanism| mechanism.key() == key)
            }
        }
    };
}

mechanisms! {
    PrivateInvestment "M1" "private_investment" "private investment grows toward a ceiling and answers the race",
    StateFunding "M2" "state_funding" "state funding and mobilisation rise with perceived lag and controls suffered, after a delay",
    ChipControls "M3" "chip_controls" "export controls cut chip quality and number; smuggling and stockpiling answer",
    Fabs "M4" "fabs" "tool controls, import substitution and learning shape domestic chips",
    Mandate "M5" "mandate" "the self-reliance mandate forbids foreign chips now and speeds learning",
    Power "M6" "power" "power bounds usable compute; running cost",
    Talent "M7" "talent" "researchers graduate, leave and migrate; parallel work has diminishing returns",
    Data "M8" "data" "pooled data lifts training; regulation lowers it",
    Algorithms "M9" "algorithms" "semi-endogenous algorithmic progress and spill-over to the follower",
    Breakthroughs "M10" "breakthroughs" "efficiency breakthroughs, likelier where compute is scarce",
    Rally "M11" "rally" "a surprising release lifts the releaser's investment and the rival's threat",
    Regulation "M12" "regulation" "caution first, then fear of missing out",
    Distrust "M13" "distrust" "the Richardson spiral of distrust",
    Safety "M14" "safety" "safety effort falls with enmity and closeness; incidents and catastrophe follow",
    Threshold "M15" "threshold" "who first passes the transformative-capability threshold",
    World "M16" "world" "third countries align; standards and fragmentation follow",
    Treaty "M17" "treaty" "a governance framework can be agreed and can break",
    Cost "M18" "cost" "the cost of the race adds up",
    WorldSupply "M19" "world_supply" "frontier chips are shared out between all buyers at a price that clears",
    Output "M20" "output" "AI adds to the economy, which pays for more of it; the threshold changes growth",
    Rivalry "M21" "rivalry" "each state answers the other: distrust, doctrines, investors and officials who feel the race",
    Division "M22" "division" "compute is divided between training runs, research and serving users",
}

/// Which mechanisms act. All do unless a scenario says otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Switches([bool; MECHANISMS]);

impl Default for Switches {
    fn default() -> Self {
        Self([true; MECHANISMS])
    }
}

impl Switches {
    /// Whether `mechanism` acts.
    pub const fn on(self, mechanism: Mechanism) -> bool {
        self.0[mechanism as usize]
    }

    /// Switches `mechanism` on or off.
    pub fn set(&mut self, mechanism: Mechanism, on: bool) {
        self.0[mechanism as usize] = on;
    }

    /// The same switches with `mechanism` off.
    #[must_use]
    pub fn without(mut self, mechanism: Mechanism) -> Self {
        self.set(mechanism, false);
        self
    }
}
