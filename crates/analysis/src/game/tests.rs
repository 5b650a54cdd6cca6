//! Textbook games, whose solutions are known in closed form, and random ones, solved by another program.

use super::bimatrix::Bimatrix;
use super::dominance::{iterated_strict, weakly_dominated};
use super::equilibria::{equilibria, has_supports};
use super::judgement::{Judgement, Pay, worlds_needed};
use super::play::Play;
use super::zero_sum::solve;
use engine::numeric::statistics::Difference;
use engine::scenario::agents::Agent;
use engine::scenario::agents::Agent::{China, UnitedStates};

fn game(rows: usize, us: &[f64], china: &[f64]) -> Bimatrix {
    Bimatrix::new(rows, us.len() / rows, us.to_vec(), china.to_vec())
}

/// Chances of both sides in all equilibria of a game that must not be degenerate.
fn solutions(game: &Bimatrix) -> Vec<[Vec<f64>; 2]> {
    let found = equilibria(game);
    assert!(!found.is_degenerate);
    found.list.into_iter().map(|one| one.chances).collect()
}

#[track_caller]
fn assert_close(found: &[f64], expected: &[f64]) {
    assert_eq!(found.len(), expected.len());
    for (a, b) in found.iter().zip(expected) {
        assert!((a - b).abs() < 1e-9, "{found:?} is not {expected:?}");
    }
}

#[test]
fn prisoners_defect_though_both_would_gain_by_keeping_quiet() {
    // Quiet, defect.
    let dilemma = game(2, &[3.0, 0.0, 5.0, 1.0], &[3.0, 5.0, 0.0, 1.0]);
    assert_eq!(solutions(&dilemma), [[vec![0.0, 1.0], vec![0.0, 1.0]]]);
    assert_eq!(dilemma.pure_equilibria(), [(1, 1)]);
    assert_eq!(dilemma.improvements(1, 1), [(0, 0)]);
    let gone = iterated_strict(&dilemma);
    let gone: Vec<_> = gone
        .iter()
        .map(|one| (one.agent, one.strategy, one.round, one.by.clone()))
        .collect();
    assert_eq!(
        gone,
        [(UnitedStates, 0, 1, vec![(1, 1.0)]), (China, 0, 1, vec![(1, 1.0)])]
    );
    let security = dilemma.security(UnitedStates);
    assert_eq!((security.strategies, security.level), (vec![1], 1.0));
    assert_eq!((security.punishments, security.held_down_to), (vec![1], 1.0));
}

#[test]
fn pennies_have_one_equilibrium_and_it_is_mixed() {
    let pennies = game(2, &[1.0, -1.0, -1.0, 1.0], &[-1.0, 1.0, 1.0, -1.0]);
    let found = equilibria(&pennies);
    assert!(!found.is_degenerate && found.list.len() == 1);
    for chances in &found.list[0].chances {
        assert_close(chances, &[0.5, 0.5]);
    }
    assert_close(&found.list[0].payoffs, &[0.0, 0.0]);
    assert!(pennies.pure_equilibria().is_empty() && iterated_strict(&pennies).is_empty());
    assert!(has_supports(&pennies, &[vec![0, 1], vec![0, 1]]) && !has_supports(&pennies, &[vec![0], vec![0]]));
    // A pure strategy secures a loss, the even mixture secures nothing lost.
    let security = pennies.security(China);
    assert_eq!((security.strategies, security.level), (vec![0, 1], -1.0));
    assert_close(&[security.mixed.value], &[0.0]);
    assert_close(&security.mixed.chances, &[0.5, 0.5]);
}

/// Each prefers another place but both want to meet: (2, 1) and (1, 2), and (2/3, 1/3) against (1/3, 2/3) with 2/3 for each.
#[test]
fn the_battle_of_the_sexes_has_two_pure_equilibria_and_a_mixed_one() {
    let battle = game(2, &[2.0, 0.0, 0.0, 1.0], &[1.0, 0.0, 0.0, 2.0]);
    let found = equilibria(&battle);
    assert_eq!(found.list.len(), 3);
    let cells: Vec<_> = found.list.iter().map(|one| one.cell()).collect();
    assert_eq!(cells, [Some((0, 0)), Some((1, 1)), None]);
    assert_close(&found.list[2].chances[0], &[2.0 / 3.0, 1.0 / 3.0]);
    assert_close(&found.list[2].chances[1], &[1.0 / 3.0, 2.0 / 3.0]);
    assert_close(&found.list[2].payoffs, &[2.0 / 3.0, 2.0 / 3.0]);
    // Whoever moves first goes where it likes best, and is followed.
    let leads = battle.commitments(China);
    assert_eq!(
        (leads[1].favourable, leads[1].adverse, &leads[1].answers[..]),
        (2.0, 2.0, &[1][..])
    );
    assert_eq!(leads[0].favourable, 1.0);
}

#[test]
fn rock_paper_scissors_is_played_evenly() {
    let us = [0.0, -1.0, 1.0, 1.0, 0.0, -1.0, -1.0, 1.0, 0.0];
    let found = solutions(&game(3, &us, &us.map(|payoff| -payoff)));
    assert_eq!(found.len(), 1);
    for chances in &found[0] {
        assert_close(chances, &[1.0 / 3.0; 3]);
    }
}

/// Two equations for each side. Row chances p make China's columns equal: 1 = 2 p1 = p2 + 3 p3 up to scale, and so on; worked by
/// hand for payoffs on the diagonal alone, where chances are inversely proportional to the other's diagonal.
#[test]
fn three_by_three_coordination_has_seven_equilibria_with_the_known_mixture() {
    let us = [1.0, 0.0, 0.0, 0.0, 2.0, 0.0, 0.0, 0.0, 4.0];
    let china = [3.0, 0.0, 0.0, 0.0, 2.0, 0.0, 0.0, 0.0, 1.0];
    let found = solutions(&game(3, &us, &china));
    // One for each set of strategies on which they meet.
    assert_eq!(found.len(), 7);
    assert_close(&found[6][0], &[2.0 / 11.0, 3.0 / 11.0, 6.0 / 11.0]);
    assert_close(&found[6][1], &[4.0 / 7.0, 2.0 / 7.0, 1.0 / 7.0]);
}

/// The first row and the second are the same for the United States against the first column: a best response beside the
/// equilibrium's own strategy.
#[test]
fn a_degenerate_game_is_called_so_and_its_extreme_equilibria_are_found() {
    let degenerate = game(2, &[1.0, 0.0, 1.0, 2.0], &[1.0, 0.0, 1.0, 1.0]);
    let found = equilibria(&degenerate);
    assert!(found.is_degenerate);
    // By hand: China is indifferent against the second row. With chance p on the first row, columns give 1 and 1 - p, so only
    // p = 0 allows the second column. Equilibria: every p with column 1; and row 2 with any chance of column 2.
    let chances: Vec<_> = found.list.iter().map(|one| one.chances.clone()).collect();
    let pure = |row: usize, column: usize| [row, column].map(|place| [1.0 - place as f64, place as f64].to_vec());
    assert_eq!(chances, [pure(0, 0), pure(1, 0), pure(1, 1)]);
    assert_eq!(weakly_dominated(&degenerate, UnitedStates), [(0, 1)]);
    assert_eq!(weakly_dominated(&degenerate, China), [(1, 0)]);
    assert!(iterated_strict(&degenerate).is_empty());
    // Both columns are best against the second row: a leader gets 1 or 2.
    let lead = &degenerate.commitments(UnitedStates)[1];
    assert_eq!((lead.answers.len(), lead.favourable, lead.adverse), (2, 2.0, 1.0));
}

/// Fudenberg & Tirole 1991, figure 1.3: the middle row is dominated by an even mixture of the others, by none of them alone.
#[test]
fn a_mixture_can_dominate_where_no_single_strategy_does() {
    let game = game(3, &[2.0, -1.0, 0.0, 0.0, -1.0, 2.0], &[0.0; 6]);
    let gone = iterated_strict(&game);
    assert_eq!((gone.len(), gone[0].strategy, gone[0].by.len()), (1, 1, 2));
    // Any mixture with chances between 1/3 and 2/3 beats zero; the one found secures the most.
    assert_close(&[gone[0].by[0].1, gone[0].by[1].1], &[0.5, 0.5]);
}

#[test]
fn later_rounds_eliminate_what_only_the_earlier_ones_made_dominated() {
    // China's right column goes first, then the United States' lower row, then China's middle column.
    let game = game(2, &[1.0, 1.0, 0.0, 0.0, 0.0, 2.0], &[0.0, 2.0, 1.0, 3.0, 1.0, 0.0]);
    let gone: Vec<_> = iterated_strict(&game)
        .iter()
        .map(|one| (one.agent, one.strategy, one.round))
        .collect();
    assert_eq!(gone, [(China, 2, 1), (UnitedStates, 1, 2), (China, 0, 3)]);
    assert_eq!(game.pure_equilibria(), [(0, 1)]);
}

/// A 2 x 3 game of Dresher 1961: the value of [[2, 5, 8], [7, 4, 1]] lies where the lines 7 - 5p and 1 + 7p or 4 + p meet:
/// p = 1/2 gives 4.5 in all three.
#[test]
fn a_zero_sum_game_is_solved_where_the_lines_meet() {
    let solution = solve(&[vec![2.0, 5.0, 8.0], vec![7.0, 4.0, 1.0]]);
    assert_close(&[solution.value], &[4.5]);
    assert_close(&solution.chances, &[0.5, 0.5]);
    assert_close(&[solve(&[vec![3.0, 3.0], vec![3.0, 3.0]]).value], &[3.0]);
}

fn numbers(text: &str) -> Vec<Vec<f64>> {
    text.lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| line.split(',').map(|cell| cell.parse().unwrap()).collect())
        .collect()
}

#[test]
fn random_games_of_six_strategies_have_the_equilibria_that_gambit_finds() {
    let known = numbers(include_str!("tests/random_games_equilibria.csv"));
    for row in numbers(include_str!("tests/random_games.csv")) {
        let game = game(6, &row[1..37], &row[37..]);
        let mut found: Vec<Vec<f64>> = solutions(&game).into_iter().map(|chances| chances.concat()).collect();
        found.sort_by(|a, b| a.partial_cmp(b).unwrap());
        let mut expected: Vec<&[f64]> = known
            .iter()
            .filter(|one| one[0] == row[0])
            .map(|one| &one[1..])
            .collect();
        expected.sort_by(|a, b| a.partial_cmp(b).unwrap());
        assert_eq!(found.len(), expected.len(), "game {}", row[0]);
        for (found, expected) in found.iter().zip(expected) {
            assert_close(found, expected);
        }
        for one in equilibria(&game).list {
            let supports = Agent::ALL.map(|agent| one.support(agent));
            assert!(has_supports(&game, &supports));
        }
    }
}

/// Equilibria do not change when payoffs are moved and stretched, and what the sides get follows.
#[test]
fn units_of_payoffs_change_no_equilibrium() {
    let row = &numbers(include_str!("tests/random_games.csv"))[7];
    let plain = game(6, &row[1..37], &row[37..]);
    let moved: Vec<f64> = row[1..37].iter().map(|payoff| 2030.0 + 1e-3 * payoff).collect();
    let moved = game(6, &moved, &row[37..]);
    let (plain, moved) = (equilibria(&plain), equilibria(&moved));
    assert_eq!(plain.list.len(), moved.list.len());
    for (one, other) in plain.list.iter().zip(&moved.list) {
        assert_close(&one.chances.concat(), &other.chances.concat());
        assert_close(&[2030.0 + 1e-3 * one.payoffs[0]], &[other.payoffs[0]]);
    }
}

/// A dilemma in every world, with noise that all cells share: nothing but the shared noise differs between worlds.
#[test]
fn noise_that_all_cells_share_leaves_every_statement_certain() {
    let noise: Vec<f64> = (0..50).map(|world| f64::from(world * 37 % 50)).collect();
    let cell = |payoff: f64| noise.iter().map(|noise| payoff + noise).collect::<Vec<f64>>();
    let play = Play {
        rows: 2,
        columns: 2,
        runs: 50,
        failed: 0,
        worlds: (0..50).collect(),
        payoffs: [
            [3.0, 0.0, 5.0, 1.0].map(cell).to_vec(),
            [3.0, 5.0, 0.0, 1.0].map(cell).to_vec(),
        ],
    };
    let judged = Judgement::of(&play, 1);
    assert_eq!(judged.equilibrium_shares, [Some(1.0)]);
    assert_eq!(judged.cell_shares, [0.0, 0.0, 0.0, 1.0]);
    assert_eq!(judged.pure_share, 1.0);
    assert!(judged.means[0].iter().all(|mean| mean.error > 1.0));
    for best in &judged.best_responses {
        assert_eq!((&best.best[..], best.share, best.worlds_needed), (&[1][..], 1.0, None));
        let (next, difference) = best.next.unwrap();
        assert_eq!((next, difference.error), (0, 0.0));
    }
    // Defecting gains 2 unanswered, and 1 when the other defects either way.
    let gains: Vec<_> = judged
        .pays
        .iter()
        .map(|pay| (pay.unanswered.value, pay.answers, pay.answered.value))
        .collect();
    assert_eq!(gains, [(2.0, [1, 1], 1.0); 2]);
}

/// Two worlds: in one the first strategy is better by 3, in the other worse by 1. A resample of two prefers it unless it is the
/// second world twice, which has a chance of a quarter; 400 resamples have a standard deviation of 0.0217, the bound is 5 of them.
#[test]
fn a_best_response_has_the_share_of_resamples_in_which_it_is_best() {
    let play = Play {
        rows: 2,
        columns: 2,
        runs: 2,
        failed: 0,
        worlds: vec![0, 1],
        payoffs: [
            vec![vec![3.0, -1.0], vec![3.0, -1.0], vec![0.0, 0.0], vec![0.0, 0.0]],
            vec![vec![1.0, 1.0], vec![0.0, 0.0], vec![1.0, 1.0], vec![0.0, 0.0]],
        ],
    };
    let judged = Judgement::of(&play, 7);
    let share = judged.best_responses[0].share;
    assert!((share - 0.75).abs() < 0.11, "{share}");
    assert_eq!(judged.equilibrium_shares, [Some(share)]);
    assert_eq!(judged.commitment_shares[0][0], share);
    assert!(judged.best_responses[0].worlds_needed.is_some());
    assert_eq!(Judgement::of(&play, 7), judged);
}

/// Matching pennies in every world, for stakes that differ: no pair of strategies is stable, and both draw evenly. Each side then has the
/// mean of its four cells in every world, here 0 and half of the stake.
#[test]
fn payoffs_of_a_mixed_equilibrium_have_the_spread_of_the_worlds() {
    let stakes = [1.0, 2.0, 3.0, 6.0];
    let cell = |sign: f64| stakes.map(|stake| sign * stake).to_vec();
    let play = Play {
        rows: 2,
        columns: 2,
        runs: 4,
        failed: 0,
        worlds: (0..4).collect(),
        payoffs: [
            [1.0, -1.0, -1.0, 1.0].map(cell).to_vec(),
            [0.0, 1.0, 1.0, 0.0].map(cell).to_vec(),
        ],
    };
    let judged = Judgement::of(&play, 3);
    assert_eq!((judged.pure_share, judged.equilibria.list.len()), (0.0, 1));
    let [us, china] = &judged.equilibrium_payoffs[0];
    assert!(us.value.abs() < 1e-12 && us.high - us.low < 1e-12);
    // Half stakes 0.5, 1, 1.5 and 3: mean 1.5, variance 3.5 / 3, and Student's t of three degrees.
    assert!((china.value - 1.5).abs() < 1e-12);
    let reach = 3.182_446_3 * (3.5_f64 / 3.0 / 4.0).sqrt();
    assert!((china.high - 1.5 - reach).abs() < 1e-6 && (1.5 - china.low - reach).abs() < 1e-6);
}

/// Each gain is judged by its own interval: what is known of one is said although the other is not known.
#[test]
fn a_verdict_says_what_is_known_of_either_gain() {
    let [above, below, open] = [(0.5, 1.5), (-1.5, -0.5), (-0.5, 1.5)].map(|(low, high)| Difference {
        value: f64::midpoint(low, high),
        error: 0.25,
        low,
        high,
    });
    let verdict = |unanswered: Difference, answered: Difference| {
        let pay = Pay {
            agent: China,
            strategy: 1,
            unanswered,
            answers: [0, 0],
            answered,
        };
        pay.verdict().key()
    };
    let found = [above, below, open].map(|one| [above, below, open].map(|other| verdict(one, other)));
    assert_eq!(found[0], ["always", "only_unanswered", "unanswered"]);
    assert_eq!(found[1], ["only_answered", "never", "not_unanswered"]);
    assert_eq!(found[2], ["answered", "not_answered", "unknown"]);
}

#[test]
fn worlds_needed_grow_with_the_square_of_what_is_missing() {
    let difference = Difference {
        value: 1.0,
        error: 1.0,
        low: -1.0,
        high: 3.0,
    };
    // The interval must shrink to half its width: four times the worlds, and half as many again.
    assert_eq!(worlds_needed(&difference, 100), Some(600));
    assert_eq!(worlds_needed(&Difference { low: 0.5, ..difference }, 100), None);
    assert_eq!(
        worlds_needed(
            &Difference {
                value: 0.0,
                ..difference
            },
            100
        ),
        None
    );
}
