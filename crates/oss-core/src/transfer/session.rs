//! An upload in parts: begun, filled, completed or given up.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;

use super::checkpoint::Record;
use super::crew::Crew;
use super::engine::{Engine, Place, blocking, document, header, stated_crc64};
use super::failure::Failure;
use super::ledger::{Done, Ledger, combined};
use super::operations::{self, Headers, Sorted};
use super::plan::Run;
use crate::client::{Body, Outcome};
use crate::error::Error;
use crate::file_at::checksum_at;
use crate::operation::Operation;
use crate::transport::{Part, Whole};

/// How long giving up an upload may keep its caller waiting.
const ABORT_LIMIT: Duration = Duration::from_secs(5);

/// How long one that is just beginning may.
const BEGINNING_LIMIT: Duration = Duration::from_secs(1);

/// Where the bytes of parts come from.
#[derive(Debug, Clone)]
pub(super) enum Content {
    /// A file or memory.
    Whole(Whole),
    /// Just this part is at hand.
    Piece(Bytes),
    /// An object: the headers that name it, and what it must still be.
    Copy(Headers),
}

/// An upload in parts that is under way.
#[derive(Debug)]
pub(super) struct Session {
    engine: Arc<Engine>,
    place: Place,
    headers: Sorted,
    upload_id: String,
    pub(super) ledger: Ledger,
    /// An earlier run has begun it, and may even have ended it.
    pub(super) resumed: bool,
}

impl Session {
    /// Begins an upload.
    pub(super) async fn begin(
        engine: &Arc<Engine>,
        headers: Sorted,
        mime: Option<&String>,
        mut record: Record,
        path: Option<std::path::PathBuf>,
    ) -> Result<Arc<Self>, Failure> {
        let place = record.place.clone();
        let operation = operations::initiate(&place, &headers.beginning, mime);
        let outcome = engine.execute(operation, || Body::Empty).await?;
        let Some(upload_id) =
            document(&outcome).get("UploadId").and_then(|id| id.as_str().map(str::to_owned))
        else {
            let error = Error::unreadable("the reply to InitiateMultipartUpload has no UploadId");
            return Err(Failure::of(Outcome { error: Some(error), ..outcome }));
        };
        record.upload_id = Some(upload_id.clone());
        let ledger = Ledger::new(record, path);
        let session = Self { engine: Arc::clone(engine), place, headers, upload_id, ledger, resumed: false };
        if let Err(error) = session.ledger.begin().await {
            session.abort().await;
            return Err(error.into());
        }
        Ok(Arc::new(session))
    }

    /// Begins an upload unless the transfer is given up. One that is given up meanwhile is waited for, though not for long: nobody
    /// else would know of it.
    pub(super) async fn begin_unless_stopped(
        engine: &Arc<Engine>,
        beginning: impl Future<Output = Result<Arc<Self>, Failure>>,
    ) -> Result<Arc<Self>, Failure> {
        let given_up = || Failure::from(Error::cancelled());
        if engine.stop.is_stopped() {
            return Err(given_up());
        }
        let mut beginning = Box::pin(beginning);
        tokio::select! {
            begun = beginning.as_mut() => return begun,
            () = engine.stop.stopped() => {}
        }
        if let Ok(Ok(session)) = tokio::time::timeout(BEGINNING_LIMIT, beginning).await
            && !session.ledger.is_kept()
        {
            session.abort().await;
        }
        Err(given_up())
    }

    /// Goes on with an upload that a checkpoint tells of; `None` when it tells of none.
    pub(super) fn resume(
        engine: &Arc<Engine>,
        headers: Sorted,
        record: Record,
        path: Option<std::path::PathBuf>,
    ) -> Option<Arc<Self>> {
        let (place, upload_id) = (record.place.clone(), record.upload_id.clone()?);
        for done in record.done.values() {
            engine.meter.add(done.length);
        }
        let ledger = Ledger::new(record, path);
        Some(Arc::new(Self { engine: Arc::clone(engine), place, headers, upload_id, ledger, resumed: true }))
    }

    /// Sends the parts that are not done yet, several at a time.
    pub(super) async fn send_all(
        self: &Arc<Self>,
        crew: &mut Crew,
        runs: impl Iterator<Item = Run>,
        content: &Content,
    ) -> Result<(), Failure> {
        for run in runs.filter(|run| !self.ledger.is_done(run.number)) {
            let (session, content) = (Arc::clone(self), content.clone());
            crew.begin(async move {
                let _claim = session.engine.purse.claim(super::budget::PASSING).await;
                session.send(run, content).await
            })
            .await?;
        }
        crew.finish().await
    }

    /// Sends one part and writes down that it is done.
    pub(super) async fn send(&self, run: Run, content: Content) -> Result<(), Failure> {
        let meter = self.engine.meter.part();
        let upload = || operations::upload_part(&self.place, &self.headers.every, run, &self.upload_id);
        let (length, passed) = (run.length, Some(meter.passed()));
        let (operation, body) = match content {
            Content::Whole(whole) => (upload(), Some(Part { whole, offset: run.offset, length, passed })),
            Content::Piece(bytes) => {
                (upload(), Some(Part { whole: Whole::Memory(bytes), offset: 0, length, passed }))
            }
            Content::Copy(source) => {
                let headers = source.into_iter().chain(self.headers.every.clone()).collect();
                (operations::copy_part(&self.place, headers, run, &self.upload_id), None)
            }
        };
        let outcome = self.engine.execute(operation, || body.clone().map_or(Body::Empty, Body::Part)).await?;
        let told = document(&outcome).get("ETag").and_then(|etag| etag.as_str().map(str::to_owned));
        let etag = told.or_else(|| header(&outcome, "etag").map(str::to_owned));
        let Some(etag) = etag else {
            let error = Error::unreadable(format!("the reply to part {} has no ETag", run.number));
            return Err(Failure::of(Outcome { error: Some(error), ..outcome }));
        };
        // The client has compared it with that of the bytes.
        let crc64 = if body.is_some() { stated_crc64(&outcome) } else { None };
        self.ledger.add(Done { number: run.number, etag: Some(etag), crc64, length: run.length }).await?;
        meter.reached(run.length);
        Ok(())
    }

    /// The checksum of the whole, with those of parts that another client has uploaded read from what is here.
    pub(super) async fn checksum(&self, part_size: u64, content: &Content) -> Result<Option<u64>, Failure> {
        let Content::Whole(whole) = content else { return Ok(None) };
        let mut parts = self.ledger.all();
        for part in parts.iter_mut().filter(|part| part.crc64.is_none()) {
            if !self.resumed {
                // The service states none, so there is nothing to compare with either.
                return Ok(None);
            }
            let (offset, length) = (u64::from(part.number - 1) * part_size, part.length);
            part.crc64 = match whole.clone() {
                Whole::Memory(bytes) => {
                    let run = usize::try_from(offset).ok().zip(usize::try_from(offset + length).ok());
                    run.and_then(|(start, end)| bytes.get(start..end)).map(crate::crc64::checksum)
                }
                Whole::File(file) => blocking(move || checksum_at(&file, offset, length))
                    .await?
                    .map_err(|error| Error::body(error.to_string(), error))?,
            };
        }
        Ok(combined(&parts))
    }

    /// Makes the object of its parts and compares its checksum with `expected`.
    pub(super) async fn complete(&self, expected: Option<u64>) -> Result<Outcome, Failure> {
        let parts = self.ledger.all();
        let text = Bytes::from(operations::parts_document(parts.iter()));
        let operation = operations::complete(&self.place, &self.headers.completion, &self.upload_id);
        let outcome = match self.engine.execute(operation, || Body::Bytes(text.clone())).await {
            Ok(outcome) => outcome,
            Err(failure) if self.resumed && failure.has_code("NoSuchUpload") => {
                self.find_completed(failure, expected, &parts).await?
            }
            Err(failure) => return Err(failure),
        };
        let stated = stated_crc64(&outcome);
        match (stated, expected) {
            (Some(stated), Some(expected)) if self.engine.settings.crc64 && stated != expected => {
                let error = Error::integrity(stated, expected);
                Err(Failure::of(Outcome { error: Some(error), ..outcome }))
            }
            _ => Ok(outcome),
        }
    }

    /// The upload is gone: given up by somebody, or completed by an earlier run that was cut off behind that. The object tells.
    async fn find_completed(
        &self,
        failure: Failure,
        expected: Option<u64>,
        parts: &[Done],
    ) -> Result<Outcome, Failure> {
        let operation = operations::head(&self.place, &self.headers.every, None);
        let Ok(found) = self.engine.execute(operation, || Body::Empty).await else { return Err(failure) };
        let size: u64 = parts.iter().map(|part| part.length).sum();
        let same_size = header(&found, "content-length") == Some(&size.to_string());
        let same = expected.is_some() && stated_crc64(&found) == expected && same_size;
        if same { Ok(found) } else { Err(failure) }
    }

    /// Gives the upload and its parts up. What cannot be reached now is left to the bucket's lifecycle.
    pub(super) async fn abort(&self) {
        abort(&self.engine, &self.place, &self.headers.every, &self.upload_id).await;
    }

    /// Ends the work of the session as it ended, or earlier if the transfer is given up. When it fails, nothing of it is
    /// under way any more, and nothing is left in the service unless it is to be kept.
    pub(super) async fn settle<T>(
        &self,
        mut crew: Crew,
        keep: bool,
        ended: Result<T, Failure>,
    ) -> Result<T, Failure> {
        if ended.is_err() {
            crew.give_up().await;
            if !keep {
                self.abort().await;
            }
        }
        ended
    }
}

/// Gives an upload up, whether or not it is there.
pub(super) async fn abort(engine: &Engine, place: &Place, headers: &Headers, upload_id: &str) {
    let operation: Operation = operations::abort(place, headers, upload_id);
    // Its failure must not hide why the upload was given up.
    let _ = tokio::time::timeout(ABORT_LIMIT, engine.execute(operation, || Body::Empty)).await;
}
