//! Putting shards together takes little of the time that their worlds take.

use detente::ensemble::part::{self, Packed, Part};
use detente::ensemble::{self, Detail, Flow, LEAF_RUNS, Options, State, Workers};
use detente::error::Error;
use detente::report::selection::Selection;
use detente::results::store::cpu_time::of_all_threads;
use detente::scenario::load::{Kind, Request, load};
use detente::scenario::shipped;

const PARTS: u64 = 200;

/// CPU time of the smallest parts that there are, with the series that a run records, against that of simulating them: on an idle machine
/// a tenth. Where each part was unpacked and merged by itself, the two took about as long.
#[test]
fn merging_small_parts_with_series_takes_a_third_of_the_time_of_simulating_them_at_most() {
    let _alone = super::alone();
    let request = Request {
        runs: Some(PARTS * LEAF_RUNS),
        ..Request::new(
            shipped::resolve(Kind::Scenario, "baseline").unwrap(),
            shipped::parameters(),
        )
    };
    let scenario = load(&request, &shipped::resolve).unwrap();
    let series = Selection::USUAL.series.series();
    let begun = of_all_threads();
    let packed: Vec<Packed> = (0..PARTS)
        .map(|place| {
            let runs = place * LEAF_RUNS..(place + 1) * LEAF_RUNS;
            let state = State::of_part(&scenario, Detail::Chosen(&series), runs).unwrap();
            let go_on = &mut |_: &_, _: &_| Ok(Flow::Continue);
            part::encode(
                &ensemble::run(&scenario, &Options::default(), state, go_on).unwrap(),
                b"",
            )
        })
        .collect();
    let simulated = of_all_threads();
    let workers = Workers::new(None).unwrap();
    let decode = |one: &Packed| {
        let values = one.values.clone();
        let fetch = Box::new(move || match values.is_empty() {
            true => Err(Error::File("there are no values".to_owned())),
            false => Ok(values.clone()),
        });
        Part::decode(one.state.clone(), &scenario, fetch).unwrap().0
    };
    let mut whole = None;
    for parts in packed.chunks(50) {
        let parts: Vec<Part<'_>> = parts.iter().map(decode).collect();
        whole = part::join(whole, &parts, &workers).unwrap();
    }
    let merged = of_all_threads();
    assert_eq!(whole.unwrap().next_run(), PARTS * LEAF_RUNS);
    let (simulating, merging) = (simulated - begun, merged - simulated);
    assert!(
        merging < simulating / 3.0,
        "{merging:.2} s of CPU for merging, {simulating:.2} s for simulating"
    );
}
