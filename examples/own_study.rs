//! A study of one's own: how China's self-sufficiency depends on export controls on tools and on chips together, each setting in the
//! same worlds, as a table.
//!
//! ```sh
//! cargo run --release --example own_study
//! ```

use detente::ensemble::Options;
use detente::ensemble::cells::{Bench, Cell};
use detente::error::Result;
use detente::model::metrics::Metric;
use detente::scenario::inputs::Input;
use detente::scenario::shipped;

const SETTINGS: [f64; 3] = [0.0, 0.5, 1.0];
const WORLDS: u64 = 200;

fn main() -> Result<()> {
    let mut request = shipped::request("baseline")?;
    request.runs = Some(WORLDS);
    let scenarios = [shipped::load(&request)?];
    let named = |key: &str| Input::from_key(key).expect("a lever of this name");
    let inputs = [named("us.chip_controls"), named("us.tool_controls")];
    let settings: Vec<[f64; 2]> = SETTINGS
        .iter()
        .flat_map(|&chips| SETTINGS.map(|tools| [chips, tools]))
        .collect();
    let cells: Vec<Cell> = settings
        .iter()
        .flat_map(|values| {
            (0..WORLDS).map(move |run| Cell {
                scenario: 0,
                values,
                run,
            })
        })
        .collect();
    let outcomes = Bench::new(&scenarios, &inputs, &Options::default())?.simulate(&cells);
    println!("chip controls  tool controls  worlds in which China makes 80 % of its new compute itself by 2040");
    for (setting, outcomes) in settings.iter().zip(outcomes.chunks(WORLDS as usize)) {
        let reached = outcomes
            .iter()
            .filter(|outcome| outcome.metrics[Metric::SelfSufficiencyYear].is_finite())
            .count();
        let share = 100.0 * reached as f64 / WORLDS as f64;
        println!("{:>13}  {:>13}  {share:.0} %", setting[0], setting[1]);
    }
    Ok(())
}
