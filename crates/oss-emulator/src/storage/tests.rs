//! Contents behave alike wherever they are kept.

use std::path::PathBuf;
use std::sync::Arc;

use bytes::Bytes;

use super::content_writer::SEGMENT;
use super::vault::{Entry, Vault};
use super::{Backing, Content, ContentWriter, Digester, Digests, Unsettled};
use crate::clock::random_bytes;

/// A new directory, removed at the end.
struct Directory(PathBuf);

impl Directory {
    fn new() -> Self {
        let name = format!("oss-emulator-{:016x}", u64::from_be_bytes(random_bytes()));
        Self(std::env::temp_dir().join(name))
    }

    fn open(&self) -> Arc<Vault> {
        Vault::open(&self.0).unwrap().0
    }

    /// How many files hold contents.
    fn files(&self) -> usize {
        std::fs::read_dir(self.0.join("contents")).unwrap().count()
    }
}

impl Drop for Directory {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

async fn put(backing: &Backing, bytes: &[u8], step: usize, expected: Option<u64>) -> (Content, Digests) {
    let mut writer = ContentWriter::new(backing, expected);
    for piece in bytes.chunks(step) {
        writer.write(piece).await.unwrap();
    }
    assert_eq!(writer.length(), bytes.len() as u64);
    writer.finish().await.unwrap()
}

async fn get(content: &Content, start: u64, length: u64) -> Vec<u8> {
    let mut reader = content.read(start, length);
    let (mut all, mut left) = (Vec::new(), reader.left());
    while let Some(bytes) = reader.next().await {
        let bytes = bytes.unwrap();
        left -= bytes.len() as u64;
        assert_eq!(reader.left(), left);
        all.extend_from_slice(&bytes);
    }
    assert_eq!(left, 0);
    all
}

fn digests(bytes: &[u8]) -> Digests {
    let mut digester = Digester::new();
    digester.update(bytes);
    digester.finish()
}

fn bytes(length: usize) -> Vec<u8> {
    (0..=250).cycle().take(length).collect()
}

#[tokio::test]
async fn any_run_reads_back_across_segments_and_chunks() {
    let directory = Directory::new();
    let bytes = bytes(3 * SEGMENT + 5);
    for backing in [Backing::Memory, Backing::Vault(directory.open())] {
        for (step, expected) in [(1000, None), (SEGMENT, Some(bytes.len() as u64)), (700_001, Some(7))] {
            let (content, found) = put(&backing, &bytes, step, expected).await;
            assert_eq!((content.length(), found), (bytes.len() as u64, digests(&bytes)));
            for (start, length) in
                [(0, bytes.len()), (1, 1), (SEGMENT - 1, 2), (3 * SEGMENT, 5), (17, 2 * SEGMENT)]
            {
                let read = get(&content, start as u64, length as u64).await;
                assert!(read == bytes[start..start + length], "bytes {start}+{length}");
            }
            assert_eq!(get(&content, bytes.len() as u64 - 2, 100).await, bytes[bytes.len() - 2..]);
            assert_eq!(get(&content, 1 << 40, 1).await, b"");
        }
    }
}

#[tokio::test]
async fn joined_and_sliced_contents_share_their_bytes() {
    let directory = Directory::new();
    for backing in [Backing::Memory, Backing::Vault(directory.open())] {
        let mut pieces = Vec::new();
        for text in ["", "abc", "", "defgh", "i"] {
            pieces.push(put(&backing, text.as_bytes(), 2, None).await.0);
        }
        let large = bytes(SEGMENT + 1);
        pieces.push(put(&backing, &large, 4096, None).await.0);
        let joined = Content::join(&pieces);
        drop(pieces);
        assert_eq!(joined.length(), 9 + large.len() as u64);
        assert_eq!(get(&joined, 0, 11).await, b"abcdefghi\0\x01");
        let slice = joined.slice(2, 3);
        assert_eq!((get(&slice, 0, 9).await, slice.length()), (b"cde".to_vec(), 3));
        assert_eq!(get(&Content::join([&slice, &joined.slice(8, 3)]), 0, 9).await, b"cdei\0\x01");
        assert_eq!(get(&joined.slice(9, u64::MAX), 0, u64::MAX).await, large);
        assert_eq!(joined.slice(u64::MAX, 1).length(), 0);
    }
}

#[tokio::test]
async fn discarded_bytes_come_back_as_others_with_the_same_checksum() {
    for length in [0, 1, 7, 8, 1000, 3 * SEGMENT + 5] {
        let put_bytes = bytes(length);
        let (content, found) = put(&Backing::Discard, &put_bytes, 700, None).await;
        assert_eq!(found, digests(&put_bytes));
        let read = get(&content, 0, u64::MAX).await;
        assert_eq!((read.len(), digests(&read).crc64), (length, found.crc64), "{length} bytes");
        let half = length as u64 / 2;
        let halves = Content::join([&content.slice(0, half), &content.slice(half, u64::MAX)]);
        assert_eq!(get(&halves, 0, u64::MAX).await, read, "the same every time");
    }
}

#[tokio::test]
async fn files_go_with_their_last_reference_and_never_before() {
    let directory = Directory::new();
    let vault = directory.open();
    let backing = Backing::Vault(Arc::clone(&vault));
    let large = bytes(SEGMENT);
    let (content, _) = put(&backing, &large, SEGMENT, None).await;
    let (small, _) = put(&backing, b"small", 5, None).await;
    assert_eq!(directory.files(), 1, "small contents have no file");
    let slice = content.slice(10, 3);
    let mut reader = small.read(0, 5);
    drop((content, small));
    assert_eq!(get(&slice, 0, 3).await, [10, 11, 12]);
    assert_eq!(reader.next().await.unwrap().unwrap(), Bytes::from("small"));
    drop(slice);
    let mut unfinished = ContentWriter::new(&backing, None);
    unfinished.write(&bytes(2 * SEGMENT)).await.unwrap();
    drop(unfinished);
    drop((reader, backing));
    vault.close();
    drop(vault);
    // What was removed in the background is gone at the next start at the latest.
    drop(directory.open());
    assert_eq!(directory.files(), 0);
}

#[tokio::test]
async fn nothing_is_called_kept_after_something_could_not_be() {
    let directory = Directory::new();
    let vault = directory.open();
    assert_eq!(vault.settle().await, Ok(()));
    vault.push([Entry::Clear]);
    assert_eq!(vault.settle().await, Ok(()));
    vault.fail(&std::io::Error::other("the disk of this test is full"));
    assert_eq!(vault.settle().await, Err(Unsettled));
    vault.push([Entry::Clear]);
    assert_eq!(vault.settle().await, Err(Unsettled));
}
