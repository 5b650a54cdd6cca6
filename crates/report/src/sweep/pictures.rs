//! The figures of a sweep: lines over one input, a surface over two, tornadoes of one at a time, parallel axes of more.

use super::Results;
use super::tables::Point;
use crate::catalogue::later;
use crate::figures::kinds::{
    Curve, CurveChart, Here, ParallelAxis, ParallelChart, ParallelGroup, ParallelLines, Rule, SurfaceChart,
    TornadoChart, TornadoEnd, TornadoRow,
};
use crate::figures::{Axis, Chart, Contours, Figure, FigureText, Hue, Scale, Shading};
use crate::later;
use crate::number::{readable, year};
use crate::phrases::{foot_of_many, in_unit, quantity, scenario_sentence, titled, worlds};
use analysis::amounts::{median, reach_of_mean};
use analysis::sweep::design::Method;
use analysis::titles;
use engine::ensemble::Statistic;
use engine::model::metrics::{Kind, Metric};
use engine::scenario::inputs::Input;
use engine::scenario::time::HISTORY_MONTHS;
use results::store::manifest::Key;

/// Most columns or rows of a surface.
const MOST_LEVELS: usize = 101;
/// Most inputs that parallel axes show beside the metrics; more would stand too close.
const MOST_INPUTS: usize = 8;
/// Most metrics on parallel axes.
const MOST_METRICS: usize = 4;

/// What kind of figures a design calls for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// One a metric: a line for each policy.
    Lines,
    /// One a metric and policy.
    Surfaces,
    /// One a metric and policy.
    Tornadoes,
    /// One for all.
    Parallel,
}

fn form(results: &Results) -> Form {
    let design = results.design;
    match (design.method, design.inputs.len()) {
        (_, 1) => Form::Lines,
        (Method::OneAtATime, _) => Form::Tornadoes,
        (Method::Grid | Method::Table, 2) if is_full_grid(results) => Form::Surfaces,
        _ => Form::Parallel,
    }
}

/// Whether two inputs make a whole grid that can be drawn as a surface.
fn is_full_grid(results: &Results) -> bool {
    let levels = [results.design.levels(0).len(), results.design.levels(1).len()];
    levels.iter().all(|&levels| (2..=MOST_LEVELS).contains(&levels)) && levels[0] * levels[1] == results.design.len()
}

/// Stems of the figures' names, known before anything is simulated.
pub fn names(results: &Results) -> Vec<String> {
    let stem = |metric: Metric| metric.key().replace('_', "-");
    let each = |metric: Metric| -> Vec<String> {
        match results.policies {
            [_] => vec![stem(metric)],
            policies => policies
                .iter()
                .map(|policy| format!("{}-{policy}", stem(metric)))
                .collect(),
        }
    };
    match form(results) {
        Form::Lines => results.metrics.iter().map(|&metric| stem(metric)).collect(),
        Form::Surfaces | Form::Tornadoes => results.metrics.iter().flat_map(|&metric| each(metric)).collect(),
        Form::Parallel => vec!["parallel-axes".to_owned()],
    }
}

/// The figures of a finished sweep of a scenario called `scenario`.
pub fn figures(results: &Results, title: &str, scenario: &str, seed: u64, key: &Key) -> Vec<Figure> {
    let page = Page {
        results,
        title,
        foot: foot_of_many(&scenario_sentence(scenario), seed, key),
    };
    let names = names(results);
    let cases = 0..results.policies.len();
    let each = |draw: &dyn Fn(Metric, usize) -> (FigureText, Chart)| -> Vec<(FigureText, Chart)> {
        let metrics = results.metrics.iter();
        metrics
            .flat_map(|&metric| cases.clone().map(move |case| draw(metric, case)))
            .collect()
    };
    let drawn = match form(results) {
        Form::Lines => results.metrics.iter().map(|&metric| page.lines(metric)).collect(),
        Form::Surfaces => each(&|metric, case| page.surface(metric, case)),
        Form::Tornadoes => each(&|metric, case| page.tornado(metric, case)),
        Form::Parallel => vec![page.parallel()],
    };
    names
        .into_iter()
        .zip(drawn)
        .map(|(name, (text, chart))| Figure { name, text, chart })
        .collect()
}

/// The axis of a metric's central value.
fn axis(metric: Metric) -> Axis {
    match (Statistic::central(metric), metric.kind(), metric.unit()) {
        (Statistic::UnitedStates, _, _) => Axis::share(later!("figure-share_of_worlds")),
        (_, Kind::Year, _) => Axis::year(later!("figure-year")),
        (_, _, "share") => Axis::share("share"),
        (_, _, unit) => Axis::linear(unit),
    }
}

pub(super) struct Page<'a> {
    pub(super) results: &'a Results<'a>,
    title: &'a str,
    foot: String,
}

impl Page<'_> {
    fn text(&self, title: String, drawn: &str) -> FigureText {
        FigureText {
            title: title.into(),
            subtitle: titled(self.title, drawn).into(),
            foot: self.foot.clone().into(),
        }
    }

    /// `capitalised meaning`, and under which policy where there are several.
    pub(super) fn heading(&self, metric: Metric, case: Option<usize>) -> String {
        let meaning = later(titles::meaning(metric).capitalised());
        match (case, self.results.policies) {
            (Some(case), [_, _, ..]) => later!(
                "figure-sweep-under",
                meaning = meaning,
                policy = Self::label(&self.results.policies[case]),
            ),
            _ => meaning,
        }
    }

    /// What a policy is called in a figure.
    fn label(policy: &str) -> String {
        later(titles::policy(policy).capitalised())
    }

    fn worlds(&self) -> String {
        let most = self.results.points.iter().map(|point| point.runs).max().unwrap_or(0);
        worlds(most)
    }

    /// What an input is called in a figure.
    pub(super) fn name(&self, input: Input) -> String {
        let cards = &self.results.scenario.cards;
        let meaning = |_| match input {
            Input::Lever(lever) => lever.brief().into(),
            Input::Parameter(place) => cards.cards[place].meaning.as_str().into(),
        };
        later(titles::input(input.key(cards), meaning).capitalised())
    }

    fn input_axis(&self, input: Input) -> Axis {
        Axis::linear(in_unit(&self.name(input), input.unit(&self.results.scenario.cards)))
    }

    /// Where an input stands if nothing is set: a lever in the last recorded month, a parameter at the median of its draws.
    fn today(&self, input: Input) -> f64 {
        let scenario = &self.results.scenario;
        match input {
            Input::Lever(lever) => scenario.lever(lever).values[HISTORY_MONTHS - 1],
            Input::Parameter(place) => median(&scenario.cards.cards[place].distribution),
        }
    }

    /// What marks that place: today where it is a lever's.
    fn today_label(inputs: &[Input]) -> String {
        match inputs.iter().all(|input| matches!(input, Input::Lever(_))) {
            true => later!("figure-sweep-today"),
            false => later!("figure-sweep-assumed"),
        }
    }

    pub(super) fn point(&self, case: usize, row: usize) -> Option<&Point> {
        let cases = self.results.policies.len();
        // Points stand in the order of the design, each under all policies.
        self.results.points.get(row * cases + case)
    }

    pub(super) fn value(&self, metric: Metric, case: usize, row: usize) -> f64 {
        let place = self.results.place(metric);
        let point = self.point(case, row).zip(place);
        point.map_or(f64::NAN, |(point, place)| point.central[place])
    }

    /// Half of the 95 % interval of a value.
    fn half(&self, metric: Metric, case: usize, row: usize) -> f64 {
        let place = self.results.place(metric);
        let error = self
            .point(case, row)
            .and_then(|point| Some((point, *point.error.get(place?)?)));
        error.map_or(f64::NAN, |(point, error)| reach_of_mean(error, point.worlds()))
    }

    fn lines(&self, metric: Metric) -> (FigureText, Chart) {
        let design = self.results.design;
        let mut rows: Vec<usize> = (0..design.len()).filter(|&row| !design.row(row)[0].is_nan()).collect();
        rows.sort_by(|&a, &b| design.row(a)[0].total_cmp(&design.row(b)[0]));
        let x: Vec<f64> = rows.iter().map(|&row| design.row(row)[0]).collect();
        // Settings that stand twice in a table have no band between them.
        let ascends = x.windows(2).all(|pair| pair[0] < pair[1]);
        let known = (0..self.results.policies.len())
            .any(|case| rows.iter().any(|&row| self.half(metric, case, row).is_finite()));
        let y_axis = axis(metric);
        let end = |case: usize, row: usize, sign: f64| {
            let end = self.value(metric, case, row) + sign * self.half(metric, case, row);
            match y_axis.scale {
                Scale::Share => end.clamp(0.0, 1.0),
                _ => end,
            }
        };
        let ends = |case: usize, sign: f64| match ascends && known {
            true => rows.iter().map(|&row| end(case, row, sign)).collect(),
            false => Vec::new(),
        };
        let curves = self.results.policies.iter().enumerate().map(|(case, policy)| Curve {
            label: Self::label(policy).into(),
            hue: Hue::Policy(case),
            x: x.clone(),
            y: rows.iter().map(|&row| self.value(metric, case, row)).collect(),
            low: ends(case, -1.0),
            high: ends(case, 1.0),
        });
        let mut drawn = drawn(metric, &self.worlds());
        if ascends && known {
            drawn = later!("figure-sweep-with_interval", drawn = drawn);
        }
        let chart = CurveChart {
            curves: curves.collect(),
            band: "95 %".into(),
            x_axis: self.input_axis(design.inputs[0]),
            y_axis: y_axis.clone(),
            level: None,
            reference: Some(Rule {
                value: self.today(design.inputs[0]),
                label: Self::today_label(&design.inputs[..1]).into(),
            }),
        };
        (self.text(self.title_of_lines(metric), &drawn), Chart::from(chart))
    }

    fn surface(&self, metric: Metric, case: usize) -> (FigureText, Chart) {
        let design = self.results.design;
        let (x, y) = (design.levels(0), design.levels(1));
        let mut z = vec![f64::NAN; x.len() * y.len()];
        for (row, values) in design.rows().enumerate() {
            let place = |levels: &[f64], value: f64| levels.partition_point(|level| *level < value);
            z[place(&y, values[1]) * x.len() + place(&x, values[0])] = self.value(metric, case, row);
        }
        let drawn = later!("figure-sweep-contours", drawn = drawn(metric, &self.worlds()));
        let chart = SurfaceChart {
            x,
            y,
            z,
            x_axis: self.input_axis(design.inputs[0]),
            y_axis: self.input_axis(design.inputs[1]),
            color: axis(metric),
            shading: Shading::Sequential,
            contours: Contours::AtTicks,
            never_label: "".into(),
            here: Some(Here {
                at: [self.today(design.inputs[0]), self.today(design.inputs[1])],
                label: Self::today_label(&design.inputs).into(),
            }),
        };
        (
            self.text(self.title_of_surface(metric, case), &drawn),
            Chart::from(chart),
        )
    }

    fn tornado(&self, metric: Metric, case: usize) -> (FigureText, Chart) {
        let design = self.results.design;
        let cards = &self.results.scenario.cards;
        let center = self.value(metric, case, 0);
        let shown = |value: f64| match metric.kind() {
            Kind::Year => year(value),
            _ => readable(value),
        };
        let mut rows: Vec<(f64, TornadoRow)> = Vec::new();
        let mut widest: Option<(f64, Input, [usize; 2])> = None;
        for (place, &input) in design.inputs.iter().enumerate() {
            let mut of_input: Vec<usize> = (0..design.len())
                .filter(|&row| !design.row(row)[place].is_nan())
                .collect();
            of_input.sort_by(|&a, &b| design.row(a)[place].total_cmp(&design.row(b)[place]));
            let end = |row: usize| TornadoEnd {
                input: match input.unit(cards) {
                    "share" | "1" => readable(design.row(row)[place]).into(),
                    unit => quantity(&readable(design.row(row)[place]), unit).into(),
                },
                result: self.value(metric, case, row),
            };
            if let (Some(&first), Some(&last)) = (of_input.first(), of_input.last()) {
                let (low, high) = (end(first), end(last));
                let span = (low.result - high.result).abs();
                if span > widest.map_or(-1.0, |(other, ..)| other) {
                    widest = Some((span, input, [first, last]));
                }
                let label = self.name(input);
                rows.push((
                    span,
                    TornadoRow {
                        label: label.into(),
                        low,
                        high,
                    },
                ));
            }
        }
        rows.sort_by(|a, b| b.0.total_cmp(&a.0));
        let title = self.title_of_tornado(metric, case, widest.map(|(_, input, rows)| (input, rows)));
        let drawn = later!("figure-sweep-ends", drawn = drawn(metric, &self.worlds()));
        let chart = TornadoChart {
            rows: rows.into_iter().map(|(_, row)| row).collect(),
            center: if center.is_finite() { center } else { 0.0 },
            center_label: later!("figure-sweep-nothing_set", value = shown(center)).into(),
            axis: axis(metric),
        };
        (self.text(title, &drawn), Chart::from(chart))
    }

    fn parallel(&self) -> (FigureText, Chart) {
        let design = self.results.design;
        let inputs = &design.inputs[..design.inputs.len().min(MOST_INPUTS)];
        let metrics = &self.results.metrics[..self.results.metrics.len().min(MOST_METRICS)];
        let mut axes: Vec<ParallelAxis> = inputs
            .iter()
            .map(|&input| ParallelAxis {
                name: self.name(input).into(),
                axis: Axis::linear(input.unit(&self.results.scenario.cards)),
            })
            .collect();
        axes.extend(metrics.iter().map(|&metric| ParallelAxis {
            name: titles::title(metric),
            axis: axis(metric),
        }));
        let line = |case: usize, row: usize| -> Vec<f64> {
            let set = design.row(row)[..inputs.len()].iter().copied();
            set.chain(metrics.iter().map(|&metric| self.value(metric, case, row)))
                .collect()
        };
        let lines = match self.results.policies {
            [_] => ParallelLines::ByNumber {
                color: axis(metrics[0]),
                shading: Shading::Sequential,
                lines: (0..design.len())
                    .map(|row| (self.value(metrics[0], 0, row), line(0, row)))
                    .collect(),
            },
            policies => ParallelLines::ByPolicy(
                policies
                    .iter()
                    .enumerate()
                    .map(|(case, policy)| ParallelGroup {
                        label: Self::label(policy).into(),
                        hue: Hue::Policy(case),
                        lines: (0..design.len()).map(|row| line(case, row)).collect(),
                    })
                    .collect(),
            ),
        };
        let mut drawn = later!("figure-sweep-lines", worlds = self.worlds());
        if let [_] = self.results.policies {
            drawn = later!(
                "figure-sweep-color",
                drawn = drawn,
                meaning = titles::meaning(metrics[0])
            );
        }
        let chart = ParallelChart {
            axes,
            lines,
            never_label: "".into(),
        };
        (
            self.text(self.title_of_parallel(metrics[0]), &drawn),
            Chart::from(chart),
        )
    }
}

/// The statistic that stands for a metric over so many `worlds` a point, in words.
fn drawn(metric: Metric, worlds: &str) -> String {
    match Statistic::central(metric) {
        Statistic::RestrictedMean => later!("figure-sweep-restricted_mean", worlds = worlds),
        Statistic::UnitedStates => later!("figure-sweep-united_states", worlds = worlds),
        _ => later!("figure-sweep-mean", worlds = worlds),
    }
}
