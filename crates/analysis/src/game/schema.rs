//! The tables of a game: what their columns are.

use results::column::{Column, Schema};
use results::schema;

pub const CELLS_CSV: &str = "cells.csv";
pub const BEST_RESPONSES_CSV: &str = "best_responses.csv";
pub const EQUILIBRIA_CSV: &str = "equilibria.csv";
pub const DOMINATED_CSV: &str = "dominated.csv";
pub const COMMITMENTS_CSV: &str = "commitments.csv";
pub const SECURITY_CSV: &str = "security.csv";
pub const PAYS_CSV: &str = "pays.csv";
pub const WORLDS_CSV: &str = "worlds.csv";

schema! {
    /// One row a cell: payoffs of both sides, and whether it is an equilibrium.
    pub CELLS = CELLS_CSV;
    [
        Column::text("us", "strategy of the United States"),
        Column::text("china", "strategy of China"),
        Column::whole("worlds", "worlds", "worlds that count: those that failed in no cell"),
        Column::number(
            "us_payoff",
            "payoff",
            "mean payoff of the United States over the worlds",
        ),
        Column::error_of("us_payoff_se", "payoff"),
        Column::low_of("us_payoff_low", "payoff"),
        Column::high_of("us_payoff_high", "payoff"),
        Column::number("china_payoff", "payoff", "mean payoff of China over the worlds"),
        Column::error_of("china_payoff_se", "payoff"),
        Column::low_of("china_payoff_low", "payoff"),
        Column::high_of("china_payoff_high", "payoff"),
        Column::yes_no(
            "us_best",
            "whether the United States' strategy is a best response to China's",
        ),
        Column::yes_no(
            "china_best",
            "whether China's strategy is a best response to the United States'",
        ),
        Column::yes_no("equilibrium", "whether both are: a Nash equilibrium in pure strategies"),
        Column::number(
            "equilibrium_share",
            "share",
            "share of resamples of the worlds in which the cell is one",
        ),
        Column::whole(
            "better_for_both",
            "cells",
            "cells in which one side has more in the mean and the other no less",
        ),
    ]
}

schema! {
    /// One row for each side and strategy of its rival.
    pub BEST_RESPONSES = BEST_RESPONSES_CSV;
    [
        Column::keyword("side", "who responds: us or china"),
        Column::text("against", "strategy of the other side"),
        Column::text(
            "best",
            "the best response; several, joined by `;`, where their means are exactly equal",
        ),
        Column::number("payoff", "payoff", "mean payoff of the side then"),
        Column::number(
            "share",
            "share",
            "share of resamples of the worlds in which the (first) best response is one",
        ),
        Column::text("next", "the best of the other strategies"),
        Column::number(
            "ahead",
            "payoff",
            "by how much the best is ahead of the next: mean difference in the same worlds",
        ),
        Column::error_of("ahead_se", "payoff"),
        Column::low_of("ahead_low", "payoff"),
        Column::high_of("ahead_high", "payoff"),
        Column::whole(
            "worlds_needed",
            "worlds",
            "about so many worlds would tell the two apart; empty where these do",
        ),
    ]
}

schema! {
    /// One row for each equilibrium, side and strategy played in it.
    pub EQUILIBRIA = EQUILIBRIA_CSV;
    [
        Column::whole("equilibrium", "number", "number of the equilibrium, from 1"),
        Column::text(
            "kind",
            "pure: both sides play one strategy; mixed: they draw among several",
        ),
        Column::keyword("side", "us or china"),
        Column::text("strategy", "a strategy that the side plays in it"),
        Column::number("chance", "share", "with which chance"),
        Column::number("payoff", "payoff", "expected payoff of the side in the equilibrium"),
        Column::number(
            "share",
            "share",
            "share of resamples of the worlds with an equilibrium of the same strategies; empty where that is not judged",
        ),
        Column::number(
            "payoff_low",
            "payoff",
            "lower end of the 95 % interval of the payoff, strategies and chances taken as they are",
        ),
        Column::number("payoff_high", "payoff", "upper end of it"),
        Column::number(
            "pure_share",
            "share",
            "share of resamples of the worlds with any equilibrium in which both sides play one strategy; the same in all rows",
        ),
    ]
}

schema! {
    /// One row for each dominated strategy; only the header where there is none.
    pub DOMINATED = DOMINATED_CSV;
    [
        Column::keyword("side", "us or china"),
        Column::text("strategy", "the dominated strategy"),
        Column::text(
            "kind",
            "strict: worse whatever the other does, among what earlier rounds left; weak: never better, somewhere equal, in the whole game",
        ),
        Column::whole(
            "round",
            "number",
            "round of the iterated elimination, from 1; empty for weak dominance",
        ),
        Column::text("by", "what dominates it: a strategy, or strategies with their chances"),
    ]
}

schema! {
    /// One row for each leader and strategy that it may announce.
    pub COMMITMENTS = COMMITMENTS_CSV;
    [
        Column::keyword("leader", "who commits first: us or china"),
        Column::text("strategy", "to what"),
        Column::text(
            "answers",
            "best responses of the other side; several, joined by `;`, where they are exactly equally good",
        ),
        Column::number(
            "payoff_favourable",
            "payoff",
            "the leader's mean payoff if the answer is the one it likes best",
        ),
        Column::number("payoff_adverse", "payoff", "the same if it is the one it likes least"),
        Column::number("follower_payoff", "payoff", "the other side's mean payoff"),
        Column::yes_no(
            "best",
            "whether this is the best commitment (ties broken for the leader): the Stackelberg outcome",
        ),
        Column::number("share", "share", "share of resamples of the worlds in which it is"),
    ]
}

schema! {
    /// One row a side.
    pub SECURITY = SECURITY_CSV;
    [
        Column::keyword("side", "us or china"),
        Column::number(
            "level",
            "payoff",
            "what the side can make sure of with one strategy, whatever the other does (maximin)",
        ),
        Column::text("strategies", "with which; several joined by `;`"),
        Column::number(
            "mixed_level",
            "payoff",
            "what it can make sure of in the mean by drawing among strategies",
        ),
        Column::text("mixture", "with which chances"),
        Column::number(
            "held_down_to",
            "payoff",
            "to what the other side can hold it down with one strategy (minimax)",
        ),
        Column::text("held_down_by", "with which; several joined by `;`"),
    ]
}

schema! {
    /// One row for each strategy but the first of a side.
    pub PAYS = PAYS_CSV;
    [
        Column::keyword("side", "us or china"),
        Column::text("strategy", "the strategy, compared with the first of the side"),
        Column::text("instead_of", "the first strategy of the side"),
        Column::number(
            "unanswered",
            "payoff",
            "gain while the other side stays with its own first strategy: mean difference in the same worlds",
        ),
        Column::error_of("unanswered_se", "payoff"),
        Column::low_of("unanswered_low", "payoff"),
        Column::high_of("unanswered_high", "payoff"),
        Column::text("answer", "best response of the other side to the strategy"),
        Column::text(
            "answer_to_first",
            "best response of the other side to the first strategy",
        ),
        Column::number(
            "answered",
            "payoff",
            "gain when the other side answers either with its best response",
        ),
        Column::error_of("answered_se", "payoff"),
        Column::low_of("answered_low", "payoff"),
        Column::high_of("answered_high", "payoff"),
        Column::keyword(
            "verdict",
            "always: gains both ways; only_unanswered; only_answered; never; where only one of the gains is told from zero: answered or \
         not_answered, unanswered or not_unanswered; unknown: neither is",
        ),
    ]
}

schema! {
    /// One row a world and cell. Only on request.
    pub WORLDS = WORLDS_CSV;
    [
        Column::whole("run", "number", "number of the world, from 0; the same in every cell"),
        Column::text("us", "strategy of the United States"),
        Column::text("china", "strategy of China"),
        Column::number("us_payoff", "payoff", "payoff of the United States in this world"),
        Column::number("china_payoff", "payoff", "payoff of China in this world"),
    ]
}

/// All tables that a game may write, in the order of the manifest; that of worlds only on request.
pub static SCHEMAS: [&Schema; 8] = [
    &CELLS,
    &BEST_RESPONSES,
    &EQUILIBRIA,
    &DOMINATED,
    &COMMITMENTS,
    &SECURITY,
    &PAYS,
    &WORLDS,
];
