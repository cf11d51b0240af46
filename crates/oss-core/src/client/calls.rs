//! The operations under way, so that a client can be closed behind the last one.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};

use tokio::sync::Notify;

#[derive(Debug, Default)]
pub(super) struct Calls {
    running: AtomicUsize,
    closed: AtomicBool,
    /// The last one has ended, or none was left.
    idle: Notify,
    retries: AtomicU64,
}

/// What is under way, until this is dropped: a call of the caller, however many operations it takes.
#[derive(Debug)]
pub struct UnderWay(Arc<Calls>);

impl Calls {
    /// `None` when the client is closed.
    pub(super) fn enter(self: &Arc<Self>) -> Option<UnderWay> {
        // Counted before the look, so that `close` either refuses it or waits for it.
        self.running.fetch_add(1, Ordering::SeqCst);
        let call = UnderWay(Arc::clone(self));
        (!self.closed.load(Ordering::SeqCst)).then_some(call)
    }

    pub(super) fn count_retry(&self) {
        self.retries.fetch_add(1, Ordering::Relaxed);
    }

    pub(super) fn retries(&self) -> u64 {
        self.retries.load(Ordering::Relaxed)
    }

    pub(super) fn shut(&self) {
        self.closed.store(true, Ordering::SeqCst);
    }

    pub(super) async fn ended(&self) {
        loop {
            let idle = self.idle.notified();
            if self.running.load(Ordering::SeqCst) == 0 {
                return;
            }
            idle.await;
        }
    }
}

impl Drop for UnderWay {
    fn drop(&mut self) {
        if self.0.running.fetch_sub(1, Ordering::SeqCst) == 1 && self.0.closed.load(Ordering::SeqCst) {
            self.0.idle.notify_waiters();
        }
    }
}
