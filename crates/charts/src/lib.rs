//! Figures: a table, marks and facets, drawn as SVG and PNG.
