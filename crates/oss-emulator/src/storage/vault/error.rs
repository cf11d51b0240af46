//! Why a data directory cannot be used.

use std::io;
use std::path::PathBuf;

/// Why a data directory cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum DataError {
    /// Another process has it open.
    #[error("data directory {directory}: in use by another process")]
    InUse {
        /// The directory.
        directory: PathBuf,
    },
    /// A later emulator wrote it.
    #[error("data directory {directory}: has format {found}, this emulator reads format {known}")]
    Format {
        /// The directory.
        directory: PathBuf,
        /// The format it has.
        found: u64,
        /// The format of this emulator.
        known: u64,
    },
    /// What it holds contradicts itself, or is not ours.
    #[error("data directory {directory}: {problem}")]
    Broken {
        /// The directory.
        directory: PathBuf,
        /// What is wrong.
        problem: String,
    },
    /// The system refuses.
    #[error("data directory {directory}")]
    Io {
        /// The directory.
        directory: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The database refuses.
    #[error("data directory {directory}")]
    Database {
        /// The directory.
        directory: PathBuf,
        /// What it said.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
}
