//! What leaves the program for people to read: the look of figures and the figures themselves.
pub mod figures;
pub mod theme;
