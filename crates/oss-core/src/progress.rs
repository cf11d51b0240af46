//! How far a transfer has come, told as often as people look.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crate::clock;

/// The shortest time between two reports; the last one comes whenever the transfer ends.
const INTERVAL: Duration = Duration::from_millis(100);

/// Over how many seconds the rate is smoothed.
const SMOOTHED: f64 = 1.0;

/// How far a transfer has come.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Report {
    /// Bytes that the socket has taken or brought. It never becomes less, whatever is repeated.
    pub transferred: u64,
    /// Bytes of the whole, if their number is known.
    pub total: Option<u64>,
    /// Bytes per second, of the last second or so.
    pub rate: f64,
}

type Tell = Box<dyn Fn(Report) + Send + Sync>;

/// The progress of a transfer, of one body or of many parts. Clones share it.
#[derive(Clone)]
pub struct Progress(Arc<Shared>);

struct Shared {
    state: Mutex<State>,
    tell: Tell,
}

#[derive(Debug)]
struct State {
    transferred: u64,
    total: Option<u64>,
    rate: Option<f64>,
    /// When the last report was made, or the transfer began, and of how many bytes it told.
    since: (Instant, u64),
    /// The last report.
    told: Option<Report>,
}

impl Progress {
    /// A transfer that begins now and tells `tell` of itself, on the threads that move its bytes.
    pub fn new(total: Option<u64>, tell: impl Fn(Report) + Send + Sync + 'static) -> Self {
        let state = State { transferred: 0, total, rate: None, since: (clock::now(), 0), told: None };
        Self(Arc::new(Shared { state: Mutex::new(state), tell: Box::new(tell) }))
    }

    /// Says how many bytes the whole has.
    pub fn expect(&self, total: u64) {
        self.state().total = Some(total);
    }

    /// Counts bytes that need not be moved any more, such as the parts of an upload that goes on.
    pub fn skip(&self, bytes: u64) {
        let mut state = self.state();
        state.transferred += bytes;
        state.since.1 += bytes;
    }

    /// One body among those that the transfer moves.
    pub fn share(&self) -> Share {
        Share { progress: self.clone(), furthest: Arc::default(), alone: false }
    }

    /// The one body that the transfer is: its length is the total, and its end is the transfer's.
    pub fn whole(&self) -> Share {
        Share { alone: true, ..self.share() }
    }

    /// The last report, unless it has been made: all bytes are there.
    pub fn finish(&self) {
        let mut state = self.state();
        state.total = Some(state.transferred);
        let complete = |told: Report| told.transferred == state.transferred && told.total == state.total;
        if !state.told.is_some_and(complete) {
            self.tell(&mut state, clock::now());
        }
    }

    fn add(&self, bytes: u64, now: Instant) {
        let mut state = self.state();
        state.transferred += bytes;
        if now.saturating_duration_since(state.since.0) >= INTERVAL {
            self.tell(&mut state, now);
        }
    }

    /// Told under the lock, so that no report overtakes another.
    fn tell(&self, state: &mut State, now: Instant) {
        let seconds = now.saturating_duration_since(state.since.0).as_secs_f64().max(1e-6);
        #[expect(clippy::cast_precision_loss, reason = "a rate needs no more digits")]
        let current = (state.transferred - state.since.1) as f64 / seconds;
        let weight = 1.0 - (-seconds / SMOOTHED).exp();
        let rate = state.rate.map_or(current, |rate| rate + (current - rate) * weight);
        state.rate = Some(rate);
        state.since = (now, state.transferred);
        let report = Report { transferred: state.transferred, total: state.total, rate };
        state.told = Some(report);
        (self.0.tell)(report);
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl std::fmt::Debug for Progress {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.state().fmt(f)
    }
}

/// What one body adds to the progress of its transfer, over all attempts to move it. Clones share it.
#[derive(Debug, Clone)]
pub struct Share {
    progress: Progress,
    furthest: Arc<Mutex<u64>>,
    alone: bool,
}

impl Share {
    /// An attempt that begins at byte `at` of the body.
    pub fn counter(&self, at: u64) -> Counter {
        Counter { share: self.clone(), position: at }
    }

    /// Says how long the body is, which is the total if there is no other.
    pub fn expect(&self, length: Option<u64>) {
        if let Some(length) = length.filter(|_| self.alone) {
            self.progress.expect(length);
        }
    }

    /// The body has been moved, which ends the transfer if there is no other.
    pub fn finish(&self) {
        if self.alone {
            self.progress.finish();
        }
    }
}

/// Counts the bytes of one attempt; those that an earlier attempt has moved already do not count again.
#[derive(Debug)]
pub struct Counter {
    share: Share,
    position: u64,
}

impl Counter {
    /// Further bytes were moved.
    pub fn add(&mut self, bytes: usize) {
        self.position += bytes as u64;
        let mut furthest = self.share.furthest.lock().unwrap_or_else(PoisonError::into_inner);
        let new = self.position.saturating_sub(*furthest);
        *furthest += new;
        drop(furthest);
        if new > 0 {
            self.share.progress.add(new, clock::now());
        }
    }

    /// The body has been moved: see [`Share::finish`].
    pub fn finish(&self) {
        self.share.finish();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn recorded(total: Option<u64>) -> (Progress, Arc<Mutex<Vec<Report>>>) {
        let reports = Arc::new(Mutex::new(Vec::new()));
        let kept = Arc::clone(&reports);
        (Progress::new(total, move |report| kept.lock().unwrap().push(report)), reports)
    }

    fn counts(reports: &Mutex<Vec<Report>>) -> Vec<(u64, Option<u64>)> {
        reports.lock().unwrap().iter().map(|report| (report.transferred, report.total)).collect()
    }

    #[test]
    fn what_happens_at_once_is_one_report() {
        let (progress, reports) = recorded(None);
        let share = progress.whole();
        share.expect(Some(300));
        let mut counter = share.counter(0);
        for _ in 0..3 {
            counter.add(100);
        }
        assert!(counts(&reports).is_empty());
        counter.finish();
        share.finish();
        assert_eq!(counts(&reports), [(300, Some(300))]);
    }

    #[test]
    fn reports_are_an_interval_apart() {
        let (progress, reports) = recorded(Some(70));
        let start = progress.state().since.0;
        for step in 1..=7 {
            progress.add(10, start + INTERVAL / 2 * step);
        }
        assert_eq!(counts(&reports), [(20, Some(70)), (40, Some(70)), (60, Some(70))]);
        let reports = reports.lock().unwrap();
        assert!(reports.iter().all(|report| (report.rate - 200.0).abs() < 0.01), "{reports:?}");
    }

    #[test]
    fn bytes_that_are_moved_again_do_not_count_again() {
        let (progress, reports) = recorded(Some(500));
        let (first, second) = (progress.share(), progress.share());
        progress.skip(100);
        first.counter(0).add(150);
        let mut again = first.counter(0);
        again.add(100);
        again.add(100);
        second.counter(0).add(50);
        first.counter(200).add(150);
        first.finish();
        assert!(counts(&reports).is_empty());
        progress.finish();
        assert_eq!(counts(&reports), [(500, Some(500))]);
    }

    #[test]
    fn a_transfer_of_nothing_has_one_report() {
        let (progress, reports) = recorded(None);
        progress.whole().finish();
        assert_eq!(counts(&reports), [(0, Some(0))]);
    }
}
