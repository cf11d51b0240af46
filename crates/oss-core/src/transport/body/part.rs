//! A run of bytes of something that several requests read at once: an open file, or memory.

use std::fs::File;
use std::io;
use std::sync::Arc;
use std::task::{Context, Poll};

use bytes::Bytes;

use super::BodyCrc;
use super::file::FileBody;
use crate::crc64::Crc64;

/// Bytes of memory handed on at a time, so that they can be counted on their way.
const FRAME: usize = 256 * 1024;

/// What many parts are runs of.
#[derive(Debug, Clone)]
pub enum Whole {
    /// An open file: what takes its name meanwhile changes nothing.
    File(Arc<File>),
    /// Bytes.
    Memory(Bytes),
}

/// A run of a whole, that can be sent any number of times.
#[derive(Debug, Clone)]
pub struct Part {
    /// What it is a run of.
    pub whole: Whole,
    /// Its first byte.
    pub offset: u64,
    /// How many bytes.
    pub length: u64,
    /// Hears how far each attempt has come.
    pub passed: Option<Passed>,
}

/// Hears how many bytes of a body have been handed on; an attempt that begins again begins at its first byte.
#[derive(Clone)]
pub struct Passed(Arc<dyn Fn(u64) + Send + Sync>);

impl Passed {
    /// Calls this.
    pub fn new(hear: impl Fn(u64) + Send + Sync + 'static) -> Self {
        Self(Arc::new(hear))
    }
}

impl std::fmt::Debug for Passed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Passed").finish_non_exhaustive()
    }
}

/// A part on its way out.
#[derive(Debug)]
pub struct PartBody {
    blocks: Blocks,
    left: u64,
    length: u64,
    passed: Option<Passed>,
}

#[derive(Debug)]
enum Blocks {
    File(FileBody),
    Memory { rest: Bytes, running: Crc64, crc64: Option<BodyCrc> },
}

impl PartBody {
    pub(super) fn new(part: Part, crc64: Option<BodyCrc>) -> Self {
        let Part { whole, offset, length, passed } = part;
        let blocks = match whole {
            Whole::File(file) => Blocks::File(FileBody::of_open(file, offset, length, crc64)),
            Whole::Memory(bytes) => {
                Blocks::Memory { rest: run_of(&bytes, offset, length), running: Crc64::new(), crc64 }
            }
        };
        Self { blocks, left: length, length, passed }
    }

    pub(super) fn left(&self) -> u64 {
        self.left
    }

    pub(super) fn poll_block(&mut self, cx: &mut Context<'_>) -> Poll<Option<io::Result<Bytes>>> {
        let next = match &mut self.blocks {
            Blocks::File(file) => std::task::ready!(file.poll_block(cx)),
            Blocks::Memory { rest, running, crc64 } => next_frame(rest, running, crc64.as_ref()).map(Ok),
        };
        if let Some(Ok(block)) = &next {
            self.left -= block.len() as u64;
            if let Some(Passed(hear)) = &self.passed {
                hear(self.length - self.left);
            }
        }
        Poll::Ready(next)
    }
}

/// What is there of the run.
fn run_of(bytes: &Bytes, offset: u64, length: u64) -> Bytes {
    let place = |at: u64| usize::try_from(at).map_or(bytes.len(), |at| at.min(bytes.len()));
    bytes.slice(place(offset)..place(offset.saturating_add(length)))
}

fn next_frame(rest: &mut Bytes, running: &mut Crc64, crc64: Option<&BodyCrc>) -> Option<Bytes> {
    if rest.is_empty() {
        return None;
    }
    let frame = rest.split_to(rest.len().min(FRAME));
    if let Some(crc64) = crc64 {
        running.update(&frame);
        if rest.is_empty() {
            crc64.set(running);
        }
    }
    Some(frame)
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::*;
    use crate::crc64::checksum;

    async fn drain(part: &Part, crc: &BodyCrc) -> Vec<u8> {
        let mut body = PartBody::new(part.clone(), Some(crc.clone()));
        let mut out = Vec::new();
        while let Some(block) = std::future::poll_fn(|cx| body.poll_block(cx)).await {
            out.extend_from_slice(&block.unwrap());
        }
        assert_eq!(body.left(), 0);
        out
    }

    #[tokio::test]
    async fn parts_of_files_and_memory_are_read_again_and_counted() {
        let content: Vec<u8> = (0..900_000_u32).map(|i| i.to_le_bytes()[1]).collect();
        let path = std::env::temp_dir().join(format!("oss-core-part-{}", crate::clock::nonce()));
        std::fs::write(&path, &content).unwrap();
        let file = Whole::File(Arc::new(File::open(&path).unwrap()));
        // What an open file is does not depend on its name.
        std::fs::remove_file(&path).unwrap();
        for whole in [file, Whole::Memory(Bytes::from(content.clone()))] {
            let heard = Arc::new(Mutex::new(Vec::new()));
            let list = Arc::clone(&heard);
            let passed = Some(Passed::new(move |bytes| list.lock().unwrap().push(bytes)));
            let part = Part { whole, offset: 100_001, length: 600_000, passed };
            for _ in 0..2 {
                let crc = BodyCrc::default();
                let run = &content[100_001..700_001];
                assert!(drain(&part, &crc).await == run);
                assert_eq!(crc.get(), Some((checksum(run), run.len() as u64)));
                let heard = std::mem::take(&mut *heard.lock().unwrap());
                assert!(heard.len() > 1 && heard.is_sorted() && heard.last() == Some(&600_000), "{heard:?}");
            }
        }
    }
}
