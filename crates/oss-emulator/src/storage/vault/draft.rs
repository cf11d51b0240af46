//! A file that is still written. It disappears unless it is completed.

use std::fs::File;
use std::io::{self, Write};
use std::sync::Arc;

use super::journal::Entry;
use super::{Unit, Vault};

/// An incomplete file.
pub(super) struct Draft {
    file: File,
    name: Name,
}

/// Removes the file when it is dropped.
struct Name {
    id: u64,
    vault: Arc<Vault>,
    complete: bool,
}

impl Draft {
    /// Creates one; waits for the disk, as the others do.
    pub(super) fn create(vault: &Arc<Vault>) -> io::Result<Self> {
        let id = vault.new_id();
        let file = vault.files().create(id)?;
        Ok(Self { file, name: Name { id, vault: Arc::clone(vault), complete: false } })
    }

    /// Appends bytes.
    pub(super) fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.file.write_all(bytes)
    }

    /// Completes the file: it cannot be lost any more.
    pub(super) fn seal(mut self) -> io::Result<Arc<Unit>> {
        let Name { id, vault, complete } = &mut self.name;
        vault.files().seal(*id, &self.file)?;
        *complete = true;
        Ok(Unit::of_file(vault, *id))
    }
}

impl Drop for Name {
    fn drop(&mut self) {
        if !self.complete {
            self.vault.journal().push_behind(Entry::Unlink(self.id));
        }
    }
}
