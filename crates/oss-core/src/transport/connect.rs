//! Opens sockets: resolves the host, or asks a proxy to, and speaks TLS where the origin is secure.

use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::pki_types::ServerName;

use super::Origin;
use super::proxy::{Proxy, Scheme};
use super::socket::Socket;
use super::{race, socks, tunnel};
use crate::errno;
use crate::error::Error;

/// Connects to an origin: at `address` where one is given, else through `proxy` where one is given.
pub(super) async fn connect(
    origin: &Origin,
    address: Option<SocketAddr>,
    proxy: Option<&Proxy>,
    tls: &TlsConnector,
) -> Result<(Socket, SocketAddr), Error> {
    let (socket, remote) = match (address, proxy) {
        (Some(address), _) => dial(vec![address]).await?,
        (None, None) => dial(resolve(&origin.host, origin.port).await?).await?,
        (None, Some(proxy)) => through(proxy, origin, tls).await?,
    };
    let socket = if origin.secure { handshake(socket, &origin.host, tls).await? } else { socket };
    Ok((socket, remote))
}

/// A stream to the origin, or for plain HTTP to an HTTP proxy itself, which reads where the request is to go.
async fn through(proxy: &Proxy, origin: &Origin, tls: &TlsConnector) -> Result<(Socket, SocketAddr), Error> {
    let to_proxy = async {
        let (socket, remote) = dial(resolve(proxy.host(), proxy.port()).await?).await?;
        match proxy.scheme() {
            Scheme::Https => Ok((handshake(socket, proxy.host(), tls).await?, remote)),
            _ => Ok((socket, remote)),
        }
    };
    let (mut socket, remote) = to_proxy.await.map_err(|error: Error| blame(proxy, error))?;
    match proxy.scheme() {
        Scheme::Http | Scheme::Https if origin.secure => {
            tunnel::open(&mut socket, proxy, &origin.host, origin.port).await?;
        }
        Scheme::Http | Scheme::Https => {}
        Scheme::Socks5h => {
            socks::open(&mut socket, proxy, socks::Target::Name(&origin.host), origin.port).await?;
        }
        Scheme::Socks5 => {
            let addresses = resolve(&origin.host, origin.port).await?;
            let Some(address) = addresses.first() else { return Err(no_address(&origin.host)) };
            socks::open(&mut socket, proxy, socks::Target::Address(address.ip()), origin.port).await?;
        }
    }
    Ok((socket, remote))
}

/// An error that says which proxy could not be reached.
fn blame(proxy: &Proxy, error: Error) -> Error {
    Error::connect(format!("proxy {proxy}: {error}"), error)
}

async fn handshake(socket: Socket, host: &str, tls: &TlsConnector) -> Result<Socket, Error> {
    let name = ServerName::try_from(host.to_owned())
        .map_err(|e| Error::input(format!("{host} is not a name that a certificate can have: {e}")))?;
    let stream = tls.connect(name, socket).await.map_err(|e| Error::connect(e.to_string(), e))?;
    Ok(Socket::Tls(Box::new(stream)))
}

/// The addresses of a host; there is at least one.
pub(crate) async fn resolve(host: &str, port: u16) -> Result<Vec<SocketAddr>, Error> {
    if let Ok(ip) = host.parse::<IpAddr>() {
        return Ok(vec![SocketAddr::new(ip, port)]);
    }
    // RFC 6761: names under localhost are the loopback, whatever a resolver would say.
    if host == "localhost" || host.ends_with(".localhost") {
        return Ok(vec![SocketAddr::new(Ipv4Addr::LOCALHOST.into(), port)]);
    }
    let failed = |e: io::Error| Error::connect(format!("getaddrinfo ENOTFOUND {host}"), e);
    let addresses: Vec<_> = tokio::net::lookup_host((host, port)).await.map_err(failed)?.collect();
    if addresses.is_empty() { Err(no_address(host)) } else { Ok(addresses) }
}

fn no_address(host: &str) -> Error {
    let source = io::Error::new(io::ErrorKind::NotFound, "the name has no address");
    Error::connect(format!("getaddrinfo ENOTFOUND {host}"), source)
}

async fn dial(addresses: Vec<SocketAddr>) -> Result<(Socket, SocketAddr), Error> {
    let (stream, remote) = race::first(addresses, TcpStream::connect).await.map_err(|(address, error)| {
        Error::connect(format!("connect {} {address}", errno::name(&error)), error)
    })?;
    // Nagle's delay would add up to 40 ms to requests whose head and body are written apart.
    stream.set_nodelay(true).map_err(|e| Error::connect("set TCP_NODELAY", e))?;
    Ok((Socket::Plain(stream), remote))
}
