//! Whether a failed attempt is followed by another, and when: the rules of docs/RETRIES.md, without clock and I/O.

mod backoff;
mod cause;
mod class;
mod clock_offset;
mod policy;
mod record;
mod tokens;

pub use self::backoff::{MAX_PAUSE, backoff, stated_pause};
pub use self::cause::{Cause, is_throttling};
pub use self::class::{ABORT, APPEND, COMPLETE, DELETE_BUCKET, Replay, Row, TABLE, row_of};
pub use self::clock_offset::{ClockOffset, server_time};
pub use self::policy::{Attempt, DEFAULT_RETRIES, Decision, Policy};
pub use self::record::AttemptRecord;
pub use self::tokens::Tokens;
