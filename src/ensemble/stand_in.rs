//! Stands in for `model::simulate` until it is there.
