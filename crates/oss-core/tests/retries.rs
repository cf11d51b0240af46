//! What follows a failed attempt, against a server that follows a script.
#![cfg(test)]

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use bytes::Bytes;
use http::Method;
use oss_core::client::{Body, CallOptions, Client, ClientOptions, Outcome};
use oss_core::clock::Stopwatch;
use oss_core::crc64::checksum;
use oss_core::error::Error;
use oss_core::request::{RequestContext, VersionChoice};
use oss_core::sign::Signer;
use oss_core::transport::{HyperTransport, Timeouts, TlsOptions};
use oss_core::{Credential, Endpoint, EndpointOptions, Operation, ReplyKind};
use tokio::io::AsyncWriteExt;

use server::{Server, read_request, reply};

mod server;

const NOW: i64 = 1_795_437_296_123;
const ETAG: &str = "\"5D41402ABC4B2A76B9719D911017C592\"";

/// What the server does with a request; after the last step it ends every connection.
enum Step {
    Answer(String),
    HangUp,
}

use Step::{Answer, HangUp};

struct Scripted {
    server: Server,
    heads: Arc<Mutex<Vec<String>>>,
    client: Client,
}

impl Scripted {
    async fn new(steps: impl IntoIterator<Item = Step>) -> Self {
        let steps: Arc<Mutex<VecDeque<Step>>> = Arc::new(Mutex::new(steps.into_iter().collect()));
        let heads = Arc::new(Mutex::new(Vec::new()));
        let seen = Arc::clone(&heads);
        let server = Server::start(move |mut stream| {
            let (steps, seen) = (Arc::clone(&steps), Arc::clone(&seen));
            async move {
                if let Some((head, _)) = read_request(&mut stream).await {
                    seen.lock().unwrap().push(head);
                    let step = steps.lock().unwrap().pop_front();
                    if let Some(Answer(text)) = step {
                        stream.write_all(text.as_bytes()).await.unwrap();
                    }
                }
            }
        })
        .await;
        let options = options(&server);
        let transport = HyperTransport::new(&TlsOptions::default(), None).unwrap();
        Self { client: Client::new(options, Arc::new(transport)), server, heads }
    }

    async fn run(&self, operation: Operation, body: &'static str) -> Outcome {
        let body =
            if body.is_empty() { Body::Empty } else { Body::Bytes(Bytes::from_static(body.as_bytes())) };
        self.client.execute(operation, body, call_options(), NOW).await
    }

    /// The requests so far: method and target.
    fn requests(&self) -> Vec<String> {
        let heads = self.heads.lock().unwrap();
        heads.iter().map(|head| head.split(" HTTP/").next().unwrap().to_string()).collect()
    }

    fn header(&self, request: usize, name: &str) -> Option<String> {
        let heads = self.heads.lock().unwrap();
        let prefix = format!("{name}: ");
        heads[request].lines().find_map(|line| line.strip_prefix(&prefix).map(str::to_string))
    }
}

fn call_options() -> CallOptions {
    let limit = Duration::from_secs(10);
    CallOptions::new(Timeouts { connect: limit, response: limit })
}

fn options(server: &Server) -> ClientOptions {
    let region = Some("oss-cn-hangzhou".into());
    let endpoint = Endpoint::new(&EndpointOptions { region, ..EndpointOptions::default() });
    let credential = Credential {
        access_key_id: "fake-id".into(),
        access_key_secret: "fake-secret".into(),
        security_token: None,
    };
    ClientOptions {
        request: RequestContext {
            endpoint: endpoint.unwrap(),
            signer: Arc::new(Signer::new(credential)),
            version: VersionChoice::Auto,
            user_agent: "test".into(),
            utf8_headers: false,
            request_pay: false,
        },
        retry_max: None,
        crc64: true,
        content_md5: false,
        emulator: Some(server.address),
    }
}

fn operation(method: Method, subresources: &[(&str, &str)], success: &[u16]) -> Operation {
    Operation {
        bucket: Some("bucket".into()),
        object: Some("key".into()),
        subresources: subresources
            .iter()
            .map(|(name, value)| {
                ((*name).into(), Some((*value).into()).filter(|value: &String| !value.is_empty()))
            })
            .collect(),
        success: Some(success.to_vec()),
        ..Operation::new(method)
    }
}

fn answer(status: &str, headers: &[(&str, &str)], body: &str) -> Step {
    Answer(reply(status, &[headers, &[("Connection", "close")]].concat(), body))
}

fn refusal(status: &str, code: &str, more: &str) -> Step {
    answer(status, &[], &format!("<Error><Code>{code}</Code><Message>no</Message>{more}</Error>"))
}

/// A reply to HEAD, whose length speaks of a body that does not come.
fn head(length: u64, crc64: u64) -> Step {
    Answer(format!(
        "HTTP/1.1 200 OK\r\nContent-Length: {length}\r\nETag: {ETAG}\r\nx-oss-hash-crc64ecma: {crc64}\r\nConnection: close\r\n\r\n"
    ))
}

fn append(position: &str) -> Operation {
    operation(Method::POST, &[("append", ""), ("position", position)], &[200])
}

#[tokio::test]
async fn an_append_that_was_done_is_not_done_again() {
    let scripted = Scripted::new([HangUp, head(5, checksum(b"hello"))]).await;
    let outcome = scripted.run(append("0"), "hello").await;
    assert!(outcome.error.is_none(), "{:?}", outcome.error);
    assert_eq!(outcome.reply.unwrap().headers["x-oss-next-append-position"], "5");
    assert_eq!(scripted.requests(), ["POST /key?append=&position=0", "HEAD /key"]);
}

#[tokio::test]
async fn an_append_at_the_end_is_compared_with_what_is_there() {
    let range = |bytes: &str| {
        answer("206 Partial Content", &[("Content-Range", "bytes 3-7/8"), ("ETag", ETAG)], bytes)
    };
    let scripted = Scripted::new([HangUp, head(8, 1), range("hello")]).await;
    let outcome = scripted.run(append("3"), "hello").await;
    assert_eq!(outcome.reply.unwrap().headers["x-oss-next-append-position"], "8");
    assert_eq!(scripted.header(2, "range").as_deref(), Some("bytes=3-7"));
    assert_eq!(scripted.header(2, "if-match").as_deref(), Some(ETAG));

    let others = Scripted::new([HangUp, head(8, 1), range("HELLO")]).await;
    let error = others.run(append("3"), "hello").await.error.unwrap();
    assert!(error.is_interrupted(), "what happened to the append is told: {error}");
    assert_eq!((error.attempts().len(), others.server.connections()), (1, 3));
}

#[tokio::test]
async fn an_append_that_was_not_done_is_sent_again() {
    for not_done in [head(3, 1), answer("404 Not Found", &[], "")] {
        let position = if matches!(&not_done, Answer(text) if text.contains("404")) { "0" } else { "3" };
        let scripted = Scripted::new([HangUp, not_done, answer("200 OK", &[], "")]).await;
        assert!(scripted.run(append(position), "hello").await.error.is_none());
        assert_eq!(scripted.requests().len(), 3);
    }
}

#[tokio::test]
async fn a_completed_upload_is_known_by_its_tag() {
    const PARTS: &str = "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>\
                         5D41402ABC4B2A76B9719D911017C592</ETag></Part></CompleteMultipartUpload>";
    // The MD5 of the text of that one tag, and another.
    const RIGHT: &str = "\"F872A18EB88181EB00816510E762FEE6-1\"";
    const WRONG: &str = "\"5D41402ABC4B2A76B9719D911017C592-1\"";
    for (etag, done) in [(RIGHT, true), (WRONG, false)] {
        let gone = refusal("404 Not Found", "NoSuchUpload", "");
        let found = Answer(format!(
            "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nETag: {etag}\r\nConnection: close\r\n\r\n"
        ));
        let scripted = Scripted::new([HangUp, gone, found]).await;
        let mut complete = operation(Method::POST, &[("uploadId", "B4D9")], &[200]);
        complete.reply = ReplyKind::Xml;
        let outcome = scripted.run(complete, PARTS).await;
        assert_eq!(outcome.error.is_none(), done, "{etag}");
        let code = outcome.error.as_ref().and_then(Error::as_service).and_then(|e| e.code.as_deref());
        assert_eq!(code, (!done).then_some("NoSuchUpload"));
        if done {
            let reply = outcome.reply.unwrap();
            assert_eq!((reply.status.as_u16(), reply.headers["etag"].to_str().unwrap()), (200, etag));
            assert!(reply.document.unwrap().contains("\"Key\":\"key\""));
        }
    }
}

async fn read_all(outcome: Outcome) -> Result<String, Error> {
    let mut stream = outcome.reply.unwrap().stream.unwrap();
    let mut all = Vec::new();
    while let Some(piece) = stream.read().await? {
        all.extend_from_slice(&piece);
    }
    Ok(String::from_utf8(all).unwrap())
}

fn begun() -> Step {
    let crc = checksum(b"hello");
    Answer(format!(
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nETag: {ETAG}\r\nx-oss-hash-crc64ecma: {crc}\r\n\r\nhe"
    ))
}

fn get() -> Operation {
    let mut get = operation(Method::GET, &[], &[200, 206]);
    get.headers.push(("If-None-Match".into(), "\"other\"".into()));
    get.reply = ReplyKind::Stream;
    get
}

#[tokio::test]
async fn a_stream_goes_on_where_it_broke_off() {
    let rest = answer("206 Partial Content", &[("Content-Range", "bytes 2-4/5"), ("ETag", ETAG)], "llo");
    let busy = answer("503 Service Unavailable", &[], "");
    let scripted = Scripted::new([begun(), HangUp, busy, rest]).await;
    // Two retries: the break and the end of the second connection; the busy one needs a third.
    let error = read_all(scripted.run(get(), "").await).await.unwrap_err();
    assert_eq!(error.attempts().len(), 3, "{error:?}");

    let rest = answer("206 Partial Content", &[("Content-Range", "bytes 2-4/5"), ("ETag", ETAG)], "llo");
    let scripted = Scripted::new([begun(), HangUp, rest]).await;
    assert_eq!(read_all(scripted.run(get(), "").await).await.unwrap(), "hello");
    assert_eq!(scripted.header(2, "range").as_deref(), Some("bytes=2-4"));
    assert_eq!(scripted.header(2, "if-match").as_deref(), Some(ETAG));
    assert_eq!(scripted.header(2, "if-none-match"), None);
}

#[tokio::test]
async fn never_are_two_objects_mixed() {
    let changed = [
        refusal("412 Precondition Failed", "PreconditionFailed", ""),
        answer("206 Partial Content", &[("Content-Range", "bytes 2-4/5"), ("ETag", "\"other\"")], "LLO"),
        answer("206 Partial Content", &[("Content-Range", "bytes 1-4/5"), ("ETag", ETAG)], "ello"),
    ];
    for step in changed {
        let scripted = Scripted::new([begun(), step]).await;
        let error = read_all(scripted.run(get(), "").await).await.unwrap_err();
        assert!(error.is_changed(), "{error:?}");
        assert_eq!(error.attempts().len(), 2);
    }
    let whole = answer("200 OK", &[("ETag", ETAG)], "hello");
    let scripted = Scripted::new([begun(), whole]).await;
    assert!(read_all(scripted.run(get(), "").await).await.unwrap_err().is_unreadable());
}

#[tokio::test]
async fn the_service_s_time_is_learned_once() {
    let skewed = |time: &str| {
        refusal("403 Forbidden", "RequestTimeTooSkewed", &format!("<ServerTime>{time}</ServerTime>"))
    };
    let ok = || answer("200 OK", &[], "");
    let scripted = Scripted::new([skewed("2026-11-23T10:34:56.000Z"), ok(), ok()]).await;
    let head = || operation(Method::HEAD, &[], &[200]);
    let get = operation(Method::GET, &[], &[200]);
    assert!(scripted.run(get, "").await.error.is_none());
    assert!(scripted.run(head(), "").await.error.is_none());
    let dates: Vec<_> = (0..3).map(|at| scripted.header(at, "x-oss-date").unwrap()).collect();
    assert_eq!(&dates[0][..13], "20261123T1234");
    assert!(dates[1..].iter().all(|date| date.starts_with("20261123T103")), "{dates:?}");
    assert!((-7_200_200..-7_200_000).contains(&scripted.client.clock_offset_ms()));

    let never =
        Scripted::new([skewed("2026-11-23T10:34:56.000Z"), skewed("2026-11-22T10:34:56.000Z"), ok()]).await;
    let error = never.run(operation(Method::GET, &[], &[200]), "").await.error.unwrap();
    assert_eq!((error.attempts().len(), never.requests().len()), (2, 2), "once per call");
}

#[tokio::test]
async fn what_the_service_asks_for_is_waited() {
    for (header, value) in [("x-oss-qos-delay-time", "300"), ("Retry-After", "0")] {
        let busy = answer("503 Service Unavailable", &[(header, value)], "");
        let scripted = Scripted::new([busy, answer("200 OK", &[], "")]).await;
        let start = Stopwatch::start();
        assert!(scripted.run(operation(Method::GET, &[], &[200]), "").await.error.is_none());
        assert!(header == "Retry-After" || start.elapsed() >= Duration::from_millis(300));
    }
}

#[tokio::test]
async fn a_service_that_is_down_gets_a_hundred_retries() {
    let server = Server::answering_once(reply("503 Service Unavailable", &[], "")).await;
    let transport = HyperTransport::new(&TlsOptions::default(), None).unwrap();
    let client = Arc::new(Client::new(options(&server), Arc::new(transport)));
    let mut calls = tokio::task::JoinSet::new();
    for _ in 0..80 {
        let client = Arc::clone(&client);
        calls.spawn(async move {
            let get = operation(Method::GET, &[], &[200]);
            client.execute(get, Body::Empty, call_options(), NOW).await.error.is_some()
        });
    }
    assert_eq!(calls.join_all().await, [true; 80]);
    assert_eq!(server.connections(), 80 + 100);
}

#[tokio::test]
async fn what_is_final_is_not_repeated() {
    for status in ["400 Bad Request", "403 Forbidden", "404 Not Found", "409 Conflict", "501 Not Implemented"]
    {
        let answer = reply(status, &[], "<Error><Code>Any</Code><RequestId>id</RequestId></Error>");
        let server = Server::answering(answer).await;
        let transport = HyperTransport::new(&TlsOptions::default(), None).unwrap();
        let client = Client::new(options(&server), Arc::new(transport));
        let get = operation(Method::GET, &[], &[200]);
        let error = client.execute(get, Body::Empty, call_options(), NOW).await.error.unwrap();
        let [attempt] = error.attempts() else { panic!("{status}: {:?}", error.attempts()) };
        assert_eq!((attempt.status, attempt.code.as_deref()), (status[..3].parse().ok(), Some("Any")));
        assert_eq!((attempt.request_id.as_deref(), attempt.remote), (Some("id"), Some(server.address)));
    }
}

#[tokio::test]
async fn what_a_device_has_taken_is_not_written_again() {
    let wrong = || answer("200 OK", &[("x-oss-hash-crc64ecma", "1")], "hello");
    let folder = std::env::temp_dir().join(format!("oss-core-{}", oss_core::clock::nonce()));
    for (path, requests) in [(folder.as_path(), 3), (std::path::Path::new("/dev/null"), 1)] {
        let scripted = Scripted::new([wrong(), wrong(), wrong()]).await;
        let mut get = operation(Method::GET, &[], &[200]);
        get.reply = ReplyKind::File;
        let call = CallOptions { target: Some(path.to_path_buf()), ..call_options() };
        let error = scripted.client.execute(get, Body::Empty, call, NOW).await.error.unwrap();
        assert!(error.is_integrity(), "{error:?}");
        assert_eq!((error.attempts().len(), scripted.requests().len()), (requests, requests));
    }
    assert!(!folder.exists());
}
