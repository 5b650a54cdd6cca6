//! The accounts of all worlds of a scenario, in all months.

use super::compiled::{draw_block, simulate_block};
use super::parallel::Workers;
use super::run::Options;
use crate::model::Record;
use crate::model::audit::{ACCOUNTS, Account, Audit};
use crate::numeric::LANE_WIDTH;
use crate::scenario::Scenario;
use crate::scenario::distributions::Sampler;
use crate::scenario::inputs::Imposed;
use crate::scenario::worlds::in_a_row;
use error::Result;

/// How well an account balances.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Audited {
    pub account: Account,
    /// The largest relative residual over all worlds and months.
    pub residual: f64,
    /// The world and the month that it is in; the first ones if nothing is left over anywhere.
    pub run: u64,
    pub month: usize,
}

/// Blocks that one worker takes at a time.
const PIECE: usize = 24;

/// Simulates every world of a scenario and audits each of its months: one entry an account, in the order of [`Account::ALL`].
///
/// # Errors
/// Cards that cannot be drawn from; an instruction set that this machine does not have; threads that cannot be started.
pub fn audit(scenario: &Scenario, options: &Options) -> Result<[Audited; ACCOUNTS]> {
    let processor = options.processor()?;
    let workers = Workers::new(options.threads)?;
    let sampler = Sampler::new(&scenario.cards)?;
    let starts: Vec<u64> = (0..scenario.runs).step_by(LANE_WIDTH).collect();
    let blocks = workers.map(&starts, PIECE, |&start| {
        let world = draw_block(processor, scenario, &sampler, in_a_row(start), None);
        let mut audit = Audit::NEW;
        let mut record = Record {
            audit: Some(&mut audit),
            ..Record::default()
        };
        simulate_block(processor, scenario, &Imposed::NONE, &world, &mut record);
        audit
    });
    let mut found = Account::ALL.map(|account| Audited {
        account,
        residual: 0.0,
        run: 0,
        month: 0,
    });
    for (audit, start) in blocks.iter().zip(&starts) {
        for (lane, run) in (*start..scenario.runs).take(LANE_WIDTH).enumerate() {
            for worst in &mut found {
                let (residual, month) = audit.largest(worst.account, lane);
                if residual > worst.residual {
                    *worst = Audited {
                        residual,
                        run,
                        month,
                        ..*worst
                    };
                }
            }
        }
    }
    Ok(found)
}
