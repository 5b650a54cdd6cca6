//! The registry of parameters: every number that shapes behaviour, by name and unit.
//!
//! The lists are append-only: a parameter's place in its list is its place in a run's parameter stream, so a new parameter
//! at the end of a list moves no other draw. Values, bounds, meanings and sources stand on the cards in
//! `configs/parameters.toml`; the keys are `us.<name>` and `china.<name>` for the first list, `shared.<name>` for the second.

use crate::numeric::Num;

macro_rules! parameters {
    ($(#[$outer:meta])* $name:ident { $($field:ident $unit:literal,)* }) => {
        $(#[$outer])*
        #[derive(Debug, Clone)]
        pub struct $name<const W: usize> { $(#[doc = concat!("See the card; unit: ", $unit, ".")] pub $field: Num<W>,)* }

        impl<const W: usize> $name<W> {
            /// Names behind the prefix, in stream order.
            pub const NAMES: &'static [&'static str] = &[$(stringify!($field),)*];
            /// Unit of each.
            pub const UNITS: &'static [&'static str] = &[$($unit,)*];

            /// Names the values of one run an element, given in stream order. Panics if `values` has another length than `NAMES`.
            pub fn from_values(values: &[Num<W>]) -> Self {
                let mut values = values.iter().copied();
                let mut next = || values.next().expect("one value a name");
                Self { $($field: next(),)* }
            }
        }
    };
}

parameters! {
    /// Parameters of one agent.
    AgentParameters {
        private_growth_per_year "1/year",
    }
}

parameters! {
    /// Parameters that belong to no one agent.
    SharedParameters {
        eci_per_decade "ECI",
    }
}

/// Where a parameter belongs: the prefix of its key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    UnitedStates,
    China,
    Shared,
}

impl Group {
    /// The three groups in table order.
    pub const ALL: [Self; 3] = [Self::UnitedStates, Self::China, Self::Shared];

    /// Prefix of the key.
    pub const fn key(self) -> &'static str {
        match self {
            Self::UnitedStates => "us",
            Self::China => "china",
            Self::Shared => "shared",
        }
    }

    /// Names of the group's parameters in stream order.
    pub const fn names(self) -> &'static [&'static str] {
        match self {
            Self::UnitedStates | Self::China => AgentParameters::<1>::NAMES,
            Self::Shared => SharedParameters::<1>::NAMES,
        }
    }

    /// Units of the group's parameters in stream order.
    pub const fn units(self) -> &'static [&'static str] {
        match self {
            Self::UnitedStates | Self::China => AgentParameters::<1>::UNITS,
            Self::Shared => SharedParameters::<1>::UNITS,
        }
    }
}

/// Dotted keys of all parameters in registry order: the United States', China's, the shared ones.
pub fn keys() -> impl Iterator<Item = String> {
    Group::ALL
        .into_iter()
        .flat_map(|group| group.names().iter().map(move |name| format!("{}.{name}", group.key())))
}
