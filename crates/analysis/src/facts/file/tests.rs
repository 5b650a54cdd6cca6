use super::*;

const HEADER: &str = "id,observable,agent,date,value,low,high,unit,source\n";

fn parse(rows: &str) -> Result<FactSet> {
    FactSet::parse("f.csv", format!("{HEADER}{rows}").as_bytes(), &Observables::shipped())
}

#[test]
fn the_shipped_facts_are_valid_and_some_120() {
    let set = FactSet::parse("configs/facts.csv", SHIPPED.as_bytes(), &Observables::shipped()).unwrap();
    assert!((110..=160).contains(&set.facts.len()), "{}", set.facts.len());
    assert_eq!(set.warnings, Vec::<String>::new());
    assert!(set.facts.iter().all(|fact| !fact.source.is_empty()));
}

#[test]
fn a_bad_row_names_file_row_column_value_and_what_is_allowed() {
    let good = "A,compute_total,china,2024-12,100,50,400,H100e,s\n";
    for (from, to, expected) in [
        (
            "compute_total",
            "compute_totl",
            "f.csv:2: `observable` = compute_totl: unknown observable; did you mean `compute_total`?",
        ),
        (
            ",china,",
            ",chinaa,",
            "f.csv:2: `agent` = chinaa: unknown agent; `us` or `china` or `world`",
        ),
        (
            "compute_total,china",
            "hyperscaler_capex,china",
            "is not observed of this agent; `us`",
        ),
        ("2024-12", "Dec 2024", "`date` = Dec 2024: is no date; a day"),
        (
            "compute_total,china,2024-12,",
            "compute_growth,china,2024-12-31,",
            "`date` = 2024-12-31: is a day, but `compute_growth` is read over a stretch of time; write `2024` for the year, `2024-Q4`",
        ),
        ("100,50,400", "100,400,50", "`low` = 400: is above high, 50"),
        ("100,50", "\"1,00\",50", "`value` = 1,00: is no number"),
        ("100,50", ",50", "`value`: is empty"),
        ("100,50", "nan,50", "is no number"),
        ("100,50", "-3,50", "must be above 0"),
        ("100,50", "100,0", "`low` = 0: must be above 0"),
        (
            "H100e",
            "GW",
            "`unit` = GW: is not the unit of `compute_total`; `H100e`",
        ),
        ("A,", ",", "`id`: is empty"),
        (",s\n", "\n", "the row has 8 fields, not 9"),
        (",s\n", ",s,t\n", "the row has 10 fields, not 9"),
        (
            ",s\n",
            ",s\nA,compute_total,us,2024-12,1,,,H100e,s\n",
            "f.csv:3: `id` = A: stands twice",
        ),
    ] {
        let message = parse(&good.replacen(from, to, 1)).unwrap_err().to_string();
        assert!(message.contains(expected), "{message}\n  does not hold: {expected}");
    }
}

#[test]
fn a_quote_that_is_not_closed_swallows_no_rows() {
    let row = |id: &str, source: &str| format!("{id},compute_total,china,2024-12,1000,,,H100e,{source}\n");
    for (rows, expected) in [
        (
            row("A", "s") + &row("B", "\"s") + &row("C", "s"),
            "f.csv:3: `source` = s: runs on over a line break; a field on one line",
        ),
        (row("A", "\"s") + &row("B", "s\""), "f.csv:2: `source` = s: runs on"),
        (
            "\"A".to_owned() + &row("", "s") + &row("B", "s"),
            "f.csv:2: `id` = A,comp",
        ),
    ] {
        let message = parse(&rows).unwrap_err().to_string();
        assert!(message.contains(expected), "{message}\n  does not hold: {expected}");
    }
    assert_eq!(parse(&row("A", "\"a, \"\"quoted\"\" source\"")).unwrap().facts.len(), 1);
}

#[test]
fn per_cent_in_place_of_a_share_is_refused() {
    for numbers in ["75,,", "0.75,0.7,80", "0.75,-0.1,0.8"] {
        let row = format!("A,cloud_share,us,2025,{numbers},share,s\n");
        let message = parse(&row).unwrap_err().to_string();
        assert!(
            message.contains("is no share; a number from 0 to 1; write 0.75 for 75 %"),
            "{message}"
        );
    }
    assert_eq!(
        parse("A,cloud_share,us,2025,1,0,1,share,s\n").unwrap().facts[0].value,
        1.0
    );
}

#[test]
fn a_file_that_is_no_facts_file_is_refused() {
    let table = Observables::shipped();
    for (bytes, expected) in [
        (&b""[..], "missing"),
        (b"id,observable\n", "`agent`: the column is missing"),
        (
            b"id,observabel,agent,date,value,low,high,unit,source\n",
            "unknown column",
        ),
        (b"id,agent,observable,date,value,low,high,unit,source\n", "wrong place"),
        (b"id,observable,agent,date,value,low,high,unit,source\n", "no facts"),
        (
            b"id,observable,agent,date,value,low,high,unit,source\nA\xff",
            "f.csv:2: the file is not UTF-8",
        ),
    ] {
        let message = FactSet::parse("f.csv", bytes, &table).unwrap_err().to_string();
        assert!(message.contains(expected), "{message}");
    }
}

#[test]
fn a_value_outside_its_bounds_is_only_warned_of() {
    let set = parse("A,compute_total,US,2024-12,500,50,400,h100e,s\n").unwrap();
    assert_eq!(set.warnings.len(), 1);
    assert_eq!(set.facts[0].own_error().above, 0.0);
}

#[test]
fn units_may_differ_in_spelling_only() {
    assert_eq!(plain_unit("x per year"), plain_unit("x/year"));
    assert_eq!(plain_unit("USD bn / yr"), plain_unit("USD bn/year"));
    assert_ne!(plain_unit("USD bn"), plain_unit("RMB bn"));
}
