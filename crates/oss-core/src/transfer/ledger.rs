//! Which parts of a transfer are done, in memory and in its checkpoint.

use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::checkpoint::{self, Record};
use super::engine::blocking;
use crate::crc64::combine;
use crate::error::Error;

/// A part that is done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Done {
    /// From 1.
    pub number: u32,
    /// Of an upload: what the service calls the part.
    pub etag: Option<String>,
    /// Of its bytes, if it is known.
    pub crc64: Option<u64>,
    /// How many bytes.
    pub length: u64,
}

/// The parts that are done. With a checkpoint each is on disk before the next one begins.
#[derive(Debug)]
pub(super) struct Ledger {
    state: Mutex<State>,
    path: Option<PathBuf>,
    /// The revision that is on disk; held while it is written.
    saved: tokio::sync::Mutex<u64>,
}

#[derive(Debug)]
struct State {
    record: Record,
    revision: u64,
}

impl Ledger {
    pub(super) fn new(record: Record, path: Option<PathBuf>) -> Self {
        Self { state: Mutex::new(State { record, revision: 1 }), path, saved: tokio::sync::Mutex::new(0) }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether what is done outlives a failure.
    pub(super) fn is_kept(&self) -> bool {
        self.path.is_some()
    }

    pub(super) fn part_size(&self) -> u64 {
        self.state().record.part_size
    }

    pub(super) fn is_done(&self, number: u32) -> bool {
        self.state().record.done.contains_key(&number)
    }

    /// All that are done, by number.
    pub(super) fn all(&self) -> Vec<Done> {
        self.state().record.done.values().cloned().collect()
    }

    /// Adds a part.
    pub(super) async fn add(&self, done: Done) -> Result<(), Error> {
        let revision = {
            let mut state = self.state();
            state.record.done.insert(done.number, done);
            state.revision += 1;
            state.revision
        };
        self.save(revision).await
    }

    /// Writes the checkpoint for the first time.
    pub(super) async fn begin(&self) -> Result<(), Error> {
        self.save(1).await
    }

    /// Writes the checkpoint, unless a write that has meanwhile begun for others has all of the revision.
    async fn save(&self, revision: u64) -> Result<(), Error> {
        let Some(path) = self.path.clone() else { return Ok(()) };
        let mut saved = self.saved.lock().await;
        if *saved >= revision {
            return Ok(());
        }
        let (text, newest) = {
            let state = self.state();
            (state.record.to_json(), state.revision)
        };
        blocking(move || checkpoint::write(&path, &text)).await??;
        *saved = newest;
        Ok(())
    }

    /// Removes the checkpoint: nothing is left to go on with.
    pub(super) async fn forget(&self) -> Result<(), Error> {
        match self.path.clone() {
            Some(path) => blocking(move || checkpoint::remove(&path)).await?,
            None => Ok(()),
        }
    }
}

/// The checksum of all parts one after the other, if that of each is known.
pub(super) fn combined(parts: &[Done]) -> Option<u64> {
    parts.iter().try_fold(0, |crc, part| Some(combine(crc, part.crc64?, part.length)))
}
