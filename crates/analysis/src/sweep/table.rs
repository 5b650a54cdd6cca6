//! Designs of the user's own: a CSV table, one row a point, one column an input.

use super::design::{Design, MOST_ROWS, Method};
use super::file::find;
use engine::error::{ConfigProblem, Error, Result, nearest};
use engine::scenario::cards::CardSet;
use engine::scenario::inputs::{AS_IT_IS, Input};

/// A first column that numbers the rows; it is not read.
const NUMBERS: [&str; 2] = ["point", "row"];
/// First column of the designs that `detente sweep` writes: in these an empty cell leaves an input as it is.
const OWN: &str = "point";

fn problem(file: &str, line: usize, key: &str, value: &str, problem: &str, allowed: &str) -> Error {
    Error::Config(Box::new(ConfigProblem {
        file: file.to_owned(),
        line: Some(line),
        key: key.to_owned(),
        value: value.to_owned(),
        problem: problem.to_owned(),
        allowed: allowed.to_owned(),
    }))
}

/// Reads a design. The first line holds dotted keys of levers or parameters (a first column `point` or `row` is passed over); every
/// other line holds a number for each. In a table that begins with `point`, as the program writes them, an empty cell leaves the input as it
/// is. `file` is its name in messages.
///
/// # Errors
/// A text that is not such a table, with its line: an unknown or repeated key, a row with too few or too many cells, a cell that
/// is not a finite number within the input's bounds, no rows.
pub fn read_design(file: &str, text: &str, cards: &CardSet) -> Result<Design> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let header = reader.headers().map_err(|error| {
        let allowed = "the first line must hold the keys of levers or parameters, separated by commas";
        problem(file, 1, "", "", &error.to_string(), allowed)
    })?;
    let header: Vec<String> = header.iter().map(str::to_owned).collect();
    let passed_over = usize::from(header.first().is_some_and(|name| NUMBERS.contains(&name.as_str())));
    let is_own = header.first().is_some_and(|name| name == OWN);
    let inputs = read_header(file, &header[passed_over..], cards)?;
    let mut values = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| {
            let line = error.position().map_or(1, |position| position.line() as usize);
            problem(
                file,
                line,
                "",
                "",
                "the line cannot be read as comma-separated cells",
                &error.to_string(),
            )
        })?;
        let line = record.position().map_or(1, |position| position.line() as usize);
        if record.len() != header.len() {
            let found = format!(
                "the row has {} cells, but the header has {}",
                record.len(),
                header.len()
            );
            return Err(problem(
                file,
                line,
                "",
                "",
                &found,
                "give one number for each column, and no more",
            ));
        }
        let cells = record.iter().zip(&header).skip(passed_over);
        for ((cell, key), &input) in cells.zip(&inputs) {
            values.push(match (is_own, cell) {
                (true, "") => AS_IT_IS,
                _ => read_cell(file, line, key, cell, input, cards)?,
            });
        }
        if values.len() / inputs.len() > MOST_ROWS {
            return Err(problem(
                file,
                line,
                "",
                "",
                "the design is too long",
                &format!("allowed: {MOST_ROWS} rows"),
            ));
        }
    }
    if values.is_empty() {
        return Err(problem(
            file,
            1,
            "",
            "",
            "the design has no rows",
            "add one line of numbers for each point",
        ));
    }
    Ok(Design::of_rows(Method::Table, inputs, values))
}

fn read_header(file: &str, keys: &[String], cards: &CardSet) -> Result<Vec<Input>> {
    let mut inputs: Vec<Input> = Vec::new();
    for key in keys {
        let reason = match key.as_str() {
            "" => Some((
                "the column has no name",
                "name it, or leave it out (in pandas: index=False)",
            )),
            "world" => Some((
                "says in which world each row is to be simulated, but a sweep simulates every row in the same worlds",
                "take the column out; `detente sensitivity` simulates rows in worlds of their own",
            )),
            _ => None,
        };
        if let Some((what, allowed)) = reason {
            return Err(problem(file, 1, key, "", what, allowed));
        }
        let input = find(key).map_err(|known| {
            let allowed = match nearest(key, known.iter().map(String::as_str)) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "see `detente list --levers` and `detente params` for the keys that exist".to_owned(),
            };
            problem(
                file,
                1,
                key,
                "",
                "there is no lever or parameter of this name",
                &allowed,
            )
        })?;
        if inputs.contains(&input) {
            return Err(problem(
                file,
                1,
                input.key(cards),
                "",
                "stands over two columns",
                "keep one of them",
            ));
        }
        inputs.push(input);
    }
    if inputs.is_empty() {
        let allowed = "write keys such as us.chip_controls,us.enforcement on the first line";
        return Err(problem(
            file,
            1,
            "",
            "",
            "the design names no lever or parameter",
            allowed,
        ));
    }
    Ok(inputs)
}

fn read_cell(file: &str, line: usize, key: &str, cell: &str, input: Input, cards: &CardSet) -> Result<f64> {
    let number = cell
        .parse::<f64>()
        .ok()
        .filter(|number| number.is_finite())
        .ok_or_else(|| {
            let what = if cell.is_empty() {
                "the cell is empty"
            } else {
                "is not a finite number"
            };
            problem(file, line, key, cell, what, "give an ordinary number in every cell")
        })?;
    let (low, high) = input.bounds(cards);
    if low < high && !(low..=high).contains(&number) {
        let allowed = format!("allowed: {low} to {high} ({})", input.unit(cards));
        return Err(problem(file, line, key, cell, "is out of range", &allowed));
    }
    Ok(number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use engine::scenario::load::cards::read_cards;
    use engine::scenario::shipped;

    fn read(text: &str) -> Result<Design> {
        read_design("d.csv", text, &read_cards(&shipped::parameters()).unwrap())
    }

    #[test]
    fn rows_are_read_in_order_with_or_without_numbers() {
        let plain = read("us.chip_controls, us.outreach\n0.1,0.2\n0.3,4e-1\n").unwrap();
        assert_eq!(plain.rows().collect::<Vec<_>>(), [[0.1, 0.2], [0.3, 0.4]]);
        let numbered = read("\u{feff}point,us.chip_controls,us.outreach\r\n0,0.1,0.2\r\n1,0.3,0.4\r\n").unwrap();
        assert_eq!(numbered, plain);
        let own = read("point,us.chip_controls,us.outreach\n0,,\n1,0.3,\n").unwrap();
        assert!(own.row(0).iter().all(|value| value.is_nan()) && own.row(1)[0] == 0.3 && own.row(1)[1].is_nan());
    }

    #[test]
    fn every_mistake_is_answered_with_its_line_and_what_is_allowed() {
        for (text, words) in [
            ("", &["d.csv:1", "us.chip_controls"][..]),
            ("us.chip_controls\n", &["no rows"]),
            ("us.chip_controls,us.chip_controls\n0,0\n", &["two columns"]),
            ("us.chip_controlls\n0\n", &["did you mean `us.chip_controls`"]),
            ("us.chip_controls,us.outreach\n0,0\n0\n", &["d.csv:3", "1 cells"]),
            ("us.chip_controls,us.outreach\n0,0,0\n", &["d.csv:2", "3 cells"]),
            (
                "us.chip_controls\n0.5\nNaN\n",
                &["d.csv:3", "us.chip_controls", "finite"],
            ),
            ("us.chip_controls\ninf\n", &["finite"]),
            ("us.chip_controls,us.outreach\n0.5,\n", &["empty", "us.outreach"]),
            ("row,world,us.outreach\n0,0,0.5\n", &["world", "the same worlds"]),
            (",us.outreach\n0,0.5\n", &["no name", "index=False"]),
            ("us.chip_controls\nhigh\n", &["d.csv:2", "high"]),
            ("us.chip_controls\n1.2\n", &["out of range", "0 to 1"]),
        ] {
            let refusal = read(text).unwrap_err().to_string();
            assert!(words.iter().all(|word| refusal.contains(word)), "{text}: {refusal}");
        }
    }
}
