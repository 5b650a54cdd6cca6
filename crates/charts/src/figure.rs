//! The grammar of figures: a table, marks that draw its columns, the space they lie in, and panels that share it.

use results::message::{Message, Text};
use serde::{Deserialize, Serialize};

use crate::axis::Axis;
use crate::data::{Data, Key, Values};
use crate::exact;
use crate::theme::Hue;
use engine::error::{Error, Result};

/// More parallel axes would stand too close for their names.
const MOST_AXES: usize = 24;
/// Places along an axis of cells at most.
const MOST_PLACES: usize = 101;

/// The words around a chart. They wrap and shrink to fit; they are never cut.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct FigureText {
    /// What the figure answers, or the question, in words and with the unit.
    pub title: Text,
    /// What is drawn: which statistics of how many worlds, what the dots are.
    pub subtitle: Text,
    /// Scenario, seed, version, short hash, source of recorded points.
    pub foot: Text,
}

/// One page with one chart.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// Stem of the file names.
    pub name: String,
    pub text: FigureText,
    pub chart: Chart,
}

/// What is drawn on a page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Chart {
    pub data: Data,
    pub space: Space,
    /// In painting order.
    pub marks: Vec<Mark>,
    /// The column of words whose levels are series, each with its hue.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub series: Option<Key>,
    /// The column of words whose levels are the panels; without one there is a single panel.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub facet: Option<Key>,
    /// One for each level of that column.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub panels: Vec<Panel>,
    /// Panels beside each other.
    #[serde(default = "one")]
    pub columns: usize,
    /// What a constructor was given that contradicts itself; told when the figure is drawn.
    #[serde(skip)]
    pub(crate) contradiction: Option<String>,
}

fn one() -> usize {
    1
}

/// One of several plots on a page.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Panel {
    pub title: Text,
    /// A remark beside the title.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub note: Text,
    /// Its own axis of values (upright in a plane, level for rows); all share that of the chart where it has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub axis: Option<Axis>,
}

/// How marks are placed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Space {
    /// Two axes of numbers; the column `x` has the level places.
    Plane { x: Key, x_axis: Axis, y_axis: Axis },
    /// Rows below each other on a level axis: a row for each level of the column `label`, its remark in the column `note`.
    Rows {
        label: Key,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<Key>,
        axis: Axis,
    },
    /// Words along both sides.
    Table { row: Key, column: Key },
    /// Upright axes beside each other, each for a column of numbers; `never` is where infinite values lie.
    Parallel { axes: Vec<(Key, Axis)>, never: Text },
}

/// How numbers become colours.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shading {
    /// Light to dark of one hue, from the lowest to the highest.
    Sequential,
    /// Brown below this value, near white at it, teal above it.
    Diverging {
        #[serde(with = "exact")]
        middle: f64,
    },
}

/// Which lines of equal value are drawn.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Contours {
    None,
    /// At the numbers of the colour key.
    AtTicks,
    At(#[serde(with = "exact")] Vec<f64>),
}

/// A column of numbers that gives colours.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Coloring {
    pub value: Key,
    pub axis: Axis,
    pub shading: Shading,
    /// What an infinite value is called in the key, such as `never by 2040`.
    pub never: Text,
}

/// Something that is drawn for the rows of the table. Where a value that it needs is no number, it leaves a gap.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// Plane: a line a series; `dots` at its points where they are few.
    Line { y: Key, dots: bool },
    /// Plane: the area between two lines; rows: a bar from one value to another. `named` is what it holds, such as `90 %`.
    Band {
        low: Key,
        high: Key,
        opacity: f64,
        named: Text,
    },
    /// Plane: series on top of each other, from the bottom up; `y` is the height of each.
    Area { y: Key },
    /// Plane: upright bars between two places; rows with an infinite place are a bar of their own at the side, called `never`.
    Column {
        from: Key,
        to: Key,
        height: Key,
        never: Text,
    },
    /// Plane: a dot for each record, with its error.
    Record { y: Key, low: Key, high: Key },
    /// Plane: a dot a row with its name beside it, from the column `name`.
    NamedPoint { y: Key, name: Key },
    /// Coloured cells: in a plane around the places of `y`, in a table with the words of the column `text`.
    Cell {
        color: Coloring,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        y: Option<Key>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        text: Option<Key>,
        contours: Contours,
    },
    /// Rows: a dot on the line of its interval. With `judged`, a column of words, it is a record: a diamond in the second level.
    Interval {
        at: Key,
        low: Key,
        high: Key,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        judged: Option<Key>,
    },
    /// Rows: an upright stroke.
    Tick { at: Key },
    /// Rows: a bar from zero with its interval; several such marks share a row. `tone` is 0 (light) to 1 (dark).
    Bar {
        at: Key,
        low: Key,
        high: Key,
        tone: f64,
        named: Text,
        /// The same in a few words.
        short: Text,
    },
    /// Rows: bars from `base` for the two levels of the column `end`, with the words of the column `text` at their ends; `named` is
    /// what the two are in the key.
    EndBar {
        at: Key,
        end: Key,
        text: Key,
        #[serde(with = "exact")]
        base: f64,
        named: [Text; 2],
    },
    /// Parallel: a line a row, coloured by series or by a number.
    Strand {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        color: Option<Coloring>,
    },
    /// A thin line across the plot, for all panels or for one.
    Rule {
        across: Across,
        #[serde(with = "exact")]
        at: f64,
        label: RuleLabel,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        panel: Option<usize>,
    },
    /// Plane: a line from the origin.
    Slope {
        #[serde(with = "exact")]
        slope: f64,
        label: Text,
    },
}

/// At a value of which axis a rule is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Across {
    X,
    Y,
}

/// What is written at a rule.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RuleLabel {
    None,
    /// What the value is.
    Value(Text),
    /// What lies before it and after it, and what it is called in a key.
    Sides {
        before: Text,
        after: Text,
        named: Text,
    },
}

impl Chart {
    /// Marks in a space, in a single panel.
    pub fn new(data: Data, space: Space, marks: Vec<Mark>) -> Self {
        Self {
            data,
            space,
            marks,
            series: None,
            facet: None,
            panels: Vec::new(),
            columns: 1,
            contradiction: None,
        }
    }

    /// The same with series, told apart by a column of words.
    pub fn by_series(self, column: impl Into<Key>) -> Self {
        Self {
            series: Some(column.into()),
            ..self
        }
    }

    /// The same in panels, so many beside each other: one for each level of a column of words.
    pub fn in_panels(self, column: impl Into<Key>, panels: Vec<Panel>, columns: usize) -> Self {
        Self {
            facet: Some(column.into()),
            panels,
            columns,
            ..self
        }
    }

    /// The same, to be refused when it is drawn if what it was made of contradicts itself.
    pub(crate) fn checked(self, found: std::result::Result<(), String>) -> Self {
        Self {
            contradiction: found.err(),
            ..self
        }
    }

    /// The rows of a panel.
    pub(crate) fn rows_of(&self, panel: usize) -> Vec<usize> {
        let rows = 0..self.data.rows();
        match &self.facet {
            None => rows.collect(),
            Some(facet) => {
                let (_, levels) = self.data.words(facet);
                rows.filter(|row| levels.get(*row).copied().flatten() == Some(panel as u32))
                    .collect()
            }
        }
    }

    /// The series with rows in a panel: its name, its hue, its rows.
    pub(crate) fn series_of(&self, panel: usize) -> Vec<Series<'_>> {
        let rows = self.rows_of(panel);
        let Some(key) = &self.series else {
            return vec![Series {
                label: "",
                hue: Hue::Neutral,
                rows,
            }];
        };
        let (levels, of) = self.data.words(key);
        let series = levels.iter().enumerate().map(|(place, level)| Series {
            label: crate::words::said(&level.text),
            hue: level.hue.unwrap_or(Hue::Neutral),
            rows: rows
                .iter()
                .copied()
                .filter(|row| of[*row] == Some(place as u32))
                .collect(),
        });
        series.filter(|series| !series.rows.is_empty()).collect()
    }

    /// Rules and slopes that have a label of their own: it, the column that the value belongs to, the value.
    pub(crate) fn ruled(&self) -> Vec<(String, &str, f64)> {
        let line = self.marks.iter().find(|mark| matches!(mark, Mark::Line { .. }));
        let values = line
            .or(self.marks.first())
            .and_then(|mark| mark.numbers().first().copied());
        let values = values.map_or("", |key| key.as_ref());
        let level = match &self.space {
            Space::Plane { x, .. } => x.as_ref(),
            _ => values,
        };
        let of = |mark| match mark {
            &Mark::Rule {
                across,
                at,
                label: RuleLabel::Value(ref label),
                ..
            } => {
                let key = match across {
                    Across::X => level,
                    Across::Y => values,
                };
                Some((crate::words::said(label).to_owned(), key, at))
            }
            Mark::Slope { slope, label } => Some((crate::words::said(label).to_owned(), "slope", *slope)),
            _ => None,
        };
        self.marks.iter().filter_map(of).collect()
    }

    /// How many records lie outside of their bands.
    pub fn misses(&self) -> usize {
        let judged = self.marks.iter().filter_map(|mark| match mark {
            Mark::Interval { judged, .. } => judged.as_ref(),
            _ => None,
        });
        let outside = |key: &Key| self.data.words(key).1.iter().filter(|level| **level == Some(1)).count();
        judged.map(outside).sum()
    }

    pub(crate) fn each_text(&mut self, change: &mut dyn FnMut(&mut Text)) {
        self.data.each_text(change);
        match &mut self.space {
            Space::Plane { x_axis, y_axis, .. } => {
                change(&mut x_axis.unit);
                change(&mut y_axis.unit);
            }
            Space::Rows { axis, .. } => change(&mut axis.unit),
            Space::Table { .. } => {}
            Space::Parallel { axes, never } => {
                axes.iter_mut().for_each(|(_, axis)| change(&mut axis.unit));
                change(never);
            }
        }
        for panel in &mut self.panels {
            change(&mut panel.title);
            change(&mut panel.note);
            panel.axis.iter_mut().for_each(|axis| change(&mut axis.unit));
        }
        for mark in &mut self.marks {
            mark.each_text(change);
        }
    }

    /// Whether the parts fit together.
    fn check(&self) -> std::result::Result<(), String> {
        if let Some(found) = &self.contradiction {
            return Err(found.clone());
        }
        self.data.check()?;
        let holds = |key: &Key, wants_words: bool| {
            let column = self.data.columns.iter().find(|column| column.key == *key);
            match column.map(|column| matches!(column.values, Values::Words { .. })) {
                Some(words) if words == wants_words => Ok(()),
                Some(true) => Err(format!("column `{key}` holds words where numbers are drawn")),
                Some(false) => Err(format!("column `{key}` holds numbers where words are drawn")),
                None => Err(format!("there is no column `{key}`")),
            }
        };
        let (mut numbers, mut words): (Vec<&Key>, Vec<&Key>) = (Vec::new(), Vec::new());
        words.extend(self.series.iter().chain(&self.facet));
        match &self.space {
            Space::Plane { x, .. } => numbers.push(x),
            Space::Rows { label, note, .. } => words.extend(std::iter::once(label).chain(note)),
            Space::Table { row, column } => words.extend([row, column]),
            Space::Parallel { axes, .. } => {
                if !(2..=MOST_AXES).contains(&axes.len()) {
                    return Err(format!("parallel axes must be 2 to {MOST_AXES}, not {}", axes.len()));
                }
                numbers.extend(axes.iter().map(|(key, _)| key));
            }
        }
        for mark in &self.marks {
            numbers.extend(mark.numbers());
            words.extend(mark.words());
        }
        numbers.into_iter().try_for_each(|key| holds(key, false))?;
        words.into_iter().try_for_each(|key| holds(key, true))?;
        if let Some(facet) = &self.facet
            && self.data.words(facet).0.len() > self.panels.len()
        {
            return Err(format!("column `{facet}` has more levels than there are panels"));
        }
        self.marks.iter().try_for_each(|mark| self.check_mark(mark))
    }

    fn check_mark(&self, mark: &Mark) -> std::result::Result<(), String> {
        match mark {
            Mark::Interval {
                at,
                low,
                high,
                judged: None,
            }
            | Mark::Bar { at, low, high, .. } => {
                let [at, low, high] = [at, low, high].map(|key| self.data.numbers(key));
                let Space::Rows { label, .. } = &self.space else {
                    return Err("intervals are drawn in rows".to_owned());
                };
                for row in 0..self.data.rows() {
                    let none = at[row].is_nan() && low[row].is_nan() && high[row].is_nan();
                    let ascends = low[row] <= high[row] && at[row].is_finite();
                    if !(none || ascends) {
                        let (levels, rows) = self.data.words(label);
                        let level = rows[row].map(|level| name_of(&levels[level as usize].text));
                        return Err(format!(
                            "the interval of `{}` must ascend around a finite estimate, not {} to {} around {}",
                            level.unwrap_or_default(),
                            low[row],
                            high[row],
                            at[row]
                        ));
                    }
                }
                Ok(())
            }
            Mark::Cell { y, .. } => {
                let (Space::Plane { x, .. }, Some(y)) = (&self.space, y) else {
                    return Ok(());
                };
                for (name, key) in [("x", x), ("y", y)] {
                    let places = places(self.data.numbers(key));
                    if places.len() > MOST_PLACES {
                        return Err(format!(
                            "a surface has at most {MOST_PLACES} values of {name}, not {}",
                            places.len()
                        ));
                    }
                }
                Ok(())
            }
            Mark::EndBar { base: at, .. } if !at.is_finite() => {
                Err(format!("the central value must be a number, not {at}"))
            }
            Mark::Slope { slope, label } if !slope.is_finite() => Err(format!(
                "the line `{}` needs a finite slope, not {slope}",
                name_of(label)
            )),
            _ => Ok(()),
        }
    }
}

/// The rows of one series in one panel.
#[derive(Debug, Clone)]
pub(crate) struct Series<'a> {
    pub label: &'a str,
    pub hue: Hue,
    pub rows: Vec<usize>,
}

/// Different finite values, ascending.
pub(crate) fn places(values: &[f64]) -> Vec<f64> {
    let mut places: Vec<f64> = values.iter().copied().filter(|value| value.is_finite()).collect();
    places.sort_by(f64::total_cmp);
    places.dedup();
    places
}

/// A text as a message about it names it.
pub(crate) fn name_of(text: &Text) -> String {
    match text {
        Text::Plain(text) => text.clone(),
        Text::Message(message) => message.key.to_string(),
        Text::Joined(parts) => parts.iter().map(name_of).collect(),
        Text::Capitalised { capitalised } => name_of(capitalised),
    }
}

impl Mark {
    /// The columns of numbers that it draws.
    pub(crate) fn numbers(&self) -> Vec<&Key> {
        match self {
            Self::Line { y, .. } | Self::Area { y } | Self::NamedPoint { y, .. } => vec![y],
            Self::Band { low, high, .. } => vec![low, high],
            Self::Column { from, to, height, .. } => vec![height, from, to],
            Self::Record { y, low, high } => vec![y, low, high],
            Self::Cell { color, y, .. } => std::iter::once(&color.value).chain(y).collect(),
            Self::Strand { color: Some(color) } => vec![&color.value],
            Self::Interval { at, low, high, .. } | Self::Bar { at, low, high, .. } => vec![at, low, high],
            Self::Tick { at } | Self::EndBar { at, .. } => vec![at],
            Self::Strand { color: None } | Self::Rule { .. } | Self::Slope { .. } => Vec::new(),
        }
    }

    /// The columns of words that it draws.
    fn words(&self) -> Vec<&Key> {
        match self {
            Self::NamedPoint { name, .. } => vec![name],
            Self::Cell { text, .. } => text.iter().collect(),
            Self::Interval { judged, .. } => judged.iter().collect(),
            Self::EndBar { end, text, .. } => vec![end, text],
            _ => Vec::new(),
        }
    }

    fn each_text(&mut self, change: &mut dyn FnMut(&mut Text)) {
        match self {
            Self::Band { named, .. } => change(named),
            Self::Column { never, .. } => change(never),
            Self::Cell { color, .. } | Self::Strand { color: Some(color) } => {
                change(&mut color.axis.unit);
                change(&mut color.never);
            }
            Self::Bar { named, short, .. } => {
                change(named);
                change(short);
            }
            Self::Rule { label, .. } => match label {
                RuleLabel::None => {}
                RuleLabel::Value(label) => change(label),
                RuleLabel::Sides { before, after, named } => [before, after, named].into_iter().for_each(change),
            },
            Self::Slope { label, .. } => change(label),
            Self::EndBar { named, .. } => named.iter_mut().for_each(change),
            _ => {}
        }
    }
}

impl Figure {
    /// A figure with the words around it.
    pub fn new(name: impl Into<String>, text: FigureText, chart: impl Into<Chart>) -> Self {
        Self {
            name: name.into(),
            text,
            chart: chart.into(),
        }
    }

    /// Whether its parts fit together.
    ///
    /// # Errors
    /// What contradicts itself: columns of different length, marks of columns that there are not, intervals that do not ascend.
    pub fn check(&self) -> Result<()> {
        let failed = |problem| Error::Usage(format!("figure `{}`: {problem}", self.name));
        self.chart.check().map_err(failed)
    }

    /// Every text, to be put into words or looked at.
    pub fn each_text(&mut self, change: &mut dyn FnMut(&mut Text)) {
        let FigureText { title, subtitle, foot } = &mut self.text;
        [title, subtitle, foot].into_iter().for_each(&mut *change);
        self.chart.each_text(change);
    }

    /// Every message that its texts are made of.
    pub fn each_message(&self, look: &mut dyn FnMut(&Message)) {
        fn within(text: &Text, look: &mut dyn FnMut(&Message)) {
            match text {
                Text::Plain(_) => {}
                Text::Message(message) => {
                    look(message);
                    for (_, arg) in &message.args {
                        if let results::message::Arg::Text(text) = arg {
                            within(text, look);
                        }
                    }
                }
                Text::Joined(parts) => parts.iter().for_each(|part| within(part, look)),
                Text::Capitalised { capitalised } => within(capitalised, look),
            }
        }
        self.clone().each_text(&mut |text| within(text, look));
    }
}
