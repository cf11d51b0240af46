//! One attempt: build and sign, send, receive, check.

use http::Uri;
use http::header::HOST;

use super::body::Prepared;
use super::integrity;
use super::options::{CallOptions, ClientOptions};
use super::outcome::Outcome;
use super::reply;
use crate::error::Error;
use crate::operation::Operation;
use crate::request::{self, WireRequest};
use crate::transport::{Origin, Request, Transport};

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
                let (reply, result) =
                    reply::receive(self.operation, self.call, self.options.crc64, exchange).await;
                let stored = reply.status.is_success().then(|| integrity::stated(&reply.headers)).flatten();
                let result = result.and_then(|()| integrity::compare(stored, self.body.crc64()));
                outcome.error = result.err();
                outcome.reply = Some(reply);
            }
            Err(error) => outcome.error = Some(error),
        }
        outcome
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
        let mut message = http::Request::new(self.body.outgoing());
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

fn split_authority(authority: &str, secure: bool) -> (&str, u16) {
    let standard = if secure { 443 } else { 80 };
    match authority.rsplit_once(':') {
        Some((host, port)) => (host, port.parse().unwrap_or(standard)),
        None => (authority, standard),
    }
}
