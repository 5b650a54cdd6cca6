//! What each policy does to each outcome, side by side.

use engine::model::metrics::Metric;
use results::message;
use results::message::Text;

use super::claims::outcomes;
use super::main_effect::{MainEffect, main_effects};
use crate::claims::Subject;

/// A table of policies by outcomes, and which cells are best and worst of their column.
#[derive(Debug, Clone, PartialEq)]
pub struct TradeOffs {
    pub outcomes: Vec<Metric>,
    /// The policies with their cells; the reference first, without any change.
    pub rows: Vec<(String, Vec<TradeOff>)>,
}

/// A cell of it.
#[derive(Debug, Clone, PartialEq)]
pub struct TradeOff {
    /// The change against the reference; in brackets where its sign is not known. Of the reference its own value.
    pub text: Text,
    pub mark: Mark,
}

/// What a cell is among those of its outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    Best,
    Worst,
    Neither,
}

/// What each policy does to each of the outcomes that are ranked.
pub fn trade_offs(subject: &Subject) -> TradeOffs {
    let effects = main_effects(subject);
    let outcomes = outcomes(subject, &effects);
    let find = |policy: &str, metric: Metric| {
        let mut effects = effects.iter();
        effects.find(|effect| effect.policy == policy && effect.metric == metric)
    };
    let good = |effect: Option<&MainEffect>| effect.map_or(0.0, |effect| effect.sign() * effect.change.value.abs());
    let rows = subject.cases.iter().enumerate().map(|(place, case)| {
        let cells = outcomes.iter().map(|&metric| {
            let values = subject.cases.iter().map(|case| good(find(&case.name, metric)));
            let (least, most) = values.fold((f64::INFINITY, f64::NEG_INFINITY), |(least, most), value| {
                (least.min(value), most.max(value))
            });
            let mine = good(find(&case.name, metric));
            let mark = match () {
                () if least == most => Mark::Neither,
                () if mine == most => Mark::Best,
                () if mine == least => Mark::Worst,
                () => Mark::Neither,
            };
            let text = match find(&case.name, metric) {
                Some(effect) if effect.is_nothing() => message!("trade_off-same").into(),
                Some(effect) if effect.change.excludes_zero() => effect.amount.change(effect.change.value),
                Some(effect) => {
                    let change = effect.amount.change(effect.change.value);
                    message!("trade_off-not_significant", change = change).into()
                }
                None if place == 0 => {
                    let any = effects.iter().find(|effect| effect.metric == metric);
                    any.map_or_else(Text::default, |effect| effect.amount.value(effect.values[0]))
                }
                None => message!("amount-missing").into(),
            };
            TradeOff { text, mark }
        });
        (case.name.clone(), cells.collect())
    });
    TradeOffs {
        rows: rows.collect(),
        outcomes,
    }
}
