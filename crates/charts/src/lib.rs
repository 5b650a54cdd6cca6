//! Figures: a table, marks and facets, drawn as SVG and PNG.
//!
//! A [`Figure`] holds everything that is drawn and nothing of the engine: the table behind it, [`Mark`]s that draw its columns, the
//! [`Space`] they lie in, panels that share it, and texts whose words are chosen when it is drawn. [`kinds`] makes the usual ones.
//! Table, alternative text and the words of each place follow from marks and columns. Drawing is a pure function: equal figures give
//! equal bytes on every machine.

mod axis;
mod check;
mod data;
mod describe;
mod document;
mod drawn;
mod exact;
mod figure;
mod fonts;
mod histogram;
pub mod kinds;
mod layout;
mod localized;
mod mark;
mod moments;
mod numbers;
mod outline;
mod palette;
#[cfg(feature = "png")]
mod png;
mod scene;
mod stored;
mod svg;
mod table;
#[cfg(test)]
mod tests;
mod theme;
mod thin;
mod words;

pub use axis::{Axis, Scale};
pub use data::{Column, Data, Key, Level, Values, WordColumn};
pub use drawn::EmbeddedFigure;
#[cfg(feature = "png")]
pub use drawn::{Rendered, render_all};
pub use figure::{Chart, Figure, FigureText, Panel};
pub use histogram::{Distribution, Observed};
pub use localized::LocalizedFigure;
pub use mark::{Across, Coloring, Contours, Mark, RuleLabel, Shading, Space};
pub use moments::{moment, month_of};
pub use numbers::{MAGNITUDES, short};
pub use palette::dark_colors;
#[cfg(feature = "png")]
pub use png::Print;
pub use stored::{from_json, to_json};
pub use table::FigureTable;
pub use theme::Hue;
pub use thin::MOST_POINTS;
