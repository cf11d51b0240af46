//! The client, and the loop of attempts that each of its calls is.

use std::ops::ControlFlow;
use std::sync::Arc;
use std::time::Duration;

use arc_swap::ArcSwap;

use super::attempt::Attempt;
use super::body::{Body, Digests, Prepared};
use super::budget::{Budget, Failure};
use super::call::{Call, Shared, Timing};
use super::calls::UnderWay;
use super::options::{CallOptions, ClientOptions};
use super::outcome::Outcome;
use super::reconcile::{self, Verdict};
use super::version::Version;
use crate::clock::Stopwatch;
use crate::error::Error;
use crate::notice::Listener;
use crate::operation::Operation;
use crate::retry::{Decision, Replay, row_of};
use crate::transport::Transport;

/// A client of one endpoint.
///
/// Its options can be exchanged while operations are under way: each attempt uses those of the moment it starts.
#[derive(Debug)]
pub struct Client {
    shared: Arc<Shared>,
}

impl Client {
    /// A client that sends through `transport`.
    pub fn new(options: ClientOptions, transport: Arc<dyn Transport>) -> Self {
        Self::with_listener(options, transport, Listener::default())
    }

    /// The same with somebody who hears of what no call fails for.
    pub fn with_listener(options: ClientOptions, transport: Arc<dyn Transport>, listener: Listener) -> Self {
        Self {
            shared: Arc::new(Shared {
                options: Arc::new(ArcSwap::from_pointee(options)),
                transport,
                tokens: Arc::default(),
                clock: Arc::default(),
                version: Arc::new(Version::new(listener)),
                calls: Arc::default(),
            }),
        }
    }

    /// Exchanges the options, for the attempts that start from now on.
    pub fn configure(&self, options: ClientOptions) {
        self.shared.options.store(Arc::new(self.shared.version.applied_to(options)));
    }

    /// The options of this moment.
    pub fn options(&self) -> Arc<ClientOptions> {
        self.shared.options.load_full()
    }

    /// By how many milliseconds the service's clock is ahead of the caller's, as far as the service has said so. Requests are
    /// dated with it; what else is signed should be.
    pub fn clock_offset_ms(&self) -> i64 {
        self.shared.clock.get()
    }

    /// Carries out an operation whose Unix time at the start is `now_ms` (milliseconds).
    ///
    /// The outcome always says what was received last, also when it is an error.
    pub async fn execute(&self, operation: Operation, body: Body, call: CallOptions, now_ms: i64) -> Outcome {
        execute(&self.shared, operation, body, call, now_ms).await
    }

    /// [`execute`](Self::execute) with all that belongs to the operation sent by another transport.
    pub async fn execute_through(
        &self,
        transport: Arc<dyn Transport>,
        operation: Operation,
        body: Body,
        call: CallOptions,
        now_ms: i64,
    ) -> Outcome {
        let shared = Arc::new(self.shared.through(transport));
        execute(&shared, operation, body, call, now_ms).await
    }

    /// Counts a call as under way, which [`closed`](Self::closed) waits for; an error once the client is shut. Taken where the
    /// caller asks, since what is carried out later may come behind the closing.
    pub fn begin(&self) -> Result<UnderWay, Error> {
        self.shared.calls.enter().ok_or_else(Error::closed)
    }

    /// Lets no further call [`begin`](Self::begin).
    pub fn shut(&self) {
        self.shared.calls.shut();
    }

    /// Waits for the calls under way. Bodies of replies that are still read stay readable.
    pub async fn closed(&self) {
        self.shared.calls.ended().await;
    }

    /// Attempts beyond the first of their operation, since the client was made.
    pub fn retries(&self) -> u64 {
        self.shared.calls.retries()
    }
}

async fn execute(
    shared: &Arc<Shared>,
    operation: Operation,
    body: Body,
    options: CallOptions,
    now_ms: i64,
) -> Outcome {
    let Some(deadline) = options.deadline else {
        return attempts(shared, operation, body, options, now_ms).await;
    };
    let watch = Stopwatch::start();
    // Boxed, so that calls without a deadline do not carry the room for one.
    match Box::pin(deadline.bound(attempts(shared, operation, body, options, now_ms))).await {
        Ok(mut outcome) => {
            if let Some(stream) = outcome.reply.as_mut().and_then(|reply| reply.stream.as_mut()) {
                stream.end_by(deadline);
            }
            outcome
        }
        Err(error) => Outcome { elapsed_ms: watch.elapsed_ms(), ..Outcome::failed_before_sending(error) },
    }
}

async fn attempts(
    shared: &Arc<Shared>,
    operation: Operation,
    body: Body,
    options: CallOptions,
    now_ms: i64,
) -> Outcome {
    let timing = Timing::start(now_ms);
    let digests = Digests::wanted(&operation, &shared.options.load(), &options);
    let body = match Prepared::new(body, digests).await {
        Ok(body) => body,
        Err(error) => return Outcome::failed_before_sending(error),
    };
    carry_out(Call { shared, operation: &operation, options: &options, timing }, &body).await
}

/// All attempts of a call.
pub(super) async fn carry_out(call: Call<'_>, body: &Prepared) -> Outcome {
    let mut budget = Budget::default();
    let mut in_doubt = false;
    let mut fell_back = false;
    loop {
        let mut outcome = Attempt { call, body }.run(&mut budget).await;
        if let Some(error) = &outcome.error {
            if goes_again_at_once(call, body, error, &mut fell_back) {
                continue;
            }
            // Apart, so that calls which succeed do not carry the state of those which do not.
            let then = Box::pin(after_failure(call, body, &mut budget, &mut in_doubt, outcome)).await;
            match then {
                ControlFlow::Continue(()) => continue,
                ControlFlow::Break(ended) => outcome = ended,
            }
        } else {
            budget.succeeded(&call);
        }
        outcome.elapsed_ms = call.timing.watch.elapsed_ms();
        return outcome;
    }
}

/// Whether the attempt counts for nothing: what failed was the choice of connection, or once of signature.
fn goes_again_at_once(call: Call<'_>, body: &Prepared, error: &Error, fell_back: &mut bool) -> bool {
    if !*fell_back && call.shared.version.falls_back(error, &call.shared.options) {
        *fell_back = true;
        return body.can_be_sent_again();
    }
    let may_repeat = call.shared.options.load().retry_max != Some(0) && body.can_be_sent_again();
    error.is_stale() && may_repeat && row_of(call.operation).replay == Replay::Safe
}

/// Waits for the next attempt, or says how the call has ended. `in_doubt` is whether an earlier attempt may have done the work.
async fn after_failure(
    call: Call<'_>,
    body: &Prepared,
    budget: &mut Budget,
    in_doubt: &mut bool,
    mut outcome: Outcome,
) -> ControlFlow<Outcome> {
    let Some(error) = outcome.error.take() else { return ControlFlow::Break(outcome) };
    if !error.attempts().is_empty() {
        // The body of the reply broke off and was gone on with for as long as the budget lasted.
        outcome.error = Some(error);
        return ControlFlow::Break(outcome);
    }
    let row = row_of(call.operation);
    if *in_doubt && reconcile::explain(call, row, body, &error, &mut outcome.reply).await {
        return ControlFlow::Break(outcome);
    }
    let class = if body.can_be_sent_again() { row.replay } else { Replay::Never };
    let decision = budget.after(&call, &Failure::new(&error, outcome.reply.as_ref(), class));
    let pause = match decision {
        Decision::GiveUp => None,
        Decision::CorrectClock => Some(Duration::ZERO),
        Decision::Repeat(pause) | Decision::Reconcile(pause) => Some(pause),
    };
    outcome.error = Some(error);
    let Some(pause) = pause else { return failed(outcome, budget) };
    let consent = call.options.consent.as_ref().filter(|_| decision != Decision::CorrectClock);
    // Made before it is awaited: an outcome cannot be looked at from two threads.
    let asked = consent.map(|consent| consent.ask(&outcome));
    if let Some(answer) = asked
        && !answer.await
    {
        return failed(outcome, budget);
    }
    budget.wait(pause).await;
    call.shared.calls.count_retry();
    if let Decision::Reconcile(_) = decision {
        *in_doubt = true;
        match reconcile::look(call, row, body).await {
            Verdict::Done(reply) => {
                return ControlFlow::Break(Outcome { reply: Some(*reply), error: None, ..outcome });
            }
            Verdict::NotDone => {}
            Verdict::Unknown => return failed(outcome, budget),
        }
    }
    ControlFlow::Continue(())
}

fn failed(mut outcome: Outcome, budget: &mut Budget) -> ControlFlow<Outcome> {
    outcome.error = outcome.error.map(|error| error.after(budget.take_history()));
    ControlFlow::Break(outcome)
}
