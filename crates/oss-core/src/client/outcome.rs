//! What became of an operation.

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use super::stream::ReplyStream;
use crate::error::Error;
use crate::transport::ConnectionFacts;

/// What became of an operation: the last reply, if one came, and the error, if it failed.
#[derive(Debug)]
pub struct Outcome {
    /// URL of the last attempt; `None` when it came to none.
    pub url: Option<String>,
    /// The last reply, also when the operation does not accept it.
    pub reply: Option<Reply>,
    /// Why the operation failed.
    pub error: Option<Error>,
    /// Milliseconds from the call to the end, all attempts included.
    pub elapsed_ms: i64,
}

impl Outcome {
    /// An operation that the caller gave up.
    pub fn cancelled() -> Self {
        Self::failed_before_sending(Error::cancelled())
    }

    /// An operation of which nothing was sent.
    pub fn failed_before_sending(error: Error) -> Self {
        Self { url: None, reply: None, error: Some(error), elapsed_ms: 0 }
    }
}

/// A reply whose body has been received, or can be read.
#[derive(Debug)]
pub struct Reply {
    /// Status code.
    pub status: StatusCode,
    /// Reason phrase.
    pub reason: String,
    /// Headers.
    pub headers: HeaderMap,
    /// The connection that served it.
    pub connection: ConnectionFacts,
    /// The body, inflated; `None` when it went to a file or can be read from `stream`.
    pub body: Option<Bytes>,
    /// Bytes of the body on the wire; 0 when it went to a file, as ali-oss counts.
    pub size: u64,
    /// What the reply says, as JSON text: an XML document in the shape of xml2js, or the credential that STS issued.
    pub document: Option<String>,
    /// The body, as it comes ([`ReplyKind::Stream`](crate::ReplyKind::Stream)).
    pub stream: Option<ReplyStream>,
}
