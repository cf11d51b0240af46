//! Ways to a server through proxies of every kind.
#![cfg(test)]

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use oss_core::Error;
use oss_core::transport::{
    HyperTransport, Origin, Outgoing, Proxies, ProxyOptions, Request, Timeouts, TlsOptions, Transport,
};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio_rustls::TlsAcceptor;

use server::{Server, read_request, reply};

mod server;

const OK: &str = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi";
const HOST: &str = "bucket.example.com";

/// A certificate for the service and the proxy, and what both accept connections with.
fn identity() -> (Vec<u8>, TlsAcceptor) {
    let issued =
        rcgen::generate_simple_self_signed([HOST.to_string(), "proxy.localhost".to_string()]).unwrap();
    let key = rustls::pki_types::PrivateKeyDer::try_from(issued.signing_key.serialize_der()).unwrap();
    let config =
        rustls::ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(vec![issued.cert.der().clone()], key)
            .unwrap();
    (issued.cert.pem().into_bytes(), TlsAcceptor::from(Arc::new(config)))
}

fn transport(root: Vec<u8>, proxy: &str) -> HyperTransport {
    let transport = HyperTransport::new(&TlsOptions { extra_roots: vec![root] }, None).unwrap();
    let proxy = Some(proxy.to_owned());
    let options = ProxyOptions { http: proxy.clone(), https: proxy, bypass: String::new() };
    transport.set_proxies(Proxies::new(&options).unwrap());
    transport
}

fn request(secure: bool) -> Request {
    let origin = Origin { secure, host: HOST.into(), port: if secure { 443 } else { 80 } };
    let mut message = http::Request::new(Outgoing::Empty);
    *message.uri_mut() = "/a/../b?x=1".parse().unwrap();
    let limit = Duration::from_secs(10);
    Request { origin, address: None, message, timeouts: Timeouts { connect: limit, response: limit } }
}

async fn text(transport: &HyperTransport, secure: bool) -> Result<String, Error> {
    let mut exchange = transport.send(request(secure)).await?;
    let mut all = Vec::new();
    while let Some(piece) = exchange.body.chunk().await? {
        all.extend_from_slice(&piece);
    }
    Ok(String::from_utf8(all).unwrap())
}

/// Serves requests over TLS, as the far end of a tunnel.
async fn serve_tls<S: AsyncRead + AsyncWrite + Unpin>(stream: S, tls: &TlsAcceptor) {
    let Ok(mut stream) = tls.accept(stream).await else { return };
    while read_request(&mut stream).await.is_some() {
        stream.write_all(OK.as_bytes()).await.unwrap();
    }
}

/// Takes one CONNECT and keeps its head; gives the stream on if it had this line.
async fn tunnelled<S: AsyncRead + AsyncWrite + Unpin>(mut stream: S, heads: &Mutex<Vec<String>>) -> S {
    let (head, _) = read_request(&mut stream).await.unwrap();
    heads.lock().unwrap().push(head);
    stream.write_all(b"HTTP/1.1 200 Connection established\r\n\r\n").await.unwrap();
    stream
}

#[tokio::test]
async fn a_proxy_that_speaks_tls_carries_tls() {
    let (root, tls) = identity();
    let heads = Arc::new(Mutex::new(Vec::new()));
    let kept = Arc::clone(&heads);
    let server = Server::start(move |stream| {
        let (tls, heads) = (tls.clone(), Arc::clone(&kept));
        async move {
            let outer = tls.accept(stream).await.unwrap();
            serve_tls(tunnelled(outer, &heads).await, &tls).await;
        }
    })
    .await;
    let proxy = format!("https://user:secret@proxy.localhost:{}", server.address.port());
    let transport = transport(root, &proxy);
    for _ in 0..2 {
        assert_eq!(text(&transport, true).await.unwrap(), "hi");
    }
    let wanted = "CONNECT bucket.example.com:443 HTTP/1.1\r\nHost: bucket.example.com:443\r\n\
                  Proxy-Authorization: Basic dXNlcjpzZWNyZXQ=\r\n\r\n";
    assert_eq!(*heads.lock().unwrap(), [wanted]);
    let stats = transport.stats();
    assert_eq!((stats.open, stats.idle, stats.requests, server.connections()), (1, 1, 2, 1));
}

#[tokio::test]
async fn plain_requests_name_the_whole_url_as_it_was_given() {
    let server = Server::start(|mut stream| async move {
        let (head, _) = read_request(&mut stream).await.unwrap();
        stream.write_all(reply("200 OK", &[], &head).as_bytes()).await.unwrap();
    })
    .await;
    let transport = transport(identity().0, &format!("user:a%20b@{}", server.address));
    let head = text(&transport, false).await.unwrap();
    assert!(head.starts_with("GET http://bucket.example.com/a/../b?x=1 HTTP/1.1\r\n"), "{head}");
    assert!(head.contains("\r\nproxy-authorization: Basic dXNlcjphIGI=\r\n"), "{head}");
}

#[tokio::test]
async fn an_address_that_is_given_is_reached_past_the_proxy() {
    let server = Server::answering(OK).await;
    let transport = transport(identity().0, "http://127.0.0.1:1");
    let mut request = request(false);
    request.address = Some(server.address);
    assert_eq!(transport.send(request).await.unwrap().connection.remote, server.address);
}

async fn answering(reply: &'static str) -> (Server, HyperTransport, SocketAddr) {
    let server = Server::answering_once(reply).await;
    let address = server.address;
    (server, transport(identity().0, &format!("http://user:hidden@{address}")), address)
}

#[tokio::test]
async fn a_proxy_that_refuses_is_named_and_asked_once() {
    for (reply, secure, is_final, words) in [
        (
            "HTTP/1.1 407 Who?\r\nContent-Length: 0\r\n\r\n",
            true,
            true,
            "CONNECT bucket.example.com:443 was answered by 407 Who?",
        ),
        (
            "HTTP/1.1 407 Who?\r\nContent-Length: 0\r\n\r\n",
            false,
            true,
            "it answered 407 Proxy Authentication Required",
        ),
        ("HTTP/1.1 403 No\r\n\r\n", true, true, "CONNECT bucket.example.com:443 was answered by 403 No"),
        ("HTTP/1.1 502 Bad\r\n\r\n", true, false, "CONNECT bucket.example.com:443 was answered by 502 Bad"),
        ("SSH-2.0-x\r\n\r\n", true, false, "its answer to CONNECT is not HTTP"),
        ("HTTP/1.1 200 OK\r\n\r\nmore", true, false, "its answer to CONNECT is not HTTP"),
        ("", true, false, "no answer to CONNECT bucket.example.com:443"),
    ] {
        let (_server, transport, address) = answering(reply).await;
        let error = text(&transport, secure).await.unwrap_err();
        assert_eq!(error.to_string(), format!("proxy http://user@{address}: {words}"));
        assert!(!format!("{error:?}{transport:?}").contains("hidden"));
        // What is final is no failure to connect, which is tried again.
        assert_eq!((error.kind() == "proxy", error.is_connect()), (is_final, !is_final), "{error}");
    }
}

#[tokio::test]
async fn socks_gets_the_name_and_the_password() {
    let (root, tls) = identity();
    let asked = Arc::new(Mutex::new(Vec::new()));
    let kept = Arc::clone(&asked);
    let server = Server::start(move |mut stream| {
        let (tls, asked) = (tls.clone(), Arc::clone(&kept));
        async move {
            let mut greeting = [0; 4];
            stream.read_exact(&mut greeting).await.unwrap();
            stream.write_all(&[5, 2]).await.unwrap();
            let mut login = [0; 2 + 4 + 1 + 6];
            stream.read_exact(&mut login).await.unwrap();
            stream.write_all(&[1, 0]).await.unwrap();
            let mut request = vec![0; 5 + HOST.len() + 2];
            stream.read_exact(&mut request).await.unwrap();
            asked.lock().unwrap().push([&greeting[..], &login[..], &request[..]].concat());
            // It answers with a name, which may be of any length.
            stream.write_all(b"\x05\x00\x00\x03\x03abc\x00\x00").await.unwrap();
            serve_tls(stream, &tls).await;
        }
    })
    .await;
    let transport = transport(root, &format!("socks5h://user:secret@{}", server.address));
    assert_eq!(text(&transport, true).await.unwrap(), "hi");
    let wanted =
        [b"\x05\x02\x00\x02\x01\x04user\x06secret\x05\x01\x00\x03\x12", HOST.as_bytes(), b"\x01\xbb"]
            .concat();
    assert_eq!(*asked.lock().unwrap(), [wanted]);
}

#[tokio::test]
async fn what_socks_refuses_is_told() {
    for (reply, kind, words) in [
        (&b"\x05\xff"[..], "proxy", "it wants another way to log in"),
        (b"\x05\x02\x01\x01", "proxy", "it does not take this user and password"),
        (b"\x05\x00\x05\x05\x00\x01", "connect", "connection refused for bucket.example.com:443"),
        (b"\x04\x00", "connect", "broke off"),
        (b"\x05", "connect", "broke off"),
    ] {
        let server = Server::start(move |mut stream| async move {
            let mut greeting = [0; 4];
            stream.read_exact(&mut greeting).await.unwrap();
            stream.write_all(reply).await.unwrap();
            stream.shutdown().await.unwrap();
            let _ = stream.read_to_end(&mut Vec::new()).await;
        })
        .await;
        let transport = transport(identity().0, &format!("socks5h://user:hidden@{}", server.address));
        let error = text(&transport, true).await.unwrap_err();
        assert_eq!(error.to_string(), format!("proxy socks5h://user@{}: {words}", server.address));
        assert_eq!(error.kind(), kind);
    }
}
