//! What contents are made of in a data directory: bytes that never change, kept as long as something holds them.

use std::fmt;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::sync::{Arc, Mutex};

use bytes::Bytes;

use super::Vault;
use super::journal::Entry;
use crate::sync::lock;

/// Immutable bytes in a data directory. When the last reference goes, so do they, after what was queued before.
pub(crate) struct Unit {
    id: u64,
    home: Home,
    vault: Arc<Vault>,
}

/// Where the bytes of a unit are.
enum Home {
    /// In a file.
    File,
    /// In a row of the database.
    Row(Mutex<Row>),
}

/// Rows are written together with the first record that names them.
enum Row {
    /// No record names it yet.
    Fresh(Bytes),
    /// It waits for its commit.
    Queued(Bytes),
    /// It can be read back.
    Stored,
}

/// A file that is open for reading, and whose it is.
#[derive(Debug)]
pub(crate) struct OpenFile {
    unit: u64,
    file: File,
}

impl Unit {
    /// A unit whose file is complete.
    pub(super) fn of_file(vault: &Arc<Vault>, id: u64) -> Arc<Self> {
        Arc::new(Self { id, home: Home::File, vault: Arc::clone(vault) })
    }

    /// A unit that is a row of the database already.
    pub(super) fn of_row(vault: &Arc<Vault>, id: u64) -> Arc<Self> {
        Arc::new(Self { id, home: Home::Row(Mutex::new(Row::Stored)), vault: Arc::clone(vault) })
    }

    /// A unit that becomes a row with the first record that names it.
    pub(super) fn of_bytes(vault: &Arc<Vault>, bytes: Bytes) -> Arc<Self> {
        let home = Home::Row(Mutex::new(Row::Fresh(bytes)));
        Arc::new(Self { id: vault.new_id(), home, vault: Arc::clone(vault) })
    }

    /// Its number, unique in the directory.
    pub(crate) fn id(&self) -> u64 {
        self.id
    }

    /// Whether it has a file of its own.
    pub(crate) fn is_file(&self) -> bool {
        matches!(self.home, Home::File)
    }

    /// The change that stores it, once, when a record names it first.
    pub(crate) fn to_store(self: &Arc<Self>) -> Option<Entry> {
        let Home::Row(row) = &self.home else { return None };
        let mut row = lock(row);
        let Row::Fresh(bytes) = &*row else { return None };
        let bytes = bytes.clone();
        *row = Row::Queued(bytes.clone());
        drop(row);
        Some(Entry::Store(Arc::clone(self), bytes))
    }

    /// Its row was committed: the bytes need not be held in memory any more.
    pub(super) fn stored(&self) {
        if let Home::Row(row) = &self.home {
            *lock(row) = Row::Stored;
        }
    }

    /// A run of its bytes if they are still in memory.
    pub(crate) fn at_hand(&self, offset: u64, length: u64) -> Option<Bytes> {
        let Home::Row(row) = &self.home else { return None };
        match &*lock(row) {
            Row::Fresh(bytes) | Row::Queued(bytes) => {
                run(bytes, offset, length).map(|run| bytes.slice_ref(run))
            }
            Row::Stored => None,
        }
    }

    /// Reads a run of its bytes; waits for the disk. `file` is used if it is the right one.
    pub(crate) fn read(
        &self,
        file: Option<OpenFile>,
        offset: u64,
        length: u64,
    ) -> io::Result<(Option<OpenFile>, Bytes)> {
        if let Home::Row(_) = self.home {
            let row = self.vault.row(self.id)?;
            let bytes = run(&row, offset, length).ok_or(io::ErrorKind::UnexpectedEof)?;
            return Ok((file, Bytes::copy_from_slice(bytes)));
        }
        let mut open = match file.filter(|open| open.unit == self.id) {
            Some(open) => open,
            None => OpenFile { unit: self.id, file: self.vault.files().read(self.id)? },
        };
        open.file.seek(SeekFrom::Start(offset))?;
        let mut bytes = Vec::new();
        let count = Read::by_ref(&mut open.file).take(length).read_to_end(&mut bytes)?;
        if count as u64 == length {
            Ok((Some(open), bytes.into()))
        } else {
            Err(io::ErrorKind::UnexpectedEof.into())
        }
    }
}

fn run(bytes: &[u8], offset: u64, length: u64) -> Option<&[u8]> {
    let start = usize::try_from(offset).ok()?;
    bytes.get(start..start.checked_add(usize::try_from(length).ok()?)?)
}

impl Drop for Unit {
    fn drop(&mut self) {
        let change = match &self.home {
            Home::File => Entry::Unlink(self.id),
            Home::Row(row) if matches!(&*lock(row), Row::Stored) => Entry::Forget(self.id),
            Home::Row(_) => return,
        };
        self.vault.journal().push_behind(change);
    }
}

impl fmt::Debug for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Unit").field(&self.id).finish()
    }
}
