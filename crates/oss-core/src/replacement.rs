//! Replaces a local file by a complete one only.
//!
//! The bytes go to a temporary file beside the target, which then takes the target's place and keeps its mode. Links are
//! followed. Where that cannot be done (FIFOs, devices, a folder without write permission) the target is written itself.

use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::clock;

/// Where the bytes of a file are written until it is complete.
#[derive(Debug)]
pub(crate) struct Writer {
    file: Arc<File>,
    replacement: Option<Replacement>,
}

/// A temporary file that takes the place of `target`, or is removed.
#[derive(Debug)]
struct Replacement {
    temporary: PathBuf,
    target: PathBuf,
    /// It stays for another run.
    kept: bool,
}

impl Drop for Replacement {
    fn drop(&mut self) {
        if !self.kept {
            // After the rename there is nothing left to remove; otherwise nobody is left to tell.
            let _ = std::fs::remove_file(&self.temporary);
        }
    }
}

/// What is known of a target before anything is written.
#[derive(Debug)]
pub(crate) struct Target {
    /// The path behind all links.
    pub(crate) path: PathBuf,
    existing: Option<std::fs::Metadata>,
}

impl Target {
    /// Follows the links of a path, whether or not anything is at their end.
    pub(crate) fn find(path: &Path) -> io::Result<Self> {
        if path.as_os_str().is_empty() {
            return Err(io::ErrorKind::NotFound.into());
        }
        let path = follow_links(path)?;
        match std::fs::metadata(&path) {
            Ok(metadata) => Ok(Self { path, existing: Some(metadata) }),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Self { path, existing: None }),
            Err(error) => Err(error),
        }
    }

    /// Whether it can be replaced: it is a regular file, or nothing.
    pub(crate) fn is_replaceable(&self) -> bool {
        self.existing.as_ref().is_none_or(std::fs::Metadata::is_file)
    }

    /// A name beside it that nothing has.
    pub(crate) fn temporary(&self) -> PathBuf {
        let mut name = std::ffi::OsString::from(".");
        name.push(self.path.file_name().unwrap_or_default());
        name.push(format!(".{}.part", clock::nonce()));
        self.path.with_file_name(name)
    }

    /// Opens the temporary file of that name, new or with what an earlier run has written.
    pub(crate) fn replace_by(self, temporary: PathBuf, anew: bool) -> io::Result<Writer> {
        let mut options = OpenOptions::new();
        options.write(true).read(true).create_new(anew);
        let file = options.open(&temporary)?;
        let replacement = Replacement { temporary, target: self.path, kept: false };
        if let Some(existing) = self.existing.filter(|_| anew) {
            file.set_permissions(existing.permissions())?;
        }
        Ok(Writer { file: Arc::new(file), replacement: Some(replacement) })
    }

    /// Opens the target to read what is there.
    pub(crate) fn as_it_is(&self) -> io::Result<Writer> {
        Ok(Writer { file: Arc::new(File::open(&self.path)?), replacement: None })
    }

    /// Opens the target itself, empty.
    pub(crate) fn in_place(&self) -> io::Result<Writer> {
        let file = OpenOptions::new().write(true).create(true).truncate(true).open(&self.path)?;
        Ok(Writer { file: Arc::new(file), replacement: None })
    }
}

impl Writer {
    /// Opens the place that bytes for a path are written to.
    pub(crate) fn open(path: &Path) -> io::Result<Self> {
        let target = Target::find(path)?;
        if !target.is_replaceable() {
            return target.in_place();
        }
        let again = Target { path: target.path.clone(), existing: None };
        let temporary = target.temporary();
        match target.replace_by(temporary, true) {
            Err(error) if error.kind() == io::ErrorKind::PermissionDenied => again.in_place(),
            opened => opened,
        }
    }

    /// Adds bytes at the end.
    pub(crate) fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        (&*self.file).write_all(bytes)
    }

    /// The file that is written.
    pub(crate) fn file(&self) -> &Arc<File> {
        &self.file
    }

    /// Whether the bytes go to a file of their own first.
    pub(crate) fn replaces(&self) -> bool {
        self.replacement.is_some()
    }

    /// Whether what was written can be undone: not in a FIFO or a device, whose reader has it.
    pub(crate) fn can_start_anew(&self) -> bool {
        self.replaces() || self.file.metadata().is_ok_and(|metadata| metadata.is_file())
    }

    /// Leaves what has been written for another run.
    pub(crate) fn keep(mut self) {
        if let Some(replacement) = &mut self.replacement {
            replacement.kept = true;
        }
    }

    /// Puts the complete file in its place.
    pub(crate) fn commit(self) -> io::Result<()> {
        drop(self.file);
        match &self.replacement {
            Some(Replacement { temporary, target, .. }) => std::fs::rename(temporary, target),
            None => Ok(()),
        }
    }
}

/// The path that a chain of links ends at, whether or not anything is there.
fn follow_links(path: &Path) -> io::Result<PathBuf> {
    let mut path = path.to_path_buf();
    // The limit of Linux.
    for _ in 0..40 {
        match std::fs::read_link(&path) {
            Ok(next) => path = path.parent().unwrap_or(Path::new("")).join(next),
            Err(_) => return Ok(path),
        }
    }
    Err(io::Error::other("too many symbolic links"))
}
