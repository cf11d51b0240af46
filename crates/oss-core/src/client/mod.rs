//! The client: builds, signs, sends, checks and repeats operations.

mod attempt;
mod body;
mod counted;
mod deadline;
mod download;
mod inflate;
mod integrity;
mod options;
mod outcome;
mod refusal;
mod reply;
mod retry;
mod stream;

use std::sync::Arc;

use arc_swap::ArcSwap;

pub use self::body::Body;
pub use self::deadline::Deadline;
pub use self::options::{CallOptions, ClientOptions};
pub use self::outcome::{Outcome, Reply};
pub use self::stream::ReplyStream;

use self::attempt::Attempt;
use crate::clock::Stopwatch;
use crate::error::Error;
use crate::operation::Operation;
use crate::transport::Transport;

/// A client of one endpoint.
///
/// Its options can be exchanged while operations are under way: each attempt uses those of the moment it starts.
#[derive(Debug)]
pub struct Client {
    options: ArcSwap<ClientOptions>,
    transport: Arc<dyn Transport>,
}

impl Client {
    /// A client that sends through `transport`.
    pub fn new(options: ClientOptions, transport: Arc<dyn Transport>) -> Self {
        Self { options: ArcSwap::from_pointee(options), transport }
    }

    /// Exchanges the options, for the attempts that start from now on.
    pub fn configure(&self, options: ClientOptions) {
        self.options.store(Arc::new(options));
    }

    /// The options of this moment.
    pub fn options(&self) -> Arc<ClientOptions> {
        self.options.load_full()
    }

    /// Carries out an operation whose Unix time at the start is `now_ms` (milliseconds).
    ///
    /// The outcome always says what was received last, also when it is an error.
    pub async fn execute(&self, operation: Operation, body: Body, call: CallOptions, now_ms: i64) -> Outcome {
        let Some(deadline) = call.deadline else {
            return self.attempts(operation, body, call, now_ms).await;
        };
        let watch = Stopwatch::start();
        // Boxed, so that calls without a deadline do not carry the room for one.
        match Box::pin(deadline.bound(self.attempts(operation, body, call, now_ms))).await {
            Ok(mut outcome) => {
                if let Some(stream) = outcome.reply.as_mut().and_then(|reply| reply.stream.as_mut()) {
                    stream.end_by(deadline);
                }
                outcome
            }
            Err(error) => Outcome { elapsed_ms: watch.elapsed_ms(), ..Outcome::failed_before_sending(error) },
        }
    }

    async fn attempts(&self, operation: Operation, body: Body, call: CallOptions, now_ms: i64) -> Outcome {
        let watch = Stopwatch::start();
        let body = match self.prepare(&operation, body, &call).await {
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
            tokio::time::sleep(pause).await;
        }
    }

    async fn prepare(
        &self,
        operation: &Operation,
        body: Body,
        call: &CallOptions,
    ) -> Result<body::Prepared, Error> {
        let digests = body::Digests::wanted(operation, &self.options(), call);
        body::Prepared::new(body, digests).await
    }
}
