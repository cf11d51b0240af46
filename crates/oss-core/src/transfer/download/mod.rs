//! Fetches an object into a local file: ranges in parallel, into a temporary file that then takes the place of the target.

mod fetch;
mod object;
mod resumed;

use std::path::PathBuf;
use std::sync::Arc;

use serde_json::{Value, json};

use self::fetch::{Fetch, Sink};
use self::object::{Object, Opening};
use super::checkpoint::{Record, Resume};
use super::crew::{Crew, unless_stopped};
use super::engine::{Engine, Place, blocking, with_summary};
use super::failure::Failure;
use super::ledger::{Ledger, combined};
use super::plan::{self, FILE_PART, Run};
use crate::client::{Outcome, ReplyStream};
use crate::error::Error;
use crate::replacement::{Target, Writer};

/// A download.
#[derive(Debug)]
pub struct Download {
    /// The object.
    pub place: Place,
    /// A version of it.
    pub version_id: Option<String>,
    /// The file that is replaced, or written if it is none that can be.
    pub path: PathBuf,
    /// Headers of the requests.
    pub headers: Vec<(String, String)>,
    /// What it goes on from; a file, or nothing.
    pub resume: Resume,
}

/// Downloads. The outcome is that of the request that described the object; its document tells `size`, `parts`, `resumed`
/// (bytes that were there already) and `crc64`.
pub async fn download(engine: &Arc<Engine>, download: Download) -> Outcome {
    let ended = match plan::check(engine.settings.part_size) {
        Err(error) => Err(error.into()),
        Ok(()) => unless_stopped(&engine.stop, Box::pin(run(engine, &download))).await,
    };
    match ended {
        Ok((outcome, summary)) => with_summary(outcome, &summary),
        Err(failure) => *failure.0,
    }
}

async fn run(engine: &Arc<Engine>, download: &Download) -> Result<(Outcome, Value), Failure> {
    let finding = download.path.clone();
    let target = blocking(move || Target::find(&finding)).await?;
    let target = target.map_err(|error| Error::file("open", &download.path, error))?;
    let path = match &download.resume {
        Resume::File(path) if target.is_replaceable() => Some(path.clone()),
        _ => None,
    };
    if let Some(path) = &path
        && let Some(earlier) = resumed::earlier(engine, download, &target, path).await?
    {
        return whole(engine, download, earlier.object, earlier.writer, earlier.ledger, None).await;
    }
    let Opening { object, first } = Opening::of(engine, download, usual(engine, &target)).await?;
    let part_size = plan::part_size(object.size, engine.settings.part_size, FILE_PART)?;
    let temporary = target.temporary();
    let record = Record {
        direction: "download".into(),
        place: download.place.clone(),
        file: download.path.display().to_string(),
        size: object.size,
        part_size: part_size.max(1),
        content: object.identity(),
        upload_id: None,
        temporary: path.is_some().then(|| temporary.display().to_string()),
        done: std::collections::BTreeMap::new(),
    };
    let (writer, ledger) = begin(download, target, temporary, record, path).await?;
    whole(engine, download, object, writer, ledger, Some(first)).await
}

/// Opens the place that is written, and writes the checkpoint that names it, if there is to be one.
async fn begin(
    download: &Download,
    target: Target,
    temporary: PathBuf,
    record: Record,
    path: Option<PathBuf>,
) -> Result<(Writer, Ledger), Failure> {
    let ledger = Ledger::new(record.clone(), path);
    if ledger.is_kept() {
        // Before the file is there, so that it is never without one.
        ledger.begin().await?;
        match blocking(move || target.replace_by(temporary, true)).await? {
            Ok(writer) => return Ok((writer, ledger)),
            // Where no file can be made beside the target, there is nothing to go on with.
            Err(error) if error.kind() == std::io::ErrorKind::PermissionDenied => ledger.forget().await?,
            Err(error) => return Err(Error::file("open", &download.path, error).into()),
        }
    }
    let opening = download.path.clone();
    let writer = blocking(move || Writer::open(&opening)).await?;
    let writer = writer.map_err(|error| Error::file("open", &download.path, error))?;
    Ok((writer, Ledger::new(record, None)))
}

/// Bytes to ask for before the size is known; what is no regular file is written from its start to its end by one request.
fn usual(engine: &Engine, target: &Target) -> Option<u64> {
    target.is_replaceable().then(|| engine.settings.part_size.unwrap_or(FILE_PART))
}

/// Fetches what is missing, checks the whole and puts it into its place.
async fn whole(
    engine: &Arc<Engine>,
    download: &Download,
    object: Object,
    writer: Writer,
    ledger: Ledger,
    first: Option<ReplyStream>,
) -> Result<(Outcome, Value), Failure> {
    let earlier: u64 = ledger.all().iter().map(|part| part.length).sum();
    engine.meter.set_total(object.size);
    engine.meter.add(earlier);
    let (size, stated) = (object.size, object.crc64);
    let in_place = !writer.replaces();
    let part_size = if in_place { size.max(1) } else { ledger.part_size() };
    // If this future is dropped, what was written outlives it only if there is a checkpoint.
    let mut place = Kept { kept: ledger.is_kept(), writer: Some(writer) };
    let sink = place.writer.as_ref().map(|writer| Sink::new(writer, in_place));
    let Some(sink) = sink else { return Err(Error::input("nothing to write to").into()) };
    let fetch = Arc::new(Fetch {
        engine: Arc::clone(engine),
        place: download.place.clone(),
        version_id: download.version_id.clone(),
        headers: download.headers.clone(),
        path: download.path.clone(),
        etag: object.etag.clone(),
        sink,
        ledger,
    });
    let mut crew = Crew::new(engine.settings.parallel);
    let fetched = fetch_all(&fetch, &mut crew, plan::runs(size, part_size), first).await;
    if fetched.is_err() {
        crew.give_up().await;
    }
    let parts = fetch.ledger.all();
    let ended = match fetched {
        Ok(()) => check(engine, stated, &parts),
        Err(failure) => Err(failure),
    };
    if let Err(failure) = ended {
        if failure.error().is_some_and(|error| error.is_integrity() || error.is_changed())
            || failure.has_code("PreconditionFailed")
        {
            place.kept = false;
            fetch.ledger.forget().await?;
        }
        return Err(failure);
    }
    let (crc64, path) = (combined(&parts), download.path.clone());
    if let Some(writer) = place.writer.take() {
        blocking(move || writer.file().sync_all().or_else(unless_special).and_then(|()| writer.commit()))
            .await?
            .map_err(|error| Error::file("rename", &path, error))?;
    }
    fetch.ledger.forget().await?;
    let summary = json!({
        "size": size,
        "parts": parts.len(),
        "resumed": earlier,
        "crc64": crc64.map(|crc64| crc64.to_string()),
    });
    Ok((object.outcome, summary))
}

/// FIFOs and devices have nothing to sync.
fn unless_special(error: std::io::Error) -> std::io::Result<()> {
    if error.kind() == std::io::ErrorKind::InvalidInput { Ok(()) } else { Err(error) }
}

async fn fetch_all(
    fetch: &Arc<Fetch>,
    crew: &mut Crew,
    runs: impl Iterator<Item = Run>,
    mut first: Option<ReplyStream>,
) -> Result<(), Failure> {
    for run in runs.filter(|run| !fetch.ledger.is_done(run.number)) {
        let (fetch, stream) = (Arc::clone(fetch), first.take());
        crew.begin(async move { fetch.part(run, stream).await }).await?;
    }
    crew.finish().await
}

fn check(engine: &Engine, stated: Option<u64>, parts: &[super::ledger::Done]) -> Result<(), Failure> {
    match (stated, combined(parts)) {
        (Some(stated), Some(actual)) if engine.settings.crc64 && stated != actual => {
            Err(Error::integrity(stated, actual).into())
        }
        _ => Ok(()),
    }
}

/// The place that is written, which is left or removed when the download ends without taking it.
#[derive(Debug)]
struct Kept {
    kept: bool,
    writer: Option<Writer>,
}

impl Drop for Kept {
    fn drop(&mut self) {
        if let Some(writer) = self.writer.take().filter(|_| self.kept) {
            writer.keep();
        }
    }
}
