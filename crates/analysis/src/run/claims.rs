//! What a run says: who leads, who has the compute, what it costs, how safe it is; and how well that is known.

use engine::model::metrics::{Kind, Metric};
use engine::scenario::time::FIRST_YEAR;
use results::claim::{Claim, Role, Value};
use results::estimate::Estimate;
use results::message;
use results::message::{Message, Text};
use results::number::{percent, readable, year};

use super::schema::PRECISION;
use crate::amounts::{Amount, interval_of_share, reach_of_mean};
use crate::claims::{Answer, FINDINGS, Subject, caveat, finding};
use crate::titles;

/// What a run is asked about where nothing else is said.
pub const MAIN: Metric = Metric::LagMonths2030;
/// What else a reader wants to know first, in this order.
const NEXT: [Metric; 4] = [
    Metric::ThresholdFirst,
    Metric::SelfSufficiencyYear,
    Metric::WorldRaceCost,
    Metric::ComputeRatio2030,
];
/// Metrics that come at three dates.
const LEADS: [(Metric, u64); 3] = [
    (Metric::LagMonths2027, 2027),
    (Metric::LagMonths2030, 2030),
    (Metric::LagMonths2035, 2035),
];
const RATIOS: [(Metric, u64); 3] = [
    (Metric::ComputeRatio2027, 2027),
    (Metric::ComputeRatio2030, 2030),
    (Metric::ComputeRatio2035, 2035),
];
/// Outcomes whose sampling error must be small for the screen to be taken as it stands.
const HEADLINES: [Metric; 12] = [
    Metric::LagMonths2027,
    Metric::LagMonths2030,
    Metric::LagMonths2035,
    Metric::ThresholdFirst,
    Metric::ComputeRatio2030,
    Metric::ParityYear,
    Metric::SelfSufficiencyYear,
    Metric::UsSpending,
    Metric::WorldRaceCost,
    Metric::PeakDistrust,
    Metric::UsLowestSafety,
    Metric::CatastropheYear,
];

/// The figures of a run, by metric and statistic.
struct Figures<'a> {
    subject: &'a Subject,
}

impl Figures<'_> {
    /// Value and standard error; not numbers where there is none.
    fn get(&self, metric: Metric, statistic: &str) -> (f64, f64) {
        let mut rows = self.subject.tables.of(&PRECISION);
        let row = rows.find(|row| row.text("metric") == metric.key() && row.text("statistic") == statistic);
        row.map_or((f64::NAN, f64::NAN), |row| (row.number("value"), row.number("se")))
    }

    fn value(&self, metric: Metric, statistic: &str) -> f64 {
        self.get(metric, statistic).0
    }

    fn has(&self, metric: Metric) -> bool {
        self.subject
            .tables
            .of(&PRECISION)
            .any(|row| row.text("metric") == metric.key())
    }

    /// Half of the 95 % interval of a figure; `None` where it is not known.
    fn margin(&self, metric: Metric, statistic: &str) -> Option<f64> {
        let reach = reach_of_mean(self.get(metric, statistic).1, self.subject.worlds);
        Some(reach).filter(|reach| reach.is_finite())
    }

    /// `14 months (90 % of simulations: 5 to 22)`.
    fn spread(&self, metric: Metric) -> Text {
        let [low, median, high] = ["p05", "p50", "p95"].map(|statistic| self.value(metric, statistic));
        let amount = Amount::Of(metric);
        message!(
            "run-spread",
            median = amount.value(median),
            range = amount.range(low, high)
        )
        .into()
    }

    /// A metric at its dates, of which the middle one has its spread.
    fn at_dates(&self, metrics: [(Metric, u64); 3]) -> Text {
        let shown = metrics
            .into_iter()
            .filter(|(metric, _)| self.has(*metric))
            .map(|(metric, date)| {
                let value = match date {
                    2030 => self.spread(metric),
                    _ => Amount::Of(metric).value(self.value(metric, "p50")),
                };
                message!("run-at_date", value = value, date = date.to_string()).into()
            });
        titles::joined(shown, ", ")
    }

    /// When something happens that may not.
    fn date(&self, metric: Metric, end: &str) -> Message {
        let title = titles::title(metric);
        let never = percent(self.value(metric, "never"));
        match self.value(metric, "p50").is_finite() {
            true => message!(
                "run-date",
                title = title,
                spread = self.spread(metric),
                end = end,
                never = never
            ),
            false => message!("run-seldom", title = title, end = end, never = never),
        }
    }
}

/// The year in which the simulation ends.
fn end(subject: &Subject) -> String {
    subject.last_month.get(..4).unwrap_or(&subject.last_month).to_owned()
}

/// What was asked, and the answer.
pub fn answer(subject: &Subject) -> Answer {
    let figures = Figures { subject };
    let mut claims: Vec<Claim> = subject.too_few(subject.worlds).into_iter().collect();
    claims.extend(screen(&figures));
    let main = subject.outcome().unwrap_or(MAIN);
    let wanted = std::iter::once(main).chain(NEXT.into_iter().filter(|next| *next != main));
    claims.extend(wanted.filter_map(|metric| one(&figures, metric)).take(FINDINGS));
    claims.extend(subject.size());
    // A warning of too few simulations says it already.
    if claims.iter().all(|claim| claim.role != Role::Warning) {
        claims.extend(precision(&figures));
    }
    claims.push(caveat(message!("run-covers")));
    Answer {
        question: titles::joined(
            [
                subject.title.as_str().into(),
                message!("run-question", end = end(subject)).into(),
            ],
            ". ",
        ),
        claims,
    }
}

/// What a reader of the terminal sees: one line a question.
fn screen(figures: &Figures) -> Vec<Claim> {
    let end = end(figures.subject);
    let mut claims: Vec<Claim> = Vec::new();
    let mut say = |topic: Message, metric: Metric, others: &[Metric], sentence: Message| {
        if figures.has(metric) {
            let others = others
                .iter()
                .map(|&other| (other.key().into(), spread_of(figures, other)));
            claims.push(Claim {
                topic: Some(topic),
                metric: Some(metric.key().into()),
                values: values(figures, metric).into_iter().chain(others).collect(),
                ..Claim::new(Role::Answer, sentence)
            });
        }
    };
    let value = |metric, statistic| figures.value(metric, statistic);
    let spread = |metric| figures.spread(metric);
    let lead = || message!("run-topic_lead");
    let by_2035 = value(Metric::FirstLeadYear, "by_2035");
    let leads = figures.at_dates(LEADS);
    match by_2035.is_finite() {
        true => say(
            lead(),
            MAIN,
            &[Metric::FirstLeadYear],
            message!("run-lead_of_both", values = leads, share = percent(by_2035)),
        ),
        false => say(lead(), MAIN, &[], message!("run-lead", values = leads)),
    }
    let [us, china, nobody] = ["us", "china", "nobody"].map(|who| percent(value(Metric::ThresholdFirst, who)));
    say(
        lead(),
        Metric::ThresholdFirst,
        &[],
        message!("run-first", end = &end, us = us, china = china, nobody = nobody),
    );
    let compute = || message!("run-topic_compute");
    say(
        compute(),
        Metric::ComputeRatio2030,
        &[],
        message!("run-ratio", values = figures.at_dates(RATIOS)),
    );
    for metric in [Metric::ParityYear, Metric::SelfSufficiencyYear] {
        say(compute(), metric, &[], figures.date(metric, &end));
    }
    let cost = || message!("run-topic_cost");
    let [us, china] =
        [Metric::UsSpending, Metric::ChinaSpending].map(|metric| Amount::Of(metric).value(value(metric, "p50")));
    say(
        cost(),
        Metric::UsSpending,
        &[Metric::ChinaSpending],
        message!(
            "run-spending",
            start = FIRST_YEAR.to_string(),
            end = &end,
            us = us,
            china = china
        ),
    );
    say(
        cost(),
        Metric::WorldRaceCost,
        &[],
        message!("run-cost", spread = spread(Metric::WorldRaceCost)),
    );
    let safety = || message!("run-topic_safety");
    let mistrust = 100.0 * (value(Metric::PeakDistrust, "p50") - 1.0);
    let [us, china] = [Metric::UsLowestSafety, Metric::ChinaLowestSafety].map(|metric| percent(value(metric, "p50")));
    say(
        safety(),
        Metric::UsLowestSafety,
        &[Metric::ChinaLowestSafety, Metric::PeakDistrust],
        message!("run-safety", us = us, china = china, mistrust = readable(mistrust)),
    );
    let happens = |metric| percent(1.0 - value(metric, "never"));
    say(
        safety(),
        Metric::CatastropheYear,
        &[Metric::TreatyYear],
        message!(
            "run-events",
            end = &end,
            catastrophe = happens(Metric::CatastropheYear),
            treaty = happens(Metric::TreatyYear)
        ),
    );
    claims
}

/// The median with the middle nine tenths of a metric that has one.
fn values(figures: &Figures, metric: Metric) -> Vec<(std::borrow::Cow<'static, str>, Value)> {
    match metric.kind() {
        Kind::Who => Vec::new(),
        Kind::Number | Kind::Year | Kind::NumberOrNever => vec![("median_p05_p95".into(), spread_of(figures, metric))],
    }
}

fn spread_of(figures: &Figures, metric: Metric) -> Value {
    let [low, median, high] = ["p05", "p50", "p95"].map(|statistic| figures.value(metric, statistic));
    Value::Estimate(Estimate::between(median, low, high))
}

/// That the worlds are too few for what stands on the screen, where they are.
fn precision(figures: &Figures) -> Option<Claim> {
    let rows = figures.subject.tables.of(&PRECISION);
    let is_headline = |key: &str| Metric::from_key(key).is_some_and(|metric| HEADLINES.contains(&metric));
    let short = rows.filter(|row| {
        let is_shown = matches!(
            row.text("statistic"),
            "p50" | "us" | "never" | "restricted_mean" | "mean"
        );
        row.text("enough") == "no" && is_shown && is_headline(row.text("metric"))
    });
    let worst = short.max_by_key(|row| row.whole("worlds_enough"))?;
    let metric = Metric::from_key(worst.text("metric"))?;
    Some(Claim::new(
        Role::Precision,
        message!(
            "run-sampling",
            title = titles::title(metric),
            runs = worst.whole("worlds_enough").unwrap_or(0)
        ),
    ))
}

/// One outcome with how well it is known.
fn one(figures: &Figures, metric: Metric) -> Option<Claim> {
    if !figures.has(metric) {
        return None;
    }
    let claim = match metric.kind() {
        Kind::Who => first(figures, metric)?,
        Kind::Year | Kind::NumberOrNever => happens(figures, metric),
        Kind::Number => number(figures, metric),
    };
    Some(Claim {
        metric: Some(metric.key().into()),
        values: values(figures, metric),
        ..claim
    })
}

/// A number: its median, where nine of ten worlds lie, how well the median is known.
fn number(figures: &Figures, metric: Metric) -> Claim {
    let amount = Amount::Of(metric);
    let [low, middle_low, middle_high, high] =
        ["p05", "p25", "p75", "p95"].map(|statistic| figures.value(metric, statistic));
    let median = figures.value(metric, "p50");
    let headline = message!(
        "run-number",
        title = titles::title(metric),
        median = amount.value(median),
        range = amount.range(low, high)
    );
    let middle = message!("run-middle", range = amount.range(middle_low, middle_high));
    let known = match figures.margin(metric, "p50") {
        Some(margin) if metric.unit() == "months" && margin < 1.0 => message!("run-median_month"),
        Some(margin) => message!(
            "run-median_known",
            range = amount.range(median - margin, median + margin)
        ),
        None => message!("run-median_unknown"),
    };
    finding(headline, [middle, known])
}

/// Something that may not happen: in how many worlds it does, and when.
fn happens(figures: &Figures, metric: Metric) -> Claim {
    let amount = Amount::Of(metric);
    let [early, median, late] = ["p05", "p50", "p95"].map(|statistic| figures.value(metric, statistic));
    let never = figures.value(metric, "never");
    let headline = message!(
        "run-happens",
        title = titles::title(metric),
        share = percent(1.0 - never),
        interval = interval_of_share(1.0 - never, figures.margin(metric, "never")),
        end = end(figures.subject)
    );
    let sentence = match median.is_finite() {
        true => message!(
            "run-happens_when",
            median = amount.value(median),
            range = amount.range(early, late)
        ),
        false if !early.is_finite() => message!("run-happens_seldom"),
        false => message!(
            "run-happens_rarely",
            earliest = match metric.kind() {
                Kind::Year => year(early),
                Kind::Number | Kind::NumberOrNever | Kind::Who => readable(early),
            }
        ),
    };
    finding(headline, [sentence])
}

/// Who is first, and how well the shares are known.
fn first(figures: &Figures, metric: Metric) -> Option<Claim> {
    let [us, china, nobody] = ["us", "china", "nobody"].map(|who| figures.value(metric, who));
    if nobody.is_nan() {
        return None;
    }
    let margin = ["us", "china", "nobody"].map(|who| figures.margin(metric, who).unwrap_or(f64::NAN));
    let points = 100.0 * margin.into_iter().fold(0.0, f64::max);
    let headline = message!(
        "run-first",
        end = end(figures.subject),
        us = percent(us),
        china = percent(china),
        nobody = percent(nobody)
    );
    Some(finding(
        headline,
        [message!("run-first_known", points = readable(points))],
    ))
}
