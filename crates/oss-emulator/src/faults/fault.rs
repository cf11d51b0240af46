//! One rule, as the admin address takes and shows it, and as Rust tests build it.

use std::num::NonZeroU64;

use serde::{Deserialize, Serialize};

/// What goes wrong, for which requests, how often. In JSON, as `POST /faults` takes it, fields that are absent do not
/// restrict.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fault {
    /// Given by the emulator.
    #[serde(default, skip_deserializing)]
    pub(super) id: u64,
    #[serde(default)]
    pub(super) operation: Option<String>,
    #[serde(default)]
    pub(super) path: Option<String>,
    #[serde(default)]
    pub(super) times: Option<u64>,
    #[serde(default)]
    pub(super) rate: Option<f64>,
    #[serde(default)]
    pub(super) seed: u64,
    pub(super) action: Action,
}

impl Fault {
    /// A fault that strikes every request until it is removed.
    pub fn new(action: Action) -> Self {
        Self { id: 0, operation: None, path: None, times: None, rate: None, seed: 0, action }
    }

    /// The number that the emulator gave it; 0 before.
    pub fn id(&self) -> u64 {
        self.id
    }

    /// Only this operation, such as `PutObject` or `AssumeRole`; `Sts` stands for all calls of STS.
    #[must_use]
    pub fn operation(mut self, name: impl Into<String>) -> Self {
        self.operation = Some(name.into());
        self
    }

    /// Only requests whose `/bucket/key` matches this pattern, with `*` and `?`.
    #[must_use]
    pub fn path(mut self, pattern: impl Into<String>) -> Self {
        self.path = Some(pattern.into());
        self
    }

    /// Only so many requests, after which the fault is used up.
    #[must_use]
    pub fn times(mut self, times: u64) -> Self {
        self.times = Some(times);
        self
    }

    /// Only this share of the requests, 0 to 1; which ones follows from the seed.
    #[must_use]
    pub fn rate(mut self, rate: f64, seed: u64) -> Self {
        (self.rate, self.seed) = (Some(rate), seed);
        self
    }
}

/// What a fault does.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum Action {
    /// Waits before anything else.
    Delay {
        /// How long.
        milliseconds: u64,
    },
    /// Answers with an error instead of doing the work.
    Status {
        /// The status, 400 to 599.
        status: u16,
        /// The code; `InternalError` when absent.
        #[serde(default)]
        code: Option<String>,
        /// The message.
        #[serde(default)]
        message: Option<String>,
        /// `Retry-After` of the reply, in seconds.
        #[serde(default)]
        retry_after: Option<u64>,
    },
    /// Resets the connection instead of doing the work.
    Reset {
        /// Only after so many bytes of the request's body have been read; a shorter body is not struck.
        #[serde(default)]
        after: Option<u64>,
    },
    /// Does the work, then resets the connection instead of answering.
    LoseReply,
    /// Stops in the middle.
    Stall {
        /// Of which body.
        #[serde(default)]
        body: Body,
        /// After so many of its bytes. Absent: before the first byte of the reply, head included, when the work is done;
        /// of a request's body, before its first byte.
        #[serde(default)]
        after: Option<u64>,
        /// How long; until the client leaves when absent.
        #[serde(default)]
        milliseconds: Option<u64>,
    },
    /// Lets a body pass no faster than this.
    Slow {
        /// Which body.
        #[serde(default)]
        body: Body,
        /// Bytes in a second.
        bytes_per_second: NonZeroU64,
    },
    /// Flips the lowest bit of one byte.
    Flip {
        /// In which body.
        #[serde(default)]
        body: Body,
        /// The byte, counted from 0; a shorter body stays as it is.
        #[serde(default)]
        at: u64,
    },
    /// Ends the body of the reply early; a body that is no longer stays as it is.
    Truncate {
        /// After so many bytes.
        after: u64,
        /// In which way.
        #[serde(default)]
        end: Ending,
    },
    /// Puts a wrong number into `x-oss-hash-crc64ecma` of the reply, if it has one.
    WrongCrc,
}

/// The body of the request or of the reply.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Body {
    /// What the client sends.
    Request,
    /// What the emulator sends.
    #[default]
    Reply,
}

/// How a reply ends early.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ending {
    /// `Content-Length` promises the whole body, and the connection is closed.
    #[default]
    Close,
    /// The same, and the connection is reset.
    Reset,
    /// `Content-Length` states what is sent: a reply that looks whole.
    Length,
}

/// Why a fault is refused.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum InvalidFault {
    /// A share that is none.
    #[error("rate must lie between 0 and 1, not at {0}")]
    Rate(f64),
    /// A status that is no error.
    #[error("status must lie between 400 and 599, not at {0}")]
    Status(u16),
}
