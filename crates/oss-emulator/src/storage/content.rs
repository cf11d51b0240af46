//! The bytes of an object, held in segments that replies share without copying.

use std::sync::Arc;

use bytes::Bytes;
use crc64fast::Digest as Crc64;
use md5::{Digest as _, Md5};

/// Size of every segment of a body but the last.
const SEGMENT: usize = 1024 * 1024;

/// The bytes of an object. Cloning shares them.
#[derive(Debug, Clone)]
pub(crate) struct Content {
    segments: Arc<[Segment]>,
    length: u64,
}

/// A run of bytes and where in the object it begins. Runs are never empty.
#[derive(Debug, Clone)]
struct Segment {
    start: u64,
    bytes: Bytes,
}

impl Content {
    /// The pieces one after the other.
    pub(crate) fn of(pieces: impl IntoIterator<Item = Bytes>) -> Self {
        let mut length = 0;
        let segments = pieces.into_iter().filter(|bytes| !bytes.is_empty()).map(|bytes| {
            let start = length;
            length += bytes.len() as u64;
            Segment { start, bytes }
        });
        let segments = segments.collect();
        Self { segments, length }
    }

    /// Contents one after the other, sharing their bytes.
    pub(crate) fn join<'c>(contents: impl IntoIterator<Item = &'c Self>) -> Self {
        let segments = contents.into_iter().flat_map(|content| content.segments.iter());
        Self::of(segments.map(|segment| segment.bytes.clone()))
    }

    /// A run of bytes as a content of its own, sharing them.
    pub(crate) fn slice(&self, start: u64, length: u64) -> Self {
        Self::of(self.read(start, length))
    }

    /// How many bytes it holds.
    pub(crate) fn length(&self) -> u64 {
        self.length
    }

    /// Reads `length` bytes from `start`; both are held to what is there.
    pub(crate) fn read(&self, start: u64, length: u64) -> ContentReader {
        let start = start.min(self.length);
        ContentReader { content: self.clone(), position: start, left: length.min(self.length - start) }
    }
}

/// Hands out a run of bytes, piece by piece.
#[derive(Debug)]
pub(crate) struct ContentReader {
    content: Content,
    position: u64,
    left: u64,
}

impl ContentReader {
    /// How many bytes are still to come.
    pub(crate) fn left(&self) -> u64 {
        self.left
    }
}

impl Iterator for ContentReader {
    type Item = Bytes;

    fn next(&mut self) -> Option<Bytes> {
        if self.left == 0 {
            return None;
        }
        let segments = &self.content.segments;
        let index = segments.partition_point(|segment| segment.start <= self.position).checked_sub(1)?;
        let Segment { start, bytes } = segments.get(index)?;
        let offset = usize::try_from(self.position - start).ok()?;
        let wanted = usize::try_from(self.left).unwrap_or(usize::MAX);
        let end = offset.saturating_add(wanted).min(bytes.len());
        let piece = bytes.slice(offset..end);
        self.position += piece.len() as u64;
        self.left -= piece.len() as u64;
        Some(piece)
    }
}

/// What is computed over the bytes while they come in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Digests {
    /// MD5 of all bytes.
    pub(crate) md5: [u8; 16],
    /// CRC-64/XZ of all bytes.
    pub(crate) crc64: u64,
}

/// Computes the digests of bytes as they come.
pub(crate) struct Digester {
    md5: Md5,
    crc64: Crc64,
}

impl Digester {
    pub(crate) fn new() -> Self {
        Self { md5: Md5::new(), crc64: Crc64::new() }
    }

    /// Takes in the next bytes.
    pub(crate) fn update(&mut self, bytes: &[u8]) {
        self.md5.update(bytes);
        self.crc64.write(bytes);
    }

    /// The digests of all of them.
    pub(crate) fn finish(self) -> Digests {
        Digests { md5: self.md5.finalize().into(), crc64: self.crc64.sum64() }
    }
}

/// Takes the bytes of a new object.
pub(crate) struct ContentWriter {
    segments: Vec<Bytes>,
    current: Vec<u8>,
    expected: Option<u64>,
    length: u64,
    digester: Digester,
}

impl ContentWriter {
    /// `expected` is the announced length, if any: small objects then take no more memory than they need.
    pub(crate) fn new(expected: Option<u64>) -> Self {
        Self { segments: Vec::new(), current: Vec::new(), expected, length: 0, digester: Digester::new() }
    }

    /// How many bytes came so far.
    pub(crate) fn length(&self) -> u64 {
        self.length
    }

    /// Appends bytes.
    pub(crate) fn write(&mut self, mut bytes: &[u8]) {
        self.digester.update(bytes);
        while !bytes.is_empty() {
            if self.current.capacity() == 0 {
                self.current.reserve_exact(self.next_capacity());
            }
            let room = SEGMENT - self.current.len();
            let (now, later) = bytes.split_at(room.min(bytes.len()));
            self.current.extend_from_slice(now);
            self.length += now.len() as u64;
            if self.current.len() == SEGMENT {
                self.segments.push(Bytes::from(std::mem::take(&mut self.current)));
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

    /// The content and its digests.
    pub(crate) fn finish(mut self) -> (Content, Digests) {
        if !self.current.is_empty() {
            self.current.shrink_to_fit();
            self.segments.push(Bytes::from(self.current));
        }
        (Content::of(self.segments), self.digester.finish())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn content_of(bytes: &[u8], step: usize, expected: Option<u64>) -> (Content, Digests) {
        let mut writer = ContentWriter::new(expected);
        bytes.chunks(step).for_each(|piece| writer.write(piece));
        writer.finish()
    }

    #[test]
    fn any_run_reads_back_across_segments() {
        let bytes: Vec<u8> = (0..=250).cycle().take(3 * SEGMENT + 5).collect();
        for (step, expected) in [(1000, None), (SEGMENT, Some(bytes.len() as u64)), (700_001, Some(7))] {
            let (content, digests) = content_of(&bytes, step, expected);
            assert_eq!(content.length(), bytes.len() as u64);
            assert_eq!(digests, content_of(&bytes, bytes.len(), None).1);
            for (start, length) in
                [(0, bytes.len()), (1, 1), (SEGMENT - 1, 2), (3 * SEGMENT, 5), (17, 2 * SEGMENT)]
            {
                let read: Vec<u8> = content.read(start as u64, length as u64).flatten().collect();
                assert!(read == bytes[start..start + length], "bytes {start}+{length}");
            }
        }
    }

    #[test]
    fn joined_and_sliced_contents_read_back() {
        let pieces = ["", "abc", "", "defgh", "i"].map(|text| Content::of([Bytes::from(text)]));
        let joined = Content::join(&pieces);
        let text = |content: &Content| content.read(0, u64::MAX).flatten().collect::<Vec<u8>>();
        assert_eq!((text(&joined), joined.length()), (b"abcdefghi".to_vec(), 9));
        let slice = joined.slice(2, 3);
        assert_eq!((text(&slice), slice.length()), (b"cde".to_vec(), 3));
        assert_eq!(text(&Content::join([&slice, &joined.slice(8, 9)])), b"cdei");
    }

    #[test]
    fn reading_past_the_end_gives_what_is_there() {
        let (content, digests) = content_of(b"123456789", 4, None);
        assert_eq!(content.read(7, 100).flatten().collect::<Vec<u8>>(), b"89");
        assert_eq!(content.read(100, 1).next(), None);
        assert_eq!(digests.crc64, 11_051_210_869_376_104_954, "check value of CRC-64/XZ");
    }
}
