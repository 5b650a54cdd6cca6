use analysis::claims::{Named, Subject, Tables};
use analysis::compare::claims::answer;
use analysis::compare::schema::{EFFECTS, REVERSALS, summary};
use analysis::compare::trade_offs::{Mark, trade_offs};
use engine::model::metrics::Metric;
use results::claim::Role;
use results::table::Table;

use crate::answers::{in_english, in_words};
use crate::catalogue::english;

const EFFECTS_HEAD: &str = "policy,reference,metric,quantity,unit,reference_value,policy_value,difference,se,low_95,high_95,pairs,larger,smaller,\
                            better,better_for,variance_reduction,difference_p05,difference_p50,difference_p95";

/// A comparison of two policies with the plain scenario: the first shortens the US lead and cuts costs, the second does nothing that is known.
fn subject(outcomes: &[Metric]) -> Subject {
    let effects = "
        no_controls,baseline,china_lag_months_2030,mean,months,14,12.9,-1.1,0.05,-1.2,-1,2000,0.03,0.26,0.03,us: more,20,-7,0,0
        no_controls,baseline,world_race_cost_usd_bn,mean,USD bn,21000,20500,-500,10,-520,-480,2000,0.1,0.9,0.9,world: less,20,-900,-450,20
        no_controls,baseline,catastrophe_year,never,share,0.97,0.98,0.01,0.002,0.006,0.014,2000,0.02,0.01,0.02,world: more,5,0,0,0
        no_controls,baseline,china_self_sufficiency_year,restricted_mean,year,2035,2036,1,0.1,0.8,1.2,2000,0.7,0.1,0.7,us: more,5,-0.25,0.5,never
        treaty,baseline,china_lag_months_2030,mean,months,14,14.04,0.04,0.03,-0.02,0.1,2000,0.1,0.1,0.1,us: more,20,-1,0,1
        treaty,baseline,world_race_cost_usd_bn,mean,USD bn,21000,21000,0,0,0,0,2000,0,0,0,world: less,,0,0,0";
    let reversals = "policy,reference,metric,unit,parameter,side,limit,parameter_unit,mean,se,reverses
        no_controls,baseline,china_lag_months_2030,months,shared.safety_treaty_effect,above,0.4,share,0.5,0.1,yes";
    let summary_rows = "policy,metric,statistic,unit,value,se
        baseline,china_lag_months_2030,p05,months,5,1
        baseline,china_lag_months_2030,p50,months,14,1
        baseline,china_lag_months_2030,p95,months,22,1
        baseline,world_race_cost_usd_bn,p05,USD bn,15000,1
        baseline,world_race_cost_usd_bn,p95,USD bn,30000,1
        baseline,china_self_sufficiency_year,p05,year,2030,1
        baseline,china_self_sufficiency_year,p50,year,2035,1
        baseline,china_self_sufficiency_year,p95,year,never,";
    let read = |text: &str, schema| {
        let lines: Vec<&str> = text.lines().map(str::trim).collect();
        Table::from_csv(lines.join("\n").as_bytes(), "a table", schema).unwrap()
    };
    let mut summary = summary();
    summary.columns.to_mut().truncate(6);
    let case = |name: &str| Named {
        name: name.to_owned(),
        title: name.to_owned(),
    };
    Subject {
        cases: ["baseline", "no_controls", "treaty"].map(case).into(),
        worlds: 6000,
        outcomes: outcomes.to_vec(),
        tables: Tables::new(vec![
            read(&format!("{EFFECTS_HEAD}{effects}"), &EFFECTS),
            read(reversals, &REVERSALS),
            read(summary_rows, &summary),
        ]),
        meanings: [(
            "shared.safety_treaty_effect".to_owned(),
            "effect of a treaty".to_owned(),
        )]
        .into(),
        ..Subject::default()
    }
}

fn said(subject: &Subject, role: Role) -> Vec<String> {
    let claims = answer(subject).claims;
    let of_role = claims.iter().filter(|claim| claim.role == role);
    of_role.map(|claim| in_words(english(), claim)).collect()
}

#[test]
fn the_answer_ranks_the_policies_and_says_what_each_buys_and_costs_whom() {
    let answers = said(&subject(&[]), Role::Answer);
    assert_eq!(
        answers[0],
        "US lead over China in 2030, best for the United States first: current policy = treaty (not significantly different); no controls \
         (−1.1 months)"
    );
    assert_eq!(
        answers[2],
        "Cost of AI competition worldwide, best for the world first: no controls (−$500 billion); current policy = treaty (not significantly \
         different)"
    );
    let policy = answers.iter().find(|text| text.starts_with("No controls. ")).unwrap();
    assert!(
        policy.contains("Cost to the United States: US lead over China in 2030 shortens by 1.1 months on average"),
        "{policy}"
    );
    assert!(
        answers.contains(&"Treaty: no statistically significant effect on any main outcome".to_owned()),
        "{answers:?}"
    );
}

#[test]
fn an_effect_is_said_by_its_spread_over_simulations_and_not_by_its_monte_carlo_error() {
    let findings = said(&subject(&[]), Role::Finding);
    assert_eq!(
        findings[0],
        "No controls: US lead over China in 2030 shortens by 1.1 months on average; 90 % of simulations: 7 months shorter to no change. Longer in 3 % \
         of simulations, shorter in 26 %, unchanged in 71 %."
    );
    assert!(
        findings[1].contains(
            "comes 6 months later in the median simulation; 90 % of simulations: 3 months earlier to no longer within the horizon"
        ),
        "{}",
        findings[1]
    );
    assert!(
        findings[3].contains("Loss of control: in 2 % of simulations instead of 3 %"),
        "{}",
        findings[3]
    );
    assert!(
        findings[4].contains("no statistically significant difference (+0.04 months, 95 % CI −0.02 to +0.1)"),
        "{}",
        findings[4]
    );
}

#[test]
fn what_would_reverse_an_effect_is_said_by_what_the_parameter_means() {
    let points = said(&subject(&[]), Role::TippingPoint);
    assert!(
        points[0].contains("the effect on US lead over China in 2030 reverses where this is above 40 %: effect of a treaty (there +0.5 months"),
        "{points:?}"
    );
}

#[test]
fn too_few_catastrophes_are_told_once() {
    let caveats = said(&subject(&[]), Role::Caveat);
    let rare: Vec<&String> = caveats
        .iter()
        .filter(|text| text.contains("Loss of control occurs in"))
        .collect();
    assert!(
        rare.len() == 1 && rare[0].contains("60 of 2,000 simulations"),
        "{caveats:?}"
    );
}

#[test]
fn the_best_and_the_worst_of_each_outcome_are_marked_and_the_outcomes_asked_for_are_shown() {
    let all = trade_offs(&subject(&[]));
    assert_eq!(all.rows.len(), 3, "the reference stands first");
    let marks = |column: usize| all.rows.iter().map(|(_, cells)| cells[column].mark).collect::<Vec<_>>();
    // Nobody lengthens the lead; no controls alone cut the cost.
    assert_eq!(marks(0), [Mark::Best, Mark::Worst, Mark::Best]);
    assert_eq!(marks(2), [Mark::Worst, Mark::Best, Mark::Worst]);
    assert_eq!(in_english(&all.rows[0].1[0].text), "14 months");
    let asked = trade_offs(&subject(&[Metric::WorldRaceCost]));
    assert_eq!(asked.outcomes, [Metric::WorldRaceCost]);
}
