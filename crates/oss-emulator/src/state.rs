//! What all connections share.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use crate::access_log::AccessLog;
use crate::admin::Journal;
use crate::clock::Clock;
use crate::config::BucketSeed;
use crate::error::{ServiceError, internal_error};
use crate::faults::Faults;
use crate::fetches::Fetches;
use crate::metadata::Instance;
use crate::model::{Acl, Redundancy, StorageClass, Versioning};
use crate::ram::Directory;
use crate::server::connections::Connections;
use crate::storage::{BucketSettings, CreateOutcome, Store};
use crate::sts;
use crate::tls::TlsServer;

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
    /// What the metadata service speaks for.
    pub(crate) instance: Instance,
    /// What was settled at the start.
    pub(crate) settings: Settings,
    /// What goes wrong on purpose.
    pub(crate) faults: Faults,
    /// What came in; `None` without an admin address, since nobody could read it.
    pub(crate) journal: Option<Journal>,
    /// Objects that are fetched in the background.
    pub(crate) fetches: Fetches,
    /// Open connections.
    pub(crate) connections: Arc<Connections>,
    /// What TLS is served with, if it is.
    pub(crate) tls: Option<TlsServer>,
    /// One line to a request.
    pub(crate) access_log: AccessLog,
}

/// What is settled at the start.
#[derive(Debug, Clone)]
pub(crate) struct Settings {
    /// The region of hosts that state none, as in `oss-cn-hangzhou`.
    pub(crate) location: String,
    /// The regions that the emulator stands for, in the same form.
    pub(crate) locations: Vec<String>,
    /// Where receivers of callbacks find the public key.
    pub(crate) public_key_url: String,
    /// How long a client may take for a head or for the next piece of a body, and be idle between requests.
    pub(crate) patience: Duration,
    /// Custom domains and their buckets.
    pub(crate) domains: HashMap<String, String>,
    /// Buckets that exist from the start.
    pub(crate) seeds: Vec<BucketSeed>,
}

impl Server {
    /// Waits until everything that was changed is on disk, if it is kept; `InternalError` when it cannot be.
    pub(crate) async fn settle(&self) -> Result<(), ServiceError> {
        let settled = self.store.settle().await;
        settled.map_err(|problem| internal_error(&format!("Nothing can be kept: {problem}.")))
    }

    /// Creates the buckets that exist from the start, as far as they are missing.
    pub(crate) fn plant(&self) {
        // The reader of the configuration has checked the names and the values.
        for seed in &self.settings.seeds {
            let settings = BucketSettings {
                name: seed.name.clone(),
                owner: seed.owner.clone(),
                location: location_of(&seed.region),
                created: self.clock.now(),
                storage_class: StorageClass::parse(&seed.storage_class).unwrap_or_default(),
                redundancy: Redundancy::parse(&seed.redundancy).unwrap_or_default(),
            };
            let outcome = self.store.create(settings, Acl::parse(&seed.acl).unwrap_or_default());
            let versioning = seed.versioning.as_deref().and_then(Versioning::parse);
            if let (CreateOutcome::Created, Some(versioning)) = (outcome, versioning)
                && let Some(bucket) = self.store.bucket(&seed.name)
            {
                bucket.set_versioning(versioning);
            }
        }
    }
}

/// The name of a region with its prefix: `oss-cn-hangzhou` for `cn-hangzhou`.
pub(crate) fn location_of(region: &str) -> String {
    if region.starts_with("oss-") { region.to_owned() } else { format!("oss-{region}") }
}
