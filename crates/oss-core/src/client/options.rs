//! Options of a client and of a call.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::pin::Pin;
use std::sync::Arc;

use super::deadline::Deadline;
use super::outcome::Outcome;
use crate::progress::Share;
use crate::request::RequestContext;
use crate::transport::Timeouts;

/// Options of a client.
#[derive(Clone, Debug)]
pub struct ClientOptions {
    /// How requests are addressed and signed.
    pub request: RequestContext,
    /// Further attempts after the first, for failures that allow one. `None`: up to two, none of which starts later than the
    /// response timeout after the call began.
    pub retry_max: Option<u32>,
    /// Compare the CRC-64 of whole bodies with the service's.
    pub crc64: bool,
    /// Send `Content-MD5` with object bodies too; documents always carry it.
    pub content_md5: bool,
    /// Where requests for `*.aliyuncs.com` go instead, over plain TCP.
    pub emulator: Option<SocketAddr>,
}

/// Options of one call.
#[derive(Debug)]
pub struct CallOptions {
    /// Phase limits of each attempt.
    pub timeouts: Timeouts,
    /// Where an accepted body goes when the operation's reply is a file.
    pub target: Option<PathBuf>,
    /// What the body that is moved, the request's or else the reply's, adds to the progress of a transfer.
    pub progress: Option<Share>,
    /// When the whole call must have ended.
    pub deadline: Option<Deadline>,
    /// The CRC-64 of what an object held before an append, whose reply tells that of the whole.
    pub crc64_before: Option<u64>,
    /// Asked before each retry.
    pub consent: Option<Arc<dyn Consent>>,
}

impl CallOptions {
    /// A call of which nothing special is asked.
    pub fn new(timeouts: Timeouts) -> Self {
        Self { timeouts, target: None, progress: None, deadline: None, crc64_before: None, consent: None }
    }
}

/// Has a say in whether a call is repeated.
pub trait Consent: Send + Sync + std::fmt::Debug {
    /// Whether the attempt that ended like this, and which the rules would repeat, may be repeated.
    fn ask(&self, failed: &Outcome) -> Pin<Box<dyn Future<Output = bool> + Send>>;
}
