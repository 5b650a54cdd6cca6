//! How busy the processors have been with this program.

use std::sync::OnceLock;
use std::time::Instant;

/// CPU seconds of all threads of this program, those that have ended too, to a hundredth; of the clock on the wall where the
/// system does not say.
pub fn of_all_threads() -> f64 {
    let hundredths = std::fs::read_to_string("/proc/self/stat").ok().and_then(|text| {
        let mut fields = text.rsplit_once(") ")?.1.split(' ').skip(11);
        Some(fields.next()?.parse::<f64>().ok()? + fields.next()?.parse::<f64>().ok()?)
    });
    hundredths.map_or_else(on_the_wall, |hundredths| hundredths / 100.0)
}

/// CPU seconds of this thread; of the clock on the wall where the system does not say.
pub fn of_this_thread() -> f64 {
    let nanoseconds = std::fs::read_to_string("/proc/thread-self/schedstat")
        .ok()
        .and_then(|text| text.split(' ').next()?.parse::<f64>().ok());
    nanoseconds.map_or_else(on_the_wall, |time| time / 1e9)
}

fn on_the_wall() -> f64 {
    static BEGUN: OnceLock<Instant> = OnceLock::new();
    BEGUN.get_or_init(Instant::now).elapsed().as_secs_f64()
}
