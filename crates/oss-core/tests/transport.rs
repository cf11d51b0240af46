//! The transport against servers that behave in every way a server can.
#![cfg(test)]

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use oss_core::Error;
use oss_core::transport::{
    Exchange, HyperTransport, Origin, Outgoing, Request, Timeouts, TlsOptions, Transport,
};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::sync::Notify;

use server::{Server, read_request, reply};

mod server;

const OK: &str = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi";

fn transport() -> HyperTransport {
    HyperTransport::new(&TlsOptions::default(), None).unwrap()
}

fn request(address: SocketAddr, response: Duration) -> Request {
    let origin =
        Origin { secure: false, host: "bucket.oss-cn-hangzhou.aliyuncs.com".into(), port: address.port() };
    let mut message = http::Request::new(Outgoing::Empty);
    *message.uri_mut() = "/key".parse().unwrap();
    let timeouts = Timeouts { connect: Duration::from_secs(10), response };
    Request { origin, address: Some(address), message, timeouts }
}

async fn body(mut exchange: Exchange) -> Result<Vec<u8>, Error> {
    let mut all = Vec::new();
    while let Some(piece) = exchange.body.chunk().await? {
        all.extend_from_slice(&piece);
    }
    Ok(all)
}

const LONG: Duration = Duration::from_secs(10);
const SHORT: Duration = Duration::from_millis(150);

#[tokio::test]
async fn a_connection_serves_one_request_after_another() {
    let server = Server::answering(OK).await;
    let transport = transport();
    for turn in 1..=3 {
        let exchange = transport.send(request(server.address, LONG)).await.unwrap();
        let facts = exchange.connection;
        assert_eq!((facts.requests, facts.replies, facts.reused), (turn, turn, turn > 1));
        assert_eq!(facts.remote, server.address);
        assert_eq!(body(exchange).await.unwrap(), b"hi");
    }
    assert_eq!(server.connections(), 1);
}

#[tokio::test]
async fn a_connection_that_the_server_closed_is_replaced_unseen() {
    let server = Server::start(|mut stream| async move {
        read_request(&mut stream).await;
        stream.write_all(OK.as_bytes()).await.unwrap();
    })
    .await;
    let transport = transport();
    for turn in 1..=5 {
        let exchange = transport.send(request(server.address, LONG)).await.unwrap();
        assert_eq!(body(exchange).await.unwrap(), b"hi");
        while server.connections() < turn {
            tokio::task::yield_now().await;
        }
    }
}

#[tokio::test]
async fn a_reply_that_says_close_is_the_last_of_its_connection() {
    let server = Server::answering(reply("200 OK", &[("Connection", "close")], "x")).await;
    let transport = transport();
    for _ in 0..2 {
        let exchange = transport.send(request(server.address, LONG)).await.unwrap();
        assert!(!exchange.connection.reused);
        assert_eq!(body(exchange).await.unwrap(), b"x");
    }
}

#[tokio::test]
async fn a_server_that_says_nothing_runs_into_the_response_timeout() {
    let server = Server::start(|mut stream| async move {
        read_request(&mut stream).await;
        std::future::pending::<()>().await;
    })
    .await;
    let error = transport().send(request(server.address, SHORT)).await.unwrap_err();
    assert!(error.is_timeout() && !error.is_connect());
    assert_eq!(error.timeout_ms(), Some(150));
}

#[tokio::test]
async fn a_body_that_flows_may_take_longer_than_the_timeout() {
    let server = Server::start(|mut stream| async move {
        read_request(&mut stream).await;
        stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n").await.unwrap();
        for _ in 0..6 {
            tokio::time::sleep(SHORT / 2).await;
            stream.write_all(b"x").await.unwrap();
        }
    })
    .await;
    let exchange = transport().send(request(server.address, SHORT)).await.unwrap();
    assert_eq!(body(exchange).await.unwrap(), b"xxxxxx");
}

#[tokio::test]
async fn a_body_with_a_total_limit_may_not() {
    let server = Server::start(|mut stream| async move {
        read_request(&mut stream).await;
        stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n").await.unwrap();
        while stream.write_all(b"x").await.is_ok() {
            tokio::time::sleep(SHORT / 5).await;
        }
    })
    .await;
    let mut exchange = transport().send(request(server.address, SHORT)).await.unwrap();
    exchange.body.limit_total();
    assert!(body(exchange).await.unwrap_err().is_timeout());
}

#[tokio::test]
async fn a_body_that_stops_runs_into_the_timeout() {
    let server = Server::start(|mut stream| async move {
        read_request(&mut stream).await;
        stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf").await.unwrap();
        std::future::pending::<()>().await;
    })
    .await;
    let exchange = transport().send(request(server.address, SHORT)).await.unwrap();
    assert!(body(exchange).await.unwrap_err().is_timeout());
}

#[tokio::test]
async fn a_body_that_is_cut_off_is_an_error() {
    for head in ["Content-Length: 10", "Transfer-Encoding: chunked"] {
        let server = Server::answering_once(format!("HTTP/1.1 200 OK\r\n{head}\r\n\r\n4\r\nhalf")).await;
        let exchange = transport().send(request(server.address, LONG)).await.unwrap();
        let error = body(exchange).await.unwrap_err();
        assert!(error.is_interrupted(), "{head}: {error}");
    }
}

#[tokio::test]
async fn a_connection_that_ends_without_a_reply_is_an_error() {
    let server = Server::answering_once("").await;
    let error = transport().send(request(server.address, LONG)).await.unwrap_err();
    assert!(error.is_interrupted());
    assert_eq!(error.to_string(), "socket hang up");
}

#[tokio::test]
async fn nobody_listening_is_a_connect_error_in_the_words_of_node() {
    let address = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let error = transport().send(request(address, LONG)).await.unwrap_err();
    assert!(error.is_connect() && !error.is_timeout());
    assert_eq!(error.to_string(), format!("connect ECONNREFUSED {address}"));
}

#[tokio::test]
async fn names_under_localhost_are_the_loopback() {
    let server = Server::answering(OK).await;
    let mut request = request(server.address, LONG);
    request.origin.host = "my-bucket.localhost".into();
    request.address = None;
    assert_eq!(body(transport().send(request).await.unwrap()).await.unwrap(), b"hi");
}

#[tokio::test]
async fn dropping_a_request_closes_its_socket_at_once() {
    let closed = Arc::new(Notify::new());
    let seen = Arc::clone(&closed);
    let server = Server::start(move |mut stream| {
        let seen = Arc::clone(&seen);
        async move {
            read_request(&mut stream).await;
            let _ = stream.read_u8().await;
            seen.notify_one();
        }
    })
    .await;
    let transport = transport();
    let mut sending = transport.send(request(server.address, LONG));
    tokio::select! {
        _ = &mut sending => panic!("no reply was sent"),
        () = async { while server.connections() == 0 { tokio::task::yield_now().await; } } => {}
    }
    let start = oss_core::clock::now();
    drop(sending);
    closed.notified().await;
    assert!(start.elapsed() < Duration::from_millis(100));
}

#[tokio::test]
async fn requests_beyond_the_sockets_wait_in_order_and_give_up_after_the_connect_timeout() {
    let server = Server::start(|mut stream| async move {
        read_request(&mut stream).await;
        std::future::pending::<()>().await;
    })
    .await;
    let transport = HyperTransport::new(&TlsOptions::default(), Some(1)).unwrap();
    let mut waiting = request(server.address, LONG);
    waiting.timeouts.connect = SHORT;
    let first = transport.send(request(server.address, LONG));
    tokio::select! {
        biased;
        _ = first => panic!("no reply was sent"),
        result = transport.send(waiting) => {
            let error = result.unwrap_err();
            assert_eq!(error.kind(), "socketAssignTimeout");
        }
    }
}

#[tokio::test]
async fn a_file_is_sent_with_its_length_and_its_checksum_is_known_after() {
    use oss_core::transport::BodyCrc;
    let content: Vec<u8> = (0..600_000_u32).map(|i| i.to_le_bytes()[1]).collect();
    let path = std::env::temp_dir().join(format!("oss-core-{}", oss_core::clock::nonce()));
    std::fs::write(&path, &content).unwrap();
    let expected = content.clone();
    let server = Server::start(move |mut stream| {
        let expected = expected.clone();
        async move {
            let (_, body) = read_request(&mut stream).await.unwrap();
            assert!(body == expected);
            stream.write_all(OK.as_bytes()).await.unwrap();
        }
    })
    .await;
    let crc = BodyCrc::default();
    let mut request = request(server.address, LONG);
    *request.message.method_mut() = http::Method::PUT;
    *request.message.body_mut() = Outgoing::file(path.clone(), 0, content.len() as u64, Some(crc.clone()));
    let sent = transport().send(request).await;
    std::fs::remove_file(&path).unwrap();
    assert_eq!(body(sent.unwrap()).await.unwrap(), b"hi");
    assert_eq!(crc.get(), Some((oss_core::crc64::checksum(&content), content.len() as u64)));
}

#[tokio::test]
async fn a_file_that_became_shorter_is_an_error_and_not_a_short_object() {
    let path = std::env::temp_dir().join(format!("oss-core-{}", oss_core::clock::nonce()));
    std::fs::write(&path, "short").unwrap();
    let server = Server::answering(OK).await;
    let mut request = request(server.address, LONG);
    *request.message.method_mut() = http::Method::PUT;
    *request.message.body_mut() = Outgoing::file(path.clone(), 0, 100, None);
    let sent = transport().send(request).await;
    std::fs::remove_file(&path).unwrap();
    let error = sent.unwrap_err();
    assert_eq!(error.kind(), "body");
    assert!(error.to_string().contains("shorter"), "{error}");
}

#[tokio::test]
async fn tls_is_spoken_with_a_root_that_the_caller_adds_and_refused_without() {
    let issued =
        rcgen::generate_simple_self_signed(["bucket.oss-cn-hangzhou.aliyuncs.com".to_string()]).unwrap();
    let root = issued.cert.pem().into_bytes();
    let key = rustls::pki_types::PrivateKeyDer::try_from(issued.signing_key.serialize_der()).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = rustls::ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![issued.cert.der().clone()], key)
        .unwrap();
    let acceptor = tokio_rustls::TlsAcceptor::from(Arc::new(config));
    let server = Server::start(move |stream| {
        let acceptor = acceptor.clone();
        async move {
            if let Ok(mut stream) = acceptor.accept(stream).await {
                while read_request(&mut stream).await.is_some() {
                    stream.write_all(OK.as_bytes()).await.unwrap();
                }
            }
        }
    })
    .await;
    let secure = || {
        let mut request = request(server.address, LONG);
        request.origin.secure = true;
        request
    };
    let trusting = HyperTransport::new(&TlsOptions { extra_roots: vec![root] }, None).unwrap();
    for turn in 1..=2 {
        let exchange = trusting.send(secure()).await.unwrap();
        assert_eq!(exchange.connection.requests, turn);
        assert_eq!(body(exchange).await.unwrap(), b"hi");
    }
    let error = transport().send(secure()).await.unwrap_err();
    assert!(error.is_connect(), "{error}");
    assert!(error.to_string().contains("certificate"), "{error}");
}

#[tokio::test]
async fn a_large_body_goes_out_while_it_is_read_slowly() {
    let content = Bytes::from(vec![7; 8 * 1024 * 1024]);
    let length = content.len();
    let server = Server::start(move |mut stream| async move {
        let (_, body) = read_request(&mut stream).await.unwrap();
        assert_eq!(body.len(), length);
        stream.write_all(OK.as_bytes()).await.unwrap();
    })
    .await;
    let mut request = request(server.address, LONG);
    *request.message.method_mut() = http::Method::PUT;
    *request.message.body_mut() = Outgoing::bytes(content);
    assert_eq!(body(transport().send(request).await.unwrap()).await.unwrap(), b"hi");
}
