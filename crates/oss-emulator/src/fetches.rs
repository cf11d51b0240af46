//! Objects that are fetched in the background: what is known of every task, and those that run.

use std::collections::HashMap;
use std::future::Future;
use std::sync::Mutex;

use tokio::task::JoinSet;

use crate::sync::lock;

/// All tasks since the start. Those that run end with the emulator.
#[derive(Debug, Default)]
pub(crate) struct Fetches {
    known: Mutex<HashMap<String, Fetch>>,
    running: Mutex<JoinSet<()>>,
}

/// What a client asked for, as it wrote it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Order {
    /// Where the object is.
    pub(crate) url: String,
    /// The key it gets.
    pub(crate) key: String,
    /// `Host` of the request; empty for the URL's.
    pub(crate) host: String,
    /// Base64 of its MD5; empty when any will do.
    pub(crate) content_md5: String,
    /// The callback in Base64; empty for none.
    pub(crate) callback: String,
    /// Its storage class; empty for the bucket's.
    pub(crate) storage_class: String,
    /// Whether an object that is there stays.
    pub(crate) ignore_same_key: bool,
}

/// A task.
#[derive(Debug, Clone)]
pub(crate) struct Fetch {
    /// The bucket it is for.
    pub(crate) bucket: String,
    /// What was asked for.
    pub(crate) order: Order,
    /// How it stands.
    pub(crate) state: State,
}

/// How a task stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum State {
    /// It runs.
    Running,
    /// The object is there.
    Success,
    /// It is not, for this reason.
    Failed(String),
    /// It is, but its callback failed for this reason.
    CallbackFailed(String),
}

impl State {
    /// The word on the wire, and the reason.
    pub(crate) fn words(&self) -> (&'static str, &str) {
        match self {
            Self::Running => ("Running", ""),
            Self::Success => ("Success", ""),
            Self::Failed(reason) => ("Failed", reason),
            Self::CallbackFailed(reason) => ("FetchSuccessCallbackFailed", reason),
        }
    }
}

impl Fetches {
    /// Runs a task in the background.
    pub(crate) fn start(&self, id: &str, fetch: Fetch, work: impl Future<Output = ()> + Send + 'static) {
        lock(&self.known).insert(id.to_owned(), fetch);
        let mut running = lock(&self.running);
        while running.try_join_next().is_some() {}
        running.spawn(work);
    }

    /// Notes how a task ended.
    pub(crate) fn end(&self, id: &str, state: State) {
        if let Some(fetch) = lock(&self.known).get_mut(id) {
            fetch.state = state;
        }
    }

    /// A task of a bucket.
    pub(crate) fn get(&self, bucket: &str, id: &str) -> Option<Fetch> {
        lock(&self.known).get(id).filter(|fetch| fetch.bucket == bucket).cloned()
    }

    /// Drops what runs, and forgets everything.
    pub(crate) fn clear(&self) {
        *lock(&self.running) = JoinSet::new();
        lock(&self.known).clear();
    }
}
