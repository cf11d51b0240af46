//! One request on its way through the pipeline.

use std::net::SocketAddr;
use std::sync::Arc;

use http::request::Parts;
use time::OffsetDateTime;

use crate::clock::{Stopwatch, random_bytes};
use crate::head;
use crate::request::RequestHead;
use crate::server::control::Control;
use crate::state::Server;

/// A request and everything that is known about it before it is looked at.
#[derive(Debug, Clone)]
pub(crate) struct Context {
    /// The emulator.
    pub(crate) server: Arc<Server>,
    /// The connection.
    pub(crate) control: Arc<Control>,
    /// The head.
    pub(crate) head: RequestHead,
    /// `x-oss-request-id`.
    pub(crate) request_id: String,
    /// The emulator's time when the request began; every decision about the request uses it.
    pub(crate) now: OffsetDateTime,
    /// How long the request takes.
    pub(crate) watch: Stopwatch,
}

impl Context {
    pub(crate) fn new(server: Arc<Server>, control: Arc<Control>, parts: &Parts, peer: SocketAddr) -> Self {
        let now = server.clock.now();
        let head = head::read(parts, peer, control.is_secure());
        Self { server, control, head, request_id: request_id(now), now, watch: Stopwatch::start() }
    }
}

/// 24 upper-case hex digits, the first 8 of which are the Unix seconds of the request, as in every recorded reply; the
/// rest is random (a guess).
fn request_id(now: OffsetDateTime) -> String {
    let seconds = u32::try_from(now.unix_timestamp()).unwrap_or_default();
    format!("{seconds:08X}{:016X}", u64::from_be_bytes(random_bytes()))
}
