use super::*;
use crate::scenario::cards::{Card, CardSet, Distribution, Pedigree};
use crate::scenario::parameters::keys;

fn sampler() -> Sampler {
    let card = |key| Card {
        key,
        unit: "x".into(),
        meaning: "a test".into(),
        source: "assumption".into(),
        pedigree: Pedigree::Assumed,
        distribution: Distribution::Uniform { low: 0.0, high: 1.0 },
    };
    Sampler::new(&CardSet {
        cards: keys().map(card).collect(),
        correlations: Vec::new(),
    })
    .unwrap()
}

/// Every number of one run of a world, as bits.
fn bits<const W: usize>(world: &World<W>, lane: usize, months: usize) -> Vec<u64> {
    let shocks = Shock::ALL
        .into_iter()
        .flat_map(|process| (0..months).map(move |month| world.shocks(month)[process as usize]));
    world
        .parameters
        .iter()
        .copied()
        .chain(shocks)
        .map(|value| value.0[lane].to_bits())
        .collect()
}

#[test]
fn a_world_is_the_same_in_any_lane_width_and_place() {
    let sampler = sampler();
    let wide = World::<8>::draw(&sampler, Draws::own(42), in_a_row(4704), 40);
    let shifted = World::<4>::draw(&sampler, Draws::own(42), in_a_row(4710), 40);
    for lane in 0..8 {
        let alone = World::<1>::draw(&sampler, Draws::own(42), [4704 + lane as u64], 40);
        assert_eq!(bits(&wide, lane, 40), bits(&alone, 0, 40), "lane {lane}");
    }
    assert_eq!(bits(&wide, 7, 40), bits(&shifted, 1, 40));
}

#[test]
fn runs_may_stand_in_any_lane_and_in_several() {
    let sampler = sampler();
    let mixed = World::<4>::draw(&sampler, Draws::own(42), [9, 2, 9, 70_000], 40);
    for (lane, run) in [9, 2, 9, 70_000].into_iter().enumerate() {
        let alone = World::<1>::draw(&sampler, Draws::own(42), [run], 40);
        assert_eq!(bits(&mixed, lane, 40), bits(&alone, 0, 40), "lane {lane}");
    }
}

#[test]
fn a_longer_horizon_keeps_the_months_of_the_shorter_one() {
    let sampler = sampler();
    let (short, long) = (
        World::<2>::draw(&sampler, Draws::own(7), [12, 13], 35),
        World::<2>::draw(&sampler, Draws::own(7), [12, 13], 217),
    );
    assert_eq!(bits(&short, 1, 35), bits(&long, 1, 35));
}

#[test]
fn memory_used_again_leaves_no_trace() {
    let sampler = sampler();
    let before = World::<2>::draw(&sampler, Draws::own(7), [100, 3], 30).into_memory();
    let again = World::<2>::draw_into(before, &sampler, Draws::own(8), [12, 13], 30);
    assert_eq!(
        bits(&again, 1, 30),
        bits(&World::<2>::draw(&sampler, Draws::own(8), [12, 13], 30), 1, 30)
    );
}

#[test]
fn seeds_and_runs_give_other_worlds() {
    let sampler = sampler();
    let world = World::<2>::draw(&sampler, Draws::own(1), [0, 1], 3);
    let other = World::<2>::draw(&sampler, Draws::own(2), [0, 1], 3);
    assert!(bits(&world, 0, 3).iter().zip(bits(&world, 1, 3)).all(|(a, b)| *a != b));
    assert!(bits(&world, 0, 3).iter().zip(bits(&other, 0, 3)).all(|(a, b)| *a != b));
}

#[test]
fn a_world_keeps_its_values_between_versions() {
    let world = World::<1>::draw(&sampler(), Draws::own(1), [0], 12);
    let values = [
        world.parameters[0].0[0],
        world.shocks(0)[Shock::UsInvestment as usize].0[0],
        world.shocks(11)[Shock::UsRelease as usize].0[0],
        world.shocks(5)[Shock::Treaty as usize].0[0],
    ];
    assert_eq!(values, PINNED);
}
// The first and the third computed from another implementation of ChaCha.
const PINNED: [f64; 4] = [
    0.609_735_674_919_433_5,
    0.094_626_032_881_091_89,
    0.998_444_286_989_979_4,
    0.651_723_466_929_979_6,
];

/// Mean and variance of each process over 4,000 runs of 12 months (48,000 draws): 48 tests at z = 5, a false alarm
/// once in 36,000 seeds.
#[test]
fn normals_are_standard_and_uniforms_fill_the_unit_interval() {
    let sampler = sampler();
    let mut moments = [[0.0_f64; 2]; SHOCKS];
    let (runs, months) = (4000_u64, 12);
    for run in (0..runs).step_by(8) {
        let world = World::<8>::draw(&sampler, Draws::own(3), in_a_row(run), months);
        for process in Shock::ALL {
            for month in 0..months {
                for x in world.shocks(month)[process as usize].0 {
                    moments[process as usize][0] += x;
                    moments[process as usize][1] += x * x;
                }
            }
        }
    }
    let n = (runs * months as u64) as f64;
    for process in Shock::ALL {
        let [sum, squares] = moments[process as usize];
        // Mean, its variance a draw, second moment, and its variance a draw.
        let (mean, mean_variance, second, second_variance) = match process.draw() {
            Draw::Normal => (0.0, 1.0, 1.0, 2.0),
            Draw::Uniform => (0.5, 1.0 / 12.0, 1.0 / 3.0, 4.0 / 45.0),
        };
        let z = (sum / n - mean) / (mean_variance / n).sqrt();
        let z_second = (squares / n - second) / (second_variance / n).sqrt();
        assert!(z.abs() < 5.0 && z_second.abs() < 5.0, "{process:?}: {z}, {z_second}");
    }
}

/// Processes of the same month, within and across streams: 276 pairs at z = 5.3, a false alarm once in 30,000 seeds.
#[test]
fn processes_are_independent() {
    let sampler = sampler();
    let months = 240;
    let mut products = vec![0.0; SHOCKS * SHOCKS];
    let runs = 200;
    for run in (0..runs).step_by(8) {
        let world = World::<8>::draw(&sampler, Draws::own(19), in_a_row(run), months);
        for month in 0..months {
            for lane in 0..8 {
                let centred: Vec<f64> = Shock::ALL
                    .into_iter()
                    .map(|process| {
                        let x = world.shocks(month)[process as usize].0[lane];
                        if process.draw() == Draw::Normal {
                            x
                        } else {
                            (x - 0.5) * 12.0_f64.sqrt()
                        }
                    })
                    .collect();
                for a in 0..SHOCKS {
                    for b in 0..a {
                        products[a * SHOCKS + b] += centred[a] * centred[b];
                    }
                }
            }
        }
    }
    let scale = ((runs * months as u64) as f64).sqrt();
    for a in 0..SHOCKS {
        for b in 0..a {
            let z = products[a * SHOCKS + b] / scale;
            assert!(z.abs() < 5.3, "{:?} and {:?}: {z}", Shock::ALL[a], Shock::ALL[b]);
        }
    }
}
