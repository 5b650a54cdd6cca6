//! The main tables of a result: which files and columns they come from, and how many rows are shown.

use super::cases;
use super::cells;
use super::glossary::{Dictionary, column};
use super::rows::{Row, Rows};
use crate::catalogue::Catalogue;
use crate::document::{Block, Cell, Column, ColumnKind, Table, identifier};
use crate::number::{percent, readable, thousands, year};
use crate::say;
use analysis::adapt::schema::{HELD_OUT_CSV, SEARCH_CSV};
use analysis::compare::schema::{EFFECTS_CSV, WEIGHTINGS_CSV, WEIGHTS_CSV};
use analysis::condition::schema::{FACTS_CSV, PARAMETERS_CSV};
use analysis::discover::schema::{BOXES_CSV, STABILITY_CSV, TREE_CSV};
use analysis::explain;
use analysis::game::schema::{
    BEST_RESPONSES_CSV, CELLS_CSV, COMMITMENTS_CSV, DOMINATED_CSV, EQUILIBRIA_CSV, PAYS_CSV, SECURITY_CSV,
};
use analysis::robust::schema::{CRITERIA_CSV, FLIPS_CSV, PAIRS_CSV, SATISFICING_CSV};
use analysis::run::schema::PRECISION_CSV;
use analysis::score::schema::{FORECASTS_CSV, PIT_CSV, SCORES_CSV};
use analysis::sensitivity::schema::{INDICES_CSV, INPUTS_CSV};
use analysis::sweep::schema::{DESIGN_CSV, RESULTS_CSV};
use analysis::titles::{title, title_of};
use analysis::voi::schema::{INFORMATION_CSV, POLICIES_CSV};
use engine::model::metrics::{Kind, Metric};
use error::Result;
use results::store::headlines::MetricSpread;
use results::store::manifest::{ExperimentRecord, ResultKind};
use results::store::stored::StoredResult;

/// Rows of a table that are shown.
const MOST_ROWS: usize = 150;

/// What is shown of a file.
struct Choice {
    file: &'static str,
    caption: String,
    /// In this order; all of the file where none is named.
    columns: &'static [&'static str],
    keep: fn(&Row) -> bool,
}

/// The main tables of a result as blocks; `chapter` begins their ids.
///
/// # Errors
/// A file cannot be read.
pub fn blocks(words: &Catalogue, result: &StoredResult, dictionary: &Dictionary, chapter: &str) -> Result<Vec<Block>> {
    let mut blocks = Vec::new();
    if let ResultKind::Run(record) = &result.manifest.kind {
        blocks.push(Block::Table(headlines(words, &record.headlines.metrics, chapter)));
    }
    for choice in choices(words, &result.manifest.kind) {
        if let Some(rows) = Rows::read_some(result, choice.file, MOST_ROWS, choice.keep)?
            && rows.all > 0
        {
            let record = result.manifest.kind.experiment();
            blocks.push(Block::Table(table(
                words,
                &choice,
                &rows,
                dictionary,
                (chapter, record),
            )));
        }
    }
    Ok(blocks)
}

fn choices(words: &Catalogue, kind: &ResultKind) -> Vec<Choice> {
    let all = |file, caption| Choice {
        file,
        caption,
        columns: &[],
        keep: |_| true,
    };
    match kind {
        ResultKind::Run(_) => vec![Choice {
            keep: |row| !row.text("se").is_empty(),
            ..all(PRECISION_CSV, say!(words, "tables-precision"))
        }],
        ResultKind::Compare(_) => vec![
            Choice {
                columns: &[
                    "policy",
                    "metric",
                    "quantity",
                    "unit",
                    "reference_value",
                    "policy_value",
                    "difference",
                    "low_95",
                    "high_95",
                    "larger",
                    "smaller",
                    "better_for",
                ],
                keep: |row| {
                    let is_main = Metric::from_key(row.text("metric")).is_some_and(|metric| title_of(metric).is_some());
                    is_main && row.text("quantity") != "median"
                },
                ..all(EFFECTS_CSV, say!(words, "tables-effects"))
            },
            all(WEIGHTINGS_CSV, say!(words, "tables-weightings")),
            all(WEIGHTS_CSV, say!(words, "tables-weights")),
        ],
        ResultKind::Sweep(_) => vec![
            all(DESIGN_CSV, say!(words, "tables-design")),
            Choice {
                columns: &[
                    "point",
                    "policy",
                    "metric",
                    "unit",
                    "mean",
                    "mean_se",
                    "p05",
                    "p50",
                    "p95",
                    "effect",
                    "effect_se",
                ],
                keep: |row| Metric::from_key(row.text("metric")).is_some_and(|metric| title_of(metric).is_some()),
                ..all(RESULTS_CSV, say!(words, "tables-results"))
            },
        ],
        ResultKind::Sensitivity(_) => vec![
            Choice {
                keep: |row| {
                    let nothing = |column: &str| row.number(column) == 0.0;
                    !nothing("mu_star") && !nothing("total") && !nothing("difference")
                },
                ..all(INDICES_CSV, say!(words, "tables-indices"))
            },
            all(INPUTS_CSV, say!(words, "tables-inputs")),
        ],
        ResultKind::Adapt(_) => vec![
            all(HELD_OUT_CSV, say!(words, "tables-held_out")),
            all(SEARCH_CSV, say!(words, "tables-search")),
        ],
        ResultKind::Game(_) => vec![
            Choice {
                columns: &[
                    "us",
                    "china",
                    "us_payoff",
                    "us_payoff_low",
                    "us_payoff_high",
                    "china_payoff",
                    "china_payoff_low",
                    "china_payoff_high",
                    "us_best",
                    "china_best",
                    "equilibrium",
                    "equilibrium_share",
                ],
                ..all(CELLS_CSV, say!(words, "tables-cells"))
            },
            all(EQUILIBRIA_CSV, say!(words, "tables-equilibria")),
            Choice {
                columns: &[
                    "side",
                    "against",
                    "best",
                    "payoff",
                    "share",
                    "next",
                    "ahead",
                    "ahead_low",
                    "ahead_high",
                    "worlds_needed",
                ],
                ..all(BEST_RESPONSES_CSV, say!(words, "tables-best_responses"))
            },
            Choice {
                columns: &[
                    "side",
                    "strategy",
                    "instead_of",
                    "unanswered",
                    "unanswered_low",
                    "unanswered_high",
                    "answer",
                    "answered",
                    "answered_low",
                    "answered_high",
                    "verdict",
                ],
                ..all(PAYS_CSV, say!(words, "tables-pays"))
            },
            all(COMMITMENTS_CSV, say!(words, "tables-commitments")),
            all(SECURITY_CSV, say!(words, "tables-security")),
            all(DOMINATED_CSV, say!(words, "tables-dominated")),
        ],
        ResultKind::Robust(_) => vec![
            all(CRITERIA_CSV, say!(words, "tables-criteria")),
            Choice {
                columns: &[
                    "metric",
                    "unit",
                    "better",
                    "worse",
                    "worldview",
                    "difference",
                    "difference_low",
                    "difference_high",
                    "survival",
                ],
                ..all(PAIRS_CSV, say!(words, "tables-pairs"))
            },
            Choice {
                columns: &[
                    "metric",
                    "better",
                    "worse",
                    "parameter",
                    "unit",
                    "center",
                    "flip",
                    "percentile",
                    "turn",
                ],
                ..all(FLIPS_CSV, say!(words, "tables-flips"))
            },
            all(SATISFICING_CSV, say!(words, "tables-satisficing")),
        ],
        ResultKind::Discover(_) => vec![
            Choice {
                columns: &[
                    "box",
                    "input",
                    "unit",
                    "low",
                    "high",
                    "lowest",
                    "highest",
                    "low_quasi_p",
                    "high_quasi_p",
                    "held_out_density",
                    "held_out_coverage",
                    "meaning",
                    "source",
                    "pedigree",
                ],
                ..all(BOXES_CSV, say!(words, "tables-boxes"))
            },
            all(STABILITY_CSV, say!(words, "tables-stability")),
            all(TREE_CSV, say!(words, "tables-tree")),
        ],
        ResultKind::Explain(_) => vec![
            all(explain::schema::EFFECTS_CSV, say!(words, "tables-explained")),
            all(explain::schema::PARTS_CSV, say!(words, "tables-parts")),
            all(explain::schema::LINKS_CSV, say!(words, "tables-links")),
        ],
        ResultKind::Voi(_) => vec![
            all(POLICIES_CSV, say!(words, "tables-policies")),
            Choice {
                columns: &[
                    "name",
                    "kind",
                    "value",
                    "value_se",
                    "held_out",
                    "held_out_se",
                    "share_of_total",
                    "changes",
                    "worth",
                    "pedigree",
                ],
                ..all(INFORMATION_CSV, say!(words, "tables-information"))
            },
        ],
        ResultKind::Condition(_) => vec![
            all(FACTS_CSV, say!(words, "tables-facts_pull")),
            all(PARAMETERS_CSV, say!(words, "tables-parameters_pulled")),
        ],
        ResultKind::Score(_) => vec![
            all(SCORES_CSV, say!(words, "tables-scores")),
            all(FORECASTS_CSV, say!(words, "tables-forecasts")),
            all(PIT_CSV, say!(words, "tables-pit")),
        ],
        // Its table is the page on the recorded history.
        ResultKind::Validate(_) => Vec::new(),
    }
}

/// A table of a chapter, and the record of the experiment whose cases its cells may name.
fn table(
    words: &Catalogue,
    choice: &Choice,
    rows: &Rows,
    dictionary: &Dictionary,
    (chapter, record): (&str, Option<&ExperimentRecord>),
) -> Table {
    let names: Vec<&str> = match choice.columns {
        [] => rows.header.iter().collect(),
        chosen => chosen
            .iter()
            .copied()
            .filter(|name| rows.header.iter().any(|column| column == *name))
            .collect(),
    };
    let kept: Vec<Row> = rows.iter().collect();
    let columns = names.iter().map(|name| {
        let key = column(choice.file, name);
        let is_number = kept.iter().all(|row| cells::is_number(row.text(name)))
            && kept.iter().any(|row| !row.text(name).is_empty());
        let header = match (choice.file, *name) {
            // The metric has another one.
            (INDICES_CSV, "unit") => say!(words, "tables-input_unit"),
            _ => name.replace('_', " "),
        };
        // A head that names its unit already needs it no second time.
        let unit = Some(dictionary.unit(&key)).filter(|unit| !header.contains(*unit));
        Column {
            header,
            unit: unit.unwrap_or_default().to_owned(),
            definition: key,
            kind: if is_number {
                ColumnKind::Numbers
            } else {
                ColumnKind::Words
            },
        }
    });
    let mut table = Table {
        id: format!("{chapter}-{}", identifier(choice.file)),
        caption: choice.caption.clone(),
        columns: columns.collect(),
        ..Table::default()
    };
    for row in &kept {
        let cells = names.iter().zip(&table.columns).map(|(name, column)| {
            let of_case = record.and_then(|record| cases::cell(words, record, chapter, row, name));
            of_case.unwrap_or_else(|| cells::cell(words, row, name, column.kind))
        });
        table.rows.push(cells.collect());
    }
    let still = rows.all - rows.asked;
    if choice.file == INDICES_CSV && still > 0 && rows.asked <= MOST_ROWS {
        table.left_out = say!(words, "tables-no_effect", count = still, file = choice.file);
    } else if rows.all > kept.len() || names.len() < rows.header.len() {
        table.left_out = say!(
            words,
            "tables-left_out",
            shown = thousands(table.rows.len() as f64),
            count = thousands(rows.all as f64),
            file = choice.file,
        );
    }
    table
}

/// The metrics of a run: a row each, with the spread over worlds.
fn headlines(words: &Catalogue, metrics: &[MetricSpread], chapter: &str) -> Table {
    let columns = vec![
        Column::words(say!(words, "tables-metric")).defined("tables-metric"),
        Column::words(say!(words, "tables-unit")).defined("tables-unit"),
        Column::numbers("5 %", "").defined("tables.p5"),
        Column::numbers("25 %", "").defined("tables.p25"),
        Column::numbers(say!(words, "tables-median"), "").defined("tables-median"),
        Column::numbers("75 %", "").defined("tables.p75"),
        Column::numbers("95 %", "").defined("tables.p95"),
        Column::numbers(say!(words, "tables-never"), "").defined("tables-never"),
    ];
    let rows = metrics.iter().map(|spread| {
        let metric = Metric::from_key(&spread.metric);
        let known = words.word(&metric.map_or_else(|| spread.meaning.as_str().into(), title));
        let value = |value: f64| {
            let text = match metric.map(Metric::kind) {
                Some(Kind::Year) if value.is_finite() => year(value),
                _ if value.is_nan() => String::new(),
                _ if value.is_infinite() => say!(words, "amount-never"),
                _ => readable(value),
            };
            Cell::number(text, value)
        };
        let never = match metric.map(Metric::kind) {
            Some(Kind::Year | Kind::NumberOrNever) => Cell::number(percent(spread.never_share.0), spread.never_share.0),
            _ => Cell::default(),
        };
        let mut row = vec![
            Cell::words(known).defined(spread.metric.clone()),
            Cell::words(spread.unit.clone()),
        ];
        row.extend([spread.p05, spread.p25, spread.p50, spread.p75, spread.p95].map(|reading| value(reading.0)));
        row.push(never);
        row
    });
    Table {
        id: format!("{chapter}-headlines"),
        caption: say!(words, "tables-headlines"),
        rows: rows.collect(),
        columns,
        left_out: String::new(),
    }
}
