//! The figures of a result as files, and `figures.json`: everything that they draw, so that they can be drawn again without simulating.

use std::cell::OnceCell;
use std::path::Path;

use crate::catalogue::{Catalogue, english, resolved};
use charts::{Rendered, render_all, to_json};
use engine::scenario::agents::Agent;
use error::{Error, Result};
use results::message::Text;
use results::store::FIGURES_FOLDER;
use results::store::staging::FigureFiles;

pub use charts::kinds;
pub use charts::{
    Axis, Chart, Contours, Distribution, EmbeddedFigure, Figure, FigureTable, FigureText, Hue, LocalizedFigure,
    Observed, Print, Scale, Shading, dark_colors, moment, short,
};

/// The colour of a state.
pub fn hue_of(agent: Agent) -> Hue {
    match agent {
        Agent::UnitedStates => Hue::UnitedStates,
        Agent::China => Hue::China,
    }
}

/// What puts the texts of figures into words.
pub fn in_words(words: &Catalogue) -> impl Fn(&Text) -> String + Sync + '_ {
    |text| words.word(&resolved(text))
}

/// Draws a figure in both formats, in English.
///
/// # Errors
/// [`Error::Usage`] if its parts contradict each other.
pub fn render(figure: &Figure) -> Result<Rendered> {
    figure.localized(&in_words(english())).rendered()
}

/// Name of the file.
pub const FIGURES_JSON: &str = "figures.json";

/// Files of a figure of this name once it is drawn, below the folder of its result: SVG, then PNG.
pub fn drawn_names(name: &str) -> [String; 2] {
    ["svg", "png"].map(|ending| format!("{FIGURES_FOLDER}{name}.{ending}"))
}

/// Names of all files that belong to figures of these `names`, below the folder of their result.
pub fn file_names(names: impl IntoIterator<Item: AsRef<str>>) -> impl Iterator<Item = String> {
    let drawn = names.into_iter().flat_map(|name| drawn_names(name.as_ref()));
    std::iter::once(FIGURES_JSON.to_owned()).chain(drawn)
}

/// Whether the figures of a result are drawn at once, or only described.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Drawing {
    Now,
    /// They can be drawn later from the description.
    Later,
}

/// The figures of a result that is being written.
#[derive(Debug, Clone, PartialEq)]
pub struct Pictures {
    figures: Vec<Figure>,
    drawing: Drawing,
    /// Names and contents, once they have been asked for.
    files: OnceCell<Vec<(String, Vec<u8>)>>,
}

impl Pictures {
    /// These figures, drawn when they are first asked for.
    pub fn new(figures: Vec<Figure>, drawing: Drawing) -> Self {
        let mut figures: Vec<Figure> = figures.into_iter().map(Figure::thinned).collect();
        for figure in &mut figures {
            figure.each_text(&mut |text| *text = resolved(text));
        }
        Self {
            figures,
            drawing,
            files: OnceCell::new(),
        }
    }

    /// Whether they are drawn at once.
    pub fn drawing(&self) -> Drawing {
        self.drawing
    }

    /// All files that belong to them, in the order of the manifest: the description, then each figure in both formats.
    ///
    /// # Errors
    /// A figure whose parts contradict each other.
    pub fn files(&self) -> Result<FigureFiles<'_>> {
        let drawn = self.drawing == Drawing::Now;
        let files = match self.files.get() {
            Some(files) => files,
            None => {
                let files = self.render()?;
                self.files.get_or_init(|| files)
            }
        };
        Ok(FigureFiles { files, drawn })
    }

    fn render(&self) -> Result<Vec<(String, Vec<u8>)>> {
        let mut files = vec![(FIGURES_JSON.to_owned(), to_json(&self.figures)?)];
        let drawn = match self.drawing {
            Drawing::Now => render_all(&self.figures, &in_words(english()))?,
            Drawing::Later => Vec::new(),
        };
        for figure in drawn {
            let [svg, png] = drawn_names(&figure.name);
            files.extend([(svg, figure.svg.into_bytes()), (png, figure.png)]);
        }
        Ok(files)
    }
}

/// The figures of the finished result in `folder`, as they were drawn (or left out with `--no-figures`).
///
/// # Errors
/// [`Error::File`] if there is no such file (an earlier version of the program wrote none), or if it cannot be read.
pub fn stored(folder: &Path) -> Result<Vec<Figure>> {
    let path = folder.join(FIGURES_JSON);
    let place = path.display();
    let bytes = std::fs::read(&path).map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => Error::File(format!(
            "{} has no {FIGURES_JSON}, from which figures are drawn again; results of earlier versions have none: make it again \
             with --force",
            folder.display()
        )),
        _ => Error::File(format!("cannot read {place}: {error}")),
    })?;
    let unreadable = |why: String| {
        Error::File(format!(
            "{place} does not hold figures that this version can read ({why})"
        ))
    };
    let mut figures = charts::from_json(&bytes).map_err(unreadable)?;
    let mut known = Ok(());
    for figure in &mut figures {
        figure.each_text(&mut |text| {
            if known.is_ok() {
                known = english().check(&resolved(text));
            }
        });
    }
    known.map_err(|key| {
        unreadable(format!(
            "there is no sentence `{key}`; make the result again with --force"
        ))
    })?;
    Ok(figures)
}

#[cfg(test)]
mod tests {
    use charts::kinds::*;

    use super::*;
    use crate::chapters::heads::definitions;

    /// Every kind of chart that has heads of its own, without rows where its heads stand without any.
    fn kinds() -> Vec<Chart> {
        let point = RecordedPoint {
            year: 2025.0,
            date: String::new(),
            value: 1.0,
            low: 1.0,
            high: 1.0,
            hue: Hue::China,
        };
        let panel = FanPanel {
            title: "".into(),
            fans: Vec::new(),
            points: vec![point],
            axis: Axis::linear("months"),
        };
        let curve = Curve {
            label: "".into(),
            hue: Hue::China,
            x: vec![2025.0],
            y: vec![1.0],
            low: vec![0.0],
            high: vec![2.0],
        };
        let curves = |x_axis: Axis| CurveChart {
            curves: vec![curve.clone()],
            band: "90 %".into(),
            x_axis,
            y_axis: Axis::linear("months"),
            level: None,
            reference: None,
        };
        let heat_map = HeatMapChart {
            rows: Vec::new(),
            columns: Vec::new(),
            cells: Vec::new(),
            color: Axis::linear("months"),
            shading: Shading::Sequential,
            never_label: "".into(),
        };
        let surface = SurfaceChart {
            x: Vec::new(),
            y: Vec::new(),
            z: Vec::new(),
            x_axis: Axis::linear("x"),
            y_axis: Axis::linear("y"),
            color: Axis::linear("months"),
            shading: Shading::Sequential,
            contours: Contours::None,
            never_label: "".into(),
            here: None,
        };
        let tornado = TornadoChart {
            rows: Vec::new(),
            center: 0.0,
            center_label: "".into(),
            axis: Axis::linear("months"),
        };
        let distribution = DistributionChart {
            groups: Vec::new(),
            axis: Axis::linear("months"),
            never_label: "".into(),
        };
        let shares = SharesChart {
            years: Vec::new(),
            bands: Vec::new(),
            unit: "share".into(),
            history_end_year: None,
        };
        let scatter = ScatterChart {
            points: Vec::new(),
            x_axis: Axis::linear("x"),
            y_axis: Axis::linear("y"),
            lines: Vec::new(),
        };
        let counts = CountChart {
            label: "".into(),
            hue: Hue::Neutral,
            counts: Vec::new(),
            expected: 1.0,
            band: [0.0, 2.0],
            band_named: "".into(),
            x_axis: Axis::share("share"),
            y_axis: Axis::linear("facts"),
        };
        vec![
            Chart::from(counts),
            Chart::from(SmallMultiples {
                panels: vec![panel],
                columns: 1,
                history_end_year: None,
            }),
            Chart::from(curves(Axis::year("year"))),
            Chart::from(curves(Axis::linear("x"))),
            Chart::from(heat_map),
            Chart::from(surface),
            Chart::from(tornado),
            Chart::from(distribution),
            Chart::from(shares),
            Chart::from(scatter),
            Chart::from(ForestChart { panels: Vec::new() }),
            Chart::from(WaterfallChart {
                parts: Vec::new(),
                whole: WaterfallRow {
                    label: "".into(),
                    hue: Hue::Neutral,
                    part: 0.0,
                    note: "".into(),
                },
                axis: Axis::linear("months"),
            }),
            Chart::from(IndexChart {
                rows: Vec::new(),
                unit: "share".into(),
            }),
            Chart::from(ValidationChart {
                rows: Vec::new(),
                axis: Axis::linear("months"),
            }),
        ]
    }

    /// Axes of parallel lines are called by the keys of what they are, which the model defines.
    #[test]
    fn every_head_of_a_table_behind_a_figure_has_a_meaning_in_the_glossary() {
        let defined = definitions(english());
        for (place, chart) in kinds().into_iter().enumerate() {
            let figure = Figure::new("kind", FigureText::default(), chart);
            for meaning in figure.localized(&in_words(english())).table().meanings {
                let is_defined = defined.iter().any(|entry| entry.key == meaning);
                assert!(is_defined, "kind {place}: {meaning}");
            }
        }
    }
}
