//! How requests get to the service.

use std::net::SocketAddr;
use std::sync::Arc;

use reqwest::Url;

use crate::transport::{Proxies, Proxy};

/// Where requests of a client go instead of going there themselves.
#[derive(Debug, Clone)]
pub(super) struct Ways {
    pub(super) proxies: Proxies,
    pub(super) emulator: Option<SocketAddr>,
}

impl Ways {
    /// The emulator, for hosts of the cloud.
    pub(super) fn emulator_of(&self, host: &str) -> Option<SocketAddr> {
        self.emulator.filter(|_| host.ends_with(".aliyuncs.com"))
    }

    /// The proxy on the way to a URL; none on the way to the emulator.
    pub(super) fn proxy(&self, url: &Url) -> Option<&Arc<Proxy>> {
        let host = url.host_str().unwrap_or_default();
        let to_emulator = self.emulator.is_some_and(|emulator| emulator.ip().to_string() == host);
        let secure = url.scheme() == "https";
        let port = url.port_or_known_default().unwrap_or_default();
        self.proxies.of(secure, host, port).filter(|_| !to_emulator && self.emulator_of(host).is_none())
    }
}
