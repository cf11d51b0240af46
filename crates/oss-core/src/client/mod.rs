//! The client: builds, signs, sends, checks and repeats operations.

mod attempt;
mod body;
mod calls;
mod download;
mod inflate;
mod integrity;
mod options;
mod outcome;
mod refusal;
mod reply;
mod retry;
mod stream;
mod version;

use std::sync::Arc;

use arc_swap::ArcSwap;

pub use self::body::Body;
pub use self::options::{CallOptions, ClientOptions};
pub use self::outcome::{Outcome, Reply};
pub use self::stream::ReplyStream;

use self::attempt::Attempt;
use self::calls::Calls;
use self::version::Version;
use crate::clock::Stopwatch;
use crate::error::Error;
use crate::notice::Listener;
use crate::operation::{Operation, Replay};
use crate::transport::Transport;

/// A client of one endpoint.
///
/// Its options can be exchanged while operations are under way: each attempt uses those of the moment it starts.
#[derive(Debug)]
pub struct Client {
    options: ArcSwap<ClientOptions>,
    transport: Arc<dyn Transport>,
    version: Version,
    calls: Calls,
}

impl Client {
    /// A client that sends through `transport`.
    pub fn new(options: ClientOptions, transport: Arc<dyn Transport>) -> Self {
        Self {
            options: ArcSwap::from_pointee(options),
            transport,
            version: Version::default(),
            calls: Calls::default(),
        }
    }

    /// The same client with somebody who hears of what no call fails for.
    #[must_use]
    pub fn with_listener(mut self, listener: Listener) -> Self {
        self.version = Version::new(listener);
        self
    }

    /// Exchanges the options, for the attempts that start from now on.
    pub fn configure(&self, options: ClientOptions) {
        self.options.store(Arc::new(self.version.applied_to(options)));
    }

    /// The options of this moment.
    pub fn options(&self) -> Arc<ClientOptions> {
        self.options.load_full()
    }

    /// Carries out an operation whose Unix time at the start is `now_ms` (milliseconds).
    ///
    /// The outcome always says what was received last, also when it is an error.
    pub async fn execute(&self, operation: Operation, body: Body, call: CallOptions, now_ms: i64) -> Outcome {
        let Some(_call) = self.calls.enter() else { return Outcome::failed_before_sending(Error::closed()) };
        let watch = Stopwatch::start();
        let body = match self.prepare(&operation, body).await {
            Ok(body) => body,
            Err(error) => return Outcome::failed_before_sending(error),
        };
        let mut failures = 0;
        loop {
            let options = self.options();
            let attempt = Attempt {
                options: &options,
                transport: self.transport.as_ref(),
                operation: &operation,
                body: &body,
                call: &call,
                now_ms: now_ms.saturating_add(watch.elapsed_ms()),
            };
            let mut outcome = attempt.run().await;
            if self.goes_again_at_once(&outcome, &options, &operation) && body.can_be_sent_again() {
                continue;
            }
            let pause = outcome
                .error
                .as_ref()
                .filter(|_| body.can_be_sent_again())
                .and_then(|error| retry::pause(error, &operation, failures, options.retry_max));
            let Some(pause) = pause else {
                outcome.elapsed_ms = watch.elapsed_ms();
                return outcome;
            };
            failures += 1;
            self.calls.count_retry();
            tokio::time::sleep(pause).await;
        }
    }

    /// Whether the next attempt is none that counts: what failed was the choice of connection or of signature.
    fn goes_again_at_once(&self, outcome: &Outcome, used: &ClientOptions, operation: &Operation) -> bool {
        let Some(error) = &outcome.error else { return false };
        (error.is_stale() && operation.replay == Replay::Safe)
            || self.version.falls_back(error, used, &self.options)
    }

    /// Refuses further operations, and waits for those under way. Bodies of replies that are still read stay readable.
    pub async fn close(&self) {
        self.calls.close().await;
    }

    /// Attempts beyond the first of their operation, since the client was made.
    pub fn retries(&self) -> u64 {
        self.calls.retries()
    }

    async fn prepare(&self, operation: &Operation, body: Body) -> Result<body::Prepared, Error> {
        let options = self.options();
        body::Prepared::new(body, body::Digests::wanted(operation, &options)).await
    }
}
