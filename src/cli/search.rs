//! Finding keys by the words that people use for what they stand for.

use detente::error::Error;
use detente::scenario::cards::Card;
use detente::scenario::levers::Lever;
use detente::scenario::load::cards::read_cards;
use detente::scenario::mechanisms::Mechanism;
use detente::scenario::reader::Source;

/// What people say, and what keys and meanings say for it. Words that stand in keys or meanings need no line.
const SYNONYMS: &[(&str, &[&str])] = &[
    ("deepseek", &["r1"]),
    ("open source", &["open_weights", "open weights"]),
    ("black market", &["smuggl"]),
    ("brain drain", &["emigration", "immigration"]),
    ("loss of control", &["catastrophe", "loss-of-control"]),
    ("catch up", &["catch_up", "catching up", "lag"]),
    ("data center", &["data-centre", "power"]),
    ("data centre", &["data-centre", "power"]),
    ("chips act", &["state_funding", "fab_growth"]),
    ("h20", &["chip_controls"]),
    ("h200", &["chip_controls"]),
    ("h100", &["chip_controls", "h100"]),
    ("a100", &["chip_controls"]),
    ("blackwell", &["chip_controls"]),
    ("nvidia", &["chip_controls"]),
    ("gpu", &["chip"]),
    ("accelerator", &["chip"]),
    ("semiconductor", &["chip"]),
    ("ban", &["controls", "mandate"]),
    ("banned", &["controls", "mandate"]),
    ("restrict", &["controls", "mandate"]),
    ("sale", &["controls"]),
    ("chinese", &["china"]),
    ("beijing", &["china"]),
    ("american", &["us"]),
    ("america", &["us"]),
    ("washington", &["us"]),
    ("embargo", &["controls", "embargo"]),
    ("sanction", &["controls"]),
    ("export", &["controls", "export"]),
    ("licence", &["controls"]),
    ("license", &["controls"]),
    ("tariff", &["controls", "price"]),
    ("euv", &["tool_controls", "tool controls"]),
    ("asml", &["tool_controls", "tool controls"]),
    ("lithography", &["tool_controls", "tool controls"]),
    ("hbm", &["memory_controls", "bandwidth"]),
    ("memory", &["memory_controls", "memory"]),
    ("foundry", &["fab_", "fab "]),
    ("smic", &["china.fab", "yield"]),
    ("huawei", &["china.fab", "domestic chip"]),
    ("tsmc", &["die_bank", "supply_2023", "supply_growth"]),
    ("smuggling", &["smuggl", "enforcement"]),
    ("smuggler", &["smuggl", "enforcement"]),
    ("evasion", &["smuggl", "enforcement"]),
    ("subsidy", &["state_funding", "state funding", "subsid"]),
    ("subsidies", &["state_funding", "state funding", "subsid"]),
    ("grant", &["state_funding", "state funding"]),
    ("budget", &["state_funding", "state funding", "spending"]),
    ("money", &["funding", "investment", "spending"]),
    ("capex", &["investment", "spending"]),
    ("venture", &["startup", "start-up"]),
    ("self-reliance", &["mandate", "self_sufficiency"]),
    ("autarky", &["mandate", "self_sufficiency"]),
    ("visa", &["immigration"]),
    ("migration", &["immigration", "emigration", "migration"]),
    ("talent", &["researcher", "talent"]),
    ("scientist", &["researcher"]),
    ("engineer", &["researcher", "labour"]),
    ("student", &["researcher", "immigration"]),
    ("electricity", &["power_", "electricity", "energy"]),
    ("grid", &["power_", "grid"]),
    ("nuclear", &["power_permitting", "compute_buildout"]),
    ("energy", &["power_", "energy"]),
    ("permit", &["permitting"]),
    ("supercomputer", &["compute"]),
    ("gigawatt", &["power_"]),
    ("flop", &["compute", "flop"]),
    ("deepseek", &["open_weights", "efficiency"]),
    ("inference", &["inference_", "serving"]),
    ("serve", &["inference_", "serving"]),
    ("pretraining", &["training_priority", "run_share"]),
    ("llama", &["us.open_weights"]),
    ("qwen", &["china.open_weights"]),
    ("secrecy", &["open_weights", "secrecy"]),
    ("spying", &["absorption", "secrecy"]),
    ("espionage", &["absorption", "secrecy"]),
    ("improve", &["progress", "algorithm", "efficiency", "learning"]),
    ("improvement", &["progress", "algorithm", "efficiency", "learning"]),
    ("algorithm", &["software progress", "software efficiency"]),
    ("innovation", &["breakthrough", "progress"]),
    ("automation", &["automation", "take over research"]),
    ("takeoff", &["automation", "threshold"]),
    ("agi", &["threshold"]),
    ("superintelligence", &["threshold"]),
    ("singularity", &["threshold"]),
    ("tai", &["threshold"]),
    ("timeline", &["threshold"]),
    ("gap", &["lag", "gap"]),
    ("lead", &["lag", "lead"]),
    ("behind", &["lag"]),
    ("ahead", &["lag", "lead"]),
    ("parity", &["parity"]),
    ("safe", &["safety"]),
    ("risk", &["catastrophe", "incident", "hazard"]),
    ("accident", &["catastrophe", "incident"]),
    ("doom", &["catastrophe"]),
    ("extinction", &["catastrophe"]),
    ("misuse", &["incident", "misuse"]),
    ("misalignment", &["catastrophe", "safety"]),
    ("war", &["distrust", "enmity", "threat"]),
    ("conflict", &["distrust", "enmity"]),
    ("taiwan", &["taiwan", "die_bank"]),
    ("tension", &["distrust", "grievance"]),
    ("mistrust", &["distrust"]),
    ("trust", &["distrust"]),
    ("hostility", &["distrust", "enmity"]),
    ("deal", &["treaty"]),
    ("agreement", &["treaty", "agree"]),
    ("cooperation", &["treaty"]),
    ("negotiation", &["treaty"]),
    ("summit", &["treaty"]),
    ("pause", &["treaty", "safety_regulation"]),
    ("moratorium", &["treaty", "safety_regulation"]),
    ("law", &["regulat"]),
    ("rules", &["regulat", "rules"]),
    ("regulation", &["regulat"]),
    ("censorship", &["regulatory_strictness"]),
    ("growth", &["growth", "gdp"]),
    ("economy", &["gdp", "economy"]),
    ("gdp", &["gdp", "economy"]),
    ("cost", &["cost", "price"]),
    ("ally", &["third", "outreach"]),
    ("allies", &["third", "outreach"]),
    ("diplomacy", &["outreach", "treaty"]),
    ("influence", &["outreach", "third"]),
    ("europe", &["third"]),
    ("gulf", &["third", "rent"]),
    ("cloud", &["rent", "cloud"]),
    ("standards", &["standards"]),
];

/// Words of questions that tell nothing apart.
const SMALL: &[&str] = &[
    "a", "an", "the", "of", "to", "in", "on", "for", "and", "or", "what", "if", "how", "is", "are", "be", "does", "do",
    "would", "were", "more", "less", "by", "with", "from", "at", "it", "when", "who", "why", "happens", "much", "many",
    "effect", "fast", "likely", "quickly", "soon", "was",
];

/// What is looked for: texts, any of which is enough, for each thing that was said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query(Vec<Vec<String>>);

impl Query {
    /// What these words ask for; nothing in particular where they say nothing.
    pub fn of(text: &str) -> Self {
        let mut rest = format!(" {} ", text.to_lowercase().replace(['?', '!', ',', ';', '"'], " "));
        let mut said = Vec::new();
        for (phrase, instead) in SYNONYMS.iter().filter(|(phrase, _)| phrase.contains(' ')) {
            let phrase = format!(" {phrase} ");
            if rest.contains(&phrase) {
                rest = rest.replace(&phrase, " ");
                said.push(instead.iter().map(|&text| text.to_owned()).collect());
            }
        }
        for word in rest.split_whitespace().filter(|word| !SMALL.contains(word)) {
            let one = singular(word);
            let known = SYNONYMS.iter().find(|(known, _)| *known == word || *known == one);
            let instead = known
                .iter()
                .flat_map(|(_, instead)| instead.iter().map(|&text| text.to_owned()));
            said.push(instead.chain([one.to_owned()]).collect());
        }
        Self(said)
    }

    /// Those of the items that have most of what was said, the rarer the more it counts; none if none has any of it.
    pub fn best<T>(&self, items: Vec<T>, text: impl Fn(&T) -> String) -> Vec<T> {
        /// Tenths of the highest score that are enough.
        const ENOUGH: u32 = 7;
        let texts: Vec<String> = items.iter().map(|item| text(item).to_lowercase()).collect();
        let mut scores = vec![0_u32; items.len()];
        for said in &self.0 {
            let has = |text: &String| said.iter().any(|one| has_word(text, one));
            let having: Vec<usize> = (0..texts.len()).filter(|&item| has(&texts[item])).collect();
            for &item in &having {
                scores[item] += (2 + texts.len() / having.len()).ilog2();
            }
        }
        let most = scores.iter().copied().max().unwrap_or(0);
        let kept = items
            .into_iter()
            .zip(scores)
            .filter(|(_, score)| *score > 0 && 10 * score >= ENOUGH * most);
        kept.map(|(item, _)| item).collect()
    }
}

/// Whether a word of a text begins so.
fn has_word(text: &str, start: &str) -> bool {
    let begins = |(place, _): (usize, &str)| !text[..place].ends_with(char::is_alphanumeric);
    text.match_indices(start).any(begins)
}

/// A word without the ending of many.
fn singular(word: &str) -> &str {
    match word.strip_suffix('s') {
        Some(one) if one.len() > 2 && !one.ends_with(['s', 'u', 'i']) => one,
        _ => word,
    }
}

/// A key that can be set, and what it means.
pub struct Settable {
    pub key: String,
    pub meaning: String,
}

/// All levers, parameters and mechanisms.
pub fn settable(cards: &[Card]) -> Vec<Settable> {
    let levers = Lever::ALL.map(|lever| Settable {
        key: lever.key().to_owned(),
        meaning: lever.meaning().to_owned(),
    });
    let mechanisms = Mechanism::ALL.map(|mechanism| Settable {
        key: format!("mechanisms.{}", mechanism.key()),
        meaning: mechanism.meaning().to_owned(),
    });
    let cards = cards.iter().map(|card| Settable {
        key: card.key.clone(),
        meaning: card.meaning.clone(),
    });
    levers.into_iter().chain(cards).chain(mechanisms).collect()
}

/// The same error; where it is about a key that there is none of, with the keys that mean what the key says. `parameters` are the cards.
pub fn by_meaning(error: Error, parameters: &Source) -> Error {
    const MOST: usize = 3;
    let Error::Config(mut problem) = error else {
        return error;
    };
    if problem.problem == "unknown key" {
        let cards = read_cards(parameters).map(|cards| cards.cards).unwrap_or_default();
        let key = ["levers.", "parameters."]
            .iter()
            .find_map(|table| problem.key.strip_prefix(table));
        let query = Query::of(&key.unwrap_or(&problem.key).replace(['.', '_', '-'], " "));
        let meant = query.best(settable(&cards), |one| format!("{} {}", one.key, one.meaning));
        let meant: Vec<String> = meant
            .iter()
            .filter(|one| !problem.allowed.contains(&format!("`{}`", one.key)))
            // What was nearly spelled right was hardly meant otherwise.
            .take(if problem.allowed.contains("did you mean") {
                1
            } else {
                MOST
            })
            .map(|one| format!("`{}` ({})", one.key, one.meaning.split(':').next().unwrap_or_default()))
            .collect();
        if !meant.is_empty() {
            let joint = if problem.allowed.ends_with('?') { " By" } else { "; by" };
            problem.allowed = format!("{}{joint} meaning: {}", problem.allowed, meant.join(", "));
        }
    }
    Error::Config(problem)
}

#[cfg(test)]
mod tests {
    use super::*;
    use detente::model::metrics::Metric;
    use detente::scenario::shipped;

    fn found(question: &str) -> Vec<String> {
        let cards = read_cards(&shipped::parameters()).unwrap().cards;
        let best = Query::of(question).best(settable(&cards), |one| format!("{} {}", one.key, one.meaning));
        best.into_iter().map(|one| one.key).collect()
    }

    #[test]
    fn questions_of_newcomers_lead_to_the_keys() {
        for (question, key) in [
            ("What if H200 sales to China are banned?", "us.chip_controls"),
            ("GPU export ban", "us.chip_controls"),
            ("more subsidies", "china.state_funding"),
            ("Chinese subsidies", "china.state_funding"),
            ("visas for scientists", "us.immigration_openness"),
            ("electricity", "us.power_permitting"),
            ("open source models", "us.open_weights"),
            ("smuggling", "us.enforcement"),
            ("EUV", "us.tool_controls"),
            ("how fast do algorithms improve", "shared.algorithm_base_per_year"),
            ("when is AGI", "shared.threshold_log10"),
            ("a deal", "us.treaty_stance"),
            ("risk of loss of control", "shared.catastrophe_at_threshold_per_year"),
        ] {
            let keys = found(question);
            assert!(keys.iter().any(|found| found == key), "{question}: {keys:?}");
        }
        assert!(found("pizza").is_empty());
        assert!(found("what if").is_empty());
    }

    #[test]
    fn every_synonym_leads_somewhere() {
        let cards = read_cards(&shipped::parameters()).unwrap().cards;
        let settable = settable(&cards)
            .into_iter()
            .map(|one| format!("{} {}", one.key, one.meaning));
        let metrics = Metric::ALL.map(|metric| format!("{} {}", metric.key(), metric.meaning()));
        let all: Vec<String> = settable.chain(metrics).map(|text| text.to_lowercase()).collect();
        for (word, instead) in SYNONYMS {
            for text in *instead {
                assert!(
                    all.iter().any(|one| has_word(one, text)),
                    "{word}: nothing has `{text}`"
                );
            }
        }
    }
}
