//! Operations whose requests JavaScript sends: each has a relay, by a number that JavaScript gives it.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use napi::bindgen_prelude::{BufferSlice, Env, Result};
use napi_derive::napi;
use oss_core::error::Error;
use oss_core::transport::{
    Answer, BodyReader, ConnectionFacts, Event, Head, HeadBody, Outgoing, Progress, Relay, Request, relay,
};
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::sync::mpsc::UnboundedReceiver;

use crate::buffers::bytes_in;
use crate::port::{Finished, Port, Shared};

/// The relays of one environment.
#[derive(Default)]
pub(crate) struct Relays(Mutex<HashMap<u32, Arc<Entry>>>);

struct Entry {
    /// Whether JavaScript has the bodies that are bytes.
    has_content: bool,
    /// One reader at a time.
    events: tokio::sync::Mutex<UnboundedReceiver<Event>>,
    exchange: Mutex<Exchange>,
}

/// The request that was handed out last.
#[derive(Default)]
struct Exchange {
    answer: Option<Answer>,
    progress: Option<Progress>,
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Relays {
    /// Makes a relay. Unless it is `timed`, JavaScript keeps the timeouts; with `has_content` it has the bodies that are
    /// bytes.
    pub(crate) fn open(&self, number: u32, timed: bool, has_content: bool) -> Relay {
        let (relay, events) = relay(timed);
        let entry =
            Entry { has_content, events: tokio::sync::Mutex::new(events), exchange: Mutex::default() };
        lock(&self.0).insert(number, Arc::new(entry));
        relay
    }

    /// Gives up all of them.
    pub(crate) fn clear(&self) {
        lock(&self.0).clear();
    }

    fn entry(&self, number: u32) -> Option<Arc<Entry>> {
        lock(&self.0).get(&number).cloned()
    }

    fn answer(&self, number: u32) -> Option<Answer> {
        lock(&self.entry(number)?.exchange).answer.take()
    }

    fn progress(&self, number: u32) -> Option<Progress> {
        lock(&self.entry(number)?.exchange).progress.clone()
    }
}

impl Entry {
    /// What JavaScript is to do next, as JSON.
    async fn next(&self, shared: &Shared, number: u32) -> Value {
        match self.events.lock().await.recv().await {
            None => json!({ "done": true }),
            Some(Event::GiveUp(number)) => json!({ "givenUp": number }),
            Some(Event::Send(request, answer)) => {
                let progress = Some(answer.progress());
                *lock(&self.exchange) = Exchange { answer: Some(answer), progress };
                self.describe(*request, shared, number)
            }
        }
    }

    /// A request as JSON. A body that JavaScript does not have can be read like the reply of a call with this number.
    fn describe(&self, request: Request, shared: &Shared, number: u32) -> Value {
        let (head, body) = request.message.into_parts();
        let headers: Vec<String> =
            head.headers.iter().flat_map(|(name, value)| [name.to_string(), latin1(value)]).collect();
        let body = match body {
            Outgoing::Empty => "none",
            Outgoing::Bytes(_) if self.has_content => "content",
            streamed => {
                shared.streams.keep_request(number, BodyReader::new(streamed));
                "stream"
            }
        };
        json!({ "request": {
            "secure": request.origin.secure,
            "host": request.origin.host,
            "port": request.origin.port,
            "address": request.address.map(|address| address.ip().to_string()),
            "method": head.method.as_str(),
            "target": head.uri.to_string(),
            "headers": headers,
            "body": body,
        } })
    }
}

fn latin1(value: &HeaderValue) -> String {
    value.as_bytes().iter().map(|byte| char::from(*byte)).collect()
}

/// The head of a reply, as JSON text.
#[derive(Deserialize)]
struct HeadInput {
    status: u16,
    reason: String,
    /// Name and value after name and value.
    headers: Vec<String>,
    #[serde(default)]
    address: Option<IpAddr>,
    #[serde(default)]
    port: u16,
    #[serde(default)]
    reused: bool,
    /// Requests on the connection, or whatever else tells the exchange from others of its operation.
    #[serde(default)]
    requests: u32,
    #[serde(default)]
    responses: u32,
}

impl HeadInput {
    fn read(json: &str) -> std::result::Result<Self, Error> {
        serde_json::from_str(json).map_err(|e| Error::input(format!("what came is no reply: {e}")))
    }

    fn with(self, body: HeadBody) -> std::result::Result<Head, Error> {
        let status = StatusCode::from_u16(self.status)
            .map_err(|_| Error::input(format!("{} is not the status of a reply", self.status)))?;
        let mut headers = HeaderMap::with_capacity(self.headers.len() / 2);
        let mut flat = self.headers.iter();
        while let (Some(name), Some(value)) = (flat.next(), flat.next()) {
            // What is no header says nothing.
            if let (Ok(name), Some(value)) = (HeaderName::from_bytes(name.as_bytes()), header_value(value)) {
                headers.append(name, value);
            }
        }
        let nowhere = IpAddr::from(Ipv4Addr::UNSPECIFIED);
        let connection = ConnectionFacts {
            remote: SocketAddr::new(self.address.unwrap_or(nowhere), self.port),
            reused: self.reused,
            requests: self.requests,
            replies: self.responses,
        };
        Ok(Head { status, reason: self.reason, headers, connection, body })
    }
}

fn header_value(text: &str) -> Option<HeaderValue> {
    let bytes: Option<Vec<u8>> = text.chars().map(|c| u8::try_from(u32::from(c)).ok()).collect();
    HeaderValue::from_bytes(&bytes?).ok()
}

/// What a transport of JavaScript failed with: `kind` is one of [`Error::kind`], and what is none of them is an error that
/// a repetition would not heal.
fn failure(kind: &str, message: String) -> Error {
    let source = message.clone();
    match kind {
        "connect" => Error::connect(message, source),
        "certificate" => Error::certificate(message),
        "interrupted" => Error::interrupted(message, source),
        "body" => Error::body(message, source),
        _ => Error::input(message),
    }
}

#[napi]
impl Port {
    /// Asks what is to be done next for a relay: `request` to be sent, `givenUp` when nobody waits any more for the one
    /// of this number, from 0, `done` after which nothing follows.
    #[napi(catch_unwind)]
    pub fn next_request(&self, env: Env, call: u32, relay: u32) -> Result<()> {
        let entry = self.shared.relays.entry(relay);
        let shared = Arc::downgrade(&self.shared);
        self.shared.start(env, call, async move {
            Finished::Told(match (entry, shared.upgrade()) {
                (Some(entry), Some(shared)) => entry.next(&shared, relay).await,
                _ => json!({ "done": true }),
            })
        })
    }

    /// Says that a socket is being connected for the request of a relay.
    #[napi(catch_unwind)]
    pub fn request_connecting(&self, relay: u32) {
        if let Some(progress) = self.shared.relays.progress(relay) {
            progress.connecting();
        }
    }

    /// Says that the request of a relay has a connection.
    #[napi(catch_unwind)]
    pub fn request_connected(&self, relay: u32) {
        if let Some(progress) = self.shared.relays.progress(relay) {
            progress.connected();
        }
    }

    /// Says that bytes of the request or of its reply have moved.
    #[napi(catch_unwind)]
    pub fn request_moved(&self, relay: u32) {
        if let Some(progress) = self.shared.relays.progress(relay) {
            progress.moved();
        }
    }

    /// The reply to the request of a relay: its head as JSON (`status`, `reason`, flat list of `headers`, and what is known of
    /// the connection: `address`, `port`, `reused`, `requests`, `responses`), and its body, or the number of the upload that
    /// brings it.
    #[napi(catch_unwind)]
    pub fn answer_request(
        &self,
        env: Env,
        relay: u32,
        head: String,
        body: Option<BufferSlice<'_>>,
        stream: Option<u32>,
    ) -> Result<()> {
        let Some(answer) = self.shared.relays.answer(relay) else { return Ok(()) };
        let whole = body.map(|body| bytes_in(env, body, &self.shared.gate)).transpose()?;
        let body = match stream.and_then(|number| self.shared.streams.take_upload(number)) {
            Some(stream) => HeadBody::Stream(stream),
            None => HeadBody::Whole(whole.unwrap_or_else(Bytes::new)),
        };
        match HeadInput::read(&head).and_then(|head| head.with(body)) {
            Ok(head) => answer.head(head),
            Err(error) => answer.fail(error),
        }
        Ok(())
    }

    /// The request of a relay has failed.
    #[napi(catch_unwind)]
    pub fn fail_request(&self, relay: u32, kind: String, message: String) {
        if let Some(answer) = self.shared.relays.answer(relay) {
            answer.fail(failure(&kind, message));
        }
    }

    /// Forgets a relay. Its operation, if it is not over, fails.
    #[napi(catch_unwind)]
    pub fn close_relay(&self, relay: u32) {
        lock(&self.shared.relays.0).remove(&relay);
        self.shared.streams.drop_download(relay);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_keeps_what_is_a_header() {
        let json = r#"{"status":200,"reason":"Fine","headers":["ETag","\"a\"","x-a","é","x-a","b","no name","c","x-b","中"]}"#;
        let head = HeadInput::read(json).and_then(|head| head.with(HeadBody::Whole(Bytes::new()))).unwrap();
        assert_eq!((head.status.as_u16(), head.reason.as_str()), (200, "Fine"));
        let rows: Vec<_> = head.headers.iter().map(|(name, value)| (name.as_str(), latin1(value))).collect();
        assert_eq!(rows, [("etag", "\"a\"".into()), ("x-a", "é".into()), ("x-a", "b".into())]);
    }

    #[test]
    fn what_is_no_reply_is_an_error() {
        let wrong = |json| HeadInput::read(json).and_then(|head| head.with(HeadBody::Whole(Bytes::new())));
        assert!(wrong("{}").unwrap_err().is_input());
        assert!(wrong(r#"{"status":7,"reason":"","headers":[]}"#).unwrap_err().is_input());
    }

    #[test]
    fn failures_keep_their_kind() {
        for kind in ["connect", "interrupted", "body"] {
            assert_eq!(failure(kind, "why".into()).kind(), kind);
        }
        assert_eq!(failure("certificate", "why".into()).kind(), "connect");
        assert_eq!(failure("other", "why".into()).kind(), "input");
    }
}
