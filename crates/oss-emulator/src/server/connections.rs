//! Counts connections.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use super::control::Control;
use crate::sync::lock;

/// Every connection since the start, and those that are open.
#[derive(Debug, Default)]
pub(crate) struct Connections {
    accepted: AtomicU64,
    open: Mutex<BTreeMap<u64, Arc<Control>>>,
}

/// What the admin address says about connections.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub(crate) struct ConnectionCounts {
    /// Connections accepted since the start.
    pub(crate) accepted: u64,
    /// Connections that are open now.
    pub(crate) open: Vec<OpenConnection>,
}

/// One open connection.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub(crate) struct OpenConnection {
    /// Its number, as in the journal.
    pub(crate) connection: u64,
    /// Bytes that came in.
    pub(crate) read: u64,
    /// Bytes that went out.
    pub(crate) written: u64,
}

impl Connections {
    /// Counts a new connection, open until the returned value is dropped.
    pub(crate) fn open(self: &Arc<Self>) -> Registered {
        let number = self.accepted.fetch_add(1, Ordering::Relaxed) + 1;
        let control = Arc::new(Control::new(number));
        lock(&self.open).insert(number, Arc::clone(&control));
        Registered { connections: Arc::clone(self), control }
    }

    /// The counts as they are now.
    pub(crate) fn counts(&self) -> ConnectionCounts {
        let open = lock(&self.open);
        let open = open.values().map(|control| OpenConnection {
            connection: control.connection,
            read: control.read.load(Ordering::Relaxed),
            written: control.written.load(Ordering::Relaxed),
        });
        ConnectionCounts { accepted: self.accepted.load(Ordering::Relaxed), open: open.collect() }
    }
}

/// One open connection, as long as it lives.
#[derive(Debug)]
pub(crate) struct Registered {
    connections: Arc<Connections>,
    /// What the connection and its requests tell each other.
    pub(crate) control: Arc<Control>,
}

impl Drop for Registered {
    fn drop(&mut self) {
        lock(&self.connections.open).remove(&self.control.connection);
    }
}
