//! Transfers: one call of JavaScript that lives for many requests.
//!
//! What a transfer has to say meanwhile JavaScript asks for, one thing at a time: how far it is, and questions. Before each
//! request it asks for the client, since options and credentials may have changed, and when its credential was refused, for
//! another one.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use napi::bindgen_prelude::{BufferSlice, Env, External, Result};
use napi_derive::napi;
use oss_core::client::{Client, Outcome};
use oss_core::error::Error;
use oss_core::transfer::{
    Answer, Copy, Download, Engine, Host, Meter, Place, Progress, Reporter, Resume, Settings, Source, Stop,
    Upload, copy, download, upload,
};
use oss_core::transport::Timeouts;
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::sync::oneshot;

use crate::buffers::bytes_in;
use crate::client::NativeClient;
use crate::input::{from_json, milliseconds, pairs, unix_ms};
use crate::port::{Finished, Port, Shared};

/// The transfers of one environment that are under way, by the numbers of their calls.
#[derive(Default)]
pub(crate) struct Transfers(Mutex<HashMap<u32, Door>>);

/// How JavaScript reaches a transfer.
struct Door {
    stop: Stop,
    asker: Arc<Asker>,
    /// One reader at a time.
    events: Arc<tokio::sync::Mutex<Events>>,
}

/// What a transfer has to say.
struct Events {
    questions: UnboundedReceiver<Question>,
    reporter: Option<Reporter>,
}

/// Something that only JavaScript knows: the client for the next request, or for one that was refused with a code.
struct Question {
    number: u32,
    /// The code, and when the request was signed.
    refused: Option<(String, i64)>,
}

/// The client to go on with, and the Unix time in milliseconds.
type Ready = (Arc<Client>, i64);

/// Asks JavaScript on behalf of a transfer.
struct Asker {
    /// `None` once the transfer has ended.
    questions: Mutex<Option<UnboundedSender<Question>>>,
    waiting: Mutex<HashMap<u32, oneshot::Sender<Ready>>>,
    last: AtomicU32,
    /// The answer to a refusal, for the repetition of the request.
    renewed: Mutex<Option<Ready>>,
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl std::fmt::Debug for Asker {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Asker").finish_non_exhaustive()
    }
}

impl Asker {
    fn new() -> (Arc<Self>, UnboundedReceiver<Question>) {
        let (sender, receiver) = unbounded_channel();
        let asker = Self {
            questions: Mutex::new(Some(sender)),
            waiting: Mutex::default(),
            last: AtomicU32::new(0),
            renewed: Mutex::default(),
        };
        (Arc::new(asker), receiver)
    }

    /// `None` when JavaScript has no answer.
    async fn ask(&self, refused: Option<(String, i64)>) -> Option<Ready> {
        let number = self.last.fetch_add(1, Ordering::Relaxed);
        let (answer, answered) = oneshot::channel();
        lock(&self.waiting).insert(number, answer);
        lock(&self.questions).as_ref()?.send(Question { number, refused }).ok()?;
        answered.await.ok()
    }

    fn close(&self) {
        lock(&self.questions).take();
        lock(&self.waiting).clear();
    }
}

impl Host for Asker {
    fn ready(&self) -> Answer<'_, Ready> {
        Box::pin(async move {
            let renewed = lock(&self.renewed).take();
            match renewed {
                Some(ready) => Ok(ready),
                None => self.ask(None).await.ok_or_else(Error::cancelled),
            }
        })
    }

    fn refused<'a>(&'a self, code: &'a str, now_ms: i64) -> Answer<'a, bool> {
        Box::pin(async move {
            let renewed = self.ask(Some((code.to_owned(), now_ms))).await;
            let again = renewed.is_some();
            *lock(&self.renewed) = renewed;
            Ok(again)
        })
    }
}

impl Events {
    /// The next thing to tell; `None` after the end.
    async fn next(&mut self) -> Option<String> {
        let question = match &mut self.reporter {
            None => self.questions.recv().await,
            Some(reporter) => tokio::select! {
                biased;
                question = self.questions.recv() => question,
                progress = reporter.next() => return Some(described(&progress)),
            },
        };
        question.map(|Question { number, refused }| {
            let (code, now) = refused.unzip();
            json!({ "ask": number, "refused": code, "now": now }).to_string()
        })
    }
}

fn described(progress: &Progress) -> String {
    let Progress { transferred, total, rate } = progress;
    json!({ "transferred": transferred, "total": total, "rate": rate.round() }).to_string()
}

impl Transfers {
    fn with<T>(&self, number: u32, what: impl FnOnce(&Door) -> T) -> Option<T> {
        lock(&self.0).get(&number).map(what)
    }

    fn close(&self, number: u32) {
        if let Some(door) = lock(&self.0).remove(&number) {
            door.asker.close();
        }
    }

    /// Gives up all of them.
    pub(crate) fn clear(&self) {
        for (_, door) in lock(&self.0).drain() {
            door.asker.close();
        }
    }
}

/// Closes the door of a transfer however it ends.
struct Closing(Arc<Shared>, u32);

impl Drop for Closing {
    fn drop(&mut self) {
        self.0.transfers.close(self.1);
    }
}

/// A transfer, as JSON text. Lists are flat: name, value, name, value.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct TransferInput {
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
    retries: u32,
    crc64: bool,
    /// Milliseconds.
    connect: f64,
    response: f64,
    /// Whether anybody wants to know how far it is.
    progress: bool,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "camelCase")]
enum Kind {
    Upload,
    Download,
    Copy,
}

impl TransferInput {
    fn settings(&self) -> Settings {
        Settings {
            part_size: self.part_size,
            parallel: self.parallel,
            retries: self.retries,
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

    async fn run(self, engine: &Arc<Engine>, port: &Shared, content: Option<Bytes>) -> Outcome {
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

/// Starts a transfer; its outcome comes through the port under the number `call`.
#[napi(catch_unwind)]
pub fn start_transfer(
    env: Env,
    native: &External<NativeClient>,
    call: u32,
    transfer: String,
    content: Option<BufferSlice<'_>>,
) -> Result<()> {
    let port = Arc::clone(native.port());
    let content = content.map(|content| bytes_in(env, content, &port.gate)).transpose()?;
    let input: TransferInput = from_json(&transfer).map_err(|e| crate::client::plain(env, &e))?;
    let (asker, questions) = Asker::new();
    let (meter, stop) = (Arc::new(Meter::default()), Stop::default());
    let reporter = input.progress.then(|| Reporter::new(Arc::clone(&meter)));
    let events = Arc::new(tokio::sync::Mutex::new(Events { questions, reporter }));
    let door = Door { stop: stop.clone(), asker: Arc::clone(&asker), events };
    lock(&port.transfers.0).insert(call, door);
    let closing = Closing(Arc::clone(&port), call);
    let engine = Arc::new(Engine::new(asker, input.settings(), meter, stop));
    native.port().start(env, call, async move {
        let closing = closing;
        input.run(&engine, &closing.0, content).await
    })
}

/// Answers a question of a transfer with the client to go on with, as it is now.
#[napi(catch_unwind)]
pub fn answer_transfer(
    native: &External<NativeClient>,
    transfer: u32,
    question: u32,
    now: f64,
) -> Result<()> {
    let ready = (Arc::clone(native.client()?), unix_ms(now));
    let asker = native.port().transfers.with(transfer, |door| Arc::clone(&door.asker));
    let answer = asker.and_then(|asker| lock(&asker.waiting).remove(&question));
    if let Some(answer) = answer {
        // A part that was given up needs no answer.
        let _ = answer.send(ready);
    }
    Ok(())
}

#[napi]
impl Port {
    /// Asks for what a transfer has to say next; `done` says that it has ended.
    #[napi(catch_unwind)]
    pub fn read_transfer(&self, env: Env, call: u32, transfer: u32) -> Result<()> {
        let events = self.shared.transfers.with(transfer, |door| Arc::clone(&door.events));
        self.shared.start(env, call, async move {
            Finished::Event(match events {
                Some(events) => events.lock().await.next().await,
                None => None,
            })
        })
    }

    /// Says that there is no answer to a question: no client, or no other credential.
    #[napi(catch_unwind)]
    pub fn decline_transfer(&self, transfer: u32, question: u32) {
        self.shared.transfers.with(transfer, |door| lock(&door.asker.waiting).remove(&question));
    }

    /// Gives a transfer up. Its sockets are closed at once; its outcome comes when what it has begun is removed.
    #[napi(catch_unwind)]
    pub fn stop_transfer(&self, transfer: u32) {
        self.shared.transfers.with(transfer, |door| door.stop.stop());
    }
}
