//! Faults: what a client sees of each, and what was done all the same.

use serde_json::json;
use tokio::io::AsyncReadExt;
use tokio::time::{Duration, timeout};

use oss_emulator::Emulator;
use oss_emulator::faults::{Action, Body, Ending, Fault, InvalidFault};

use crate::support::{Connection, OPEN, Reply, admin, builder, request};

const CONTENT: &[u8] = b"0123456789";

/// An emulator with the object `/open-bucket/k` that holds [`CONTENT`].
async fn with_object() -> Emulator {
    let emulator = builder().start().await.unwrap();
    let put = request("PUT", &path("k")).body(CONTENT).send(emulator.address()).await;
    assert_eq!(put.status, 200);
    emulator
}

fn path(key: &str) -> String {
    format!("/{OPEN}/{key}")
}

async fn get(emulator: &Emulator) -> Reply {
    request("GET", &path("k")).send(emulator.address()).await
}

/// Everything that comes for a get, and how it ends.
async fn raw_get(emulator: &Emulator) -> (String, std::io::Result<()>) {
    let mut connection = Connection::open(emulator.address()).await;
    connection.send(&request("GET", &path("k")).bytes()).await;
    let mut all = Vec::new();
    let end = connection.socket.read_to_end(&mut all).await.map(|_| ());
    (String::from_utf8(all).unwrap(), end)
}

async fn strike(emulator: &Emulator, rule: serde_json::Value) {
    let (status, answer) = admin(emulator, "POST", "/faults", &rule.to_string()).await;
    assert_eq!(status, 200, "{answer}");
}

#[tokio::test]
async fn a_truncated_reply_keeps_its_promise_or_not() {
    let emulator = with_object().await;
    for (end, reset) in [("close", false), ("reset", true)] {
        strike(&emulator, json!({ "times": 1, "action": { "type": "truncate", "after": 4, "end": end } }))
            .await;
        let (text, result) = raw_get(&emulator).await;
        assert!(text.contains("content-length: 10\r\n") && text.ends_with("\r\n\r\n0123"), "{end}: {text}");
        assert_eq!(result.is_err(), reset, "{end}");
    }
    strike(&emulator, json!({ "times": 1, "action": { "type": "truncate", "after": 0 } })).await;
    let (text, _) = raw_get(&emulator).await;
    assert!(text.contains("content-length: 10\r\n") && text.ends_with("\r\n\r\n"), "the head alone: {text}");
    strike(&emulator, json!({ "times": 1, "action": { "type": "truncate", "after": 4, "end": "length" } }))
        .await;
    let mut connection = Connection::open(emulator.address()).await;
    for expected in [&CONTENT[..4], CONTENT] {
        connection.send(&request("GET", &path("k")).bytes()).await;
        let reply = connection.reply(false).await.unwrap();
        assert_eq!(reply.body, expected, "and the connection serves on");
        let whole = "2838902930144391966";
        assert_eq!(reply.header("x-oss-hash-crc64ecma"), Some(whole), "only the checksum tells");
    }
    strike(&emulator, json!({ "times": 1, "action": { "type": "truncate", "after": 10 } })).await;
    assert_eq!(get(&emulator).await.body, CONTENT, "what is no longer stays as it is");
    emulator.stop().await;
}

#[tokio::test]
async fn a_large_reply_is_cut_at_the_byte() {
    let emulator = builder().start().await.unwrap();
    let large: Vec<u8> = (0..3_000_000_u32).map(|i| b'a' + u8::try_from(i % 26).unwrap()).collect();
    request("PUT", &path("k")).body(&large).send(emulator.address()).await;
    strike(&emulator, json!({ "times": 1, "action": { "type": "truncate", "after": 2_345_678 } })).await;
    let (text, result) = raw_get(&emulator).await;
    assert!(result.is_ok());
    let (_, body) = text.split_once("\r\n\r\n").unwrap();
    assert!(body.as_bytes() == &large[..2_345_678], "{} bytes came", body.len());
    emulator.stop().await;
}

#[tokio::test]
async fn one_byte_is_flipped_on_its_way_in_or_out() {
    let emulator = with_object().await;
    strike(&emulator, json!({ "times": 1, "action": { "type": "flip", "at": 3 } })).await;
    let struck = get(&emulator).await;
    assert_eq!((struck.body.as_slice(), get(&emulator).await.body.as_slice()), (&b"0122456789"[..], CONTENT));
    let rule = json!({ "times": 2, "operation": "PutObject", "action": { "type": "flip", "body": "request", "at": 9 } });
    strike(&emulator, rule).await;
    let md5 = "eB5eJF1ptWaXm4bijSPyxw==";
    let checked = request("PUT", &path("k")).header("content-md5", md5).body(CONTENT);
    assert_eq!(checked.send(emulator.address()).await.element("Code").as_deref(), Some("InvalidDigest"));
    let put = request("PUT", &path("k")).body(CONTENT).send(emulator.address()).await;
    assert_ne!(put.header("x-oss-hash-crc64ecma"), struck.header("x-oss-hash-crc64ecma"));
    assert_eq!(get(&emulator).await.body, b"0123456788", "what came in is what is kept");
    emulator.stop().await;
}

#[tokio::test]
async fn a_wrong_checksum_stands_beside_the_right_content() {
    let emulator = with_object().await;
    let right = get(&emulator).await;
    strike(&emulator, json!({ "times": 1, "action": { "type": "wrong_crc" } })).await;
    let wrong = get(&emulator).await;
    assert_eq!(wrong.body, right.body);
    let (wrong, right) = (wrong.header("x-oss-hash-crc64ecma"), right.header("x-oss-hash-crc64ecma"));
    assert!(wrong.is_some() && wrong != right, "{wrong:?} {right:?}");
    emulator.stop().await;
}

#[tokio::test]
async fn a_reply_stalls_before_its_head_or_inside_its_body() {
    let emulator = with_object().await;
    for (after, seen) in [(json!(null), ""), (json!(0), "\r\n\r\n"), (json!(4), "\r\n\r\n0123")] {
        let rule =
            json!({ "times": 1, "operation": "GetObject", "action": { "type": "stall", "after": after } });
        strike(&emulator, rule).await;
        let mut connection = Connection::open(emulator.address()).await;
        connection.send(&request("GET", &path("k")).bytes()).await;
        let mut all = Vec::new();
        while !seen.is_empty() && !all.ends_with(seen.as_bytes()) {
            assert_ne!(connection.socket.read_buf(&mut all).await.unwrap(), 0);
        }
        let more = timeout(Duration::from_millis(50), connection.socket.read_buf(&mut all)).await;
        assert!(more.is_err(), "{after}: nothing more comes");
        assert_eq!(get(&emulator).await.body, CONTENT, "others are served");
    }
    let rule = json!({ "times": 2, "action": { "type": "stall", "after": 4, "milliseconds": 60 } });
    strike(&emulator, rule).await;
    let watch = oss_emulator::clock::Stopwatch::start();
    assert_eq!(get(&emulator).await.body, CONTENT);
    assert!(watch.elapsed() >= Duration::from_millis(60), "it waited");
    emulator.stop().await;
}

#[tokio::test]
async fn a_request_stalls_where_the_rule_says() {
    let emulator = with_object().await;
    let rule = json!({ "times": 1, "action": { "type": "stall", "body": "request", "after": 5 } });
    strike(&emulator, rule).await;
    let mut connection = Connection::open(emulator.address()).await;
    connection.send(&request("PUT", &path("new")).body(CONTENT).bytes()).await;
    let mut byte = [0];
    assert!(timeout(Duration::from_millis(50), connection.socket.read(&mut byte)).await.is_err());
    drop(connection);
    assert_eq!(request("HEAD", &path("new")).send(emulator.address()).await.status, 404);
    emulator.stop().await;
}

#[tokio::test]
async fn a_slow_link_takes_its_time_both_ways() {
    let emulator = with_object().await;
    for body in ["reply", "request"] {
        // Ten bytes at 100 a second in pieces of five: the first piece alone holds the second one up.
        strike(
            &emulator,
            json!({ "times": 1, "action": { "type": "slow", "body": body, "bytes_per_second": 100 } }),
        )
        .await;
        let watch = oss_emulator::clock::Stopwatch::start();
        let reply = match body {
            "reply" => get(&emulator).await,
            _ => request("PUT", &path("k")).body(CONTENT).send(emulator.address()).await,
        };
        assert_eq!(reply.status, 200);
        assert!(watch.elapsed() >= Duration::from_millis(50), "{body}: {:?}", watch.elapsed());
        assert_eq!(get(&emulator).await.body, CONTENT);
    }
    emulator.stop().await;
}

#[tokio::test]
async fn an_upload_is_reset_in_the_middle_and_leaves_nothing() {
    let emulator = with_object().await;
    strike(&emulator, json!({ "times": 2, "action": { "type": "reset", "after": 6 } })).await;
    let mut connection = Connection::open(emulator.address()).await;
    connection.send(&request("PUT", &path("new")).body(CONTENT).bytes()).await;
    let error = connection.read_to_end().await.unwrap_err();
    assert_eq!(error.kind(), std::io::ErrorKind::ConnectionReset);
    let short = request("PUT", &path("short")).body("12345").send(emulator.address()).await;
    assert_eq!(short.status, 200, "a shorter body is not struck");
    assert_eq!(request("HEAD", &path("new")).send(emulator.address()).await.status, 404);
    emulator.stop().await;
}

#[tokio::test]
async fn rust_tests_add_and_remove_faults_by_the_handle() {
    let busy = Action::Status { status: 503, code: None, message: None, retry_after: Some(7) };
    let beginning = Fault::new(busy.clone()).operation("GetObject").path("/*/k").times(1);
    let emulator = builder().fault(beginning).start().await.unwrap();
    request("PUT", &path("k")).body(CONTENT).send(emulator.address()).await;
    let status = get(&emulator).await;
    assert_eq!((status.status, status.element("Code").as_deref()), (503, Some("InternalError")));
    let flip = Action::Flip { body: Body::Reply, at: 0 };
    let id = emulator.add_fault(Fault::new(flip).rate(1.0, 7)).unwrap();
    assert_eq!(get(&emulator).await.body, b"1123456789");
    assert!(emulator.remove_fault(id) && !emulator.remove_fault(id));
    emulator.add_fault(Fault::new(Action::Truncate { after: 1, end: Ending::Length })).unwrap();
    assert_eq!(get(&emulator).await.body, b"0");
    emulator.clear_faults();
    assert_eq!(get(&emulator).await.body, CONTENT);
    let refused = emulator.add_fault(Fault::new(busy).rate(1.5, 0)).unwrap_err();
    assert_eq!(refused, InvalidFault::Rate(1.5));
    emulator.clock().set_offset_ms(3_600_000);
    let skewed = request("GET", &path("k")).sign().send(emulator.address()).await;
    assert_eq!(skewed.element("Code").as_deref(), Some("RequestTimeTooSkewed"));
    emulator.stop().await;
}

#[tokio::test]
async fn faults_strike_as_often_as_they_say() {
    let emulator = builder().start().await.unwrap();
    let path = format!("/{OPEN}/k");
    let rule = r#"{"operation":"GetObject","path":"/open-*/k","times":2,"action":{"type":"status","status":503,"code":"ServiceUnavailable","message":"busy"}}"#;
    let (status, added) = admin(&emulator, "POST", "/faults", rule).await;
    assert_eq!((status, &added["id"]), (200, &json!(1)));
    assert_eq!(request("PUT", &path).body("x").send(emulator.address()).await.status, 200);
    for status in [503, 503, 200] {
        let reply = request("GET", &path).send(emulator.address()).await;
        assert_eq!(reply.status, status);
        if status == 503 {
            assert_eq!(reply.element("Code").as_deref(), Some("ServiceUnavailable"));
            assert_eq!(reply.element("Message").as_deref(), Some("busy"));
        }
    }
    assert_eq!(admin(&emulator, "GET", "/faults", "").await.1, json!({ "faults": [] }));
    assert_eq!(admin(&emulator, "DELETE", "/faults/1", "").await.0, 404);
    emulator.stop().await;
}

#[tokio::test]
async fn a_reset_fault_does_no_work_and_a_lost_reply_does() {
    let emulator = builder().start().await.unwrap();
    for (action, done) in [("reset", 404), ("lose_reply", 200)] {
        let path = format!("/{OPEN}/{action}");
        let rule = format!(r#"{{"times":1,"action":{{"type":"{action}"}}}}"#);
        assert_eq!(admin(&emulator, "POST", "/faults", &rule).await.0, 200);
        let mut connection = Connection::open(emulator.address()).await;
        connection.send(&request("PUT", &path).body("x").bytes()).await;
        let error = connection.read_to_end().await.unwrap_err();
        assert_eq!(error.kind(), std::io::ErrorKind::ConnectionReset, "{action}");
        assert_eq!(request("HEAD", &path).send(emulator.address()).await.status, done, "{action}");
    }
    emulator.stop().await;
}

#[tokio::test]
async fn a_delay_holds_only_its_own_request_and_ends_with_its_client() {
    let emulator = builder().start().await.unwrap();
    let path = format!("/{OPEN}/slow");
    let rule = r#"{"path":"*/slow","times":1,"action":{"type":"delay","milliseconds":3600000}}"#;
    admin(&emulator, "POST", "/faults", rule).await;
    let mut slow = Connection::open(emulator.address()).await;
    slow.send(&request("PUT", &path).body("x").bytes()).await;
    while admin(&emulator, "GET", "/faults", "").await.1 != json!({ "faults": [] }) {
        tokio::task::yield_now().await;
    }
    assert_eq!(request("PUT", &format!("/{OPEN}/fast")).body("x").send(emulator.address()).await.status, 200);
    drop(slow);
    while !admin(&emulator, "GET", "/connections", "").await.1["open"].as_array().unwrap().is_empty() {
        tokio::task::yield_now().await;
    }
    assert_eq!(request("HEAD", &path).send(emulator.address()).await.status, 404, "its work was dropped");
    emulator.stop().await;
}
