//! Uploads and copies whose size is known, in parts.

use std::path::PathBuf;
use std::sync::Arc;

use serde_json::{Value, json};

use super::checkpoint::{self, Record, Resume};
use super::crew::{Crew, unless_stopped};
use super::engine::{Engine, Place, blocking};
use super::failure::Failure;
use super::operations::{Headers, Sorted};
use super::plan;
use super::session::{Content, Session, abort};
use crate::client::Outcome;
use crate::error::Error;

/// What is to be moved.
pub(super) struct Job<'a> {
    /// `upload` or `copy`.
    pub(super) direction: &'static str,
    pub(super) place: &'a Place,
    pub(super) headers: &'a Headers,
    pub(super) mime: Option<&'a String>,
    pub(super) resume: &'a Resume,
    /// The name of what is read.
    pub(super) file: String,
    pub(super) content: Content,
    /// What it is now: parts of anything else do not belong to it.
    pub(super) identity: Value,
    pub(super) size: u64,
    pub(super) part_size: u64,
    /// CRC-64 of the whole, if it is known beforehand.
    pub(super) crc64: Option<u64>,
    /// Says, when all parts are there, whether the content is still what it was.
    pub(super) check: Check,
}

/// Asks the file system; it may block.
pub(super) type Check = Arc<dyn Fn() -> Result<(), Error> + Send + Sync>;

impl Job<'_> {
    fn path(&self) -> Option<PathBuf> {
        match self.resume {
            Resume::File(path) => Some(path.clone()),
            Resume::Never | Resume::Given(_) => None,
        }
    }

    /// The record of an earlier run.
    pub(super) async fn earlier(&self) -> Result<Option<Record>, Error> {
        match self.resume {
            Resume::Never => Ok(None),
            Resume::Given(given) => {
                let record = Record::of_ali_oss(given, self.place, self.identity.clone())?;
                if record.size != self.size {
                    let (was, is) = (record.size, self.size);
                    return Err(Error::source_changed(format!(
                        "the checkpoint object is of {was} bytes, but there are {is}"
                    )));
                }
                Ok(Some(record))
            }
            Resume::File(path) => {
                let (path, direction, place, file) =
                    (path.clone(), self.direction, self.place.clone(), self.file.clone());
                blocking(move || checkpoint::read(&path, direction, &place, &file)).await?
            }
        }
    }

    fn anew(&self) -> Record {
        Record {
            direction: self.direction.to_owned(),
            place: self.place.clone(),
            file: self.file.clone(),
            size: self.size,
            part_size: self.part_size,
            content: self.identity.clone(),
            upload_id: None,
            temporary: None,
            done: std::collections::BTreeMap::new(),
        }
    }

    /// Moves all parts that `earlier` does not have.
    pub(super) async fn run(
        &self,
        engine: &Arc<Engine>,
        earlier: Option<Record>,
    ) -> Result<(Outcome, Value), Failure> {
        let sorted = Sorted::new(self.headers);
        engine.meter.set_total(self.size);
        let current = |record: &Record| record.size == self.size && record.content == self.identity;
        let resumed = match earlier {
            Some(record) if current(&record) => Session::resume(engine, sorted.clone(), record, self.path()),
            Some(Record { upload_id: Some(id), .. }) => {
                abort(engine, self.place, &sorted.every, &id).await;
                None
            }
            _ => None,
        };
        if let Some(session) = resumed {
            let part_size = session.ledger.part_size();
            match self.run_session(engine, &session, part_size).await {
                Err(failure) if is_lost(&failure) && !matches!(self.resume, Resume::Given(_)) => {
                    engine.meter.restart();
                    session.abort().await;
                }
                ended => return ended,
            }
        }
        let beginning = Session::begin(engine, sorted, self.mime, self.anew(), self.path());
        let session = Session::begin_unless_stopped(engine, beginning).await?;
        self.run_session(engine, &session, self.part_size).await
    }

    async fn run_session(
        &self,
        engine: &Arc<Engine>,
        session: &Arc<Session>,
        part_size: u64,
    ) -> Result<(Outcome, Value), Failure> {
        let earlier: u64 = session.ledger.all().iter().map(|part| part.length).sum();
        let mut crew = Crew::new(engine.settings.parallel);
        let keep = session.ledger.is_kept() || matches!(self.resume, Resume::Given(_));
        let work = async {
            session.send_all(&mut crew, plan::runs(self.size, part_size), &self.content).await?;
            let check = Arc::clone(&self.check);
            blocking(move || check()).await??;
            let crc64 = match self.crc64 {
                Some(crc64) => Some(crc64),
                None => session.checksum(part_size, &self.content).await?,
            };
            session.complete(crc64).await.map(|outcome| (outcome, crc64))
        };
        let ended = unless_stopped(&engine.stop, work).await;
        let ended = session.settle(crew, keep, ended).await;
        if let Err(failure) = &ended
            && failure.error().is_some_and(|error| error.is_source_changed() || error.is_integrity())
        {
            // What is in the checkpoint is of no use any more.
            session.abort().await;
            session.ledger.forget().await?;
        }
        let (outcome, crc64) = ended?;
        session.ledger.forget().await?;
        let summary = json!({
            "size": self.size,
            "parts": self.size.div_ceil(part_size),
            "resumed": earlier,
            "crc64": crc64.map(|crc64| crc64.to_string()),
        });
        Ok((outcome, summary))
    }
}

/// Whether the upload, or a part of it, is not there any more: only another one can succeed.
fn is_lost(failure: &Failure) -> bool {
    ["NoSuchUpload", "InvalidPart"].iter().any(|code| failure.has_code(code))
}
