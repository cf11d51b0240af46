//! What a connection and the requests on it tell each other.

use std::collections::VecDeque;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use crate::sync::lock;

/// Shared between the socket of a connection and its requests.
#[derive(Debug)]
pub(crate) struct Control {
    /// Number of the connection, counted from 1 since the start of the emulator.
    pub(crate) connection: u64,
    /// It is TLS.
    secure: AtomicBool,
    /// Bytes that came in.
    pub(crate) read: AtomicU64,
    /// Bytes that went out.
    pub(crate) written: AtomicU64,
    /// Heads that are complete but whose request has not begun.
    heads: Mutex<VecDeque<Vec<u8>>>,
    /// The connection is to be reset instead of closed.
    reset: AtomicBool,
    /// The connection is to end once everything is written.
    ends_after_flush: AtomicBool,
    /// And that end is a reset.
    resets_at_end: AtomicBool,
}

impl Control {
    pub(crate) fn new(connection: u64) -> Self {
        Self {
            connection,
            secure: AtomicBool::new(false),
            read: AtomicU64::new(0),
            written: AtomicU64::new(0),
            heads: Mutex::default(),
            reset: AtomicBool::new(false),
            ends_after_flush: AtomicBool::new(false),
            resets_at_end: AtomicBool::new(false),
        }
    }

    /// Says whether it is TLS.
    pub(crate) fn set_secure(&self, secure: bool) {
        self.secure.store(secure, Ordering::Relaxed);
    }

    /// Whether it is TLS.
    pub(crate) fn is_secure(&self) -> bool {
        self.secure.load(Ordering::Relaxed)
    }

    /// Keeps a head until its request begins.
    pub(crate) fn push_head(&self, head: Vec<u8>) {
        lock(&self.heads).push_back(head);
    }

    /// The raw head of the request that begins now.
    pub(crate) fn take_head(&self) -> Vec<u8> {
        lock(&self.heads).pop_front().unwrap_or_default()
    }

    /// Whether a complete head waits for its request to begin.
    pub(crate) fn has_waiting_head(&self) -> bool {
        !lock(&self.heads).is_empty()
    }

    /// Asks for a TCP reset: nothing more is written, and the client sees `ECONNRESET`.
    pub(crate) fn reset(&self) {
        self.reset.store(true, Ordering::Relaxed);
    }

    /// Asks for the end of the connection, by a reset or not, behind what has been handed over for writing.
    pub(crate) fn end_after_flush(&self, by_reset: bool) {
        self.ends_after_flush.store(true, Ordering::Relaxed);
        if by_reset {
            self.resets_at_end.store(true, Ordering::Relaxed);
        }
    }

    /// Whether the connection is to end now that everything is written.
    pub(crate) fn is_over(&self) -> bool {
        let over = self.ends_after_flush.load(Ordering::Relaxed);
        if over && self.resets_at_end.load(Ordering::Relaxed) {
            self.reset();
        }
        over
    }

    /// Whether a reset was asked for.
    pub(crate) fn is_reset(&self) -> bool {
        self.reset.load(Ordering::Relaxed)
    }
}
