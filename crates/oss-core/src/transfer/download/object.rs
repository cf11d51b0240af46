//! What is known of the object before its parts are fetched.

use serde_json::{Value, json};

use super::super::engine::{Engine, header, stated_crc64};
use super::super::failure::Failure;
use super::super::operations;
use super::Download;
use crate::client::{Body, Outcome, ReplyStream};
use crate::error::Error;

/// An object, and the reply that described it.
#[derive(Debug)]
pub(super) struct Object {
    pub(super) size: u64,
    pub(super) etag: Option<String>,
    pub(super) crc64: Option<u64>,
    pub(super) outcome: Outcome,
}

impl Object {
    /// What tells one content from another.
    pub(super) fn identity(&self) -> Value {
        json!({ "etag": self.etag, "crc64": self.crc64.map(|crc64| crc64.to_string()) })
    }

    /// Asks for the head alone.
    pub(super) async fn describe(engine: &Engine, download: &Download) -> Result<Self, Failure> {
        let operation = operations::head(&download.place, &download.headers, download.version_id.as_deref());
        let outcome = engine.execute(operation, || Body::Empty).await?;
        let size = header(&outcome, "content-length").and_then(|length| length.parse().ok());
        Self::of(outcome, size)
    }

    fn of(outcome: Outcome, size: Option<u64>) -> Result<Self, Failure> {
        let Some(size) = size else {
            let error = Error::unreadable("the reply does not tell how large the object is");
            return Err(Failure::of(Outcome { error: Some(error), ..outcome }));
        };
        let etag = header(&outcome, "etag").map(str::to_owned);
        let crc64 = stated_crc64(&outcome);
        Ok(Self { size, etag, crc64, outcome })
    }
}

/// An object and the beginning of its content: small ones cost one request.
#[derive(Debug)]
pub(super) struct Opening {
    pub(super) object: Object,
    pub(super) first: ReplyStream,
}

impl Opening {
    /// Asks for the first `length` bytes, or for all.
    ///
    /// The service answers a range that is larger than the object with all of it.
    pub(super) async fn of(
        engine: &Engine,
        download: &Download,
        length: Option<u64>,
    ) -> Result<Self, Failure> {
        let last = length.map(|length| (length.max(1) - 1).to_string()).unwrap_or_default();
        let range = format!("bytes=0-{last}");
        let version = download.version_id.as_deref();
        let operation = operations::get(&download.place, &download.headers, version, range);
        let mut outcome = engine.execute(operation, || Body::Empty).await?;
        let size = match header(&outcome, "content-range") {
            Some(range) => range.rsplit_once('/').and_then(|(_, total)| total.parse().ok()),
            None => header(&outcome, "content-length").and_then(|length| length.parse().ok()),
        };
        let stream = outcome.reply.as_mut().and_then(|reply| reply.stream.take());
        let object = Object::of(outcome, size)?;
        match stream {
            Some(first) => Ok(Self { object, first }),
            None => Err(Error::unreadable("the reply has no body").into()),
        }
    }
}
