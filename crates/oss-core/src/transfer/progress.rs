//! How far a transfer has come: counted as bytes move, told at most ten times a second.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use tokio::sync::Notify;

use crate::clock;
use crate::transport::Passed;

/// The least time between two reports.
const PAUSE: Duration = Duration::from_millis(100);

/// How much the newest interval counts towards the rate.
const WEIGHT: f64 = 0.3;

const UNKNOWN: u64 = u64::MAX;

/// What has been moved of a whole. It never goes back: bytes of an attempt that is repeated count once.
#[derive(Debug)]
pub struct Meter {
    total: AtomicU64,
    transferred: AtomicU64,
    changed: Notify,
}

/// What a report says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Progress {
    /// Bytes that are there, those of an earlier run included.
    pub transferred: u64,
    /// Bytes of the whole, if known.
    pub total: Option<u64>,
    /// Bytes per second, smoothed over the last second or so.
    pub rate: f64,
}

impl Default for Meter {
    fn default() -> Self {
        Self { total: AtomicU64::new(UNKNOWN), transferred: AtomicU64::new(0), changed: Notify::new() }
    }
}

impl Meter {
    pub(super) fn set_total(&self, total: u64) {
        self.total.store(total, Ordering::Relaxed);
        self.changed.notify_one();
    }

    pub(super) fn add(&self, bytes: u64) {
        if bytes > 0 {
            self.transferred.fetch_add(bytes, Ordering::Relaxed);
            self.changed.notify_one();
        }
    }

    /// What was there counts for nothing; reports stay where they are until it is there again.
    pub(super) fn restart(&self) {
        self.transferred.store(0, Ordering::Relaxed);
    }

    /// Counts the bytes of one part however often it is begun again.
    pub(super) fn part(self: &Arc<Self>) -> PartMeter {
        PartMeter { meter: Arc::clone(self), farthest: Arc::default() }
    }

    fn read(&self) -> (u64, Option<u64>) {
        let total = self.total.load(Ordering::Relaxed);
        let transferred = self.transferred.load(Ordering::Relaxed).min(total);
        (transferred, Some(total).filter(|total| *total != UNKNOWN))
    }
}

/// The farthest that any attempt at a part has come.
#[derive(Debug, Clone)]
pub(super) struct PartMeter {
    meter: Arc<Meter>,
    farthest: Arc<AtomicU64>,
}

impl PartMeter {
    /// An attempt has moved so many bytes of the part.
    pub(super) fn reached(&self, bytes: u64) {
        let before = self.farthest.fetch_max(bytes, Ordering::Relaxed);
        self.meter.add(bytes.saturating_sub(before));
    }

    /// Hears how a body is handed on.
    pub(super) fn passed(&self) -> Passed {
        let meter = self.clone();
        Passed::new(move |bytes| meter.reached(bytes))
    }
}

/// Tells of a meter, not too often.
#[derive(Debug)]
pub struct Reporter {
    meter: Arc<Meter>,
    told: Option<(Instant, Progress)>,
}

impl Reporter {
    /// Tells of this meter.
    pub fn new(meter: Arc<Meter>) -> Self {
        Self { meter, told: None }
    }

    /// The next report: once something has changed, and a tenth of a second after the one before.
    ///
    /// Dropping the future loses nothing.
    pub async fn next(&mut self) -> Progress {
        loop {
            if let Some((at, _)) = self.told {
                tokio::time::sleep_until((at + PAUSE).into()).await;
            }
            let (transferred, total) = self.meter.read();
            let transferred = self.told.map_or(transferred, |(_, told)| transferred.max(told.transferred));
            let now = clock::now();
            match &self.told {
                Some((_, last)) if last.transferred == transferred && last.total == total => {}
                Some((at, last)) => {
                    let rate = smoothed(last, transferred, now.saturating_duration_since(*at));
                    let progress = Progress { transferred, total, rate };
                    self.told = Some((now, progress));
                    return progress;
                }
                None if transferred == 0 && total.is_none() => {}
                None => {
                    let progress = Progress { transferred, total, rate: 0.0 };
                    self.told = Some((now, progress));
                    return progress;
                }
            }
            self.meter.changed.notified().await;
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "a rate needs no more than 52 bits")]
fn smoothed(last: &Progress, transferred: u64, time: Duration) -> f64 {
    let newest = transferred.saturating_sub(last.transferred) as f64 / time.as_secs_f64().max(0.001);
    if last.rate <= 0.0 { newest } else { last.rate.mul_add(1.0 - WEIGHT, newest * WEIGHT) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn bytes_sent_again_count_once() {
        let meter = Arc::new(Meter::default());
        meter.set_total(100);
        let part = meter.part();
        for reached in [10, 40, 5, 30, 60] {
            part.reached(reached);
        }
        meter.part().passed();
        assert_eq!(meter.read(), (60, Some(100)));
    }

    #[tokio::test]
    async fn reports_are_rare_and_only_of_what_is_new() {
        let meter = Arc::new(Meter::default());
        let mut reporter = Reporter::new(Arc::clone(&meter));
        meter.set_total(1000);
        assert_eq!(reporter.next().await, Progress { transferred: 0, total: Some(1000), rate: 0.0 });
        let start = clock::now();
        meter.add(1);
        meter.add(499);
        let next = reporter.next().await;
        assert_eq!(next.transferred, 500);
        assert!(next.rate > 0.0 && clock::now() - start >= PAUSE.mul_f64(0.9));
        let idle = tokio::time::timeout(PAUSE * 2, reporter.next()).await;
        assert!(idle.is_err());
    }
}
