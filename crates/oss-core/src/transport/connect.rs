//! Opens sockets: resolves the host, tries its addresses in turn, and speaks TLS where the origin is secure.

use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::pin::Pin;
use std::task::{Context, Poll};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;
use tokio_rustls::rustls::pki_types::ServerName;

use super::Origin;
use crate::errno;
use crate::error::Error;

/// A connected stream.
#[derive(Debug)]
pub(super) enum Socket {
    Plain(TcpStream),
    Tls(Box<TlsStream<TcpStream>>),
}

/// Connects to an origin, at `address` where one is given.
pub(super) async fn connect(
    origin: &Origin,
    address: Option<SocketAddr>,
    tls: &TlsConnector,
) -> Result<(Socket, SocketAddr), Error> {
    let addresses = match address {
        Some(address) => vec![address],
        None => resolve(&origin.host, origin.port).await?,
    };
    let (stream, remote) = first_that_answers(&addresses).await?;
    // Nagle's delay would add up to 40 ms to requests whose head and body are written apart.
    stream.set_nodelay(true).map_err(|e| Error::connect("set TCP_NODELAY", e))?;
    if !origin.secure {
        return Ok((Socket::Plain(stream), remote));
    }
    let name = ServerName::try_from(origin.host.clone()).map_err(|e| {
        Error::input(format!("{} is not a name that a certificate can have: {e}", origin.host))
    })?;
    let stream = tls.connect(name, stream).await.map_err(|e| Error::connect(e.to_string(), e))?;
    Ok((Socket::Tls(Box::new(stream)), remote))
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
    if addresses.is_empty() {
        return Err(failed(io::Error::new(io::ErrorKind::NotFound, "the name has no address")));
    }
    Ok(addresses)
}

async fn first_that_answers(addresses: &[SocketAddr]) -> Result<(TcpStream, SocketAddr), Error> {
    let mut last = None;
    for address in addresses {
        match TcpStream::connect(address).await {
            Ok(stream) => return Ok((stream, *address)),
            Err(error) => last = Some((*address, error)),
        }
    }
    Err(match last {
        Some((address, error)) => Error::connect(format!("connect {} {address}", errno::name(&error)), error),
        None => Error::connect("no address to connect to", io::Error::from(io::ErrorKind::NotFound)),
    })
}

impl AsyncRead for Socket {
    fn poll_read(self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        match self.get_mut() {
            Self::Plain(stream) => Pin::new(stream).poll_read(cx, buf),
            Self::Tls(stream) => Pin::new(stream).poll_read(cx, buf),
        }
    }
}

impl AsyncWrite for Socket {
    fn poll_write(self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<io::Result<usize>> {
        match self.get_mut() {
            Self::Plain(stream) => Pin::new(stream).poll_write(cx, buf),
            Self::Tls(stream) => Pin::new(stream).poll_write(cx, buf),
        }
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bufs: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        match self.get_mut() {
            Self::Plain(stream) => Pin::new(stream).poll_write_vectored(cx, bufs),
            Self::Tls(stream) => Pin::new(stream).poll_write_vectored(cx, bufs),
        }
    }

    fn is_write_vectored(&self) -> bool {
        match self {
            Self::Plain(stream) => stream.is_write_vectored(),
            Self::Tls(stream) => stream.is_write_vectored(),
        }
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        match self.get_mut() {
            Self::Plain(stream) => Pin::new(stream).poll_flush(cx),
            Self::Tls(stream) => Pin::new(stream).poll_flush(cx),
        }
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        match self.get_mut() {
            Self::Plain(stream) => Pin::new(stream).poll_shutdown(cx),
            Self::Tls(stream) => Pin::new(stream).poll_shutdown(cx),
        }
    }
}
