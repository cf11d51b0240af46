//! The queue of changes, and the thread that commits them in groups.

use std::io::Write;
use std::mem;
use std::sync::{Arc, Condvar, Mutex, PoisonError};

use bytes::Bytes;
use redb::Database;
use tokio::runtime::Handle;
use tokio::sync::watch;
use tokio::task::JoinSet;

use super::files::Files;
use super::tables::{self, RecordKey, Table};
use super::unit::Unit;
use crate::sync::lock;

/// A change of what is kept.
#[derive(Debug)]
pub(crate) enum Entry {
    /// A record takes the place of an earlier one.
    Put(Table, RecordKey, Vec<u8>),
    /// A record goes.
    Remove(Table, RecordKey),
    /// The records of a table from one key up to another go.
    RemoveRange(Table, RecordKey, RecordKey),
    /// All records go.
    Clear,
    /// A unit becomes a row.
    Store(Arc<Unit>, Bytes),
    /// The row of a unit goes.
    Forget(u64),
    /// The file of a unit goes.
    Unlink(u64),
}

/// What is queued, and how far the commits are.
#[derive(Debug)]
pub(super) struct Journal {
    queue: Mutex<Queue>,
    filled: Condvar,
    progress: watch::Sender<Progress>,
}

#[derive(Debug, Default)]
struct Queue {
    entries: Vec<Entry>,
    /// How many groups of changes were queued since the start.
    last: u64,
    /// Nothing is taken in any more.
    closed: bool,
}

#[derive(Debug, Clone, Copy, Default)]
struct Progress {
    /// Up to which group everything is committed.
    committed: u64,
    /// There will be no further commit.
    ended: bool,
}

/// The thread ends, however that comes: nobody may wait for it any more.
struct Ended<'j>(&'j Journal);

impl Drop for Ended<'_> {
    fn drop(&mut self) {
        self.0.close();
        self.0.progress.send_modify(|progress| progress.ended = true);
        // Dropping units queues their removal, which a closed queue does not take in.
        let left = mem::take(&mut lock(&self.0.queue).entries);
        drop(left);
    }
}

/// What was changed cannot be committed: the disk failed, or the emulator stops.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the data directory takes no more changes")]
pub(crate) struct Unsettled;

impl Journal {
    pub(super) fn new() -> Self {
        Self { queue: Mutex::default(), filled: Condvar::new(), progress: watch::Sender::default() }
    }

    /// Queues changes that are committed together.
    pub(super) fn push(&self, changes: impl IntoIterator<Item = Entry>) {
        let mut queue = lock(&self.queue);
        if !queue.closed {
            queue.entries.extend(changes);
            queue.last += 1;
            self.filled.notify_one();
        }
    }

    /// Queues a change that no reply waits for. It is dropped when nothing is taken in any more: the next start sweeps.
    pub(super) fn push_behind(&self, change: Entry) {
        let mut queue = lock(&self.queue);
        if !queue.closed {
            queue.entries.push(change);
            self.filled.notify_one();
        }
    }

    /// Waits until everything that was queued before is committed.
    pub(super) async fn settle(&self) -> Result<(), Unsettled> {
        let (last, closed) = {
            let queue = lock(&self.queue);
            (queue.last, queue.closed)
        };
        if closed {
            return Err(Unsettled);
        }
        if self.progress.borrow().committed >= last {
            return Ok(());
        }
        let mut progress = self.progress.subscribe();
        let reached = progress.wait_for(|progress| progress.committed >= last || progress.ended).await;
        reached.ok().filter(|progress| progress.committed >= last).map(|_| ()).ok_or(Unsettled)
    }

    /// Takes nothing in any more; what is queued will be committed.
    pub(super) fn close(&self) {
        lock(&self.queue).closed = true;
        self.filled.notify_one();
    }

    /// Takes nothing in any more, as something cannot be kept.
    pub(super) fn fail(&self, problem: &dyn std::error::Error) {
        self.close();
        // Nobody waits for the message, and the replies say it too.
        let _ = writeln!(std::io::stderr(), "oss-emulator: the data directory cannot be written: {problem}");
    }

    /// Commits what is queued until the journal is closed. Files go when no committed record can name them any more,
    /// the last of them before this ends: whoever uses the directory next finds it as it stays.
    pub(super) fn run(&self, database: &Database, files: &Files, runtime: &Handle) {
        let ended = Ended(self);
        let mut removals = JoinSet::new();
        while let Some((changes, last)) = self.take() {
            if let Err(error) = tables::commit(database, &changes) {
                self.fail(&error);
                break;
            }
            self.progress.send_modify(|progress| progress.committed = last);
            let mut unlinked = Vec::new();
            for change in &changes {
                match change {
                    Entry::Store(unit, _) => unit.stored(),
                    Entry::Unlink(id) => unlinked.push(*id),
                    _ => {}
                }
            }
            if !unlinked.is_empty() {
                // Removing a large file takes long; commits need not wait for it.
                let files = files.clone();
                let remove = move || unlinked.into_iter().for_each(|id| files.remove(id));
                removals.spawn_blocking_on(remove, runtime);
            }
            while removals.try_join_next().is_some() {}
        }
        drop(ended);
        // One that does not come to its end, as the runtime stops, is made up for by the next start.
        runtime.block_on(async { while removals.join_next().await.is_some() {} });
    }

    /// All that is queued, as soon as there is something; `None` when that is never again.
    fn take(&self) -> Option<(Vec<Entry>, u64)> {
        let mut queue = lock(&self.queue);
        while queue.entries.is_empty() {
            if queue.closed {
                return None;
            }
            queue = self.filled.wait(queue).unwrap_or_else(PoisonError::into_inner);
        }
        Some((mem::take(&mut queue.entries), queue.last))
    }
}
