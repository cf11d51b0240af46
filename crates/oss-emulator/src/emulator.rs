//! The library form: builds, starts and stops an emulator.

use std::collections::HashMap;
use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;

use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::access_log::AccessLog;
use crate::admin::{Faults, Journal};
use crate::clock::Clock;
use crate::ram::Directory;
use crate::server::listener::{self, Service};
use crate::state::{Server, Settings};
use crate::storage::Store;

const DEFAULT_LOCATION: &str = "oss-cn-hangzhou";

/// A running emulator. Dropping it stops it too, without waiting for open connections to end.
#[derive(Debug)]
pub struct Emulator {
    address: SocketAddr,
    admin_address: Option<SocketAddr>,
    location: String,
    stop: watch::Sender<bool>,
    listeners: Vec<JoinHandle<()>>,
}

/// What an emulator is started with. By default: 127.0.0.1, any free port, no admin address, region
/// `oss-cn-hangzhou`, the demo account of [`crate::ram::demo`], no access log.
#[derive(Debug)]
pub struct Builder {
    host: IpAddr,
    port: u16,
    admin_port: Option<u16>,
    location: String,
    directory: Directory,
    domains: HashMap<String, String>,
    access_log: AccessLog,
}

impl Emulator {
    /// Begins to build one.
    pub fn builder() -> Builder {
        Builder {
            host: IpAddr::V4(Ipv4Addr::LOCALHOST),
            port: 0,
            admin_port: None,
            location: DEFAULT_LOCATION.to_owned(),
            directory: Directory::default(),
            domains: HashMap::new(),
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

    /// The region of hosts that state none; `cn-hangzhou` and `oss-cn-hangzhou` mean the same.
    #[must_use]
    pub fn region(mut self, region: &str) -> Self {
        self.location = if region.starts_with("oss-") { region.to_owned() } else { format!("oss-{region}") };
        self
    }

    /// The accounts.
    #[must_use]
    pub fn directory(mut self, directory: Directory) -> Self {
        self.directory = directory;
        self
    }

    /// Makes a custom domain lead to a bucket.
    #[must_use]
    pub fn domain(mut self, domain: &str, bucket: &str) -> Self {
        self.domains.insert(domain.to_ascii_lowercase(), bucket.to_owned());
        self
    }

    /// Writes one line to a request on standard error.
    #[must_use]
    pub fn access_log(mut self) -> Self {
        self.access_log = AccessLog::Stderr;
        self
    }

    /// Starts, within a Tokio runtime. Fails when an address cannot be listened at.
    pub async fn start(self) -> io::Result<Emulator> {
        let listener = TcpListener::bind((self.host, self.port)).await?;
        let address = listener.local_addr()?;
        let admin = match self.admin_port {
            Some(port) => Some(TcpListener::bind((self.host, port)).await?),
            None => None,
        };
        let admin_address = admin.as_ref().map(TcpListener::local_addr).transpose()?;
        let server = Arc::new(Server {
            clock: Clock::default(),
            store: Store::default(),
            directory: self.directory,
            sts: crate::sts::Service::default(),
            settings: Settings { location: self.location.clone(), domains: self.domains },
            faults: Faults::default(),
            journal: admin.as_ref().map(|_| Journal::default()),
            connections: Arc::default(),
            access_log: self.access_log,
        });
        let (stop, stopped) = watch::channel(false);
        let mut listeners =
            vec![tokio::spawn(listener::run(listener, Service::Cloud, Arc::clone(&server), stopped.clone()))];
        if let Some(admin) = admin {
            listeners.push(tokio::spawn(listener::run(admin, Service::Admin, server, stopped)));
        }
        Ok(Emulator { address, admin_address, location: self.location, stop, listeners })
    }
}
