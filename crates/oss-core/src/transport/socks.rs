//! A way through a SOCKS5 proxy (RFC 1928), with a password if it wants one (RFC 1929).

use std::io;
use std::net::IpAddr;

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};

use super::proxy::Proxy;
use crate::error::Error;

const VERSION: u8 = 5;
const NO_PASSWORD: u8 = 0;
const PASSWORD: u8 = 2;
const CONNECT: u8 = 1;
const ADDRESS_V4: u8 = 1;
const NAME: u8 = 3;
const ADDRESS_V6: u8 = 4;

/// Where the proxy is to connect to.
pub(super) enum Target<'a> {
    /// An address that we have looked up.
    Address(IpAddr),
    /// A name for the proxy to look up.
    Name(&'a str),
}

/// Asks the proxy at the other end of `stream` for a connection to `target`.
pub(super) async fn open<S: AsyncRead + AsyncWrite + Unpin>(
    stream: &mut S,
    proxy: &Proxy,
    target: Target<'_>,
    port: u16,
) -> Result<(), Error> {
    let broken = |e| Error::connect(format!("proxy {proxy}: broke off"), e);
    let method = greet(stream, proxy.user().is_some()).await.map_err(broken)?;
    match (method, proxy.user()) {
        (NO_PASSWORD, _) => {}
        (PASSWORD, Some((user, password))) => {
            if !log_in(stream, user, password).await.map_err(broken)? {
                return Err(Error::proxy(format!("proxy {proxy}: it does not take this user and password")));
            }
        }
        _ => return Err(Error::proxy(format!("proxy {proxy}: it wants another way to log in"))),
    }
    match request(stream, &target, port).await.map_err(broken)? {
        0 => Ok(()),
        code => {
            Err(Error::connect(format!("proxy {proxy}: {} for {target}:{port}", words(code)), words(code)))
        }
    }
}

async fn greet<S: AsyncRead + AsyncWrite + Unpin>(stream: &mut S, has_user: bool) -> io::Result<u8> {
    let methods: &[u8] =
        if has_user { &[VERSION, 2, NO_PASSWORD, PASSWORD] } else { &[VERSION, 1, NO_PASSWORD] };
    stream.write_all(methods).await?;
    stream.flush().await?;
    let mut answer = [0; 2];
    stream.read_exact(&mut answer).await?;
    let [VERSION, method] = answer else { return Err(not_socks()) };
    Ok(method)
}

async fn log_in<S: AsyncRead + AsyncWrite + Unpin>(
    stream: &mut S,
    user: &str,
    password: &str,
) -> io::Result<bool> {
    let mut message = vec![1];
    push_short(&mut message, user.as_bytes())?;
    push_short(&mut message, password.as_bytes())?;
    stream.write_all(&message).await?;
    stream.flush().await?;
    let mut answer = [0; 2];
    stream.read_exact(&mut answer).await?;
    let [_, status] = answer;
    Ok(status == 0)
}

/// The proxy's code: 0 when it is connected.
async fn request<S: AsyncRead + AsyncWrite + Unpin>(
    stream: &mut S,
    target: &Target<'_>,
    port: u16,
) -> io::Result<u8> {
    let mut message = vec![VERSION, CONNECT, 0];
    match target {
        Target::Address(IpAddr::V4(ip)) => {
            message.push(ADDRESS_V4);
            message.extend(ip.octets());
        }
        Target::Address(IpAddr::V6(ip)) => {
            message.push(ADDRESS_V6);
            message.extend(ip.octets());
        }
        Target::Name(name) => {
            message.push(NAME);
            push_short(&mut message, name.as_bytes())?;
        }
    }
    message.extend(port.to_be_bytes());
    stream.write_all(&message).await?;
    stream.flush().await?;
    let mut head = [0; 4];
    stream.read_exact(&mut head).await?;
    let [VERSION, code, _, kind] = head else { return Err(not_socks()) };
    if code != 0 {
        return Ok(code);
    }
    // The address that the proxy speaks from; nobody needs it.
    let length = match kind {
        ADDRESS_V4 => 4,
        ADDRESS_V6 => 16,
        NAME => usize::from(stream.read_u8().await?),
        _ => return Err(not_socks()),
    };
    let mut bound = vec![0; length + 2];
    stream.read_exact(&mut bound).await?;
    Ok(0)
}

/// A length of one byte, and as many bytes.
fn push_short(message: &mut Vec<u8>, text: &[u8]) -> io::Result<()> {
    let length = u8::try_from(text.len()).map_err(|_| {
        io::Error::new(io::ErrorKind::InvalidInput, "SOCKS5 takes at most 255 bytes of a name")
    })?;
    message.push(length);
    message.extend(text);
    Ok(())
}

fn not_socks() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "its answer is not SOCKS5")
}

/// RFC 1928, section 6.
fn words(code: u8) -> &'static str {
    match code {
        2 => "not allowed by its rules",
        3 => "network unreachable",
        4 => "host unreachable",
        5 => "connection refused",
        6 => "time to live expired",
        7 => "CONNECT not supported",
        8 => "address type not supported",
        _ => "general failure",
    }
}

impl std::fmt::Display for Target<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Address(IpAddr::V6(ip)) => write!(f, "[{ip}]"),
            Self::Address(ip) => ip.fmt(f),
            Self::Name(name) => f.write_str(name),
        }
    }
}
