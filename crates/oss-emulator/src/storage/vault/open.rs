//! Opens a data directory, and closes it.

use std::collections::HashMap;
use std::io;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, Weak};
use std::thread::JoinHandle;

use redb::{Database, DatabaseError};
use tokio::runtime::Handle;

use super::files::{self, Files};
use super::journal::{Entry, Journal, Unsettled};
use super::{DataError, RecordKey, Table, Unit, tables};
use crate::sync::lock;

/// Numbers of units are never used again: the upper bits count how often the directory was opened, so that what the
/// last process removes late is nothing of this one's.
const OPENING: u32 = 40;

/// How much of the database is held in memory.
const CACHE: usize = 64 * 1024 * 1024;

/// An open data directory.
#[derive(Debug)]
pub(crate) struct Vault {
    directory: PathBuf,
    files: Files,
    journal: Arc<Journal>,
    /// Held by the thread of the journal, so that the directory is free as soon as that has ended.
    database: Weak<Database>,
    next_id: AtomicU64,
    thread: Mutex<Option<JoinHandle<()>>>,
}

/// The units that were found at the start. Those that nobody takes are removed.
#[derive(Debug, Default)]
pub(crate) struct Found {
    units: HashMap<u64, (Arc<Unit>, u64)>,
}

impl Found {
    /// A unit and its length.
    pub(crate) fn unit(&self, id: u64) -> Option<(&Arc<Unit>, u64)> {
        self.units.get(&id).map(|(unit, length)| (unit, *length))
    }
}

impl Vault {
    /// Opens a directory, and makes it if there is none; waits for the disk. Must be called within a Tokio runtime.
    pub(crate) fn open(directory: &Path) -> Result<(Arc<Self>, Found), DataError> {
        let io_error = |source| DataError::Io { directory: directory.to_owned(), source };
        let database_error = |error| database_error(directory, error);
        let files = Files::open(directory.join("contents")).map_err(io_error)?;
        let database = Database::builder().set_cache_size(CACHE).create(directory.join("records.redb"));
        let database = database.map_err(|error| match error {
            DatabaseError::DatabaseAlreadyOpen => DataError::InUse { directory: directory.to_owned() },
            other => database_error(other.into()),
        })?;
        files::sync_folder(directory).map_err(io_error)?;
        let known = tables::FORMAT;
        let openings = tables::open(&database)
            .map_err(database_error)?
            .map_err(|found| DataError::Format { directory: directory.to_owned(), found, known })?;
        let complete = files.list().map_err(io_error)?;
        let rows = tables::lengths(&database).map_err(database_error)?;
        let (database, journal) = (Arc::new(database), Arc::new(Journal::new()));
        let vault = Arc::new(Self {
            directory: directory.to_owned(),
            files: files.clone(),
            journal: Arc::clone(&journal),
            database: Arc::downgrade(&database),
            next_id: AtomicU64::new(openings << OPENING),
            thread: Mutex::default(),
        });
        let runtime = Handle::current();
        let commit = move || journal.run(&database, &files, &runtime);
        let thread =
            std::thread::Builder::new().name("oss-journal".to_owned()).spawn(commit).map_err(io_error)?;
        *lock(&vault.thread) = Some(thread);
        let of_files = complete.into_iter().map(|(id, length)| (id, (Unit::of_file(&vault, id), length)));
        let of_rows = rows.into_iter().map(|(id, length)| (id, (Unit::of_row(&vault, id), length)));
        let units = of_files.chain(of_rows).collect();
        Ok((vault, Found { units }))
    }

    /// Gives every record of a table to `take`, which says what is wrong with it.
    pub(crate) fn read(
        &self,
        table: Table,
        mut take: impl FnMut(&RecordKey, &[u8]) -> Result<(), String>,
    ) -> Result<(), DataError> {
        let database = self.database.upgrade().ok_or_else(|| self.broken("it was closed".to_owned()))?;
        let broken_off = tables::read(&database, table, |key, value| match take(&key, value) {
            Ok(()) => ControlFlow::Continue(()),
            Err(problem) => ControlFlow::Break(format!("{table:?}, {key:?}: {problem}")),
        });
        match broken_off.map_err(|error| database_error(&self.directory, error))? {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(problem) => Err(self.broken(problem)),
        }
    }

    fn broken(&self, problem: String) -> DataError {
        DataError::Broken { directory: self.directory.clone(), problem }
    }

    /// Queues changes that are committed together, in the order of these calls.
    pub(crate) fn push(&self, entries: impl IntoIterator<Item = Entry>) {
        self.journal.push(entries);
    }

    /// A change cannot be written down: nothing is taken in any more.
    pub(crate) fn fail(&self, problem: &dyn std::error::Error) {
        self.journal.fail(problem);
    }

    /// Waits until everything that was changed before is committed.
    pub(crate) async fn settle(&self) -> Result<(), Unsettled> {
        self.journal.settle().await
    }

    /// Commits what is queued, and frees the directory for another process; waits for the disk.
    pub(crate) fn close(&self) {
        self.journal.close();
        let thread = lock(&self.thread).take();
        // It fails when the thread panicked, which the replies have told already.
        let _ = thread.map(JoinHandle::join);
    }

    pub(super) fn new_id(&self) -> u64 {
        self.next_id.fetch_add(1, Ordering::Relaxed)
    }

    pub(super) fn files(&self) -> &Files {
        &self.files
    }

    pub(super) fn journal(&self) -> &Journal {
        &self.journal
    }

    /// The bytes of a row.
    pub(super) fn row(&self, id: u64) -> io::Result<Vec<u8>> {
        let database = self.database.upgrade().ok_or(io::ErrorKind::BrokenPipe)?;
        tables::content(&database, id)
            .map_err(io::Error::other)?
            .ok_or_else(|| io::ErrorKind::NotFound.into())
    }
}

impl Drop for Vault {
    fn drop(&mut self) {
        self.journal.close();
    }
}

fn database_error(directory: &Path, error: redb::Error) -> DataError {
    DataError::Database { directory: directory.to_owned(), source: Box::new(error) }
}
