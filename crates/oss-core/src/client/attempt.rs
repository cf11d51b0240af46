//! One attempt: build and sign, send, receive, check.

use http::{HeaderValue, Uri};

use super::body::Prepared;
use super::integrity;
use super::options::{CallOptions, ClientOptions};
use super::outcome::Outcome;
use super::reply;
use crate::error::Error;
use crate::operation::Operation;
use crate::request::{self, WireRequest};
use crate::transport::{Origin, Outgoing, Request, Transport};

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
        let (wire, request) = match built.and_then(|wire| Ok((wire.url.clone(), self.request(wire)?))) {
            Ok(request) => request,
            Err(error) => return Outcome::failed_before_sending(error),
        };
        let mut outcome = Outcome { url: Some(wire), reply: None, error: None, elapsed_ms: 0 };
        match self.transport.send(request).await {
            Ok(exchange) => {
                let (reply, result) = reply::receive(self.operation, self.call, self.options.crc64, exchange).await;
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
        let secure = wire.secure && self.options.emulator.is_none();
        todo!()
    }
}
