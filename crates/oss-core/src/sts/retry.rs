//! What a call of STS spends on further attempts, by the rules of all calls ([`crate::retry`]).

use std::time::Duration;

use crate::client::Outcome;
use crate::clock::{self, Stopwatch};
use crate::error::Error;
use crate::retry::{
    self, AttemptRecord, Cause, ClockOffset, Decision, Policy, Replay, server_time, stated_pause,
};

/// The attempts of one call.
#[derive(Debug)]
pub(super) struct Attempts {
    policy: Policy,
    watch: Stopwatch,
    started_ms: i64,
    /// What the learned offset was when the attempt was signed.
    applied_ms: i64,
    retries: u32,
    clock_corrected: bool,
    /// The pause before the attempt under way.
    delay: Duration,
    history: Vec<AttemptRecord>,
}

impl Attempts {
    /// Those of a call that begins at `now_ms`.
    pub(super) fn new(retry_max: Option<u32>, timeout: Duration, now_ms: i64) -> Self {
        Self {
            policy: Policy::new(retry_max, timeout),
            watch: Stopwatch::start(),
            started_ms: now_ms,
            applied_ms: 0,
            retries: 0,
            clock_corrected: false,
            delay: Duration::ZERO,
            history: Vec::new(),
        }
    }

    /// The service's time, as far as it is known, for the attempt that begins now.
    pub(super) fn begin(&mut self, clock: &ClockOffset) -> i64 {
        self.applied_ms = clock.get();
        self.now_ms().saturating_add(self.applied_ms)
    }

    /// The pause before the next attempt; `None` when the outcome is the last one.
    ///
    /// Whatever is asked of STS may be asked twice: at worst a token is issued that nobody uses.
    pub(super) fn after(&mut self, outcome: &Outcome, clock: &ClockOffset) -> Option<Duration> {
        let error = outcome.error.as_ref()?;
        self.history.push(record(outcome, error, self.delay));
        let reply = outcome.reply.as_ref();
        let cause = Cause::of(error, reply.map(|reply| reply.status));
        let time = error.as_service().zip(reply).and_then(|(said, reply)| server_time(said, &reply.headers));
        let corrected = cause == Cause::Skewed
            && time.is_some_and(|time| clock.learn(self.now_ms(), self.applied_ms, time));
        let decision = self.policy.next(&retry::Attempt {
            cause,
            replay: Replay::Safe,
            retries: self.retries,
            elapsed: self.watch.elapsed(),
            stated: reply.and_then(|reply| stated_pause(&reply.headers)),
            clock_corrected: corrected && !self.clock_corrected,
            fraction: clock::random_fraction(),
        });
        self.delay = match decision {
            Decision::GiveUp => return None,
            Decision::CorrectClock => {
                self.clock_corrected = true;
                Duration::ZERO
            }
            Decision::Repeat(pause) | Decision::Reconcile(pause) => {
                self.retries += 1;
                pause
            }
        };
        Some(self.delay)
    }

    /// The outcome of the call, whose error tells of all attempts.
    pub(super) fn end(self, mut outcome: Outcome) -> Outcome {
        outcome.elapsed_ms = self.watch.elapsed_ms();
        outcome.error = outcome.error.map(|error| error.after(self.history));
        outcome
    }

    fn now_ms(&self) -> i64 {
        self.started_ms.saturating_add(self.watch.elapsed_ms())
    }
}

fn record(outcome: &Outcome, error: &Error, delay: Duration) -> AttemptRecord {
    let service = error.as_service();
    let reply = outcome.reply.as_ref();
    AttemptRecord {
        delay,
        status: reply.map(|reply| reply.status.as_u16()),
        code: service.and_then(|service| service.code.clone()),
        cause: service.is_none().then(|| error.to_string()),
        request_id: service.and_then(|service| service.request_id.clone()),
        remote: reply.map(|reply| reply.connection.remote),
    }
}
