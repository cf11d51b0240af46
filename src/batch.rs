//! What has ended since JavaScript was last told, gathered where the work ends.
//!
//! One array of JSON for all outcomes costs JavaScript one string and one `JSON.parse`, which knows from one outcome how
//! the next will look. Small bodies share slabs, as Node's own small Buffers do: a Buffer with memory of its own costs
//! more than a request.

use bytes::Bytes;
use oss_core::Notice;
use oss_core::client::{Outcome, ReplyStream};

use crate::buffers::BodyOut;
use crate::outcome::{self, Place};
use crate::port::Finished;

/// Bodies up to this size share a slab; half of it is the limit of Node's own pool.
const POOLED: usize = 4 * 1024;

/// The most that a small body which is kept can keep from being freed.
const SLAB: usize = 16 * 1024;

/// Outcomes on their way to JavaScript.
#[derive(Default)]
pub(crate) struct Batch {
    /// A JSON array but for its last bracket.
    text: String,
    bodies: Vec<Bytes>,
    slab: Vec<u8>,
    /// Calls that have ended.
    count: usize,
}

impl Batch {
    /// Takes in what became of a call. The body that a reply left to be read is given back.
    pub(crate) fn push(&mut self, call: u32, finished: Finished) -> Option<ReplyStream> {
        self.begin();
        self.count += usize::from(!matches!(finished, Finished::Progress(_)));
        let mut outcome = match finished {
            Finished::Outcome(outcome) => outcome,
            Finished::Piece(piece) => {
                let place = piece.as_ref().map(|bytes| bytes.clone().map(|bytes| self.store(bytes)));
                outcome::write_piece(&mut self.text, call, place);
                return None;
            }
            Finished::Credential(fetched) => {
                outcome::write_credential(&mut self.text, call, &fetched);
                return None;
            }
            Finished::Event(event) => {
                outcome::write_event(&mut self.text, call, event.as_deref());
                return None;
            }
            Finished::Accepted(more) => {
                outcome::write_accepted(&mut self.text, call, more);
                return None;
            }
            Finished::Progress(report) => {
                outcome::write_progress(&mut self.text, call, report);
                return None;
            }
            Finished::Told(mut what) => {
                if let Some(fields) = what.as_object_mut() {
                    fields.insert("call".to_owned(), call.into());
                }
                self.text.push_str(&what.to_string());
                return None;
            }
        };
        let body = outcome.reply.as_mut().and_then(|reply| reply.body.as_mut().map(std::mem::take));
        // JavaScript makes an empty Buffer faster than it takes one over.
        let place = body.filter(|body| !body.is_empty()).map(|body| self.store(body));
        outcome::write(&mut self.text, call, &outcome, place);
        outcome.reply.and_then(|reply| reply.stream)
    }

    /// Takes in how an attempt ended that may be followed by another, if JavaScript says so.
    pub(crate) fn push_question(&mut self, call: u32, failed: &Outcome) {
        self.begin();
        let body = failed.reply.as_ref().and_then(|reply| reply.body.clone());
        let place = body.filter(|body| !body.is_empty()).map(|body| self.store(body));
        outcome::write_question(&mut self.text, call, failed, place);
    }

    /// Takes in what is no call's outcome.
    pub(crate) fn push_notice(&mut self, notice: &Notice) {
        self.begin();
        outcome::write_notice(&mut self.text, notice);
    }

    fn begin(&mut self) {
        self.text.push(if self.text.is_empty() { '[' } else { ',' });
    }

    fn store(&mut self, body: Bytes) -> Place {
        if body.len() > POOLED {
            self.close_slab();
            self.bodies.push(body);
            return Place { buffer: self.bodies.len() - 1, run: None };
        }
        if self.slab.len() + body.len() > SLAB {
            self.close_slab();
        }
        let start = self.slab.len();
        self.slab.extend_from_slice(&body);
        Place { buffer: self.bodies.len(), run: Some(start..self.slab.len()) }
    }

    fn close_slab(&mut self) {
        if !self.slab.is_empty() {
            self.bodies.push(std::mem::take(&mut self.slab).into());
        }
    }

    /// How many calls have ended, the JSON, and the Buffers that it speaks of.
    pub(crate) fn finish(mut self) -> (usize, String, Vec<BodyOut>) {
        self.close_slab();
        self.text.push_str(if self.text.is_empty() { "[]" } else { "]" });
        (self.count, self.text, self.bodies.into_iter().map(BodyOut).collect())
    }
}

#[cfg(test)]
mod tests {
    use http::{HeaderMap, StatusCode};
    use oss_core::client::Reply;
    use oss_core::progress::Report;
    use oss_core::transport::ConnectionFacts;
    use serde_json::Value;

    use super::*;

    fn outcome(body: Vec<u8>) -> Outcome {
        let remote = ([127, 0, 0, 1], 80).into();
        let reply = Reply {
            status: StatusCode::OK,
            reason: "OK".to_owned(),
            headers: HeaderMap::new(),
            connection: ConnectionFacts { remote, reused: false, requests: 1, replies: 1 },
            size: body.len() as u64,
            body: Some(body.into()),
            document: None,
            stream: None,
        };
        Outcome { url: None, reply: Some(reply), error: None, elapsed_ms: 0 }
    }

    #[test]
    fn bodies_of_every_size_are_where_the_json_says() {
        let sizes = [3, 0, POOLED, POOLED + 1, 1, POOLED, POOLED, POOLED, POOLED, 100_000, 7];
        let bodies: Vec<Vec<u8>> = (0..).zip(sizes).map(|(byte, size)| vec![byte; size]).collect();
        let mut batch = Batch::default();
        for (call, body) in (1..).zip(&bodies) {
            assert!(batch.push(call, outcome(body.clone()).into()).is_none());
        }
        let (count, text, buffers) = batch.finish();
        let replies: Vec<Value> = serde_json::from_str(&text).unwrap();
        assert_eq!((count, replies.len()), (sizes.len(), sizes.len()));
        for ((call, body), reply) in (1..).zip(&bodies).zip(&replies) {
            assert_eq!(reply["call"], call);
            let number = |name: &str| usize::try_from(reply[name].as_u64().unwrap()).unwrap();
            let found = match (reply.get("buffer"), reply.get("end")) {
                (None, _) => &[],
                (Some(_), None) => &buffers[number("buffer")].0[..],
                (Some(_), Some(_)) => &buffers[number("buffer")].0[number("start")..number("end")],
            };
            assert!(found == body, "body {call}");
        }
        assert!(buffers.iter().all(|buffer| buffer.0.len() <= SLAB || buffer.0.len() == 100_000));
    }

    #[test]
    fn reports_of_progress_end_no_call() {
        let mut batch = Batch::default();
        let report = Report { transferred: 5_000_000_000, total: None, rate: 1024.6 };
        batch.push(1, Finished::Progress(report));
        batch.push(2, Finished::Accepted(true));
        batch.push(1, Finished::Progress(Report { total: Some(9), ..report }));
        let (ended, text, _) = batch.finish();
        let first = r#"{"call":1,"transferred":5000000000,"rate":1025}"#;
        let last = r#"{"call":1,"transferred":5000000000,"total":9,"rate":1025}"#;
        assert_eq!(ended, 1);
        assert_eq!(text, format!(r#"[{first},{{"call":2,"closed":false}},{last}]"#));
    }

    #[test]
    fn nothing_is_an_empty_list() {
        let (count, text, buffers) = Batch::default().finish();
        assert_eq!((count, text.as_str(), buffers.len()), (0, "[]", 0));
    }
}
