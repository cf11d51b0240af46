//! The library form: builds, starts and stops an emulator.

use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;

use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::access_log::AccessLog;
use crate::admin::{Faults, Journal};
use crate::clock::Clock;
use crate::config::Config;
use crate::ram::DirectoryError;
use crate::server::listener::{self, Service};
use crate::state::{Server, Settings, location_of};
use crate::storage::Store;
use crate::sts;

/// A running emulator. Dropping it stops it too, without waiting for open connections to end.
#[derive(Debug)]
pub struct Emulator {
    address: SocketAddr,
    admin_address: Option<SocketAddr>,
    location: String,
    stop: watch::Sender<bool>,
    listeners: Vec<JoinHandle<()>>,
}

/// What an emulator is started with. By default: 127.0.0.1, any free port, no admin address, the default
/// [`Config`] (region `cn-hangzhou`, the demo account of [`crate::ram::demo`], no buckets), no access log.
#[derive(Debug)]
pub struct Builder {
    host: IpAddr,
    port: u16,
    admin_port: Option<u16>,
    location: Option<String>,
    config: Config,
    access_log: AccessLog,
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
}

impl Emulator {
    /// Begins to build one.
    pub fn builder() -> Builder {
        Builder {
            host: IpAddr::V4(Ipv4Addr::LOCALHOST),
            port: 0,
            admin_port: None,
            location: None,
            config: Config::default(),
            access_log: AccessLog::Off,
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

    /// The region of hosts that state none, as in `oss-cn-hangzhou`.
    pub fn region(&self) -> &str {
        &self.location
    }

    /// Stops: no connection is accepted any more, and open ones are dropped with what they were doing.
    pub async fn stop(self) {
        // It fails when the listeners are gone already, which is what is wanted.
        let _ = self.stop.send(true);
        for listener in self.listeners {
            // Only a panic of the accept loop could be reported here; the listener is gone then as well.
            let _ = listener.await;
        }
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

    /// Starts, within a Tokio runtime.
    pub async fn start(self) -> Result<Emulator, StartError> {
        let listener = listen(self.host, self.port).await?;
        let admin = match self.admin_port {
            Some(port) => Some(listen(self.host, port).await?),
            None => None,
        };
        let location = self.location.unwrap_or_else(|| {
            location_of(self.config.regions.first().map(String::as_str).unwrap_or_default())
        });
        let server = Arc::new(Server {
            clock: Clock::default(),
            store: Store::default(),
            directory: self.config.directory()?,
            sts: sts::Service::default(),
            settings: Settings {
                locations: locations(&location, &self.config.regions),
                location: location.clone(),
                domains: self.config.cnames.into_iter().map(|cname| (cname.domain, cname.bucket)).collect(),
                seeds: self.config.buckets,
            },
            faults: Faults::default(),
            journal: admin.as_ref().map(|_| Journal::default()),
            connections: Arc::default(),
            access_log: self.access_log,
        });
        server.plant();
        let (stop, stopped) = watch::channel(false);
        let (address, admin_address) = (listener.1, admin.as_ref().map(|admin| admin.1));
        let cloud = listener::run(listener.0, Service::Cloud, Arc::clone(&server), stopped.clone());
        let mut listeners = vec![tokio::spawn(cloud)];
        if let Some((admin, _)) = admin {
            listeners.push(tokio::spawn(listener::run(admin, Service::Admin, server, stopped)));
        }
        Ok(Emulator { address, admin_address, location, stop, listeners })
    }
}

async fn listen(host: IpAddr, port: u16) -> Result<(TcpListener, SocketAddr), StartError> {
    let wanted = SocketAddr::new(host, port);
    let failed = |source| StartError::Listen { address: wanted, source };
    let listener = TcpListener::bind(wanted).await.map_err(failed)?;
    let address = listener.local_addr().map_err(failed)?;
    Ok((listener, address))
}
