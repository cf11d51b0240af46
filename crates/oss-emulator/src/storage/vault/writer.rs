//! Takes the bytes of a new unit.

use std::io;
use std::mem;
use std::sync::Arc;

use bytes::Bytes;
use tokio::task::{JoinHandle, spawn_blocking};

use super::draft::Draft;
use super::{Unit, Vault};

/// Contents up to this length are rows of the database, which a commit syncs together; a file costs two syncs of its
/// own.
const MAX_ROW: usize = 32 * 1024;
/// How much goes to a file at a time. An upload holds two of them: one that is written and one that comes in.
const CHUNK: usize = 1024 * 1024;

/// Takes the bytes of a new unit. Threads that may wait write the file, one chunk behind what comes in.
pub(crate) struct UnitWriter {
    vault: Arc<Vault>,
    current: Vec<u8>,
    announced: Option<u64>,
    file: Progress,
}

enum Progress {
    /// There is no file yet.
    None,
    /// The last chunk is being written.
    Writing(JoinHandle<io::Result<Draft>>),
}

impl UnitWriter {
    pub(crate) fn new(vault: &Arc<Vault>, announced: Option<u64>) -> Self {
        Self { vault: Arc::clone(vault), current: Vec::new(), announced, file: Progress::None }
    }

    /// Appends bytes.
    pub(crate) async fn write(&mut self, mut bytes: &[u8]) -> io::Result<()> {
        while !bytes.is_empty() {
            if self.current.capacity() == 0 {
                let announced = self.announced.and_then(|length| usize::try_from(length).ok());
                self.current.reserve_exact(announced.unwrap_or(MAX_ROW).min(CHUNK));
            }
            let room = CHUNK - self.current.len();
            let (now, later) = bytes.split_at(room.min(bytes.len()));
            self.current.extend_from_slice(now);
            if self.current.len() == CHUNK {
                let chunk = mem::take(&mut self.current);
                let file = self.file().await?;
                self.file = Progress::Writing(spawn_blocking(move || file.with(&chunk)));
            }
            bytes = later;
        }
        Ok(())
    }

    /// The unit, complete.
    pub(crate) async fn finish(mut self) -> io::Result<Arc<Unit>> {
        let rest = mem::take(&mut self.current);
        if matches!(self.file, Progress::None) && rest.len() <= MAX_ROW {
            return Ok(Unit::of_bytes(&self.vault, Bytes::from(rest)));
        }
        let file = self.file().await?;
        spawn_blocking(move || file.with(&rest)?.seal()).await.map_err(io::Error::other)?
    }

    /// The file as it is when the last chunk is written.
    async fn file(&mut self) -> io::Result<Target> {
        match mem::replace(&mut self.file, Progress::None) {
            Progress::None => Ok(Target::New(Arc::clone(&self.vault))),
            Progress::Writing(handle) => Ok(Target::Begun(handle.await.map_err(io::Error::other)??)),
        }
    }
}

/// A file to append to.
enum Target {
    New(Arc<Vault>),
    Begun(Draft),
}

impl Target {
    fn with(self, bytes: &[u8]) -> io::Result<Draft> {
        let mut draft = match self {
            Self::New(vault) => Draft::create(&vault)?,
            Self::Begun(draft) => draft,
        };
        draft.write(bytes)?;
        Ok(draft)
    }
}
