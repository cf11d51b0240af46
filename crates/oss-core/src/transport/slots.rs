//! The places of a client that may have only so many connections.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::stats::Counters;
use crate::error::Error;
use crate::notice::{Listener, Notice};

#[derive(Debug)]
pub(super) struct Slots {
    places: Arc<Semaphore>,
    limit: usize,
    /// Places held by bodies whose reader is to make the next move.
    unread: AtomicUsize,
    /// How often a reader has made one.
    reads: AtomicU64,
    counters: Arc<Counters>,
    listener: Listener,
}

impl Slots {
    pub(super) fn new(limit: usize, counters: Arc<Counters>) -> Arc<Self> {
        let limit = limit.clamp(1, Semaphore::MAX_PERMITS);
        Arc::new(Self {
            places: Arc::new(Semaphore::new(limit)),
            limit,
            unread: AtomicUsize::new(0),
            reads: AtomicU64::new(0),
            counters,
            listener: Listener::default(),
        })
    }

    /// The same before anybody has a place, with somebody who hears of bodies that nobody reads.
    pub(super) fn with_listener(&self, listener: Listener) -> Arc<Self> {
        Arc::new(Self {
            places: Arc::clone(&self.places),
            limit: self.limit,
            unread: AtomicUsize::new(0),
            reads: AtomicU64::new(0),
            counters: Arc::clone(&self.counters),
            listener,
        })
    }

    /// The next free place, first come first served.
    pub(super) async fn take(self: &Arc<Self>, limit: Duration) -> Result<Slot, Error> {
        if let Ok(place) = Arc::clone(&self.places).try_acquire_owned() {
            return Ok(Slot::new(self, place));
        }
        let _queued = Queued::new(&self.counters);
        let reads = self.reads.load(Ordering::Relaxed);
        let waiting = Arc::clone(&self.places).acquire_owned();
        if let Ok(Ok(place)) = tokio::time::timeout(limit, waiting).await {
            return Ok(Slot::new(self, place));
        }
        let nobody_read = self.reads.load(Ordering::Relaxed) == reads;
        if nobody_read && self.unread.load(Ordering::Relaxed) == self.limit {
            self.listener.tell(Notice::UnreadBodies { sockets: self.limit });
        }
        Err(Error::socket_assign_timeout(limit))
    }
}

/// One place; free again when this is dropped.
#[derive(Debug)]
pub(super) struct Slot {
    slots: Arc<Slots>,
    unread: bool,
    _place: OwnedSemaphorePermit,
}

impl Slot {
    fn new(slots: &Arc<Slots>, place: OwnedSemaphorePermit) -> Self {
        Self { slots: Arc::clone(slots), unread: false, _place: place }
    }

    /// Says whether the next move is the reader's.
    pub(super) fn is_unread(&mut self, unread: bool) {
        if self.unread == unread {
            return;
        }
        self.unread = unread;
        if unread {
            self.slots.unread.fetch_add(1, Ordering::Relaxed);
        } else {
            self.slots.unread.fetch_sub(1, Ordering::Relaxed);
            self.slots.reads.fetch_add(1, Ordering::Relaxed);
        }
    }
}

impl Drop for Slot {
    fn drop(&mut self) {
        self.is_unread(false);
    }
}

/// A request in the queue, until this is dropped.
struct Queued<'a>(&'a Counters);

impl<'a> Queued<'a> {
    fn new(counters: &'a Counters) -> Self {
        counters.queued.fetch_add(1, Ordering::Relaxed);
        Self(counters)
    }
}

impl Drop for Queued<'_> {
    fn drop(&mut self) {
        self.0.queued.fetch_sub(1, Ordering::Relaxed);
    }
}
