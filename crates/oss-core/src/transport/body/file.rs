//! The bytes of a file, read ahead by one block.

use std::fs::File;
use std::io;
use std::path::PathBuf;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use bytes::{Bytes, BytesMut};
use tokio::task::JoinHandle;

use super::BodyCrc;
use crate::crc64::Crc64;
use crate::file_at::read_at;

/// Bytes read from a file at a time: large enough that the hand-over to the blocking pool does not show.
const BLOCK: usize = 256 * 1024;

/// A run of a file's bytes on its way out.
#[derive(Debug)]
pub struct FileBody {
    next: Next,
    /// Where the next block begins.
    at: u64,
    left: u64,
    running: Crc64,
    crc64: Option<BodyCrc>,
}

#[derive(Debug)]
enum Next {
    Unopened(PathBuf),
    Open(Arc<File>),
    Reading(JoinHandle<io::Result<(Arc<File>, Bytes)>>),
    Done,
}

fn read_block(file: io::Result<Arc<File>>, at: u64, left: u64) -> io::Result<(Arc<File>, Bytes)> {
    let file = file?;
    let wanted = usize::try_from(left).map_or(BLOCK, |left| left.min(BLOCK));
    let mut block = BytesMut::zeroed(wanted);
    let mut filled = 0;
    while let Some(rest) = block.get_mut(filled..).filter(|rest| !rest.is_empty()) {
        match read_at(&file, rest, at + filled as u64) {
            Ok(0) => break,
            Ok(n) => filled += n,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    block.truncate(filled);
    Ok((file, block.freeze()))
}

impl FileBody {
    pub(super) fn new(path: PathBuf, offset: u64, length: u64, crc64: Option<BodyCrc>) -> Self {
        Self { next: Next::Unopened(path), at: offset, left: length, running: Crc64::new(), crc64 }
    }

    /// A run of a file that is open already; other bodies may read it too.
    pub(super) fn of_open(file: Arc<File>, offset: u64, length: u64, crc64: Option<BodyCrc>) -> Self {
        let next = if length == 0 { Next::Done } else { Next::Open(file) };
        Self { next, at: offset, left: length, running: Crc64::new(), crc64 }
    }

    pub(super) fn left(&self) -> u64 {
        self.left
    }

    pub(super) fn poll_block(&mut self, cx: &mut Context<'_>) -> Poll<Option<io::Result<Bytes>>> {
        loop {
            match &mut self.next {
                Next::Done => return Poll::Ready(None),
                Next::Unopened(path) => {
                    let (path, at, left) = (std::mem::take(path), self.at, self.left);
                    self.next = Next::Reading(tokio::task::spawn_blocking(move || {
                        read_block(File::open(path).map(Arc::new), at, left)
                    }));
                }
                Next::Open(file) => {
                    let (file, at, left) = (Arc::clone(file), self.at, self.left);
                    self.next =
                        Next::Reading(tokio::task::spawn_blocking(move || read_block(Ok(file), at, left)));
                }
                Next::Reading(task) => {
                    let read = ready!(Pin::new(task).poll(cx)).map_err(io::Error::other).flatten();
                    let (file, block) = match read {
                        Ok(read) => read,
                        Err(error) => {
                            self.next = Next::Done;
                            return Poll::Ready(Some(Err(error)));
                        }
                    };
                    if block.is_empty() {
                        self.next = Next::Done;
                        let message =
                            format!("the file became {} bytes shorter while it was sent", self.left);
                        return Poll::Ready(Some(Err(io::Error::new(io::ErrorKind::UnexpectedEof, message))));
                    }
                    self.at += block.len() as u64;
                    self.left -= block.len() as u64;
                    if self.crc64.is_some() {
                        self.running.update(&block);
                    }
                    self.next = if self.left == 0 {
                        if let Some(crc64) = &self.crc64 {
                            crc64.set(&self.running);
                        }
                        Next::Done
                    } else {
                        let (at, left) = (self.at, self.left);
                        Next::Reading(tokio::task::spawn_blocking(move || read_block(Ok(file), at, left)))
                    };
                    return Poll::Ready(Some(Ok(block)));
                }
            }
        }
    }
}
