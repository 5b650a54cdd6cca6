//! No facts file and no date makes the hindcast panic.

use detente::analysis::facts::FactSet;
use detente::analysis::observables::Observables;
use detente::analysis::validate::Plan;
use proptest::prelude::*;

const HEADER: &str = "id,observable,agent,date,value,low,high,unit,source\n";

fn date() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        (2018..2065_i32).prop_map(|year| year.to_string()),
        (2018..2065_i32).prop_map(|year| format!("FY{year}")),
        (2018..2065_i32, 0..14_u32).prop_map(|(year, month)| format!("{year}-{month:02}")),
        (2018..2065_i32, 0..14_u32, 0..33_u32).prop_map(|(year, month, day)| format!("{year}-{month:02}-{day:02}")),
        (2018..2065_i32, 0..4_u32).prop_map(|(year, half)| format!("{year}-H{half}")),
        (2018..2065_i32, 0..6_u32).prop_map(|(year, quarter)| format!("{year}-Q{quarter}")),
        "[0-9FQH.-]{0,10}",
    ];
    prop_oneof![
        part.clone(),
        (part.clone(), part).prop_map(|(a, b)| format!("{a}..{b}"))
    ]
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400), with_header in any::<bool>()) {
        let start = if with_header { HEADER.as_bytes() } else { b"" };
        let _ = FactSet::parse("f.csv", &[start, &bytes].concat(), &Observables::shipped());
    }

    #[test]
    fn any_rows_are_read_or_refused(cells in prop::collection::vec("\\PC{0,12}", 0..30)) {
        let _ = FactSet::parse("f.csv", format!("{HEADER}{}", cells.join(",")).as_bytes(), &Observables::shipped());
    }

    #[test]
    fn any_date_and_horizon_give_a_number_or_a_reason(date in date(), months in 1_usize..=456, which in any::<prop::sample::Index>()) {
        let table = Observables::shipped();
        let observable = which.get(table.rows());
        let row = format!("A,{},{},{date},0.5,0.4,0.6,{},s\n", observable.name, observable.subject.key(), observable.unit);
        if let Ok(set) = FactSet::parse("f.csv", format!("{HEADER}{row}").as_bytes(), &table) {
            let plan = Plan::new(&set.facts, months);
            let mut values = vec![Vec::new(); plan.covered().len()];
            for world in 0..8 {
                let value = |_, month: usize| {
                    assert!(month < months, "month {month} of {months}");
                    1.0 + 0.01 * ((month + 1) * (world + 1)) as f64
                };
                plan.read(&value, &mut values);
            }
            let result = plan.judge(&values, &[]).unwrap();
            prop_assert_eq!(result.judged.len() + result.not_covered.len(), 1);
            for entry in &result.judged {
                prop_assert!(entry.crps.is_finite() && entry.crps >= -1e-12 && entry.predicted.p05 <= entry.predicted.p95);
            }
        }
    }
}
