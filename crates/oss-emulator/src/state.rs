//! What all connections share.

use std::collections::HashMap;
use std::sync::Arc;

use crate::access_log::AccessLog;
use crate::admin::{Faults, Journal};
use crate::clock::Clock;
use crate::ram::Directory;
use crate::server::connections::Connections;
use crate::storage::Store;
use crate::sts;

/// One running emulator.
#[derive(Debug)]
pub(crate) struct Server {
    /// The clock of every decision.
    pub(crate) clock: Clock,
    /// Buckets and objects.
    pub(crate) store: Store,
    /// Accounts, keys and sessions.
    pub(crate) directory: Directory,
    /// The token service.
    pub(crate) sts: sts::Service,
    /// What was settled at the start.
    pub(crate) settings: Settings,
    /// What goes wrong on purpose.
    pub(crate) faults: Faults,
    /// What came in; `None` without an admin address, since nobody could read it.
    pub(crate) journal: Option<Journal>,
    /// Open connections.
    pub(crate) connections: Arc<Connections>,
    /// One line to a request.
    pub(crate) access_log: AccessLog,
}

/// What is settled at the start.
#[derive(Debug, Clone)]
pub(crate) struct Settings {
    /// The region of hosts that state none, as in `oss-cn-hangzhou`.
    pub(crate) location: String,
    /// Custom domains and their buckets.
    pub(crate) domains: HashMap<String, String>,
}
