//! All Nash equilibria, pure and mixed, by enumerating the vertices of both best-response polytopes.
//!
//! With payoffs scaled to be positive, a vertex x of {x >= 0, B'x <= 1} stands for chances among rows, its labels are the rows it
//! does not play and the columns that are best responses to it; likewise y of {y >= 0, Ay <= 1}. A pair in which every row and
//! column is a label of one of them is an equilibrium (von Stengel 2002, section 2.2; Avis, Rosenberg, Savani & von Stengel 2010).
//! In a nondegenerate game these are all equilibria. In a degenerate one they are the extreme ones, of which others are mixtures.

use super::bimatrix::Bimatrix;
use super::zero_sum::{TINY, scaled};
use engine::scenario::agents::Agent;

/// Chances of both sides among their strategies, such that neither gains by changing its own.
#[derive(Debug, Clone, PartialEq)]
pub struct Equilibrium {
    /// The United States' chances, then China's.
    pub chances: [Vec<f64>; 2],
    /// Expected payoffs of both.
    pub payoffs: [f64; 2],
}

/// The equilibria of a game.
#[derive(Debug, Clone, PartialEq)]
pub struct Equilibria {
    /// Those in pure strategies first, then by number of strategies played, then in order of the strategies.
    pub list: Vec<Equilibrium>,
    /// Whether some mixture has more best responses than it has strategies: equilibria may then be infinitely many, and the list
    /// holds the extreme ones.
    pub is_degenerate: bool,
}

impl Equilibrium {
    /// The strategies that a side plays.
    pub fn support(&self, agent: Agent) -> Vec<usize> {
        let chances = self.chances[agent.index()].iter().enumerate();
        chances
            .filter(|(_, chance)| **chance > 0.0)
            .map(|(strategy, _)| strategy)
            .collect()
    }

    /// The cell, if both sides play one strategy.
    pub fn cell(&self) -> Option<(usize, usize)> {
        match (&self.support(Agent::UnitedStates)[..], &self.support(Agent::China)[..]) {
            (&[row], &[column]) => Some((row, column)),
            _ => None,
        }
    }
}

/// All equilibria of `game`, or the extreme ones where it is degenerate. Time grows as 4 to the number of strategies.
pub fn equilibria(game: &Bimatrix) -> Equilibria {
    let [rows, columns] = Agent::ALL.map(|agent| game.strategies(agent));
    let all = (1_u32 << (rows + columns)) - 1;
    // What the rival's payoffs say of a side's chances; labels of rows are the lower bits.
    let of_rows = vertices(&scaled(&game.of(Agent::China)).0);
    let of_columns = vertices(&scaled(&game.of(Agent::UnitedStates)).0);
    let is_degenerate = of_rows.iter().any(|vertex| vertex.labels() > rows)
        || of_columns.iter().any(|vertex| vertex.labels() > columns);
    let mut list = Vec::new();
    for x in &of_rows {
        for y in &of_columns {
            let labels = x.unplayed | x.best << rows | y.best | y.unplayed << rows;
            if labels == all {
                list.push(of_vertices(game, x, y));
            }
        }
    }
    let order = |one: &Equilibrium| {
        let supports = Agent::ALL.map(|agent| one.support(agent));
        (supports[0].len() + supports[1].len(), supports)
    };
    list.sort_by_key(order);
    Equilibria { list, is_degenerate }
}

fn of_vertices(game: &Bimatrix, x: &Vertex, y: &Vertex) -> Equilibrium {
    let chances = [x.chances(), y.chances()];
    let expected = |agent: Agent| {
        let (own, other) = (&chances[agent.index()], &chances[agent.rival().index()]);
        let mut sum = 0.0;
        for (strategy, chance) in own.iter().enumerate() {
            for (answer, of_answer) in other.iter().enumerate() {
                sum += chance * of_answer * game.payoff(agent, strategy, answer);
            }
        }
        sum
    };
    Equilibrium {
        payoffs: Agent::ALL.map(expected),
        chances,
    }
}

/// Whether `game` has an equilibrium in which the sides play exactly these strategies, equally many on both sides.
pub fn has_supports(game: &Bimatrix, supports: &[Vec<usize>; 2]) -> bool {
    Agent::ALL.into_iter().all(|agent| {
        let (own, others) = (&supports[agent.index()], &supports[agent.rival().index()]);
        let payoffs = scaled(&game.of(agent)).0;
        vertex_of(&payoffs, others, own).is_some_and(|point| others.iter().all(|&place| point[place] > TINY))
    })
}

/// A vertex of {x >= 0, Mx <= 1}.
struct Vertex {
    point: Vec<f64>,
    /// A bit for each coordinate that is zero.
    unplayed: u32,
    /// A bit for each row of M that is 1 there: a best response.
    best: u32,
}

impl Vertex {
    fn labels(&self) -> usize {
        (self.unplayed.count_ones() + self.best.count_ones()) as usize
    }

    fn chances(&self) -> Vec<f64> {
        let played = |place: usize| self.unplayed >> place & 1 == 0;
        let points = || self.point.iter().enumerate().filter(|(place, _)| played(*place));
        let sum: f64 = points().map(|(_, x)| x).sum();
        let mut chances = vec![0.0; self.point.len()];
        points().for_each(|(place, x)| chances[place] = x / sum);
        chances
    }
}

/// All vertices but zero. `matrix` holds one row of positive numbers for each strategy of the rival.
fn vertices(matrix: &[Vec<f64>]) -> Vec<Vertex> {
    let (rows, columns) = (matrix.len(), matrix[0].len());
    let mut found: Vec<Vertex> = Vec::new();
    for played in 1_u32..1 << columns {
        let size = played.count_ones();
        let played = places(played);
        for tight in (1_u32..1 << rows).filter(|tight| tight.count_ones() == size) {
            let Some(point) = vertex_of(matrix, &played, &places(tight)) else {
                continue;
            };
            let bits = |is_set: &dyn Fn(usize) -> bool, end: usize| {
                (0..end).fold(0_u32, |bits, place| bits | u32::from(is_set(place)) << place)
            };
            let vertex = Vertex {
                unplayed: bits(&|place| point[place] <= TINY, columns),
                best: bits(&|row| 1.0 - product(&matrix[row], &point) <= TINY, rows),
                point,
            };
            // Where more constraints are tight than needed, a vertex is found several times.
            let is_known = |one: &Vertex| (one.unplayed, one.best) == (vertex.unplayed, vertex.best);
            if !found.iter().any(is_known) {
                found.push(vertex);
            }
        }
    }
    found
}

fn places(bits: u32) -> Vec<usize> {
    (0..32).filter(|place| bits >> place & 1 == 1).collect()
}

fn product(row: &[f64], point: &[f64]) -> f64 {
    row.iter().zip(point).map(|(a, x)| a * x).sum()
}

/// The point that is zero but at `played` and meets the constraints of the rows `tight` with equality, if there is one and it
/// meets all others too. Both lists must be equally long.
fn vertex_of(matrix: &[Vec<f64>], played: &[usize], tight: &[usize]) -> Option<Vec<f64>> {
    if played.len() != tight.len() {
        return None;
    }
    let system = tight
        .iter()
        .map(|&row| played.iter().map(|&place| matrix[row][place]).chain([1.0]).collect())
        .collect();
    let solution = solve_system(system)?;
    if solution.iter().any(|x| *x < -TINY) {
        return None;
    }
    let mut point = vec![0.0; matrix[0].len()];
    played.iter().zip(solution).for_each(|(&place, x)| point[place] = x);
    matrix
        .iter()
        .all(|row| product(row, &point) <= 1.0 + TINY)
        .then_some(point)
}

/// Solves a square system given with its right sides as last column, by elimination with the largest pivot; `None` where it has
/// no single solution.
fn solve_system(mut system: Vec<Vec<f64>>) -> Option<Vec<f64>> {
    const SINGULAR: f64 = 1e-12;
    let size = system.len();
    for column in 0..size {
        let pivot = (column..size).max_by(|&a, &b| system[a][column].abs().total_cmp(&system[b][column].abs()))?;
        system.swap(column, pivot);
        let (above, below) = system.split_at_mut(column + 1);
        let pivot_row = &above[column];
        if pivot_row[column].abs() < SINGULAR {
            return None;
        }
        for row in below {
            let factor = row[column] / pivot_row[column];
            row[column..]
                .iter_mut()
                .zip(&pivot_row[column..])
                .for_each(|(entry, of_pivot)| *entry -= factor * of_pivot);
        }
    }
    let mut solution = vec![0.0; size];
    for row in (0..size).rev() {
        let known = product(&system[row][row + 1..size], &solution[row + 1..]);
        solution[row] = (system[row][size] - known) / system[row][row];
    }
    Some(solution)
}
