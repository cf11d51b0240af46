//! Uploads of what comes as a stream. Parts are gathered in memory, within the budget that all transfers share.

use std::sync::{Arc, Mutex, PoisonError};

use bytes::{Buf, Bytes, BytesMut};
use serde_json::{Value, json};

use super::super::checkpoint::{Record, Resume};
use super::super::crew::{Crew, unless_stopped};
use super::super::engine::Engine;
use super::super::failure::Failure;
use super::super::ledger::combined;
use super::super::operations::Sorted;
use super::super::plan::{self, MOST_PARTS, Run};
use super::super::session::{Content, Session};
use super::Order;
use super::sized;
use crate::client::Outcome;
use crate::error::Error;
use crate::transport::{StreamBody, Whole};

/// Memory for a part that is taken before its bytes are there.
const READY: usize = 32 * 1024 * 1024;

/// Uploads what a stream brings: in one request what is no larger than a part.
pub(super) async fn stream(
    engine: &Arc<Engine>,
    order: &Order,
    stream: StreamBody,
) -> Result<(Outcome, Value), Failure> {
    if !matches!(order.resume, Resume::Never) {
        return Err(Error::input("an upload of a stream cannot go on from a checkpoint").into());
    }
    let length = stream.left();
    let least = length.map_or(Ok(0), |length| {
        engine.meter.set_total(length);
        plan::part_size(length, engine.settings.part_size, 0)
    })?;
    let size_of = |number| plan::stream_part_size(number, engine.settings.part_size).max(least);
    let mut pieces = Pieces { stream, rest: Bytes::new(), ended: false, spare: Spare::default() };
    let claim = engine.purse.claim(size_of(1)).await;
    let first = unless_stopped(&engine.stop, pieces.gather(size_of(1))).await?;
    if pieces.ended {
        let size = first.len() as u64;
        engine.meter.set_total(size);
        let whole = Whole::Memory(first);
        return unless_stopped(&engine.stop, sized::put(engine, order, whole, size)).await;
    }
    let record = Record {
        direction: "upload".into(),
        place: order.place.clone(),
        file: String::new(),
        size: 0,
        part_size: 0,
        content: Value::Null,
        upload_id: None,
        temporary: None,
        done: std::collections::BTreeMap::new(),
    };
    let beginning = Session::begin(engine, Sorted::new(&order.headers), order.mime.as_ref(), record, None);
    let session = Session::begin_unless_stopped(engine, beginning).await?;
    let mut crew = Crew::new(engine.settings.parallel);
    let work = async {
        let (mut number, mut offset, mut part, mut claim) = (0, 0, first, claim);
        while !part.is_empty() {
            number += 1;
            if u64::from(number) > MOST_PARTS {
                return Err(too_long(offset).into());
            }
            let run = Run { number, offset, length: part.len() as u64 };
            offset += run.length;
            let (sender, held, spare) = (Arc::clone(&session), claim.take(), Arc::clone(&pieces.spare));
            crew.begin(async move {
                // Its memory is free again when the part is through.
                let _held = held;
                sender.send(run, Content::Piece(part.clone())).await?;
                give_back(&spare, part);
                Ok(())
            })
            .await?;
            if pieces.ended {
                break;
            }
            let size = size_of(u64::from(number) + 1);
            claim = engine.purse.claim(size).await;
            part = pieces.gather(size).await?;
        }
        crew.finish().await?;
        engine.meter.set_total(offset);
        let outcome = session.complete(combined(&session.ledger.all())).await?;
        Ok::<_, Failure>((outcome, offset))
    };
    let ended = unless_stopped(&engine.stop, work).await;
    let (outcome, size) = session.settle(crew, false, ended).await?;
    let parts = session.ledger.all();
    let crc64 = combined(&parts).map(|crc64| crc64.to_string());
    Ok((outcome, json!({ "size": size, "parts": parts.len(), "resumed": 0, "crc64": crc64 })))
}

fn too_long(bytes: u64) -> Error {
    Error::input(format!(
        "the stream has more than {bytes} bytes, which is all that {MOST_PARTS} parts hold; \
         a larger partSize takes more memory and holds more"
    ))
}

/// The bytes of a stream, cut into parts.
#[derive(Debug)]
struct Pieces {
    stream: StreamBody,
    /// What came with the last part and belongs to the next.
    rest: Bytes,
    ended: bool,
    spare: Spare,
}

/// Memory of parts that are through. An allocator would keep as much again before it gives any back.
type Spare = Arc<Mutex<Vec<BytesMut>>>;

fn give_back(spare: &Spare, part: Bytes) {
    if let Ok(buffer) = part.try_into_mut() {
        spare.lock().unwrap_or_else(PoisonError::into_inner).push(buffer);
    }
}

/// Memory for a part of this size; that of smaller ones is not needed any more.
fn take(spare: &Spare, size: usize) -> BytesMut {
    let found = spare.lock().unwrap_or_else(PoisonError::into_inner).pop();
    match found {
        Some(mut buffer) if buffer.capacity() >= size => {
            buffer.clear();
            buffer
        }
        _ => BytesMut::with_capacity(size),
    }
}

impl Pieces {
    /// The next bytes: `size` of them, or fewer at the end of the stream.
    async fn gather(&mut self, size: u64) -> Result<Bytes, Failure> {
        let size = usize::try_from(size).unwrap_or(usize::MAX);
        let mut part = take(&self.spare, size.min(READY));
        loop {
            let wanted = (size - part.len()).min(self.rest.len());
            part.extend_from_slice(self.rest.get(..wanted).unwrap_or_default());
            self.rest.advance(wanted);
            if part.len() == size {
                return Ok(part.freeze());
            }
            let Some(piece) = self.stream.next().await else {
                self.ended = true;
                return Ok(part.freeze());
            };
            self.rest = piece.map_err(|error| Error::body(error.to_string(), error))?;
        }
    }
}
