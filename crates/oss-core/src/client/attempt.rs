//! One attempt: build and sign, send, receive, check.

use http::header::{CONTENT_LENGTH, HOST};
use http::{HeaderMap, Uri};

use super::body::Prepared;
use super::budget::Budget;
use super::call::Call;
use super::counted::Counted;
use super::integrity;
use super::options::{CallOptions, ClientOptions};
use super::outcome::Outcome;
use super::reply;
use crate::error::Error;
use crate::progress::Share;
use crate::request::{self, WireRequest};
use crate::transport::{Exchange, Origin, Outgoing, Request};

#[derive(Debug)]
pub(super) struct Attempt<'a> {
    pub(super) call: Call<'a>,
    pub(super) body: &'a Prepared,
}

impl Attempt<'_> {
    /// Carries it out. Where the body of the reply breaks off and can be gone on with, `budget` pays for that.
    pub(super) async fn run(&self, budget: &mut Budget) -> Outcome {
        let Self { call, body } = self;
        let options = call.shared.options.load_full();
        budget.applied_ms = call.shared.clock.get();
        let now_ms = call.timing.now_ms().saturating_add(budget.applied_ms);
        let built = request::build(&options.request, call.operation, &body.info, now_ms);
        let built = built.and_then(|wire| {
            Ok((wire.url.clone(), addressed(&options, call.options, wire, self.outgoing())?))
        });
        let (url, request) = match built {
            Ok(built) => built,
            Err(error) => {
                let url = Some(request::request_url(&options.request, call.operation));
                return Outcome { url, ..Outcome::failed_before_sending(error) };
            }
        };
        let mut outcome = Outcome { url: Some(url), reply: None, error: None, elapsed_ms: 0 };
        match call.shared.transport.send(request).await {
            Ok(exchange) if !integrity::has_whole_range(exchange.status, &exchange.headers) => {
                let short = std::io::Error::from(std::io::ErrorKind::UnexpectedEof);
                outcome.error = Some(Error::interrupted("aborted", short));
            }
            Ok(exchange) => {
                let exchange = self.watched(exchange);
                let (reply, result) = reply::receive(*call, options.crc64, exchange, budget).await;
                let stored = reply.status.is_success().then(|| integrity::stated(&reply.headers)).flatten();
                let sent = body.crc64(call.options.crc64_before);
                let result = result.and_then(|()| integrity::compare(stored, sent));
                if let (Ok(()), Some(progress)) = (&result, self.sending()) {
                    progress.finish();
                }
                outcome.error = result.err();
                outcome.reply = Some(reply);
            }
            Err(error) => outcome.error = Some(error),
        }
        outcome
    }

    /// The progress of the body that is sent.
    fn sending(&self) -> Option<&Share> {
        self.call.options.progress.as_ref().filter(|_| self.body.info.present)
    }

    fn outgoing(&self) -> Outgoing {
        let counter = self.sending().map(|share| {
            share.expect(self.body.info.length);
            share.counter(0)
        });
        self.body.outgoing().counted(counter)
    }

    /// Counts the bytes of the reply, if its body is the one whose progress is told.
    fn watched(&self, mut exchange: Exchange) -> Exchange {
        let wanted = !self.body.info.present && self.call.operation.accepts(exchange.status);
        if let Some(share) = self.call.options.progress.as_ref().filter(|_| wanted) {
            share.expect(length(&exchange.headers));
            exchange.body = Box::new(Counted { body: exchange.body, counter: share.counter(0) });
        }
        exchange
    }
}

/// A built request on its way to where the options lead it.
pub(super) fn addressed(
    options: &ClientOptions,
    call: &CallOptions,
    wire: WireRequest,
    body: Outgoing,
) -> Result<Request, Error> {
    let (host, port) = split_authority(&wire.authority, wire.secure);
    let mut origin = Origin { secure: wire.secure, host: host.to_string(), port };
    let emulator = options.emulator.filter(|_| host.ends_with(".aliyuncs.com"));
    if let Some(emulator) = emulator {
        origin.secure = false;
        origin.port = emulator.port();
    }
    let target: Uri = wire.target.parse().map_err(|e| Error::input(format!("request target: {e}")))?;
    let mut message = http::Request::new(body);
    *message.method_mut() = wire.method;
    *message.uri_mut() = target;
    let headers = message.headers_mut();
    headers.reserve(wire.headers.len() + 1);
    headers.insert(HOST, wire.host);
    for (name, value) in wire.headers {
        headers.insert(name, value);
    }
    Ok(Request { origin, address: emulator, message, timeouts: call.timeouts })
}

fn length(headers: &HeaderMap) -> Option<u64> {
    headers.get(CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

fn split_authority(authority: &str, secure: bool) -> (&str, u16) {
    let standard = if secure { 443 } else { 80 };
    match authority.rsplit_once(':') {
        Some((host, port)) => (host, port.parse().unwrap_or(standard)),
        None => (authority, standard),
    }
}
