//! The policy lab: what its page asks of the program.
//!
//! The page holds a [`case::Case`] (what a person has set), hands it over as JSON and gets numbers back. It knows no model: levers,
//! outcomes, parameters, mechanisms, policies and charts come from [`program`]. [`desk::Desk`] answers one request at a time; a page
//! has one desk that sums up and several that simulate, each in a worker of its own. Numbers are those of the program, bit for bit.

#[cfg(target_arch = "wasm32")]
mod abi;
pub mod case;
pub mod charts;
pub mod desk;
mod ends;
mod explaining;
mod number;
pub mod program;
pub mod simulate;
pub mod story;
pub mod summary;
pub mod theory;
