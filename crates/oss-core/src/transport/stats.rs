//! What the connections of a client are doing, and have done.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

/// A look at the connections of a client.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TransportStats {
    /// Connections, idle ones included.
    pub open: usize,
    /// Connections that wait for a request.
    pub idle: usize,
    /// Requests that wait for one of `max_sockets`.
    pub queued: usize,
    /// Requests sent, each attempt counted.
    pub requests: u64,
    /// Bytes of HTTP sent, heads included, TLS not.
    pub bytes_sent: u64,
    /// The same received.
    pub bytes_received: u64,
}

#[derive(Debug, Default)]
pub(super) struct Counters {
    open: AtomicUsize,
    pub(super) queued: AtomicUsize,
    pub(super) requests: AtomicU64,
    pub(super) sent: AtomicU64,
    pub(super) received: AtomicU64,
}

impl Counters {
    pub(super) fn read(&self, idle: usize) -> TransportStats {
        TransportStats {
            open: self.open.load(Ordering::Relaxed),
            idle,
            queued: self.queued.load(Ordering::Relaxed),
            requests: self.requests.load(Ordering::Relaxed),
            bytes_sent: self.sent.load(Ordering::Relaxed),
            bytes_received: self.received.load(Ordering::Relaxed),
        }
    }
}

/// One connection; it counts as open until this is dropped.
#[derive(Debug)]
pub(super) struct Open(Arc<Counters>);

impl Open {
    pub(super) fn new(counters: &Arc<Counters>) -> Self {
        counters.open.fetch_add(1, Ordering::Relaxed);
        Self(Arc::clone(counters))
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        self.0.open.fetch_sub(1, Ordering::Relaxed);
    }
}
