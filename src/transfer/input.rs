//! A transfer as JavaScript describes it.

use std::path::PathBuf;
use std::sync::Arc;

use bytes::Bytes;
use oss_core::client::Outcome;
use oss_core::error::Error;
use oss_core::transfer::{
    Copy, Download, Engine, Place, Resume, Settings, Source, Upload, copy, download, upload,
};
use oss_core::transport::Timeouts;
use serde::Deserialize;
use serde_json::Value;

use crate::input::{milliseconds, pairs};
use crate::port::Shared;

/// A transfer, as JSON text. Lists are flat: name, value, name, value.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct TransferInput {
    kind: Kind,
    bucket: Option<String>,
    name: String,
    #[serde(default)]
    headers: Vec<String>,
    mime: Option<String>,
    version_id: Option<String>,
    /// The local file.
    file: Option<PathBuf>,
    /// The number of the stream that is uploaded.
    stream: Option<u32>,
    /// The object that is copied.
    source_bucket: Option<String>,
    source_name: Option<String>,
    /// Take no headers over from it.
    #[serde(default)]
    replace: bool,
    checkpoint: Option<PathBuf>,
    /// A checkpoint object of ali-oss.
    given: Option<Value>,
    part_size: Option<u64>,
    parallel: usize,
    crc64: bool,
    /// Milliseconds.
    connect: f64,
    response: f64,
    /// Whether anybody wants to know how far it is.
    pub(super) progress: bool,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "camelCase")]
enum Kind {
    Upload,
    Download,
    Copy,
}

impl TransferInput {
    pub(super) fn settings(&self) -> Settings {
        Settings {
            part_size: self.part_size,
            parallel: self.parallel,
            crc64: self.crc64,
            timeouts: Timeouts { connect: milliseconds(self.connect), response: milliseconds(self.response) },
        }
    }

    fn source(&self, port: &Shared, content: Option<Bytes>) -> std::result::Result<Source, Error> {
        match (&self.file, self.stream) {
            (Some(path), _) => Ok(Source::File(path.clone())),
            (None, None) => Ok(Source::Memory(content.unwrap_or_default())),
            (None, Some(number)) => port
                .streams
                .take_upload(number)
                .map(Source::Stream)
                .ok_or_else(|| Error::input("the stream is in use already")),
        }
    }

    /// Carries it out.
    pub(super) async fn run(self, engine: &Arc<Engine>, port: &Shared, content: Option<Bytes>) -> Outcome {
        let place = Place { bucket: self.bucket.clone(), key: self.name.clone() };
        let resume = match (&self.checkpoint, &self.given) {
            (Some(path), _) => Resume::File(path.clone()),
            (None, Some(given)) => Resume::Given(given.clone()),
            (None, None) => Resume::Never,
        };
        match self.kind {
            Kind::Upload => {
                let source = match self.source(port, content) {
                    Ok(source) => source,
                    Err(error) => return Outcome::failed_before_sending(error),
                };
                let (headers, mime) = (pairs(self.headers), self.mime);
                upload(engine, Upload { place, source, headers, mime, resume }).await
            }
            Kind::Download => {
                let (version_id, path) = (self.version_id, self.file.unwrap_or_default());
                let headers = pairs(self.headers);
                download(engine, Download { place, version_id, path, headers, resume }).await
            }
            Kind::Copy => {
                let source = Place { bucket: self.source_bucket, key: self.source_name.unwrap_or_default() };
                let (version_id, headers) = (self.version_id, pairs(self.headers));
                let (replace, mime) = (self.replace, self.mime);
                copy(engine, Copy { place, source, version_id, headers, replace, mime, resume }).await
            }
        }
    }
}
