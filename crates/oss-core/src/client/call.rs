//! One call of a client, which may take several attempts.

use std::sync::Arc;

use arc_swap::ArcSwap;

use super::options::{CallOptions, ClientOptions};
use crate::clock::Stopwatch;
use crate::operation::Operation;
use crate::retry::{ClockOffset, Tokens};
use crate::transport::Transport;

/// What all calls of a client share, and the bodies that outlive them.
#[derive(Debug)]
pub(super) struct Shared {
    pub(super) options: Arc<ArcSwap<ClientOptions>>,
    pub(super) transport: Arc<dyn Transport>,
    pub(super) tokens: Arc<Tokens>,
    pub(super) clock: Arc<ClockOffset>,
}

impl Shared {
    /// The same with another transport.
    pub(super) fn through(&self, transport: Arc<dyn Transport>) -> Self {
        Self {
            options: Arc::clone(&self.options),
            transport,
            tokens: Arc::clone(&self.tokens),
            clock: Arc::clone(&self.clock),
        }
    }
}

/// The time of a call: the caller's at its start, and what has gone by since.
#[derive(Debug, Clone, Copy)]
pub(super) struct Timing {
    started_ms: i64,
    pub(super) watch: Stopwatch,
}

impl Timing {
    pub(super) fn start(now_ms: i64) -> Self {
        Self { started_ms: now_ms, watch: Stopwatch::start() }
    }

    /// The caller's time now, in Unix milliseconds.
    pub(super) fn now_ms(&self) -> i64 {
        self.started_ms.saturating_add(self.watch.elapsed_ms())
    }
}

/// An operation that is being carried out.
#[derive(Debug, Clone, Copy)]
pub(super) struct Call<'a> {
    pub(super) shared: &'a Arc<Shared>,
    pub(super) operation: &'a Operation,
    pub(super) options: &'a CallOptions,
    pub(super) timing: Timing,
}
