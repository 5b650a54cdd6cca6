//! What is recorded every month: the names, units and meanings of the model's series.

use super::agents::Agent;

macro_rules! variables {
    ($name:ident, $count:ident, $what:literal; $($variant:ident $key:literal $unit:literal $meaning:literal,)*) => {
        #[doc = $what]
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum $name { $(#[doc = $meaning] $variant,)* }

        impl $name {
            /// All of them, in table order.
            pub const ALL: [Self; $count] = [$(Self::$variant,)*];
            /// Name in the `variable` column.
            pub const fn key(self) -> &'static str { match self { $(Self::$variant => $key,)* } }
            /// Unit in the `unit` column.
            pub const fn unit(self) -> &'static str { match self { $(Self::$variant => $unit,)* } }
            /// What it is, for the data dictionary.
            pub const fn meaning(self) -> &'static str { match self { $(Self::$variant => $meaning,)* } }
        }
    };
}

/// Variables of one agent.
pub const AGENT_VARIABLES: usize = 58;
/// Variables of the world.
pub const WORLD_VARIABLES: usize = 7;
/// All series: both agents' variables, then the world's.
pub const SERIES: usize = 2 * AGENT_VARIABLES + WORLD_VARIABLES;

variables! { AgentVariable, AGENT_VARIABLES, "A monthly variable of one agent, at the end of the month.";
    PrivateInvestment "private_investment" "USD bn/year" "private AI spending: firms' own capital spending and funding of start-ups",
    StartupFunding "startup_funding" "USD bn/year" "private investment into AI start-ups, part of private investment",
    StateFunding "state_funding" "USD bn/year" "state AI spending",
    Spending "spending_cumulative" "USD bn" "private and state AI spending since January 2023, undiscounted",
    Mobilisation "mobilisation" "share" "political pressure on firms that has taken effect",
    ChipImports "chip_imports" "H100e/year" "frontier AI chips bought legally (for the United States: its own supply)",
    ChipSmuggled "chip_smuggled" "H100e/year" "frontier AI chips bought around the controls",
    ChipDomestic "chip_domestic" "H100e/year" "AI chips from the agent's own substitute supply chain",
    ChipImportsCumulative "chip_imports_cumulative" "H100e" "frontier AI chips bought legally since January 2022, not reduced by retirement",
    FabCapacity "fab_capacity" "H100e/year" "capacity of the agent's own substitute chip supply chain",
    ChipQualityRatio "chip_quality_ratio" "ratio" "performance of the best domestic AI chip over the best frontier chip",
    SelfSufficiency "self_sufficiency" "share" "share of new compute that needs no rival permission",
    InstalledCompute "installed_compute" "H100e" "AI chips installed, all origins",
    PowerCapacity "power_capacity" "GW" "data-centre power available, AI and other uses",
    PowerUsed "power_used" "GW" "power drawn by AI chips in use, cooling included",
    UsableCompute "usable_compute" "H100e" "installed compute that power allows to run",
    RunningCost "running_cost" "USD bn/year" "energy and operation of the compute in use",
    Researchers "researchers" "thousand" "AI researchers working in the country",
    Migration "migration" "thousand/year" "net arrivals of researchers",
    DataAccess "data_access" "index" "access to training data (1 = United States in 2023)",
    SoftwareEfficiency "software_efficiency" "x" "software efficiency (1 = frontier in January 2023)",
    TrainingCompute "training_compute" "FLOP" "physical compute of the largest training run possible now",
    EffectiveCompute "effective_compute" "FLOP" "training compute times software efficiency and data",
    PotentialEci "potential_eci" "ECI" "capability that could be released now",
    ReleasedEci "released_eci" "ECI" "best released capability so far",
    LagMonths "lag_months" "months" "time since the rival's path of released capability passed this agent's; negative when this agent leads",
    Regulation "regulation" "share" "regulatory burden",
    SafetyEffort "safety_effort" "share" "share of the effort that safety would need which is made",
    PerceivedRivalEci "perceived_rival_eci" "ECI" "rival's released capability as perceived",
    PerceivedLagMonths "perceived_lag_months" "months" "lag as perceived; negative when the agent sees itself ahead",
    Threat "threat" "index" "threat perceived",
    Distrust "distrust" "index" "distrust of the rival (1 = level of January 2023)",
    Incidents "incidents" "incidents/year" "misinformation and misuse incidents from the agent's models",
    CatastropheHazard "catastrophe_hazard" "1/year" "hazard of a loss-of-control catastrophe from the agent's models",
    ThirdCountryShare "third_country_share" "share" "share of third-country adoption",
    StandardsShare "standards_share" "share" "share of standards set",
    ChipControls "chip_controls" "share" "stringency of the agent's chip export controls in effect",
    ToolControls "tool_controls" "share" "stringency of the agent's tool controls in effect",
    Mandate "mandate" "share" "self-reliance mandate in effect",
    StateFundingLever "state_funding_lever" "x" "state-funding lever in effect",
    RaceCost "race_cost_cumulative" "USD bn" "cost of the race since January 2023, discounted: state funding beyond its share of 2023, lost trade, incidents, catastrophes",
    ComputeBudget "compute_budget" "USD bn/year" "money for compute",
    ChipSpending "chip_spending" "USD bn/year" "money spent on chips of all origins",
    FacilitySpending "facility_spending" "USD bn/year" "money spent on power and buildings for AI",
    MoneyCarried "money_carried" "USD bn" "money for compute that has found nothing to buy and is carried over",
    MoneyReturned "money_returned" "USD bn/year" "money for compute that goes back to its owners",
    Electricity "data_centre_electricity_use" "TWh/year" "electricity of all data centres, AI and other uses",
    SelfSufficiencyOfDemand "self_sufficiency_of_demand" "share" "self-made share of the compute that would be bought if no rule barred any",
    LagMonthsStep "lag_months_step" "months" "lag by the rival's releases alone, in whole months; negative when this agent leads",
    Arrivals "researcher_arrivals" "thousand/year" "researchers who arrive, from the rival, home from it and from the rest of the world",
    ModelUsage "model_usage_share" "share" "share of the models in use in third countries, by tokens and downloads",
    AiOutput "ai_output" "USD bn/year" "what AI adds to the economy",
    MemoryStock "memory_stock" "stacks" "high-bandwidth memory in store for own chips",
    MemoryProduction "memory_production" "stacks/year" "own production of high-bandwidth memory",
    LicenceFees "licence_fees" "USD bn/year" "fees paid for licences of the rival",
    TrainingShare "training_share" "share" "share of usable compute for training runs",
    ResearchShare "research_share" "share" "share of usable compute for research: experiments and synthetic data",
    InferenceShare "inference_share" "share" "share of usable compute that serves users",
}

variables! { WorldVariable, WORLD_VARIABLES, "A monthly variable of the world as a whole.";
    UnalignedShare "unaligned_share" "share" "share of third countries aligned with neither agent",
    Fragmentation "fragmentation" "index" "how far the world is split into two incompatible blocs (0 = one space, 1 = fully split)",
    TreatyInForce "treaty_in_force" "share" "whether a governance framework is in force (share of worlds)",
    ComputeRatio "compute_ratio" "ratio" "usable compute, United States over China",
    ChipPrice "chip_price" "USD thousand/H100e" "price of the chip part of a frontier H100-equivalent",
    InstalledCost "installed_cost" "USD bn/GW" "cost of one GW of US AI compute: chips, power and buildings",
    ChipSupply "chip_supply" "H100e/year" "frontier chips that the world's packaging and memory allow",
}

/// One recorded series.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Series {
    Agent(Agent, AgentVariable),
    World(WorldVariable),
}

impl Series {
    /// All series in the order of their indices.
    pub fn all() -> impl Iterator<Item = Self> {
        Agent::ALL
            .into_iter()
            .flat_map(|agent| {
                AgentVariable::ALL
                    .into_iter()
                    .map(move |variable| Self::Agent(agent, variable))
            })
            .chain(WorldVariable::ALL.into_iter().map(Self::World))
    }

    /// Position among the recorded series, `0..SERIES`.
    pub const fn index(self) -> usize {
        match self {
            Self::Agent(agent, variable) => agent.index() * AGENT_VARIABLES + variable as usize,
            Self::World(variable) => 2 * AGENT_VARIABLES + variable as usize,
        }
    }

    /// Value of the `agent` column: `us`, `china` or `world`.
    pub const fn agent_key(self) -> &'static str {
        match self {
            Self::Agent(agent, _) => agent.key(),
            Self::World(_) => "world",
        }
    }

    /// Value of the `variable` column.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Agent(_, variable) => variable.key(),
            Self::World(variable) => variable.key(),
        }
    }

    /// Name in options and on figures: agent and variable, such as `china.lag_months`.
    pub fn name(self) -> String {
        format!("{}.{}", self.agent_key(), self.key())
    }

    /// Those that a word of an option names: `china.lag_months` is one, `lag_months` that of both states.
    pub fn called(word: &str) -> impl Iterator<Item = Self> {
        Self::all().filter(move |series| series.key() == word || series.name() == word)
    }

    /// What it is in a few words: the meaning up to a semicolon or a bracket.
    pub fn brief(self) -> &'static str {
        let meaning = self.meaning();
        let end = meaning.find([';', '(']).unwrap_or(meaning.len());
        meaning[..end].trim_end()
    }

    /// Value of the `unit` column.
    pub const fn unit(self) -> &'static str {
        match self {
            Self::Agent(_, variable) => variable.unit(),
            Self::World(variable) => variable.unit(),
        }
    }

    /// What it is.
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::Agent(_, variable) => variable.meaning(),
            Self::World(variable) => variable.meaning(),
        }
    }

    /// The series named by agent and variable keys.
    pub fn from_keys(agent: &str, variable: &str) -> Option<Self> {
        Self::all().find(|series| series.agent_key() == agent && series.key() == variable)
    }
}
