//! Bodies that cross the border piece by piece: those that JavaScript sends, and those that it reads.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use napi::bindgen_prelude::{BufferSlice, Env, Result};
use napi_derive::napi;
use oss_core::client::ReplyStream;
use oss_core::error::Error;
use oss_core::transport::{BodyReader, BodySender, StreamBody, stream};

use crate::buffers::bytes_in;
use crate::port::{Finished, Port};
use crate::progress::whole;

/// The bodies of one environment that are under way, by numbers that JavaScript gives them.
#[derive(Default)]
pub(crate) struct Streams {
    uploads: Mutex<HashMap<u32, Upload>>,
    downloads: Mutex<HashMap<u32, Download>>,
}

/// A body that is being sent. The request takes the far end when it starts.
struct Upload {
    near: BodySender,
    far: Option<StreamBody>,
}

/// One reader at a time.
type Download = Arc<tokio::sync::Mutex<Readable>>;

/// What JavaScript reads.
enum Readable {
    /// The body of a reply.
    Reply(Box<ReplyStream>),
    /// The body of a request that it sends.
    Request(BodyReader),
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Streams {
    /// The body that a request sends; `None` when there is none of that number, or another request has it.
    pub(crate) fn take_upload(&self, number: u32) -> Option<StreamBody> {
        lock(&self.uploads).get_mut(&number)?.far.take()
    }

    /// Keeps the body of the reply to a call, for whoever reads it.
    pub(crate) fn keep_download(&self, call: u32, body: ReplyStream) {
        self.keep(call, Readable::Reply(Box::new(body)));
    }

    /// Keeps the body of a request that JavaScript is to send.
    pub(crate) fn keep_request(&self, number: u32, body: BodyReader) {
        self.keep(number, Readable::Request(body));
    }

    fn keep(&self, number: u32, body: Readable) {
        lock(&self.downloads).insert(number, Arc::new(tokio::sync::Mutex::new(body)));
    }

    /// Gives up a body that is read.
    pub(crate) fn drop_download(&self, number: u32) {
        lock(&self.downloads).remove(&number);
    }

    /// Gives up all of them.
    pub(crate) fn clear(&self) {
        lock(&self.uploads).clear();
        lock(&self.downloads).clear();
    }

    fn sender(&self, number: u32) -> Option<BodySender> {
        lock(&self.uploads).get(&number).map(|upload| upload.near.clone())
    }
}

/// Hands pieces over one after the other; false when the request takes no more.
async fn send_all(sender: BodySender, pieces: Vec<Bytes>) -> bool {
    for piece in pieces {
        if !sender.send(piece).await {
            return false;
        }
    }
    true
}

async fn read(body: Option<Download>) -> std::result::Result<Option<Bytes>, Error> {
    match body {
        Some(body) => match &mut *body.lock().await {
            Readable::Reply(body) => body.read().await,
            Readable::Request(body) => body.read().await,
        },
        None => Err(Error::cancelled()),
    }
}

#[napi]
impl Port {
    /// Makes a body for a request that is about to start; `length` in bytes if it is known.
    #[napi(catch_unwind)]
    pub fn open_upload(&self, number: u32, length: Option<f64>) {
        let (near, far) = stream(length.map(whole));
        lock(&self.shared.streams.uploads).insert(number, Upload { near, far: Some(far) });
    }

    /// Adds bytes to a body. The outcome of `call` comes when there is room for more; `closed` says that none are wanted.
    #[napi(catch_unwind)]
    pub fn write_upload(&self, env: Env, call: u32, number: u32, pieces: Vec<BufferSlice<'_>>) -> Result<()> {
        let pieces = pieces.into_iter().map(|piece| bytes_in(env, piece, &self.shared.gate));
        let pieces: Vec<Bytes> = pieces.collect::<Result<_>>()?;
        let sender = self.shared.streams.sender(number);
        self.shared.start(env, call, async move {
            Finished::Accepted(match sender {
                Some(sender) => send_all(sender, pieces).await,
                None => false,
            })
        })
    }

    /// Ends a body, or breaks it off with the words of the failure.
    #[napi(catch_unwind)]
    pub fn end_upload(&self, env: Env, call: u32, number: u32, failure: Option<String>) -> Result<()> {
        let sender = self.shared.streams.sender(number);
        self.shared.start(env, call, async move {
            match (sender, failure) {
                (Some(sender), Some(failure)) => sender.fail(failure).await,
                (Some(sender), None) => sender.end().await,
                (None, _) => {}
            }
            Finished::Accepted(true)
        })
    }

    /// Forgets a body. One that was not ended breaks its request off.
    #[napi(catch_unwind)]
    pub fn close_upload(&self, number: u32) {
        lock(&self.shared.streams.uploads).remove(&number);
    }

    /// Asks for the next bytes of the reply to the call `number`; `done` says that there are none.
    #[napi(catch_unwind)]
    pub fn read_download(&self, env: Env, call: u32, number: u32) -> Result<()> {
        let body = lock(&self.shared.streams.downloads).get(&number).cloned();
        self.shared.start(env, call, async move { Finished::Piece(read(body).await) })
    }

    /// Gives the rest of a body up; a connection that has not brought all of it is closed.
    #[napi(catch_unwind)]
    pub fn close_download(&self, number: u32) {
        self.shared.streams.drop_download(number);
    }
}
