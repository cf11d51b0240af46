//! The journal: every request as it came, and what became of it.

use std::collections::VecDeque;
use std::sync::Mutex;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::{Serialize, Serializer};

use crate::context::Context;
use crate::sync::lock;

/// How many requests are remembered; older ones are forgotten first.
const CAPACITY: usize = 10_000;

/// One request.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Record {
    /// Counted from 1 since the start or the last reset.
    sequence: u64,
    /// The connection that it came on.
    connection: u64,
    /// The emulator's time at its beginning, in milliseconds since 1970.
    time_ms: i64,
    method: String,
    host: String,
    target: String,
    /// Request line and headers, byte for byte, in base64.
    #[serde(rename = "head_base64", serialize_with = "base64")]
    head: Vec<u8>,
    /// `null` until it is answered, and for ever if the client went away before.
    operation: Option<&'static str>,
    status: Option<u16>,
    code: Option<&'static str>,
    /// Bytes of the body that were read.
    body_bytes: u64,
    request_id: String,
}

fn base64<S: Serializer>(bytes: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&STANDARD.encode(bytes))
}

/// The last requests, in the order in which they began.
#[derive(Debug, Default)]
pub(crate) struct Journal {
    records: Mutex<Records>,
}

#[derive(Debug, Default)]
struct Records {
    last: u64,
    /// Sequence numbers ascend without gaps.
    kept: VecDeque<Record>,
}

/// A request that has begun and may yet end.
#[derive(Debug)]
pub(crate) struct Entry<'j> {
    journal: &'j Journal,
    sequence: u64,
}

impl Journal {
    /// Writes down a request.
    pub(crate) fn begin(&self, context: &Context, head: Vec<u8>) -> Entry<'_> {
        let mut records = lock(&self.records);
        records.last += 1;
        let record = Record {
            sequence: records.last,
            connection: context.control.connection,
            time_ms: i64::try_from(context.now.unix_timestamp_nanos() / 1_000_000).unwrap_or_default(),
            method: context.head.method.to_string(),
            host: context.head.host.clone(),
            target: context.head.target.clone(),
            head,
            operation: None,
            status: None,
            code: None,
            body_bytes: 0,
            request_id: context.request_id.clone(),
        };
        if records.kept.len() == CAPACITY {
            records.kept.pop_front();
        }
        records.kept.push_back(record);
        Entry { journal: self, sequence: records.last }
    }

    /// The requests after a sequence number.
    pub(crate) fn since(&self, sequence: u64) -> Vec<Record> {
        lock(&self.records).kept.iter().filter(|record| record.sequence > sequence).cloned().collect()
    }

    /// Forgets everything and counts from 1 again.
    pub(crate) fn clear(&self) {
        *lock(&self.records) = Records::default();
    }
}

impl Entry<'_> {
    /// Adds what became of the request. A record that was forgotten meanwhile stays forgotten.
    pub(crate) fn end(self, operation: &'static str, code: &'static str, status: u16, body_bytes: u64) {
        let mut records = lock(&self.journal.records);
        if let Some(record) = records.kept.iter_mut().rev().find(|record| record.sequence == self.sequence) {
            record.operation = Some(operation);
            record.status = Some(status);
            record.code = (code != "-").then_some(code);
            record.body_bytes = body_bytes;
        }
    }
}
