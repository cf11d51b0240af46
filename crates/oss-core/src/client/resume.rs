//! The rest of an object whose body broke off.

use std::sync::Arc;

use http::header::{CONTENT_LENGTH, CONTENT_RANGE, ETAG, IF_MATCH, RANGE};
use http::{HeaderMap, HeaderValue, Method, StatusCode};

use super::attempt::addressed;
use super::budget::{Budget, Failure};
use super::call::{Call, Shared, Timing};
use super::counted::Counted;
use super::options::CallOptions;
use super::outcome::Reply;
use super::reply;
use crate::error::Error;
use crate::operation::{BodyInfo, Operation, ReplyKind};
use crate::request;
use crate::retry::{Decision, Replay};
use crate::transport::{ConnectionFacts, Incoming, Outgoing};

/// An attempt that brought so many bytes has got on: the retries after it are counted anew. Fewer could go on for ever with a
/// connection that breaks after each of them.
const PROGRESS: u64 = 256 * 1024;

const REQUEST_ID: &str = "x-oss-request-id";

/// Headers of the first request that the rest must not repeat.
const REPLACED: [&str; 6] = [
    "range",
    "if-match",
    "if-none-match",
    "if-modified-since",
    "if-unmodified-since",
    "x-oss-range-behavior",
];

/// What the head of a reply says of its body.
#[derive(Debug, Clone, Copy)]
pub(super) struct Head<'a> {
    pub(super) status: StatusCode,
    pub(super) headers: &'a HeaderMap,
    pub(super) connection: ConnectionFacts,
}

impl<'a> Head<'a> {
    pub(super) fn of(reply: &'a Reply) -> Self {
        Self { status: reply.status, headers: &reply.headers, connection: reply.connection }
    }
}

/// The bytes of an object that are still to come.
#[derive(Debug, Clone)]
pub(super) struct Rest {
    etag: HeaderValue,
    next: u64,
    last: u64,
    /// Bytes since the last attempt began.
    fresh: u64,
    received: u64,
    /// Of the reply that brought the last bytes.
    connection: ConnectionFacts,
    request_id: Option<HeaderValue>,
}

impl Rest {
    /// What a reply will bring, if it can be asked for once more: stored bytes as they are, whose tag and run are known.
    pub(super) fn of(operation: &Operation, head: Head<'_>) -> Option<Self> {
        let as_stored = operation.method == Method::GET
            && operation.object().is_some()
            && !operation.headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("accept-encoding"))
            && operation.subresources.iter().chain(&operation.query).all(|(name, _)| {
                name == "versionId" || name == "x-oss-traffic-limit" || name.starts_with("response-")
            });
        let Head { status, headers, connection } = head;
        let etag = headers.get(ETAG).filter(|_| as_stored)?.clone();
        let (next, last) = match status {
            StatusCode::OK => (0, number(text(headers, CONTENT_LENGTH.as_str())?)?.checked_sub(1)?),
            StatusCode::PARTIAL_CONTENT => content_range(headers)?,
            _ => return None,
        };
        let request_id = headers.get(REQUEST_ID).cloned();
        Some(Self { etag, next, last, fresh: 0, received: 0, connection, request_id })
    }

    /// Counts bytes that came.
    pub(super) fn took(&mut self, bytes: usize) {
        self.next += bytes as u64;
        self.fresh += bytes as u64;
        self.received += bytes as u64;
    }
}

/// What a body that outlives its call needs to be gone on with.
#[derive(Debug)]
pub(super) struct Continuation {
    shared: Arc<Shared>,
    operation: Operation,
    options: CallOptions,
    timing: Timing,
    budget: Budget,
    /// `None` when the rest cannot be asked for.
    rest: Option<Rest>,
}

impl Continuation {
    /// The retries that are left of the call are those of the body of its reply.
    pub(super) fn new(call: Call<'_>, reply: &Reply, budget: &mut Budget) -> Self {
        Self {
            shared: Arc::clone(call.shared),
            operation: call.operation.clone(),
            options: CallOptions {
                progress: call.options.progress.clone(),
                ..CallOptions::new(call.options.timeouts)
            },
            timing: call.timing,
            budget: std::mem::take(budget),
            rest: Rest::of(call.operation, Head::of(reply)),
        }
    }

    /// Counts bytes that came.
    pub(super) fn took(&mut self, bytes: usize) {
        if let Some(rest) = &mut self.rest {
            rest.took(bytes);
        }
    }

    /// [`go_on`] for this body.
    pub(super) async fn go_on(&mut self, error: Error) -> Result<Box<dyn Incoming>, Error> {
        let Self { shared, operation, options, timing, budget, rest } = self;
        let call = Call { shared, operation, options, timing: *timing };
        match rest {
            Some(rest) => go_on(call, budget, rest, error).await,
            None => Err(budget.ended(error)),
        }
    }

    /// The error of a body that is not what the service stored: its reader has it, so there is no other try.
    pub(super) fn ended(&mut self, error: Error) -> Error {
        self.budget.ended(error)
    }
}

/// The body that goes on behind what came before `error`; the error that the whole call ends with, if there is none.
pub(super) async fn go_on(
    call: Call<'_>,
    budget: &mut Budget,
    rest: &mut Rest,
    mut error: Error,
) -> Result<Box<dyn Incoming>, Error> {
    if rest.next > rest.last {
        return Err(budget.ended(error));
    }
    if std::mem::take(&mut rest.fresh) >= PROGRESS {
        budget.renew(&call);
    }
    error = error.at(rest.connection.remote);
    let mut refused: Option<Reply> = None;
    loop {
        let mut failure = Failure::new(&error, refused.as_ref(), Replay::Safe);
        failure.broken = refused.is_none().then_some(rest.request_id.as_ref()).flatten();
        match budget.after(&call, &failure) {
            Decision::GiveUp => return Err(error.after(budget.take_history())),
            Decision::CorrectClock => {}
            Decision::Repeat(pause) | Decision::Reconcile(pause) => budget.wait(pause).await,
        }
        rest.request_id = None;
        match reopen(call, budget, rest).await {
            Ok(body) => return Ok(body),
            Err((next, reply)) => (error, refused) = (next, reply),
        }
    }
}

type Refused = (Error, Option<Reply>);

async fn reopen(call: Call<'_>, budget: &mut Budget, rest: &mut Rest) -> Result<Box<dyn Incoming>, Refused> {
    let options = call.shared.options.load_full();
    budget.applied_ms = call.shared.clock.get();
    let now_ms = call.timing.now_ms().saturating_add(budget.applied_ms);
    let operation = rest.operation(call.operation);
    let unsent = |error| (error, None);
    let wire = request::build(&options.request, &operation, &BodyInfo::none(), now_ms).map_err(unsent)?;
    let request = addressed(&options, call.options, wire, Outgoing::Empty).map_err(unsent)?;
    let mut exchange = call.shared.transport.send(request).await.map_err(unsent)?;
    let changed = || Error::changed(rest.received, rest.etag.to_str().unwrap_or_default());
    if exchange.status == StatusCode::PARTIAL_CONTENT {
        let same = exchange.headers.get(ETAG).is_none_or(|etag| *etag == rest.etag);
        if same && content_range(&exchange.headers) == Some((rest.next, rest.last)) {
            rest.connection = exchange.connection;
            rest.request_id = exchange.headers.get(REQUEST_ID).cloned();
            return Ok(counted(call, exchange.body, rest.received));
        }
        return Err((changed(), Some(reply::head(&mut exchange))));
    }
    if exchange.status.is_success() {
        // The whole object, perhaps, of which nobody wants the beginning once more: the connection is given up.
        let error = Error::unreadable(format!("a range was asked for, but the reply is {}", exchange.status));
        return Err((error, Some(reply::head(&mut exchange))));
    }
    let (reply, result) = reply::refused(exchange).await;
    let error = match reply.status {
        StatusCode::PRECONDITION_FAILED => changed(),
        _ => result.err().unwrap_or_else(changed),
    };
    Err((error, Some(reply)))
}

/// Counts the bytes behind those that came before, if anyone wants to know.
fn counted(call: Call<'_>, body: Box<dyn Incoming>, received: u64) -> Box<dyn Incoming> {
    match &call.options.progress {
        Some(share) => Box::new(Counted { body, counter: share.counter(received) }),
        None => body,
    }
}

impl Rest {
    fn operation(&self, first: &Operation) -> Operation {
        let mut operation = first.clone();
        operation.headers.retain(|(name, _)| !REPLACED.iter().any(|known| name.eq_ignore_ascii_case(known)));
        operation.headers.push((RANGE.to_string(), format!("bytes={}-{}", self.next, self.last)));
        let etag = self.etag.to_str().unwrap_or_default();
        operation.headers.push((IF_MATCH.to_string(), etag.to_string()));
        operation.success = Some(vec![206]);
        operation.reply = ReplyKind::Bytes;
        operation
    }
}

/// First and last byte of `bytes 0-9/44`.
fn content_range(headers: &HeaderMap) -> Option<(u64, u64)> {
    let range = text(headers, CONTENT_RANGE.as_str())?.strip_prefix("bytes ")?;
    let (first, last) = range.split_once('/')?.0.split_once('-')?;
    let range = (number(first)?, number(last)?);
    (range.0 <= range.1).then_some(range)
}

fn text<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

fn number(text: &str) -> Option<u64> {
    text.trim().parse().ok()
}
