//! What is known of one metric over the runs so far.

use super::summary::{Distribution, MetricSummary, Spread, share_of};
use super::tree::{self, LEAF_RUNS, Node};
use crate::model::metrics::{Kind, Metric};
use crate::numeric::sketch::Sketch;
use crate::numeric::statistics::Moments;
use std::ops::Range;

/// One metric over the runs so far.
#[derive(Debug, Clone)]
pub(super) struct MetricState {
    pub metric: Metric,
    /// Moments of the finite values by nodes of whole leaves.
    pub nodes: Vec<Moments>,
    /// The same of the leaf that has begun.
    pub begun: Moments,
    pub values: Values,
}

#[derive(Debug, Clone)]
pub(super) enum Values {
    /// Every value, in run order.
    All(Vec<f64>),
    Sketch(Sketch),
}

impl MetricState {
    /// Counts in the value of the run number `run`, in a state that begins with the leaf `first`.
    pub(super) fn take_in(&mut self, run: u64, value: f64, first: u64) {
        if value.is_finite() {
            self.begun.add(value);
        }
        match &mut self.values {
            Values::All(values) => values.push(value),
            Values::Sketch(sketch) => sketch.insert(value),
        }
        if (run + 1).is_multiple_of(LEAF_RUNS) {
            let (leaf, whole) = (Node::leaf(run / LEAF_RUNS), std::mem::take(&mut self.begun));
            tree::push(&mut self.nodes, first, leaf, whole, Moments::join);
        }
    }

    /// Counts in what is known of later runs, which begin with a leaf; `leaves` are their whole ones.
    pub(super) fn join(&mut self, more: &Self, first: u64, leaves: Range<u64>) {
        for (node, &moments) in tree::nodes(leaves).zip(&more.nodes) {
            tree::push(&mut self.nodes, first, node, moments, Moments::join);
        }
        self.begun = more.begun;
        match (&mut self.values, &more.values) {
            (Values::Sketch(sketch), Values::Sketch(more)) => sketch.merge(more),
            (Values::All(values), Values::All(more)) => values.extend(more),
            // Both are of one ensemble, whose number of runs decides which it is.
            (Values::Sketch(_), Values::All(_)) | (Values::All(_), Values::Sketch(_)) => {}
        }
    }

    /// Moments of all finite values.
    fn moments(&self) -> Moments {
        let nodes = self.nodes.iter().copied().chain([self.begun]);
        nodes.fold(Moments::default(), Moments::join)
    }

    pub(super) fn summary(&self) -> MetricSummary {
        let moments = self.moments();
        let (distribution, never, missing, runs) = match &self.values {
            Values::All(values) => {
                let mut sorted: Vec<f64> = values.iter().copied().filter(|value| !value.is_nan()).collect();
                sorted.sort_unstable_by(f64::total_cmp);
                let never = sorted.iter().filter(|value| **value == f64::INFINITY).count() as u64;
                let missing = (values.len() - sorted.len()) as u64;
                (Distribution::Exact(sorted), never, missing, values.len() as u64)
            }
            Values::Sketch(sketch) => {
                let (never, missing) = (sketch.never(), sketch.missing());
                (
                    Distribution::Sketch(sketch.clone()),
                    never,
                    missing,
                    sketch.count() + missing,
                )
            }
        };
        let below = [0.5, 1.5, 2.5].map(|x| distribution.share_below(x));
        let who_shares = match self.metric.kind() {
            Kind::Who => [below[0], below[1] - below[0], below[2] - below[1]],
            Kind::Number | Kind::Year | Kind::NumberOrNever => [0.0; 3],
        };
        MetricSummary {
            metric: self.metric,
            spread: Spread::new(moments.mean(), Spread::SHARES.map(|share| distribution.quantile(share))),
            moments,
            never_share: share_of(never, runs),
            missing_share: share_of(missing, runs),
            who_shares,
            distribution,
        }
    }
}
