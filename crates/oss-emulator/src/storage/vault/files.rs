//! The files of contents, named by the number of their unit.

use std::collections::HashMap;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

/// What a file is called while it is written.
const PART: &str = "part";

/// A folder of contents.
#[derive(Debug, Clone)]
pub(super) struct Files {
    folder: PathBuf,
}

impl Files {
    /// Opens a folder, and makes it if there is none.
    pub(super) fn open(folder: PathBuf) -> io::Result<Self> {
        if !folder.is_dir() {
            fs::create_dir_all(&folder)?;
            folder.ancestors().skip(1).take(2).try_for_each(sync_folder)?;
        }
        Ok(Self { folder })
    }

    /// Opens a complete file for reading.
    pub(super) fn read(&self, id: u64) -> io::Result<File> {
        File::open(self.path(id))
    }

    /// Creates a file that is not complete.
    pub(super) fn create(&self, id: u64) -> io::Result<File> {
        File::options().write(true).create_new(true).open(self.part_path(id))
    }

    /// Makes a file complete, and sees to it that neither it nor its name can be lost.
    pub(super) fn seal(&self, id: u64, file: &File) -> io::Result<()> {
        file.sync_all()?;
        fs::rename(self.part_path(id), self.path(id))?;
        sync_folder(&self.folder)
    }

    /// Removes a file, complete or not. One that cannot be removed is swept at the next start.
    pub(super) fn remove(&self, id: u64) {
        let _ = fs::remove_file(self.path(id));
        let _ = fs::remove_file(self.part_path(id));
    }

    /// The complete files and their lengths. Others that are ours are removed.
    pub(super) fn list(&self) -> io::Result<HashMap<u64, u64>> {
        let mut complete = HashMap::new();
        for entry in fs::read_dir(&self.folder)? {
            let entry = entry?;
            let path = entry.path();
            match number(&path) {
                // One that goes at this moment is none that a record names.
                Some(id) if path.extension().is_none() => {
                    complete.extend(entry.metadata().ok().map(|metadata| (id, metadata.len())));
                }
                Some(id) if path.extension() == Some(OsStr::new(PART)) => self.remove(id),
                _ => {}
            }
        }
        Ok(complete)
    }

    fn path(&self, id: u64) -> PathBuf {
        self.folder.join(format!("{id:016x}"))
    }

    fn part_path(&self, id: u64) -> PathBuf {
        self.path(id).with_extension(PART)
    }
}

fn number(path: &Path) -> Option<u64> {
    let text = path.file_stem()?.to_str().filter(|text| text.len() == 16)?;
    u64::from_str_radix(text, 16).ok()
}

/// A name is lasting once its folder is synced.
#[cfg(unix)]
pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    // The parent of a relative path of one name is the empty one.
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    File::open(folder)?.sync_all()
}

/// Windows opens no folders as files; its file system journals names by itself.
#[cfg(not(unix))]
pub(super) fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}
