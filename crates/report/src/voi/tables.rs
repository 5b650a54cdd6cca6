//! The tables of a value-of-information analysis.

use super::{Analysis, GroupKind};
use crate::dictionary::{Column, DICTIONARY_CSV, columns_of_files, table};
use crate::number::cell;
use analysis::voi::Basis;
use engine::error::Result;

/// One row a policy.
pub const POLICIES_CSV: &str = "policies.csv";
/// One row a parameter or group.
pub const INFORMATION_CSV: &str = "information.csv";
/// One row a value of a parameter and policy: what the policy would give if the value were known.
pub const CURVES_CSV: &str = "curves.csv";

/// All tables in the order of the manifest.
pub const TABLES: [&str; 4] = [POLICIES_CSV, INFORMATION_CSV, CURVES_CSV, DICTIONARY_CSV];

/// Parameters of which the curves are written and drawn.
pub const DRAWN: usize = 4;
/// Values of a parameter at which its curve is written.
const POINTS: usize = 81;

const POLICY_COLUMNS: [Column; 9] = [
    ("policy", "text", "the policy"),
    (
        "metric",
        "text",
        "what the policies are judged by: more of it is better, or less",
    ),
    (
        "mean",
        "of the metric",
        "mean over worlds; a year that is never counts as the end of the horizon",
    ),
    ("mean_se", "of the metric", "its standard error"),
    (
        "difference",
        "of the metric",
        "payoff less that of the policy that is best on the mean, in the same worlds; negative: worse",
    ),
    ("difference_se", "of the metric", "its paired standard error"),
    (
        "best_share",
        "share",
        "share of worlds in which the policy is better than every other",
    ),
    (
        "tied_share",
        "share",
        "share of worlds in which it is the best together with another",
    ),
    ("is_best", "text", "yes for the policy that is best on the mean"),
];

const INFORMATION_COLUMNS: [Column; 13] = [
    ("name", "text", "parameter, or name of the group"),
    (
        "kind",
        "text",
        "total: everything, chance included; parameter; correlated: parameters that are correlated; group: as asked; all: all parameters",
    ),
    ("parameters", "number", "how many parameters stand together"),
    (
        "value",
        "of the metric",
        "expected value of knowing them before the choice: by regression (Strong, Oakley & Brennan 2014), a little too high where it is \
         small; empty: too few worlds",
    ),
    ("value_se", "of the metric", "its standard error"),
    (
        "held_out",
        "of the metric",
        "what choices by curves fitted to nine tenths of the worlds gained in the other tenth: a little too low",
    ),
    ("held_out_se", "of the metric", "its standard error"),
    (
        "share_of_total",
        "share",
        "held_out over the value of perfect information",
    ),
    (
        "changes",
        "share",
        "share of worlds in which knowing them changes the choice",
    ),
    (
        "worth",
        "text",
        "yes where held_out is above zero beyond chance (5 % over all rows together)",
    ),
    ("columns", "number", "columns of the regression"),
    ("source", "text", "of a parameter: where its range comes from"),
    (
        "pedigree",
        "text",
        "of a parameter: A measured, B estimated, C judged, D assumed",
    ),
];

const CURVE_COLUMNS: [Column; 5] = [
    ("parameter", "text", "one of those that are worth most"),
    ("unit", "text", "unit of the parameter"),
    (
        "value",
        "of the parameter",
        "a value of it, at even steps of its worlds",
    ),
    ("policy", "text", "the policy"),
    (
        "difference",
        "of the metric",
        "expected payoff at this value less that of the policy that is best on the mean; negative: worse",
    ),
];

/// What the columns of all tables mean.
pub const DESCRIBED: [&[Column]; 3] = [&POLICY_COLUMNS, &INFORMATION_COLUMNS, &CURVE_COLUMNS];

/// All tables with their names.
///
/// # Errors
/// None that a user can cause; those of the writer of CSV are passed on.
pub fn tables(analysis: &Analysis) -> Result<Vec<(&'static str, Vec<u8>)>> {
    let files: [(&str, &[Column]); 3] = [
        (POLICIES_CSV, &POLICY_COLUMNS),
        (INFORMATION_CSV, &INFORMATION_COLUMNS),
        (CURVES_CSV, &CURVE_COLUMNS),
    ];
    Ok(vec![
        (POLICIES_CSV, policies(analysis)?),
        (INFORMATION_CSV, information(analysis)?),
        (CURVES_CSV, curves(analysis)?),
        (DICTIONARY_CSV, columns_of_files(&files)?),
    ])
}

fn policies(analysis: &Analysis) -> Result<Vec<u8>> {
    let perfect = &analysis.perfect;
    let sign = analysis.goal.wanted.sign();
    let row = |(policy, case): (usize, &analysis::compare::Case)| {
        let (mean, error) = perfect.means[policy];
        let (difference, difference_error) = perfect.differences[policy];
        [
            case.name.clone(),
            analysis.goal.text(),
            cell(sign * mean),
            cell(error),
            cell(difference),
            cell(difference_error),
            cell(perfect.best_shares[policy]),
            cell(perfect.tied_shares[policy]),
            if policy == analysis.payoffs.best() { "yes" } else { "" }.to_owned(),
        ]
    };
    table(
        POLICIES_CSV,
        &POLICY_COLUMNS,
        analysis.cases.iter().enumerate().map(row).collect(),
    )
}

fn information(analysis: &Analysis) -> Result<Vec<u8>> {
    let perfect = &analysis.perfect;
    let everything = [
        "everything".to_owned(),
        "total".to_owned(),
        String::new(),
        cell(perfect.value),
        cell(perfect.error),
        String::new(),
        String::new(),
        cell(1.0),
        cell(perfect.changes),
        String::new(),
        String::new(),
        String::new(),
        String::new(),
    ];
    let groups = analysis.ranked(|kind| kind != GroupKind::Single);
    let singles = analysis.ranked(|kind| kind == GroupKind::Single);
    let row = |place: usize| {
        let group = &analysis.groups[place];
        let known = analysis.partial[place].as_ref();
        let number = |of: fn(&analysis::voi::Partial) -> f64| known.map_or(String::new(), |known| cell(of(known)));
        let card = match (group.kind, &group.members[..]) {
            (GroupKind::Single, [member]) => Some(&analysis.cards().cards[*member]),
            _ => None,
        };
        [
            group.name.clone(),
            group.kind.key().to_owned(),
            group.members.len().to_string(),
            number(|known| known.value),
            number(|known| known.error),
            number(|known| known.held_out),
            number(|known| known.held_out_error),
            known.map_or(String::new(), |known| cell(known.held_out / perfect.value)),
            number(|known| known.changes),
            if analysis.is_worth(place) { "yes" } else { "" }.to_owned(),
            known.map_or(String::new(), |known| known.columns.to_string()),
            card.map_or(String::new(), |card| card.source.clone()),
            card.map_or("", |card| card.pedigree.letter()).to_owned(),
        ]
    };
    let rows = std::iter::once(everything).chain(groups.into_iter().chain(singles).map(row));
    table(INFORMATION_CSV, &INFORMATION_COLUMNS, rows.collect())
}

/// What policies would give if a parameter were known, along the parameter.
pub struct Lines {
    /// Place of the parameter in the registry.
    pub parameter: usize,
    /// Values of the parameter, ascending.
    pub values: Vec<f64>,
    /// By policy: expected payoff less that of the policy that is best on the mean.
    pub differences: Vec<Vec<f64>>,
}

impl Analysis<'_> {
    /// The lines of the parameters that are worth most; fewer where fewer are worth anything.
    pub fn lines(&self) -> Vec<Lines> {
        let singles = self.ranked(|kind| kind == GroupKind::Single);
        let worth = singles.into_iter().filter(|&place| self.is_worth(place)).take(DRAWN);
        worth
            .filter_map(|place| self.lines_of(self.groups[place].members[0]))
            .collect()
    }

    fn lines_of(&self, parameter: usize) -> Option<Lines> {
        let column = &self.parameters[parameter];
        let basis = Basis::of(&[column])?;
        let fitted = self.payoffs.fitted(&basis);
        let mut order: Vec<usize> = (0..column.len()).collect();
        order.sort_by(|&a, &b| column[a].total_cmp(&column[b]));
        let mut worlds: Vec<usize> = (0..POINTS)
            .map(|point| order[point * (order.len() - 1) / (POINTS - 1)])
            .collect();
        worlds.dedup_by(|a, b| column[*a] == column[*b]);
        let mut differences = vec![vec![0.0; worlds.len()]; self.cases.len()];
        for (policy, fitted) in fitted {
            differences[policy] = worlds.iter().map(|&world| fitted[world]).collect();
        }
        Some(Lines {
            parameter,
            values: worlds.iter().map(|&world| column[world]).collect(),
            differences,
        })
    }
}

fn curves(analysis: &Analysis) -> Result<Vec<u8>> {
    let mut rows = Vec::new();
    for lines in analysis.lines() {
        let card = &analysis.cards().cards[lines.parameter];
        for (place, value) in lines.values.iter().enumerate() {
            for (case, differences) in analysis.cases.iter().zip(&lines.differences) {
                rows.push([
                    card.key.clone(),
                    card.unit.clone(),
                    cell(*value),
                    case.name.clone(),
                    cell(differences[place]),
                ]);
            }
        }
    }
    table(CURVES_CSV, &CURVE_COLUMNS, rows)
}
