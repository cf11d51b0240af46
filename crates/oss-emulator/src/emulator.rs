//! The library form: builds, starts and stops an emulator.

use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use tokio::net::{TcpListener, TcpSocket};
use tokio::sync::watch;
use tokio::task::{JoinHandle, spawn_blocking};

use crate::access_log::AccessLog;
use crate::admin::Journal;
use crate::callback;
use crate::clock::Clock;
use crate::config::Config;
use crate::faults::{Fault, Faults, InvalidFault};
use crate::fetches::Fetches;
use crate::metadata::{Instance, Metadata};
use crate::ram::DirectoryError;
use crate::server::listener::{self, Service};
use crate::state::{Server, Settings, location_of};
use crate::storage::{DataError, Storage, Store};
use crate::sts;
use crate::tls::{Tls, TlsError, names_for};

/// How many connections may wait to be accepted, as far as the system allows.
const BACKLOG: u32 = 4096;
/// How long clients may take, unless told otherwise.
const PATIENCE: Duration = Duration::from_secs(60);

/// A running emulator. Dropping it stops it too, without waiting for open connections to end.
#[derive(Debug)]
pub struct Emulator {
    address: SocketAddr,
    admin_address: Option<SocketAddr>,
    metadata_address: Option<SocketAddr>,
    server: Arc<Server>,
    stop: watch::Sender<bool>,
    listeners: Vec<JoinHandle<()>>,
}

/// What an emulator is started with. By default: 127.0.0.1, any free port, no admin address, no metadata service, the default
/// [`Config`] (region `cn-hangzhou`, the demo account of [`crate::ram::demo`], no buckets), no TLS, no access log.
#[derive(Debug)]
pub struct Builder {
    host: IpAddr,
    port: u16,
    admin_port: Option<u16>,
    metadata: Option<Metadata>,
    location: Option<String>,
    config: Config,
    access_log: AccessLog,
    faults: Vec<Fault>,
    storage: Storage,
    tls: Option<Tls>,
    patience: Duration,
}

/// Why an emulator could not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// An address cannot be listened at.
    #[error("cannot listen at {address}")]
    Listen {
        /// The address.
        address: SocketAddr,
        /// What the system said.
        source: io::Error,
    },
    /// The accounts of the configuration contradict each other.
    #[error(transparent)]
    Accounts(#[from] DirectoryError),
    /// The data directory cannot be used.
    #[error(transparent)]
    Data(#[from] DataError),
    /// A fault cannot be.
    #[error(transparent)]
    Fault(#[from] InvalidFault),
    /// TLS cannot be served.
    #[error(transparent)]
    Tls(#[from] TlsError),
}

impl Emulator {
    /// Begins to build one.
    pub fn builder() -> Builder {
        Builder {
            host: IpAddr::V4(Ipv4Addr::LOCALHOST),
            port: 0,
            admin_port: None,
            metadata: None,
            location: None,
            config: Config::default(),
            access_log: AccessLog::Off,
            storage: Storage::default(),
            faults: Vec::new(),
            tls: None,
            patience: PATIENCE,
        }
    }

    /// Where OSS and STS are served.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Where the admin address is, if there is one.
    pub fn admin_address(&self) -> Option<SocketAddr> {
        self.admin_address
    }

    /// Where the metadata service is, if there is one.
    pub fn metadata_address(&self) -> Option<SocketAddr> {
        self.metadata_address
    }

    /// The region of hosts that state none, as in `oss-cn-hangzhou`.
    pub fn region(&self) -> &str {
        &self.server.settings.location
    }

    /// The authority that clients have to trust, in PEM form, when the certificate of TLS was made at the start.
    pub fn certificate(&self) -> Option<&str> {
        self.server.tls.as_ref()?.authority.as_deref()
    }

    /// The clock of every decision.
    pub fn clock(&self) -> &Clock {
        &self.server.clock
    }

    /// Adds a fault, the last in order; its number.
    pub fn add_fault(&self, fault: Fault) -> Result<u64, InvalidFault> {
        self.server.faults.add(fault).map(|fault| fault.id())
    }

    /// Removes a fault; whether it was still there.
    pub fn remove_fault(&self, id: u64) -> bool {
        self.server.faults.remove(id)
    }

    /// Removes all faults.
    pub fn clear_faults(&self) {
        self.server.faults.clear();
    }

    /// Stops: no connection is accepted any more, and open ones are dropped with what they were doing. A data directory
    /// is free afterwards.
    pub async fn stop(self) {
        // It fails when the listeners are gone already, which is what is wanted.
        let _ = self.stop.send(true);
        for listener in self.listeners {
            // Only a panic of the accept loop could be reported here; the listener is gone then as well.
            let _ = listener.await;
        }
        // It fails when the runtime stops as well; what was told is on disk already.
        let _ = spawn_blocking(move || self.server.store.close()).await;
    }
}

/// The regions of the configuration with their prefix, and the default one even if it is not among them.
fn locations(default: &str, regions: &[String]) -> Vec<String> {
    let mut locations: Vec<String> = regions.iter().map(|region| location_of(region)).collect();
    if !locations.iter().any(|location| location == default) {
        locations.push(default.to_owned());
    }
    locations
}

impl Builder {
    /// The address to listen at.
    #[must_use]
    pub fn host(mut self, host: IpAddr) -> Self {
        self.host = host;
        self
    }

    /// The port to listen at; 0 takes a free one.
    #[must_use]
    pub fn port(mut self, port: u16) -> Self {
        self.port = port;
        self
    }

    /// Opens the admin address on a port of the same host; 0 takes a free one.
    #[must_use]
    pub fn admin_port(mut self, port: u16) -> Self {
        self.admin_port = Some(port);
        self
    }

    /// Opens the metadata service of an ECS instance, on a port of the same host.
    #[must_use]
    pub fn metadata(mut self, metadata: Metadata) -> Self {
        self.metadata = Some(metadata);
        self
    }

    /// The region of hosts that state none, instead of the first of the configuration; `cn-hangzhou` and
    /// `oss-cn-hangzhou` mean the same.
    #[must_use]
    pub fn region(mut self, region: &str) -> Self {
        self.location = Some(location_of(region));
        self
    }

    /// Accounts, buckets and domains.
    #[must_use]
    pub fn config(mut self, config: Config) -> Self {
        self.config = config;
        self
    }

    /// Writes one line to a request on standard error.
    #[must_use]
    pub fn access_log(mut self) -> Self {
        self.access_log = AccessLog::Stderr;
        self
    }

    /// Where buckets and objects are kept; in memory unless told otherwise.
    #[must_use]
    pub fn storage(mut self, storage: Storage) -> Self {
        self.storage = storage;
        self
    }

    /// Serves TLS too, on the same port as plain HTTP: the first byte of a connection tells which it is.
    #[must_use]
    pub fn tls(mut self, tls: Tls) -> Self {
        self.tls = Some(tls);
        self
    }

    /// How long a client may take for a handshake, for a head or for the next piece of a body, and be idle between
    /// requests; a minute unless told otherwise.
    #[must_use]
    pub fn patience(mut self, patience: Duration) -> Self {
        self.patience = patience;
        self
    }

    /// A fault from the beginning; several come in this order.
    #[must_use]
    pub fn fault(mut self, fault: Fault) -> Self {
        self.faults.push(fault);
        self
    }

    /// Starts, within a Tokio runtime.
    pub async fn start(self) -> Result<Emulator, StartError> {
        let listener = listen(self.host, self.port)?;
        let admin = match self.admin_port {
            Some(port) => Some(listen(self.host, port)?),
            None => None,
        };
        let metadata = match &self.metadata {
            Some(metadata) => Some(listen(self.host, metadata.port)?),
            None => None,
        };
        let location = self.location.unwrap_or_else(|| {
            location_of(self.config.regions.first().map(String::as_str).unwrap_or_default())
        });
        let clock = Clock::default();
        let names = names_for(&self.config, &location);
        let directory = self.config.directory()?;
        let server = Arc::new(Server {
            tls: self.tls.map(|tls| tls.server(names, clock.now())).transpose()?,
            clock,
            store: Store::start(self.storage).await?,
            directory,
            sts: sts::Service::default(),
            instance: Instance::new(self.metadata.unwrap_or_default()),
            settings: Settings {
                locations: locations(&location, &self.config.regions),
                location,
                public_key_url: public_key_url(listener.1),
                patience: self.patience,
                domains: self.config.cnames.into_iter().map(|cname| (cname.domain, cname.bucket)).collect(),
                seeds: self.config.buckets,
            },
            faults: Faults::default(),
            journal: admin.as_ref().map(|_| Journal::default()),
            fetches: Fetches::default(),
            connections: Arc::default(),
            access_log: self.access_log,
        });
        for fault in self.faults {
            server.faults.add(fault)?;
        }
        server.plant();
        let (stop, stopped) = watch::channel(false);
        let (address, admin_address) = (listener.1, admin.as_ref().map(|admin| admin.1));
        let metadata_address = metadata.as_ref().map(|metadata| metadata.1);
        let cloud = listener::run(listener.0, Service::Cloud, Arc::clone(&server), stopped.clone());
        let mut listeners = vec![tokio::spawn(cloud)];
        let others = [(admin, Service::Admin), (metadata, Service::Metadata)];
        for (listener, service) in others.into_iter().filter_map(|(found, service)| Some((found?.0, service)))
        {
            listeners.push(tokio::spawn(listener::run(
                listener,
                service,
                Arc::clone(&server),
                stopped.clone(),
            )));
        }
        Ok(Emulator { address, admin_address, metadata_address, server, stop, listeners })
    }
}

/// On this machine, where the receivers of callbacks are.
fn public_key_url(address: SocketAddr) -> String {
    let ip = match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(ip) if ip.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        ip => ip,
    };
    format!("http://{}{}", SocketAddr::new(ip, address.port()), callback::PUBLIC_KEY_PATH)
}

/// Many clients may begin at once: one that finds no room among those that wait tries again only a second later.
fn bind(address: SocketAddr) -> io::Result<TcpListener> {
    let socket = if address.is_ipv4() { TcpSocket::new_v4() } else { TcpSocket::new_v6() }?;
    // On Windows it would let two programs share the port.
    socket.set_reuseaddr(cfg!(unix))?;
    socket.bind(address)?;
    socket.listen(BACKLOG)
}

fn listen(host: IpAddr, port: u16) -> Result<(TcpListener, SocketAddr), StartError> {
    let wanted = SocketAddr::new(host, port);
    let failed = |source| StartError::Listen { address: wanted, source };
    let listener = bind(wanted).map_err(failed)?;
    let address = listener.local_addr().map_err(failed)?;
    Ok((listener, address))
}
