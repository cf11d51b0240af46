//! Wall clock, CPU clock and memory of this process.

use std::time::{Duration, Instant};

/// The monotonic clock.
#[expect(clippy::disallowed_methods, reason = "the one place of this crate that reads the clock")]
pub(crate) fn now() -> Instant {
    Instant::now()
}

/// User and system time of all living threads of this process, in nanoseconds of the scheduler's own account.
///
/// The first field of `schedstat` is the time on a CPU (kernel, Documentation/scheduler/sched-stats.rst); unlike
/// `/proc/self/stat` it does not come in steps of 10 ms. `None` where there is no such file.
pub(crate) fn cpu() -> Option<Duration> {
    let mut total = Duration::ZERO;
    for thread in std::fs::read_dir("/proc/self/task").ok()? {
        let text = std::fs::read_to_string(thread.ok()?.path().join("schedstat")).ok()?;
        total += Duration::from_nanos(text.split_ascii_whitespace().next()?.parse().ok()?);
    }
    Some(total)
}

/// The most memory that this process has had resident, in bytes (`VmHWM`, proc(5)). `None` where there is no such file.
pub(crate) fn peak_bytes() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.split_ascii_whitespace().next()?.parse::<u64>().ok()? * 1024)
}
