//! Takes the bytes of a new object.

use std::io;
use std::sync::Arc;

use bytes::Bytes;

use super::discarded::Discarded;
use super::piece::Piece;
use super::vault::{UnitWriter, Vault};
use super::{Content, Digester, Digests};

/// Size of every segment in memory but the last.
pub(super) const SEGMENT: usize = 1024 * 1024;
/// Bytes that are kept although everything is discarded: of fewer, no others have the same checksum.
const TOO_FEW: usize = 8;

/// Where the bytes of new objects go.
#[derive(Debug, Clone, Default)]
pub(crate) enum Backing {
    /// Into memory.
    #[default]
    Memory,
    /// Nowhere: lengths and checksums are kept.
    Discard,
    /// Into a data directory.
    Vault(Arc<Vault>),
}

/// Takes the bytes of a new object.
pub(crate) struct ContentWriter {
    place: Place,
    length: u64,
    digester: Digester,
}

enum Place {
    Memory(Segments),
    Discard(Vec<u8>),
    Vault(UnitWriter),
}

impl ContentWriter {
    /// `expected` is the announced length, if any: small objects then take no more memory than they need.
    pub(crate) fn new(backing: &Backing, expected: Option<u64>) -> Self {
        let place = match backing {
            Backing::Memory => Place::Memory(Segments::new(expected)),
            Backing::Discard => Place::Discard(Vec::new()),
            Backing::Vault(vault) => Place::Vault(UnitWriter::new(vault, expected)),
        };
        Self { place, length: 0, digester: Digester::new() }
    }

    /// How many bytes came so far.
    pub(crate) fn length(&self) -> u64 {
        self.length
    }

    /// Appends bytes.
    pub(crate) async fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.digester.update(bytes);
        self.length += bytes.len() as u64;
        match &mut self.place {
            Place::Memory(segments) => segments.write(bytes),
            Place::Discard(first) => first.extend(bytes.iter().take(TOO_FEW - first.len())),
            Place::Vault(writer) => writer.write(bytes).await?,
        }
        Ok(())
    }

    /// The content and its digests. What is in a data directory has reached the disk, or will with the record of the
    /// object.
    pub(crate) async fn finish(self) -> io::Result<(Content, Digests)> {
        let Self { place, length, digester } = self;
        let digests = digester.finish();
        let content = match place {
            Place::Memory(segments) => Content::of(segments.finish()),
            Place::Discard(first) => match Discarded::new(length, digests.crc64) {
                Some(discarded) => Content::of_pieces([Piece::Discarded { discarded, offset: 0, length }]),
                None => Content::of([Bytes::from(first)]),
            },
            Place::Vault(_) if length == 0 => Content::of([]),
            Place::Vault(writer) => {
                Content::of_pieces([Piece::Kept { unit: writer.finish().await?, offset: 0, length }])
            }
        };
        Ok((content, digests))
    }
}

/// Bytes in memory, in segments of one size.
struct Segments {
    full: Vec<Bytes>,
    current: Vec<u8>,
    expected: Option<u64>,
    length: u64,
}

impl Segments {
    fn new(expected: Option<u64>) -> Self {
        Self { full: Vec::new(), current: Vec::new(), expected, length: 0 }
    }

    fn write(&mut self, mut bytes: &[u8]) {
        while !bytes.is_empty() {
            if self.current.capacity() == 0 {
                self.current.reserve_exact(self.next_capacity());
            }
            let room = SEGMENT - self.current.len();
            let (now, later) = bytes.split_at(room.min(bytes.len()));
            self.current.extend_from_slice(now);
            self.length += now.len() as u64;
            if self.current.len() == SEGMENT {
                self.full.push(Bytes::from(std::mem::take(&mut self.current)));
            }
            bytes = later;
        }
    }

    /// A whole segment when more is announced than one holds, the announced rest when it is less, and room to grow
    /// when nothing is announced.
    fn next_capacity(&self) -> usize {
        const UNANNOUNCED: usize = 4096;
        match self.expected {
            None => UNANNOUNCED,
            Some(total) => usize::try_from(total.saturating_sub(self.length)).unwrap_or(SEGMENT).min(SEGMENT),
        }
    }

    fn finish(mut self) -> Vec<Bytes> {
        if !self.current.is_empty() {
            self.current.shrink_to_fit();
            self.full.push(Bytes::from(self.current));
        }
        self.full
    }
}
