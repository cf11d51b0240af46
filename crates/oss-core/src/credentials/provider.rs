//! What a provider is, and what it may use.

use std::fmt;
use std::future::Future;
use std::pin::Pin;

use super::{Ambient, Failure, Issued};
use crate::clock::Stopwatch;
use crate::sts::StsClient;

/// A credential on its way.
pub type Fetching<'a> = Pin<Box<dyn Future<Output = Result<Issued, Failure>> + Send + 'a>>;

/// A source of credentials.
pub trait Provider: fmt::Debug + Send + Sync {
    /// Fetches a credential, anew each time. It ends in a bounded time.
    fn fetch<'a>(&'a self, around: &'a Surroundings) -> Fetching<'a>;
}

/// What a fetch finds around it.
#[derive(Debug)]
pub struct Surroundings {
    /// The environment.
    pub ambient: Ambient,
    /// Reaches STS, and other servers that issue credentials.
    pub sts: StsClient,
    now_ms: i64,
    watch: Stopwatch,
}

impl Surroundings {
    /// Those of a fetch that begins at `now_ms`, a Unix time in milliseconds.
    pub fn new(ambient: Ambient, sts: StsClient, now_ms: i64) -> Self {
        Self { ambient, sts, now_ms, watch: Stopwatch::start() }
    }

    /// Unix time in milliseconds.
    pub fn now_ms(&self) -> i64 {
        self.now_ms.saturating_add(self.watch.elapsed_ms())
    }
}
