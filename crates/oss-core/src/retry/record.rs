//! What errors tell of the attempts that led to them.

use std::net::SocketAddr;
use std::time::Duration;

/// One failed attempt.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AttemptRecord {
    /// The pause before it.
    pub delay: Duration,
    /// Status of the reply, if one came.
    pub status: Option<u16>,
    /// The service's code.
    pub code: Option<String>,
    /// What went wrong, unless the service's answer says it.
    pub cause: Option<String>,
    /// `x-oss-request-id` of the reply.
    pub request_id: Option<String>,
    /// The peer, if there was a connection.
    pub remote: Option<SocketAddr>,
}
