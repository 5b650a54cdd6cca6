//! A figure of one's own: how wide China's lag spreads over worlds, year by year, as marks on a table. No chart of the reports is of this
//! kind: it is made of columns, a band, a line and a rule.
//!
//! ```sh
//! cargo run --release --example own_figure > lag.svg
//! ```

use detente::charts::{Across, Axis, Chart, Data, Figure, FigureText, Hue, Mark, RuleLabel, Space, Values, WordColumn};
use detente::ensemble::{Detail, Flow, Options, State, run};
use detente::error::Result;
use detente::model::series::{AgentVariable, Series};
use detente::report::catalogue::english;
use detente::report::figures::in_words;
use detente::scenario::agents::Agent;
use detente::scenario::shipped;
use detente::scenario::time::Month;

fn main() -> Result<()> {
    let mut request = shipped::request("baseline")?;
    request.runs = Some(200);
    let scenario = shipped::load(&request)?;
    let state = State::new(&scenario, Detail::Series)?;
    let worlds = run(&scenario, &Options::default(), state, &mut |_, _| Ok(Flow::Continue))?;
    let summary = worlds.summary();
    let path = summary.path(Series::Agent(Agent::China, AgentVariable::LagMonths));

    // The table: a row a month.
    let mut series = WordColumn::default();
    for _ in path.iter() {
        series.push(&"middle half of worlds".into(), Some(Hue::China));
    }
    let years = (0..path.len()).map(|month| Month(month).end_year()).collect();
    let column = |of: fn(&detente::ensemble::Spread) -> f64| path.iter().map(of).collect::<Vec<f64>>();
    let data = Data::default()
        .with_words("series", "series", series)
        .with("year", "year", "", Values::Time(years))
        .with_numbers(
            "width",
            "width of the middle half",
            "months",
            column(|spread| spread.p75 - spread.p25),
        );

    // What is drawn of it.
    let space = Space::Plane {
        x: "year".into(),
        x_axis: Axis::year(""),
        y_axis: Axis::linear("months"),
    };
    let marks = vec![
        Mark::Line {
            y: "width".into(),
            dots: false,
        },
        Mark::Rule {
            across: Across::Y,
            at: 12.0,
            label: RuleLabel::Value("a year".into()),
            panel: None,
        },
    ];
    let text = FigureText {
        title: "China's lag becomes less certain with every year".into(),
        subtitle: "Months between the lower and the upper quartile of 200 worlds".into(),
        foot: "An example".into(),
    };
    let figure = Figure::new("own", text, Chart::new(data, space, marks).by_series("series"));
    println!("{}", figure.localized(&in_words(english())).svg()?);
    Ok(())
}
