//! The client loop against scripted servers: what is checked, what is repeated, what is given back.
#![cfg(test)]

use std::io::Write;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use bytes::Bytes;
use http::Method;
use oss_core::client::{Body, CallOptions, Client, ClientOptions, Outcome};
use oss_core::crc64::checksum;
use oss_core::request::{RequestContext, VersionChoice};
use oss_core::sign::{SignatureVersion, Signer};
use oss_core::transport::{HyperTransport, Timeouts, TlsOptions};
use oss_core::{Credential, Endpoint, EndpointOptions, Listener, Notice, Operation, ReplyKind};
use tokio::io::AsyncWriteExt;

use server::{Server, read_request, reply};

mod server;

const NOW: i64 = 1_795_437_296_123;

fn client(address: SocketAddr, change: impl FnOnce(&mut ClientOptions)) -> Client {
    let endpoint = Endpoint::new(&EndpointOptions {
        region: Some("oss-cn-hangzhou".into()),
        ..EndpointOptions::default()
    });
    let credential = Credential {
        access_key_id: "fake-id".into(),
        access_key_secret: "fake-secret".into(),
        security_token: None,
    };
    let mut options = ClientOptions {
        request: RequestContext {
            endpoint: endpoint.unwrap(),
            signer: Arc::new(Signer::new(credential)),
            version: VersionChoice::Auto,
            user_agent: "test".into(),
            utf8_headers: false,
            request_pay: false,
        },
        retry_max: Some(0),
        crc64: true,
        content_md5: false,
        emulator: Some(address),
    };
    change(&mut options);
    Client::new(options, Arc::new(HyperTransport::new(&TlsOptions::default(), None).unwrap()))
}

fn operation(method: Method) -> Operation {
    let mut operation = Operation::new(method);
    operation.bucket = Some("bucket".into());
    operation.object = Some("key.txt".into());
    operation.success = Some(vec![200, 206]);
    operation
}

async fn run(client: &Client, operation: Operation, body: Body, target: Option<PathBuf>) -> Outcome {
    let limit = Duration::from_secs(10);
    let timeouts = Timeouts { connect: limit, response: limit };
    let call = CallOptions { target, ..CallOptions::new(timeouts) };
    client.execute(operation, body, call, NOW).await
}

#[tokio::test]
async fn an_object_is_put_signed_and_its_checksum_compared() {
    let content = "hello";
    let right = checksum(content.as_bytes()).to_string();
    for (stated, fits) in [(right.as_str(), true), ("1", false)] {
        let server = Server::answering(reply("200 OK", &[("x-oss-hash-crc64ecma", stated)], "")).await;
        let body = || Body::Bytes(Bytes::from_static(content.as_bytes()));
        let outcome = run(&client(server.address, |_| {}), operation(Method::PUT), body(), None).await;
        assert_eq!(outcome.error.is_none(), fits);
        if let Some(error) = outcome.error {
            assert_eq!(error.checksums(), Some((1, checksum(content.as_bytes()))));
        }
        let unchecked = client(server.address, |options| options.crc64 = false);
        assert!(run(&unchecked, operation(Method::PUT), body(), None).await.error.is_none());
    }
}

#[tokio::test]
async fn the_request_goes_to_the_emulator_under_the_real_name() {
    let server = Server::start(|mut stream| async move {
        let (head, _) = read_request(&mut stream).await.unwrap();
        let echo = head.replace("\r\n", "\n");
        stream.write_all(reply("200 OK", &[], &echo).as_bytes()).await.unwrap();
    })
    .await;
    let outcome = run(&client(server.address, |_| {}), operation(Method::GET), Body::Empty, None).await;
    let head = String::from_utf8(outcome.reply.unwrap().body.unwrap().to_vec()).unwrap();
    assert!(head.starts_with("GET /key.txt HTTP/1.1\n"), "{head}");
    assert!(head.contains("\nhost: bucket.oss-cn-hangzhou.aliyuncs.com\n"), "{head}");
    assert!(head.contains("\nx-oss-date: 20261123T123456Z\n"), "{head}");
    assert!(head.contains("/20261123/cn-hangzhou/oss/aliyun_v4_request"), "{head}");
}

#[tokio::test]
async fn a_changed_byte_on_the_way_down_is_an_error_and_a_range_is_not_checked() {
    let server = Server::answering(reply("200 OK", &[("x-oss-hash-crc64ecma", "1")], "hello")).await;
    let client = client(server.address, |_| {});
    let outcome = run(&client, operation(Method::GET), Body::Empty, None).await;
    assert!(outcome.error.unwrap().is_integrity());
    let mut ranged = operation(Method::GET);
    ranged.headers.push(("Range".into(), "bytes=0-4".into()));
    assert!(run(&client, ranged, Body::Empty, None).await.error.is_none());
}

#[tokio::test]
async fn gzip_is_undone_after_the_checksum_of_the_wire_bytes() {
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gzip.write_all(b"plain text").unwrap();
    let coded = gzip.finish().unwrap();
    let mut answer = format!(
        "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nx-oss-hash-crc64ecma: {}\r\nContent-Length: {}\r\n\r\n",
        checksum(&coded),
        coded.len()
    )
    .into_bytes();
    answer.extend_from_slice(&coded);
    let server = Server::answering(answer).await;
    let outcome = run(&client(server.address, |_| {}), operation(Method::GET), Body::Empty, None).await;
    let reply = outcome.reply.unwrap();
    assert!(outcome.error.is_none());
    assert_eq!(reply.body.unwrap(), "plain text");
    assert_eq!(reply.size, coded.len() as u64);
}

#[tokio::test]
async fn a_refusal_keeps_the_reply_and_says_what_the_service_said() {
    let document = "<Error><Code>NoSuchKey</Code><Message>No.</Message><RequestId>ID</RequestId></Error>";
    let server = Server::answering(reply("404 Not Found", &[("x-oss-request-id", "ID")], document)).await;
    let outcome = run(&client(server.address, |_| {}), operation(Method::GET), Body::Empty, None).await;
    let error = outcome.error.unwrap();
    let service = error.as_service().unwrap();
    assert_eq!((service.status, service.code.as_deref()), (404, Some("NoSuchKey")));
    assert_eq!(outcome.reply.unwrap().body.unwrap(), document);
}

#[tokio::test]
async fn a_document_is_read() {
    let server = Server::answering(reply("200 OK", &[], "<R><A>1</A><B/><B>2</B></R>")).await;
    let mut operation = operation(Method::GET);
    operation.reply = ReplyKind::Xml;
    let outcome = run(&client(server.address, |_| {}), operation, Body::Empty, None).await;
    assert_eq!(outcome.reply.unwrap().document.as_deref(), Some(r#"{"A":"1","B":["","2"]}"#));
}

#[tokio::test]
async fn a_file_is_replaced_by_a_complete_and_right_body_only() {
    let path = std::env::temp_dir().join(format!("oss-core-{}", oss_core::clock::nonce()));
    let right = checksum(b"new content").to_string();
    let cases = [
        (reply("404 Not Found", &[], "<Error/>"), "old"),
        (reply("200 OK", &[("x-oss-hash-crc64ecma", "1")], "new content"), "old"),
        ("HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nnew".to_string(), "old"),
        (reply("200 OK", &[("x-oss-hash-crc64ecma", &right)], "new content"), "new content"),
    ];
    for (answer, content) in cases {
        std::fs::write(&path, "old").unwrap();
        let server = Server::answering_once(answer.clone()).await;
        let mut operation = operation(Method::GET);
        operation.reply = ReplyKind::File;
        let outcome = run(&client(server.address, |_| {}), operation, Body::Empty, Some(path.clone())).await;
        assert_eq!(outcome.error.is_none(), content != "old", "{answer}");
        assert_eq!(std::fs::read_to_string(&path).unwrap(), content, "{answer}");
    }
    std::fs::remove_file(&path).unwrap();
}

#[tokio::test]
async fn a_safe_operation_that_was_cut_off_is_repeated_as_often_as_allowed() {
    let forbid = ("x-oss-forbid-overwrite".to_string(), "true".to_string());
    for (header, retry_max, requests) in
        [(None, Some(2), 3), (None, None, 3), (None, Some(0), 1), (Some(forbid), Some(2), 1)]
    {
        let server = Server::start(|mut stream| async move {
            read_request(&mut stream).await;
        })
        .await;
        let mut operation = operation(Method::PUT);
        operation.headers.extend(header);
        let client = client(server.address, |options| options.retry_max = retry_max);
        let outcome = run(&client, operation, Body::Bytes(Bytes::from_static(b"x")), None).await;
        let error = outcome.error.unwrap();
        assert!(error.is_interrupted());
        assert_eq!((server.connections(), error.attempts().len()), (requests, requests), "{retry_max:?}");
        assert!(error.attempts().iter().all(|attempt| attempt.remote == Some(server.address)), "{error:?}");
    }
}

#[tokio::test]
async fn content_md5_goes_with_documents_and_with_objects_if_asked_for() {
    let server = Server::start(|mut stream| async move {
        while let Some((head, _)) = read_request(&mut stream).await {
            let has = head.contains("content-md5: XUFAKrxLKna5cZ2REBfFkg==");
            stream
                .write_all(reply("200 OK", &[], if has { "md5" } else { "none" }).as_bytes())
                .await
                .unwrap();
        }
    })
    .await;
    let hello = || Body::Bytes(Bytes::from_static(b"hello"));
    let answer = async |client: &Client, operation: Operation| {
        run(client, operation, hello(), None).await.reply.unwrap().body.unwrap()
    };
    let plain = client(server.address, |_| {});
    assert_eq!(answer(&plain, operation(Method::PUT)).await, "none");
    assert_eq!(
        answer(&client(server.address, |o| o.content_md5 = true), operation(Method::PUT)).await,
        "md5"
    );
    let mut document = operation(Method::PUT);
    document.subresources.push(("tagging".into(), None));
    assert_eq!(answer(&plain, document).await, "md5");
}

/// A service that takes no V4 signature.
async fn only_v1() -> Server {
    Server::start(|mut stream| async move {
        while let Some((head, _)) = read_request(&mut stream).await {
            let refusal = "<Error><Code>InvalidArgument</Code><Message>Invalid signing region in Authorization header.\
                           </Message><EC>0002-00000226</EC></Error>";
            let answer = if head.contains("OSS4-HMAC-SHA256") {
                reply("400 Bad Request", &[], refusal)
            } else {
                reply("200 OK", &[], "V1")
            };
            stream.write_all(answer.as_bytes()).await.unwrap();
        }
    })
    .await
}

#[tokio::test]
async fn a_client_that_chose_v4_by_itself_falls_back_to_v1_once() {
    let server = only_v1().await;
    let notices = Arc::new(Mutex::new(Vec::new()));
    let heard = Arc::clone(&notices);
    let transport = Arc::new(HyperTransport::new(&TlsOptions::default(), None).unwrap());
    let options = ClientOptions::clone(&client(server.address, |_| {}).options());
    let listener = Listener::new(move |notice| heard.lock().unwrap().push(notice));
    let client =
        Client::with_listener(options.clone(), Arc::<HyperTransport>::clone(&transport) as _, listener);
    let calls: [_; 4] = std::array::from_fn(|_| run(&client, operation(Method::GET), Body::Empty, None));
    let [a, b, c, d] = calls;
    let (a, b, c, d) = tokio::join!(a, b, c, d);
    for outcome in [a, b, c, d] {
        assert!(outcome.error.is_none(), "{outcome:?}");
    }
    assert_eq!(transport.stats().requests, 8);
    // It stays so when the options are exchanged.
    client.configure(options);
    assert!(run(&client, operation(Method::GET), Body::Empty, None).await.error.is_none());
    assert_eq!(transport.stats().requests, 9);
    assert_eq!(client.retries(), 0);
    let told = notices.lock().unwrap();
    assert_eq!(told.iter().map(Notice::code).collect::<Vec<_>>(), ["OSS_SIGNATURE_V1"]);
}

#[tokio::test]
async fn v4_that_was_asked_for_does_not_fall_back() {
    let server = only_v1().await;
    let asked =
        |options: &mut ClientOptions| options.request.version = VersionChoice::Is(SignatureVersion::V4);
    let outcome = run(&client(server.address, asked), operation(Method::GET), Body::Empty, None).await;
    assert_eq!(outcome.error.unwrap().as_service().unwrap().status, 400);
}
