//! Stores an object: in one request if it is small, in parts if it is not.

mod sized;
mod stream;

use std::path::PathBuf;
use std::sync::Arc;

use bytes::Bytes;

use super::checkpoint::Resume;
use super::engine::{Engine, Place, with_summary};
use super::operations::Headers;
use super::plan;
use crate::client::Outcome;
use crate::transport::StreamBody;

/// What becomes an object.
#[derive(Debug)]
pub enum Source {
    /// The regular file at a path.
    File(PathBuf),
    /// Bytes in memory.
    Memory(Bytes),
    /// What a stream brings. Without a checkpoint: it cannot be read again.
    Stream(StreamBody),
}

/// An upload.
#[derive(Debug)]
pub struct Upload {
    /// The object.
    pub place: Place,
    /// Its content.
    pub source: Source,
    /// Headers of the object and of requests.
    pub headers: Vec<(String, String)>,
    /// A content type, or the extension to derive one from. Unset: the extension of the key decides.
    pub mime: Option<String>,
    /// What it goes on from.
    pub resume: Resume,
}

/// What an upload needs of itself beside its source.
#[derive(Debug)]
struct Order {
    place: Place,
    headers: Headers,
    mime: Option<String>,
    resume: Resume,
}

/// Uploads. The outcome is that of the last request; its document tells `size`, `parts`, `resumed` (bytes that were there
/// already) and `crc64`.
pub async fn upload(engine: &Arc<Engine>, upload: Upload) -> Outcome {
    let Upload { place, source, headers, mime, resume } = upload;
    let order = Order { place, headers, mime, resume };
    let ended = match plan::check(engine.settings.part_size) {
        Err(error) => Err(error.into()),
        Ok(()) => match source {
            Source::File(path) => sized::file(engine, &order, path).await,
            Source::Memory(bytes) => sized::memory(engine, &order, bytes).await,
            Source::Stream(stream) => stream::stream(engine, &order, stream).await,
        },
    };
    match ended {
        Ok((outcome, summary)) => with_summary(outcome, &summary),
        Err(failure) => *failure.0,
    }
}
