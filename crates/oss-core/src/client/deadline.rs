//! The end of the time that a whole call has.

use std::time::{Duration, Instant};

use crate::clock;
use crate::error::Error;

/// When a call must have ended: all its attempts and pauses, and the body of its reply where that is read as it comes.
#[derive(Debug, Clone, Copy)]
pub struct Deadline {
    limit: Duration,
    until: Instant,
}

impl Deadline {
    /// `left` of `limit` from now on; what is gone of it went by before the core had the call.
    pub fn new(limit: Duration, left: Duration) -> Self {
        Self { limit, until: clock::now() + left }
    }

    /// What `work` gives, if it does in time; else it is dropped, and its connections are closed.
    pub(super) async fn bound<T>(self, work: impl Future<Output = T>) -> Result<T, Error> {
        // The timer looks at the work first, which would begin.
        if clock::now() >= self.until {
            return Err(Error::deadline(self.limit));
        }
        tokio::time::timeout_at(self.until.into(), work).await.map_err(|_| Error::deadline(self.limit))
    }
}
