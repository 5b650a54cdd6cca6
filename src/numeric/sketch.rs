//! The distribution of very many numbers in little memory, whatever order they come in.

/// A mergeable quantile sketch.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Sketch {}
