//! The bytes of a file, read ahead by one block.

use std::io;
use std::path::PathBuf;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::{Bytes, BytesMut};
use tokio::task::JoinHandle;

use super::BodyCrc;
use crate::crc64::Crc64;

/// Bytes read from a file at a time: large enough that the hand-over to the blocking pool does not show.
const BLOCK: usize = 256 * 1024;

/// A run of a file's bytes on its way out.
#[derive(Debug)]
pub struct FileBody {
    next: Next,
    length: u64,
    left: u64,
    running: Crc64,
    crc64: Option<BodyCrc>,
}

#[derive(Debug)]
enum Next {
    Unopened(PathBuf, u64),
    Reading(JoinHandle<io::Result<(std::fs::File, Bytes)>>),
    Done,
}

fn read_block(file: io::Result<std::fs::File>, left: u64) -> io::Result<(std::fs::File, Bytes)> {
    use std::io::Read;
    let mut file = file?;
    let wanted = usize::try_from(left).map_or(BLOCK, |left| left.min(BLOCK));
    let mut block = BytesMut::zeroed(wanted);
    let mut filled = 0;
    while let Some(rest) = block.get_mut(filled..).filter(|rest| !rest.is_empty()) {
        match file.read(rest) {
            Ok(0) => break,
            Ok(n) => filled += n,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    block.truncate(filled);
    Ok((file, block.freeze()))
}

/// The file at the first byte to send.
fn open(path: PathBuf, offset: u64) -> io::Result<std::fs::File> {
    use std::io::Seek;
    let mut file = std::fs::File::open(path)?;
    if offset > 0 {
        file.seek(io::SeekFrom::Start(offset))?;
    }
    Ok(file)
}

impl FileBody {
    pub(super) fn new(path: PathBuf, offset: u64, length: u64, crc64: Option<BodyCrc>) -> Self {
        Self { next: Next::Unopened(path, offset), length, left: length, running: Crc64::new(), crc64 }
    }

    pub(super) fn left(&self) -> u64 {
        self.left
    }

    pub(super) fn poll_block(&mut self, cx: &mut Context<'_>) -> Poll<Option<io::Result<Bytes>>> {
        loop {
            match &mut self.next {
                Next::Done => return Poll::Ready(None),
                Next::Unopened(path, offset) => {
                    let (path, offset, left) = (std::mem::take(path), *offset, self.left);
                    self.next = Next::Reading(tokio::task::spawn_blocking(move || {
                        read_block(open(path, offset), left)
                    }));
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
                    self.left -= block.len() as u64;
                    if self.crc64.is_some() {
                        self.running.update(&block);
                    }
                    self.next = if self.left == 0 {
                        if let Some(crc64) = &self.crc64 {
                            crc64.set(self.running.value(), self.length);
                        }
                        Next::Done
                    } else {
                        let left = self.left;
                        Next::Reading(tokio::task::spawn_blocking(move || read_block(Ok(file), left)))
                    };
                    return Poll::Ready(Some(Ok(block)));
                }
            }
        }
    }
}
