//! What a call may still spend on further attempts, and what it has spent it on.

use std::time::Duration;

use http::{HeaderMap, HeaderValue, StatusCode};

use super::call::Call;
use super::outcome::Reply;
use crate::clock;
use crate::error::Error;
use crate::retry::{self, AttemptRecord, Cause, Decision, Policy, Replay, server_time, stated_pause};
use crate::transport::ConnectionFacts;

/// The retries of one call.
#[derive(Debug, Default)]
pub(super) struct Budget {
    retries: u32,
    clock_corrected: bool,
    /// What the learned offset was when the attempt was signed.
    pub(super) applied_ms: i64,
    /// When the time for attempts began, since the call began.
    since: Duration,
    /// The pause before the attempt under way.
    delay: Duration,
    exhausted: bool,
    history: Vec<AttemptRecord>,
}

/// A failed attempt.
#[derive(Debug)]
pub(super) struct Failure<'a> {
    error: &'a Error,
    status: Option<StatusCode>,
    headers: Option<&'a HeaderMap>,
    connection: Option<ConnectionFacts>,
    replay: Replay,
    /// The request id of a reply whose body broke off.
    pub(super) broken: Option<&'a HeaderValue>,
}

impl<'a> Failure<'a> {
    pub(super) fn new(error: &'a Error, reply: Option<&'a Reply>, class: Replay) -> Self {
        Self {
            error,
            status: reply.map(|reply| reply.status),
            headers: reply.map(|reply| &reply.headers),
            connection: reply.map(|reply| reply.connection),
            replay: class,
            broken: None,
        }
    }

    fn record(&self, delay: Duration) -> AttemptRecord {
        let service = self.error.as_service();
        let header = self.headers.and_then(|headers| headers.get("x-oss-request-id")).or(self.broken);
        let request_id = header.and_then(|id| id.to_str().ok()).map(str::to_string);
        AttemptRecord {
            delay,
            status: service.map(|service| service.status).or(self.status.map(|status| status.as_u16())),
            code: service.and_then(|service| service.code.clone()),
            cause: service.is_none().then(|| self.error.to_string()),
            request_id: request_id.or_else(|| service.and_then(|service| service.request_id.clone())),
            remote: self.error.remote().or(self.connection.map(|connection| connection.remote)),
        }
    }
}

impl Budget {
    /// Notes a failed attempt, decides what follows, and pays for it.
    pub(super) fn after(&mut self, call: &Call<'_>, failure: &Failure<'_>) -> Decision {
        self.note(failure);
        let cause = Cause::of(failure.error, failure.status);
        let corrected = cause == Cause::Skewed && self.learn(call, failure);
        if self.exhausted {
            return Decision::GiveUp;
        }
        let options = call.shared.options.load();
        let policy = Policy::new(options.retry_max, call.options.timeouts.response);
        let decision = policy.next(&retry::Attempt {
            cause,
            replay: failure.replay,
            retries: self.retries,
            elapsed: call.timing.watch.elapsed().saturating_sub(self.since),
            stated: failure.headers.and_then(stated_pause),
            clock_corrected: corrected && !self.clock_corrected,
            fraction: clock::random_fraction(),
        });
        match decision {
            Decision::GiveUp => {}
            Decision::CorrectClock => self.clock_corrected = true,
            Decision::Repeat(_) | Decision::Reconcile(_) if call.shared.tokens.pay() => self.retries += 1,
            Decision::Repeat(_) | Decision::Reconcile(_) => return Decision::GiveUp,
        }
        decision
    }

    /// The error of a call that has no further attempt, whatever it is.
    pub(super) fn ended(&mut self, error: Error) -> Error {
        self.note(&Failure::new(&error, None, Replay::Never));
        error.after(self.take_history())
    }

    fn note(&mut self, failure: &Failure<'_>) {
        // Nothing was attempted with what cannot be sent.
        if !failure.error.is_input() {
            self.history.push(failure.record(self.delay));
        }
    }

    /// Learns the service's time from its refusal; whether the next attempt has another time than this one.
    fn learn(&self, call: &Call<'_>, failure: &Failure<'_>) -> bool {
        let (Some(refusal), Some(headers)) = (failure.error.as_service(), failure.headers) else {
            return false;
        };
        server_time(refusal, headers)
            .is_some_and(|server| call.shared.clock.learn(call.timing.now_ms(), self.applied_ms, server))
    }

    pub(super) async fn wait(&mut self, pause: Duration) {
        self.delay = pause;
        if !pause.is_zero() {
            tokio::time::sleep(pause).await;
        }
    }

    /// Counts a success.
    pub(super) fn succeeded(&self, call: &Call<'_>) {
        call.shared.tokens.succeeded(self.retries > 0);
    }

    /// Starts anew: the call has got on.
    pub(super) fn renew(&mut self, call: &Call<'_>) {
        self.retries = 0;
        self.since = call.timing.watch.elapsed();
    }

    /// Allows no further attempt.
    pub(super) fn exhaust(&mut self) {
        self.exhausted = true;
    }

    pub(super) fn take_history(&mut self) -> Vec<AttemptRecord> {
        std::mem::take(&mut self.history)
    }
}
