//! Inputs: levers and parameters that an experiment sets to chosen values, in place of the scenario's and the draws'.

use super::cards::CardSet;
use super::levers::{LEVER_COUNT, Lever, LeverSet};
use super::parameters;
use super::time::HISTORY_MONTHS;
use crate::numeric::{Mask, Num};

/// Something that an experiment may set, each world to a value of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Input {
    /// A lever, from October 2026 on, unannounced and out of the doctrine: as `--set` with a plain number does it.
    Lever(Lever),
    /// A parameter, by its place in the registry: its value takes the place of its draw.
    Parameter(usize),
}

impl Input {
    /// Every input: levers, then parameters in registry order.
    pub fn all() -> impl Iterator<Item = Self> {
        let levers = Lever::ALL.into_iter().map(Self::Lever);
        levers.chain((0..parameters::keys().count()).map(Self::Parameter))
    }

    /// The input with this dotted key.
    pub fn from_key(key: &str) -> Option<Self> {
        let parameter = || parameters::keys().position(|known| known == key).map(Self::Parameter);
        Lever::from_key(key).map(Self::Lever).or_else(parameter)
    }

    /// Dotted key, such as `us.chip_controls` or `china.fab_growth_per_year`.
    pub fn key(self, cards: &CardSet) -> &str {
        match self {
            Self::Lever(lever) => lever.key(),
            Self::Parameter(position) => &cards.cards[position].key,
        }
    }

    /// Unit of its values.
    pub fn unit(self, cards: &CardSet) -> &str {
        match self {
            Self::Lever(lever) => lever.unit(),
            Self::Parameter(position) => &cards.cards[position].unit,
        }
    }

    /// What it means.
    pub fn meaning(self, cards: &CardSet) -> &str {
        match self {
            Self::Lever(lever) => lever.meaning(),
            Self::Parameter(position) => &cards.cards[position].meaning,
        }
    }

    /// Lowest and highest value it may be set to: the lever's range, or the bounds of the card, equal for a card without
    /// uncertainty.
    pub fn bounds(self, cards: &CardSet) -> (f64, f64) {
        match self {
            Self::Lever(lever) => lever.range(),
            Self::Parameter(position) => cards.cards[position].distribution.bounds(),
        }
    }
}

/// A value that leaves an input as the scenario and the draws have it.
pub const AS_IT_IS: f64 = f64::NAN;

/// Values imposed on a block of `W` runs, one a run.
#[derive(Debug, Clone)]
pub struct Imposed<const W: usize> {
    /// Which levers are set in some run.
    set: LeverSet,
    levers: [Setting<W>; LEVER_COUNT],
    /// By place in the registry.
    parameters: Vec<(usize, Setting<W>)>,
}

/// What an input is set to, in the runs in which it is set.
#[repr(align(64))]
#[derive(Debug, Clone, Copy)]
pub struct Setting<const W: usize> {
    pub is_set: Mask<W>,
    pub value: Num<W>,
}

impl<const W: usize> Setting<W> {
    const NONE: Self = Self {
        is_set: Mask::NONE,
        value: Num::ZERO,
    };

    /// The value where it is set, else what would be there.
    #[inline(always)]
    pub fn or(&self, otherwise: Num<W>) -> Num<W> {
        self.is_set.select(self.value, otherwise)
    }
}

impl<const W: usize> Imposed<W> {
    /// Nothing.
    pub const NONE: Self = Self {
        set: LeverSet::NONE,
        levers: [Setting::NONE; LEVER_COUNT],
        parameters: Vec::new(),
    };

    /// `values[lane]` holds one value for each of `inputs`, or [`AS_IT_IS`].
    pub fn new(inputs: &[Input], values: [&[f64]; W]) -> Self {
        let mut imposed = Self::NONE;
        for (place, input) in inputs.iter().enumerate() {
            let value = Num(values.map(|values| values[place]));
            let is_set = value.le(Num::NEVER);
            let setting = Setting { is_set, value };
            match *input {
                Input::Lever(lever) => {
                    imposed.set.set(lever, true);
                    imposed.levers[lever as usize] = setting;
                }
                Input::Parameter(position) => imposed.parameters.push((position, setting)),
            }
        }
        imposed
    }

    /// What a lever is set to from October 2026 on, in the runs in which it is.
    #[inline(always)]
    pub fn lever(&self, lever: Lever) -> Option<&Setting<W>> {
        self.set.has(lever).then(|| &self.levers[lever as usize])
    }

    /// What a lever is set to in `month`, else `otherwise`.
    #[inline(always)]
    pub fn or(&self, lever: Lever, month: usize, otherwise: Num<W>) -> Num<W> {
        match self.lever(lever) {
            Some(setting) if month >= HISTORY_MONTHS => setting.or(otherwise),
            _ => otherwise,
        }
    }

    /// The levers that are set to something in `month`.
    #[inline(always)]
    pub const fn levers_in(&self, month: usize) -> LeverSet {
        if month < HISTORY_MONTHS {
            LeverSet::NONE
        } else {
            self.set
        }
    }

    /// What parameters are set to, by place in the registry.
    pub fn parameters(&self) -> &[(usize, Setting<W>)] {
        &self.parameters
    }
}
