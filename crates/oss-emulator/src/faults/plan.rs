//! What happens to one request.

use std::time::Duration;

use super::BodyFault;
use crate::error::ServiceError;

/// First it waits, then it is struck, if at all.
#[derive(Debug, Default)]
pub(crate) struct Plan {
    /// How long it waits.
    pub(crate) delay: Duration,
    /// What strikes it.
    pub(crate) strike: Option<Strike>,
}

/// What strikes a request.
#[derive(Debug)]
pub(crate) enum Strike {
    /// An error in place of the work.
    Error(ServiceError),
    /// A reset in place of the work.
    Reset,
    /// The body of the request does not come in as it was sent.
    Request(BodyFault),
    /// The work is done, then the connection is reset.
    LoseReply,
    /// The work is done, then nothing is sent for a while, or for ever.
    StallHead(Option<Duration>),
    /// The checksum of the reply is wrong.
    WrongCrc,
    /// The body of the reply does not go out as it should.
    Reply(BodyFault),
}
