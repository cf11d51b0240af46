//! Fetches one part and writes it where it belongs.

use std::fs::File;
use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::Arc;

use bytes::Bytes;

use super::super::engine::{Engine, Place, blocking, header};
use super::super::failure::Failure;
use super::super::ledger::{Done, Ledger};
use super::super::operations::{self, Headers};
use super::super::plan::Run;
use super::super::progress::PartMeter;
use crate::client::{Body, Outcome, ReplyStream};
use crate::crc64::Crc64;
use crate::error::Error;
use crate::file_at::write_all_at;
use crate::replacement::Writer;

/// Bytes gathered before a hand-over to the threads that may block.
const BATCH: usize = 512 * 1024;

/// Where the bytes of a part are written.
#[derive(Debug, Clone)]
pub(super) enum Sink {
    /// At their offset.
    File(Arc<File>),
    /// One after the other: the place may have no offsets.
    InOrder(Arc<File>),
}

impl Sink {
    pub(super) fn new(writer: &Writer, in_order: bool) -> Self {
        let file = Arc::clone(writer.file());
        if in_order { Self::InOrder(file) } else { Self::File(file) }
    }

    fn write(&self, pieces: &[Bytes], mut at: u64) -> io::Result<()> {
        for piece in pieces {
            match self {
                Self::File(file) => write_all_at(file, piece, at)?,
                Self::InOrder(file) => (&**file).write_all(piece)?,
            }
            at += piece.len() as u64;
        }
        Ok(())
    }
}

/// What all parts of a download share.
#[derive(Debug)]
pub(super) struct Fetch {
    pub(super) engine: Arc<Engine>,
    pub(super) place: Place,
    pub(super) version_id: Option<String>,
    pub(super) headers: Headers,
    pub(super) path: PathBuf,
    pub(super) etag: Option<String>,
    pub(super) sink: Sink,
    pub(super) ledger: Ledger,
}

/// How far a part has come.
struct Reached {
    at: u64,
    crc: Crc64,
    meter: PartMeter,
}

impl Fetch {
    /// Fetches a part and writes down that it is done; `stream` has brought its head already.
    pub(super) async fn part(&self, run: Run, mut stream: Option<ReplyStream>) -> Result<(), Failure> {
        let _claim = self.engine.purse.claim(super::super::budget::PASSING).await;
        let mut reached = Reached { at: run.offset, crc: Crc64::new(), meter: self.engine.meter.part() };
        loop {
            let before = reached.at;
            let body = match stream.take() {
                Some(body) => body,
                None => self.open(&reached, run).await?,
            };
            // A body that breaks off goes on by itself; one that only looks whole is asked for the rest.
            self.receive(body, &mut reached, run).await?;
            if reached.at == run.offset + run.length {
                break;
            }
            if reached.at == before {
                return Err(Error::interrupted("socket hang up", "the body of the reply is empty").into());
            }
        }
        let crc64 = Some(reached.crc.value());
        self.ledger.add(Done { number: run.number, etag: None, crc64, length: run.length }).await?;
        Ok(())
    }

    /// Asks for what is missing of a part, of the very object that the others are of.
    async fn open(&self, reached: &Reached, run: Run) -> Result<ReplyStream, Failure> {
        let mut headers = self.headers.clone();
        if let Some(etag) = &self.etag {
            headers.retain(|(name, _)| !name.eq_ignore_ascii_case("if-match"));
            headers.push(("If-Match".into(), etag.clone()));
        }
        let missing =
            Run { number: run.number, offset: reached.at, length: run.offset + run.length - reached.at };
        let operation = operations::get(&self.place, &headers, self.version_id.as_deref(), missing.range());
        let mut outcome = self.engine.execute(operation, || Body::Empty).await?;
        let whole = missing.offset == 0;
        let expected = format!("{}/", missing.range().replace('=', " "));
        let fits = match header(&outcome, "content-range") {
            Some(range) => range.starts_with(&expected),
            None => whole,
        };
        match outcome.reply.as_mut().and_then(|reply| reply.stream.take()) {
            Some(stream) if fits => Ok(stream),
            _ => {
                let error = Error::unreadable(format!("the reply is not the range {}", missing.range()));
                Err(Failure::of(Outcome { error: Some(error), ..outcome }))
            }
        }
    }

    /// Writes what a body brings of the part.
    async fn receive(&self, mut body: ReplyStream, reached: &mut Reached, run: Run) -> Result<(), Error> {
        let end = run.offset + run.length;
        let mut batch = Batch::default();
        loop {
            let read = body.read().await;
            let piece = match read {
                Ok(Some(mut piece)) => {
                    let left = end - reached.at - batch.size;
                    // The reply that described the object may bring more than the first part.
                    piece.truncate(usize::try_from(left).unwrap_or(usize::MAX));
                    Ok(Some(piece))
                }
                other => other,
            };
            let last = match &piece {
                Ok(Some(piece)) => {
                    batch.pieces.push(piece.clone());
                    batch.size += piece.len() as u64;
                    reached.at + batch.size == end
                }
                Ok(None) | Err(_) => true,
            };
            if last || batch.size >= BATCH as u64 {
                self.write(std::mem::take(&mut batch), reached, run).await?;
            }
            match piece {
                Ok(Some(_)) if !last => {}
                // The body's own end frees its connection for the next request.
                Ok(Some(_)) => return body.read().await.map(|_| ()).or(Ok(())),
                Ok(None) => return Ok(()),
                Err(error) => return Err(error),
            }
        }
    }

    async fn write(&self, batch: Batch, reached: &mut Reached, run: Run) -> Result<(), Error> {
        if batch.size == 0 {
            return Ok(());
        }
        for piece in &batch.pieces {
            reached.crc.update(piece);
        }
        let (sink, at) = (self.sink.clone(), reached.at);
        blocking(move || sink.write(&batch.pieces, at))
            .await?
            .map_err(|error| Error::file("write", &self.path, error))?;
        reached.at += batch.size;
        reached.meter.reached(reached.at - run.offset);
        Ok(())
    }
}

/// Pieces that are written together.
#[derive(Debug, Default)]
struct Batch {
    pieces: Vec<Bytes>,
    size: u64,
}
