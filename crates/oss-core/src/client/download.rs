//! Writes a reply body to a local file so that the file is replaced only by a complete one.

use std::io;
use std::path::{Path, PathBuf};

use bytes::Bytes;

use crate::error::Error;
use crate::replacement::Writer;

/// Bytes gathered before a hand-over to the blocking pool.
const BATCH: usize = 512 * 1024;

/// A file that is being written.
#[derive(Debug)]
pub(super) struct Download {
    path: PathBuf,
    writer: Option<Writer>,
    pending: Vec<Bytes>,
    pending_bytes: usize,
}

impl Download {
    /// Opens the place that the body is written to.
    pub(super) async fn open(path: &Path) -> Result<Self, Error> {
        let path = path.to_path_buf();
        let opening = path.clone();
        let writer =
            blocking(move || Writer::open(&opening)).await?.map_err(|e| Error::file("open", &path, e))?;
        Ok(Self { path, writer: Some(writer), pending: Vec::new(), pending_bytes: 0 })
    }

    /// Takes the next piece of the body.
    pub(super) async fn write(&mut self, piece: Bytes) -> Result<(), Error> {
        self.pending_bytes += piece.len();
        self.pending.push(piece);
        if self.pending_bytes < BATCH {
            return Ok(());
        }
        let writer = self.flush().await?;
        self.writer = Some(writer);
        Ok(())
    }

    /// Whether what was written can be undone: not in a FIFO or a device, whose reader has it.
    pub(super) fn can_start_anew(&self) -> bool {
        self.writer.as_ref().is_some_and(Writer::can_start_anew)
    }

    /// Puts the complete file in its place.
    pub(super) async fn finish(mut self) -> Result<(), Error> {
        let writer = self.flush().await?;
        let path = self.path;
        blocking(move || writer.commit()).await?.map_err(|e| Error::file("rename", &path, e))
    }

    async fn flush(&mut self) -> Result<Writer, Error> {
        let Some(mut writer) = self.writer.take() else {
            return Err(Error::file("write", &self.path, io::Error::other("an earlier write failed")));
        };
        let pieces = std::mem::take(&mut self.pending);
        self.pending_bytes = 0;
        blocking(move || pieces.iter().try_for_each(|piece| writer.write_all(piece)).map(|()| writer))
            .await?
            .map_err(|e| Error::file("write", &self.path, e))
    }
}

async fn blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Error> {
    tokio::task::spawn_blocking(work).await.map_err(Error::internal)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock;

    struct Folder(PathBuf);

    impl Folder {
        fn new() -> Self {
            let path = std::env::temp_dir().join(format!("oss-core-{}", clock::nonce()));
            std::fs::create_dir(&path).unwrap();
            Self(path)
        }

        fn names(&self) -> Vec<String> {
            let entries = std::fs::read_dir(&self.0).unwrap();
            let mut names: Vec<_> =
                entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
            names.sort();
            names
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            std::fs::remove_dir_all(&self.0).unwrap();
        }
    }

    async fn download(path: &Path, pieces: &[&'static [u8]]) -> Result<(), Error> {
        let mut download = Download::open(path).await?;
        for piece in pieces {
            download.write(Bytes::from_static(piece)).await?;
        }
        download.finish().await
    }

    #[tokio::test]
    async fn a_complete_download_replaces_the_file_and_keeps_its_mode() {
        use std::os::unix::fs::PermissionsExt;
        let folder = Folder::new();
        let path = folder.0.join("a.txt");
        std::fs::write(&path, "old").unwrap();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o640)).unwrap();
        download(&path, &[b"new ", b"text"]).await.unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"new text");
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
        assert_eq!(folder.names(), ["a.txt"]);
    }

    #[tokio::test]
    async fn an_abandoned_download_leaves_the_file_and_no_other() {
        let folder = Folder::new();
        let path = folder.0.join("a.txt");
        std::fs::write(&path, "old").unwrap();
        let mut unfinished = Download::open(&path).await.unwrap();
        unfinished.write(Bytes::from(vec![1; BATCH])).await.unwrap();
        drop(unfinished);
        assert_eq!(std::fs::read(&path).unwrap(), b"old");
        assert_eq!(folder.names(), ["a.txt"]);
    }

    #[tokio::test]
    async fn links_are_followed_even_to_nothing() {
        let folder = Folder::new();
        let link = folder.0.join("link");
        std::os::unix::fs::symlink("there", &link).unwrap();
        download(&link, &[b"x"]).await.unwrap();
        assert_eq!(folder.names(), ["link", "there"]);
        assert!(std::fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(std::fs::read(folder.0.join("there")).unwrap(), b"x");
    }

    #[tokio::test]
    async fn devices_are_written_in_place_and_folders_refused() {
        download(Path::new("/dev/null"), &[b"x"]).await.unwrap();
        let folder = Folder::new();
        assert!(download(&folder.0, &[b"x"]).await.unwrap_err().to_string().contains("EISDIR"));
        let missing = folder.0.join("none").join("a.txt");
        assert!(download(&missing, &[b"x"]).await.unwrap_err().to_string().starts_with("ENOENT"));
    }
}
