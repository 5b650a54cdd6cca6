use super::*;
use crate::equations::cost::*;

#[test]
fn a_race_subsidy_is_what_exceeds_the_usual_state_funding() {
    // max(0, 120 - 85)
    worked(
        |[state, usual]| race_subsidy_usd_bn_per_year(state, usual),
        [("state", 120.0, Rises), ("usual", 85.0, Falls)],
        35.0,
    )
    // max(0, 60 - 85)
    .and([("state", 60.0, Stays), ("usual", 85.0, Stays)], 0.0);
}

#[test]
fn trade_loss_weighs_what_was_not_bought_and_what_was_not_sold() {
    // 10^(-6) * 28 * (0.3 * 200000 + 0.15 * 500000)
    worked(
        |[a, b, c, d, e]| trade_loss_usd_bn_per_year(a, b, c, d, e),
        [
            ("price", 28.0, Rises),
            ("buyer loss", 0.3, Rises),
            ("not bought", 200_000.0, Rises),
            ("seller loss", 0.15, Rises),
            ("not sold", 500_000.0, Rises),
        ],
        3.78,
    );
}

#[test]
fn licence_fees_are_the_part_of_the_price_that_is_no_price() {
    // 10^(-6) * 20 * (1.75 - 1.4) * 100000
    worked(
        |[price, licensed, dearer, purchases]| licence_fees_usd_bn_per_year(price, licensed, dearer, purchases),
        [
            ("price", 20.0, Rises),
            ("licensed", 1.75, Rises),
            ("dearer", 1.4, Falls),
            ("purchases", 100_000.0, Rises),
        ],
        0.7,
    );
}

#[test]
fn what_one_state_takes_in_fees_the_other_pays() {
    // 3 + 0.7 - 0.2
    worked(
        |[loss, paid, taken]| trade_loss_with_fees_usd_bn_per_year(loss, paid, taken),
        [("loss", 3.0, Rises), ("paid", 0.7, Rises), ("taken", 0.2, Falls)],
        3.5,
    );
}

#[test]
fn cost_adds_up_a_step_of_running_cost_and_a_loss_at_once_discounted() {
    // 310 + 0.85 * (0.25 * 44 + 900)
    worked(
        |[cost, discount, running, loss, step]| next_cost_usd_bn(cost, discount, running, loss, step.0[0]),
        [
            ("cost", 310.0, Rises),
            ("discount", 0.85, Rises),
            ("running", 44.0, Rises),
            ("loss", 900.0, Rises),
            ("step", 0.25, Rises),
        ],
        1084.35,
    );
}

fn weights([lead, third_countries, threshold, cost, catastrophe, neglect]: [Num<1>; 6]) -> PayoffWeights<1> {
    PayoffWeights {
        lead,
        third_countries,
        threshold,
        cost,
        catastrophe,
        neglect,
    }
}

#[test]
fn a_payoff_likes_lead_following_and_coming_first_and_dislikes_cost_catastrophe_and_neglect() {
    // 0.8 * 9 / 12 + 1.5 * 0.35 + 2.5 * 0.5 - 0.3 * 2.4 - 6 * 0.25 - 1.2 * (1 - 0.7)
    worked(
        |[a, b, c, d, e, f, g, h, i, j, k, l]| {
            let weights = weights([a, b, c, d, e, f]);
            payoff(&weights, g, h, i, j, k, l)
        },
        [
            ("lead weight", 0.8, Rises),
            ("third countries weight", 1.5, Rises),
            ("threshold weight", 2.5, Rises),
            ("cost weight", 0.3, Falls),
            ("catastrophe weight", 6.0, Falls),
            ("neglect weight", 1.2, Falls),
            ("lead months", 9.0, Rises),
            ("third country share", 0.35, Rises),
            ("first", 0.5, Rises),
            ("cost share percent", 2.4, Falls),
            ("catastrophe", 0.25, Falls),
            ("mean effort", 0.7, Rises),
        ],
        -0.205,
    );
}

#[test]
fn a_lead_counts_up_to_two_years_either_way() {
    let score = |lead: f64| {
        let [none, one] = [Num([0.0]), Num([1.0])];
        payoff(&weights([one; 6]), Num([lead]), none, none, none, none, one)
    };
    for (lead, expected) in [
        (-99.0, -2.0),
        (-24.5, -2.0),
        (-23.4, -1.95),
        (0.0, 0.0),
        (23.4, 1.95),
        (24.5, 2.0),
        (99.0, 2.0),
    ] {
        near(score(lead), expected);
    }
}
