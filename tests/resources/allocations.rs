//! The month loop asks for no memory.

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicU64, Ordering};

use detente::ensemble::compiled::{draw_block, simulate_block, simulate_one};
use detente::model::Record;
use detente::model::series::SERIES;
use detente::numeric::Num;
use detente::numeric::dispatch::Processor;
use detente::scenario::Scenario;
use detente::scenario::distributions::Sampler;
use detente::scenario::inputs::Imposed;
use detente::scenario::load::{Kind, Request, load};
use detente::scenario::shipped;
use detente::scenario::worlds::{World, in_a_row};

struct Counting;

static REQUESTS: AtomicU64 = AtomicU64::new(0);

// SAFETY: every request is handed on to the system's allocator as it came.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        REQUESTS.fetch_add(1, Ordering::Relaxed);
        // SAFETY: the caller keeps the contract of `alloc`.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, memory: *mut u8, layout: Layout) {
        // SAFETY: `memory` came from `alloc` above, that is, from the system's allocator.
        unsafe { System.dealloc(memory, layout) }
    }
}

#[global_allocator]
static COUNTING: Counting = Counting;

/// Requests for memory made by `work`.
fn requests(work: impl FnOnce()) -> u64 {
    let before = REQUESTS.load(Ordering::Relaxed);
    work();
    REQUESTS.load(Ordering::Relaxed) - before
}

/// A policy with trigger rules, so that those are watched too.
fn until(horizon: &str) -> Scenario {
    let request = Request {
        policies: vec![shipped::resolve(Kind::Policy, "adaptive_controls").unwrap()],
        set: vec![format!("horizon={horizon}")],
        ..Request::new(
            shipped::resolve(Kind::Scenario, "baseline").unwrap(),
            shipped::parameters(),
        )
    };
    load(&request, &shipped::resolve).unwrap()
}

/// Requests made by a block of eight worlds and by one world alone, every series recorded.
fn of_a_run(scenario: &Scenario) -> (u64, u64) {
    let sampler = Sampler::new(&scenario.cards).unwrap();
    let processor = Processor::widest();
    let world = draw_block(processor, scenario, &sampler, in_a_row(0), None);
    let alone = World::<1>::draw(&sampler, scenario.draws(), [0], scenario.months);
    let mut series = [Num::ZERO; SERIES];
    let mut one = [Num::ZERO; SERIES];
    let block = requests(|| {
        let mut record = Record {
            series: Some(&mut series),
            ..Record::default()
        };
        simulate_block(processor, scenario, &Imposed::NONE, &world, &mut record);
    });
    let single = requests(|| {
        let mut record = Record {
            series: Some(&mut one),
            ..Record::default()
        };
        simulate_one(scenario, &Imposed::NONE, &alone, &mut record);
    });
    (block, single)
}

/// Room for the history of capability and the memory of the rules is made once a run, whatever its months.
#[test]
fn sixteen_years_ask_for_memory_as_often_as_two() {
    let _alone = super::alone();
    let (short, long) = (until("2024-12"), until("2040-12"));
    assert!(long.months > 8 * short.months);
    let (few, many) = (of_a_run(&short), of_a_run(&long));
    assert_eq!(few, many);
    assert!(many.0 <= 4, "{} requests a run", many.0);
}
