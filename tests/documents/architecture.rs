//! The drawing of the house is that of the workspace as it stands, and no files of a crate take from each other in a circle.

use std::collections::{BTreeMap, BTreeSet};

use super::*;

const DRAWING: &str = "docs/architecture.svg";

/// A member of the workspace: its short name, what it is, and the members that it uses directly.
struct Member {
    name: String,
    about: String,
    uses: BTreeSet<String>,
}

/// The members, the program last, each from its manifest.
fn members() -> Vec<Member> {
    let workspace: toml::Table = read("Cargo.toml").parse().unwrap();
    let names = workspace["workspace"]["members"].as_array().unwrap();
    let names: Vec<&str> = names.iter().map(|name| name.as_str().unwrap()).collect();
    let short = |path: &str| path.rsplit('/').next().unwrap().to_owned();
    let program = ["detente".to_owned()];
    let known: BTreeSet<String> = names.iter().map(|path| short(path)).chain(program).collect();
    let member = |name: String, manifest: &toml::Table| Member {
        name,
        about: manifest["package"]["description"].as_str().unwrap().to_owned(),
        uses: manifest["dependencies"]
            .as_table()
            .unwrap()
            .keys()
            .filter(|name| known.contains(*name))
            .cloned()
            .collect(),
    };
    let of_path = |path: &&str| member(short(path), &read(&format!("{path}/Cargo.toml")).parse().unwrap());
    let mut members: Vec<Member> = names.iter().map(of_path).collect();
    members.push(member("detente".to_owned(), &workspace));
    members
}

/// How many floors a member stands above the ground: one more than the highest that it uses.
fn floor(name: &str, members: &[Member]) -> usize {
    let member = members.iter().find(|member| member.name == name).unwrap();
    let below = member.uses.iter().map(|used| floor(used, members) + 1);
    below.max().unwrap_or(0)
}

/// Whether `from` reaches `to` through a third member, so that an arrow between them says nothing new.
fn is_implied(from: &Member, to: &str, members: &[Member]) -> bool {
    let reaches = |name: &String| {
        let mut open = vec![name.clone()];
        while let Some(name) = open.pop() {
            let member = members.iter().find(|member| member.name == name).unwrap();
            if member.uses.contains(to) {
                return true;
            }
            open.extend(member.uses.iter().cloned());
        }
        false
    };
    from.uses.iter().filter(|used| *used != to).any(reaches)
}

/// Words in lines of at most so many letters.
fn lines(text: &str, most: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split(' ') {
        let last = lines.last_mut().unwrap();
        if last.is_empty() {
            last.push_str(word);
        } else if last.len() + 1 + word.len() <= most {
            last.push(' ');
            last.push_str(word);
        } else {
            lines.push(word.to_owned());
        }
    }
    lines
}

fn drawing(members: &[Member]) -> String {
    const WIDTH: f64 = 250.0;
    const HEIGHT: f64 = 120.0;
    const APART: f64 = 60.0;
    const LETTERS: usize = 32;
    let mut floors: BTreeMap<usize, Vec<&Member>> = BTreeMap::new();
    for member in members {
        floors.entry(floor(&member.name, members)).or_default().push(member);
    }
    let widest = floors.values().map(Vec::len).max().unwrap() as f64;
    let (width, height) = (
        widest * (WIDTH + APART) + APART,
        floors.len() as f64 * (HEIGHT + APART) + APART,
    );
    let mut places = BTreeMap::new();
    for (level, on_it) in &floors {
        let taken = on_it.len() as f64 * (WIDTH + APART) - APART;
        for (place, member) in on_it.iter().enumerate() {
            let x = 0.5 * (width - taken) + place as f64 * (WIDTH + APART);
            let y = height - (*level as f64 + 1.0) * (HEIGHT + APART);
            places.insert(member.name.as_str(), (x, y));
        }
    }
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" font-family=\"Noto Sans, sans-serif\" \
         role=\"img\" aria-label=\"The crates of detente; arrows point to what is used\">\n<defs><marker id=\"tip\" \
         viewBox=\"0 0 8 8\" refX=\"8\" refY=\"4\" markerWidth=\"8\" markerHeight=\"8\" orient=\"auto\"><path d=\"M0 0L8 4L0 8z\" \
         fill=\"#7F7F7F\"/></marker></defs>\n<rect width=\"{width}\" height=\"{height}\" fill=\"#FFFFFF\"/>\n"
    );
    for member in members {
        let from = places[member.name.as_str()];
        for used in member.uses.iter().filter(|used| !is_implied(member, used, members)) {
            let to = places[used.as_str()];
            svg.push_str(&format!(
                "<line x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\" stroke=\"#7F7F7F\" stroke-width=\"1.5\" marker-end=\"url(#tip)\"/>\n",
                from.0 + 0.5 * WIDTH,
                from.1 + HEIGHT,
                to.0 + 0.5 * WIDTH,
                to.1,
            ));
        }
    }
    for member in members {
        let (x, y) = places[member.name.as_str()];
        svg.push_str(&format!(
            "<rect x=\"{x}\" y=\"{y}\" width=\"{WIDTH}\" height=\"{HEIGHT}\" rx=\"6\" fill=\"#F4F7FA\" stroke=\"#0072B2\"/>\n\
             <text x=\"{}\" y=\"{}\" font-size=\"17\" font-weight=\"bold\">{}</text>\n",
            x + 14.0,
            y + 28.0,
            member.name
        ));
        for (line, text) in lines(&member.about, LETTERS).iter().enumerate() {
            svg.push_str(&format!(
                "<text x=\"{}\" y=\"{}\" font-size=\"12.5\" fill=\"#444444\">{text}</text>\n",
                x + 14.0,
                y + 50.0 + 17.0 * line as f64,
            ));
        }
    }
    svg + "</svg>\n"
}

#[test]
fn the_drawing_of_the_house_is_that_of_the_workspace() {
    let now = drawing(&members());
    if std::env::var_os("UPDATE_DRAWING").is_some() {
        std::fs::write(root().join(DRAWING), &now).unwrap();
    }
    assert!(
        read(DRAWING) == now,
        "{DRAWING} is not current: scripts/draw-architecture makes it anew"
    );
}

#[test]
fn a_crate_uses_only_crates_below_it() {
    // Tables, claims and figures know nothing of the model: neither waits for the other when one changes.
    let below: [(&str, &[&str]); 6] = [
        ("error", &[]),
        ("engine", &["error"]),
        ("results", &["error"]),
        ("analysis", &["error", "engine", "results"]),
        ("charts", &["error", "results"]),
        ("report", &["error", "engine", "results", "analysis", "charts"]),
    ];
    for member in members() {
        let Some((name, below)) = below.iter().find(|(name, _)| *name == member.name) else {
            continue;
        };
        for used in &member.uses {
            assert!(below.contains(&used.as_str()), "{name} uses {used}");
        }
    }
}

/// Files of a crate by the path of their module.
fn modules(folder: &str) -> BTreeMap<Vec<String>, String> {
    let mut modules = BTreeMap::new();
    for path in files(folder).into_iter().filter(|path| path.ends_with(".rs")) {
        let inside = path
            .trim_start_matches(folder)
            .trim_start_matches('/')
            .trim_end_matches(".rs");
        let parts = inside.split('/').filter(|part| !["mod", "lib", "main"].contains(part));
        modules.insert(parts.map(str::to_owned).collect(), path);
    }
    modules
}

/// Paths that a file takes something from, each from the root of its crate. A `use` of its own children (what a parent hands on) and what a
/// test takes from the module around it are no arrows.
fn taken(text: &str, own: &[String]) -> Vec<Vec<String>> {
    let code: String = text
        .lines()
        .take_while(|line| !line.starts_with("#[cfg(test)]"))
        .filter(|line| !line.trim_start().starts_with("//"))
        .flat_map(|line| [line, "\n"])
        .collect();
    let mut found = Vec::new();
    let words = |text: &str| -> Vec<String> {
        let end = text
            .find(|l: char| !l.is_alphanumeric() && l != '_' && l != ':')
            .unwrap_or(text.len());
        text[..end]
            .split("::")
            .filter(|part| !part.is_empty())
            .map(str::to_owned)
            .collect()
    };
    for (start, _) in code.match_indices("crate::") {
        if !code[..start]
            .ends_with(|letter: char| letter.is_alphanumeric() || letter == '_' || letter == ':' || letter == '$')
        {
            found.push(words(&code[start + "crate::".len()..]));
        }
    }
    for (start, _) in code.match_indices("super::") {
        if code[..start].ends_with(':')
            || code[..start].ends_with(|letter: char| letter.is_alphanumeric() || letter == '_')
        {
            continue;
        }
        let (mut base, mut rest) = (own.to_vec(), &code[start..]);
        while let Some(after) = rest.strip_prefix("super::") {
            base.pop();
            rest = after;
        }
        if let Some(group) = rest.strip_prefix('{') {
            let group = group.split('}').next().unwrap_or_default();
            for part in group.split(',') {
                found.push([base.clone(), words(part.trim())].concat());
            }
        } else {
            found.push([base, words(rest)].concat());
        }
    }
    found
}

/// Files that reach each other both ways, group by group.
fn circles(folder: &str) -> Vec<Vec<String>> {
    let modules = modules(folder);
    let mut arrows: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (own, path) in &modules {
        for taken in taken(&read(path), own) {
            let of_file = (1..=taken.len())
                .rev()
                .find_map(|length| modules.get_key_value(&taken[..length]));
            if let Some((module, file)) = of_file
                && file != path
                && !module.starts_with(own)
            {
                arrows.entry(path).or_default().insert(file);
            }
        }
    }
    let reach = |from: &str| {
        let (mut reached, mut open) = (BTreeSet::new(), vec![from.to_owned()]);
        while let Some(file) = open.pop() {
            for next in arrows.get(file.as_str()).into_iter().flatten() {
                if reached.insert((*next).to_owned()) {
                    open.push((*next).to_owned());
                }
            }
        }
        reached
    };
    let reached: BTreeMap<&String, BTreeSet<String>> = modules.values().map(|path| (path, reach(path))).collect();
    let mut groups: Vec<Vec<String>> = Vec::new();
    for path in modules.values() {
        if reached[path].contains(path) && !groups.iter().flatten().any(|known| known == path) {
            let both = modules
                .values()
                .filter(|other| reached[path].contains(*other) && reached[*other].contains(path));
            groups.push(both.cloned().collect());
        }
    }
    groups
}

#[test]
fn no_files_of_a_crate_take_from_each_other_in_a_circle() {
    for member in ["engine", "results", "analysis", "charts", "report", "lab", "python"] {
        assert_eq!(circles(&format!("crates/{member}/src")), [[""; 0]; 0], "{member}");
    }
    assert_eq!(circles("src"), [[""; 0]; 0], "the command line");
}
