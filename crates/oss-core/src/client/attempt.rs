//! One attempt: build and sign, send, receive, check.

use http::header::{CONTENT_LENGTH, HOST};
use http::{HeaderMap, Uri};

use super::body::Prepared;
use super::counted::Counted;
use super::integrity;
use super::options::{CallOptions, ClientOptions};
use super::outcome::Outcome;
use super::reply;
use crate::error::Error;
use crate::operation::Operation;
use crate::progress::Share;
use crate::request::{self, WireRequest};
use crate::transport::{Exchange, Origin, Request, Transport};

pub(super) struct Attempt<'a> {
    pub(super) options: &'a ClientOptions,
    pub(super) transport: &'a dyn Transport,
    pub(super) operation: &'a Operation,
    pub(super) body: &'a Prepared,
    pub(super) call: &'a CallOptions,
    pub(super) now_ms: i64,
}

impl Attempt<'_> {
    pub(super) async fn run(&self) -> Outcome {
        let built = request::build(&self.options.request, self.operation, &self.body.info, self.now_ms);
        let (url, request) = match built.and_then(|wire| Ok((wire.url.clone(), self.request(wire)?))) {
            Ok(built) => built,
            Err(error) => {
                let url = Some(request::request_url(&self.options.request, self.operation));
                return Outcome { url, ..Outcome::failed_before_sending(error) };
            }
        };
        let mut outcome = Outcome { url: Some(url), reply: None, error: None, elapsed_ms: 0 };
        match self.transport.send(request).await {
            Ok(exchange) => {
                let exchange = self.watched(exchange);
                let (reply, result) =
                    reply::receive(self.operation, self.call, self.options.crc64, exchange).await;
                let stored = reply.status.is_success().then(|| integrity::stated(&reply.headers)).flatten();
                let result =
                    result.and_then(|()| integrity::compare(stored, self.body.crc64(self.call.crc64_before)));
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
        self.call.progress.as_ref().filter(|_| self.body.info.present)
    }

    /// Counts the bytes of the reply, if its body is the one whose progress is told.
    fn watched(&self, mut exchange: Exchange) -> Exchange {
        let wanted = !self.body.info.present && self.operation.accepts(exchange.status);
        if let Some(share) = self.call.progress.as_ref().filter(|_| wanted) {
            share.expect(length(&exchange.headers));
            exchange.body = Box::new(Counted { body: exchange.body, counter: share.counter(0) });
        }
        exchange
    }

    fn request(&self, wire: WireRequest) -> Result<Request, Error> {
        let (host, port) = split_authority(&wire.authority, wire.secure);
        let mut origin = Origin { secure: wire.secure, host: host.to_string(), port };
        let emulator = self.options.emulator.filter(|_| host.ends_with(".aliyuncs.com"));
        if let Some(emulator) = emulator {
            origin.secure = false;
            origin.port = emulator.port();
        }
        let target: Uri = wire.target.parse().map_err(|e| Error::input(format!("request target: {e}")))?;
        let mut message = http::Request::new(self.body.outgoing().counted(self.sending().map(|share| {
            share.expect(self.body.info.length);
            share.counter(0)
        })));
        *message.method_mut() = wire.method;
        *message.uri_mut() = target;
        let headers = message.headers_mut();
        headers.reserve(wire.headers.len() + 1);
        headers.insert(HOST, wire.host);
        for (name, value) in wire.headers {
            headers.insert(name, value);
        }
        Ok(Request { origin, address: emulator, message, timeouts: self.call.timeouts })
    }
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
