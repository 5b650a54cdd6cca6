//! Why a policy does what it does: its effect broken down by mechanism.
//!
//! The effect of a policy is the difference that it makes in the same worlds. With some mechanisms of the model switched off, under the
//! policy and without it, the difference is another one. Going through the mechanisms in some order, each is credited with what it adds
//! when it is switched on; the average over all orders is the Shapley value (Shapley 1953), the only breakdown whose parts add up to the
//! whole, in which a mechanism that never matters has no part, and in which the names and places of mechanisms do not count. Orders are
//! drawn (Castro, Gómez & Tejada 2009), half of them the other half backwards, and worlds are dealt out to them: the parts of every single
//! world add up, so those of the means do, too.

pub mod claims;
pub mod request;
pub mod run;
pub mod schema;
mod stages;

pub use request::Request;
pub use run::{Explained, Link, Part, Results};
pub use stages::Stepwise;

/// What the random stream of orders is for: a purpose of `numeric::streams`, far from those of the worlds and of other studies.
const ORDERS_PURPOSE: u8 = 240;

#[cfg(test)]
mod tests;
