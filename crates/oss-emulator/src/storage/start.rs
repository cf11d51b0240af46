//! Where buckets and objects are kept.

use std::path::PathBuf;

use tokio::task::spawn_blocking;

use super::{DataError, Store};

/// Where buckets and objects are kept.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Storage {
    /// In memory, until the emulator stops.
    #[default]
    Memory,
    /// In memory, but of the bytes of objects only length and checksum: a read gives other bytes of the same length and
    /// CRC-64. For measuring clients.
    Discard,
    /// In a directory, which is made if there is none, across restarts and crashes: a reply goes out when what it tells of
    /// is on disk. One emulator at a time may use it. Sessions of STS are not kept.
    Directory(PathBuf),
}

impl Store {
    /// What is there at the start, within a Tokio runtime.
    pub(crate) async fn start(storage: Storage) -> Result<Self, DataError> {
        match storage {
            Storage::Memory => Ok(Self::default()),
            Storage::Discard => Ok(Self::discarding()),
            Storage::Directory(directory) => {
                let opened = {
                    let directory = directory.clone();
                    spawn_blocking(move || Self::open(&directory)).await
                };
                opened.map_err(|panic| DataError::Broken { directory, problem: panic.to_string() })?
            }
        }
    }
}
