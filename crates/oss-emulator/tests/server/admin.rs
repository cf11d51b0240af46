//! The admin address.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::json;

use crate::support::{Connection, OPEN, admin, builder, request};

#[tokio::test]
async fn the_journal_holds_heads_byte_for_byte() {
    let emulator = builder().start().await.unwrap();
    let mut connection = Connection::open(emulator.address()).await;
    let put = format!(
        "PUT /{OPEN}/a%2fb//../c?_=1 HTTP/1.1\r\nHost:  LOCALHOST\r\nX-Odd:\tvalue \r\nContent-Length: 5\r\n\r\n"
    );
    let get = format!("GET /{OPEN}/missing HTTP/1.1\r\nhost: localhost\r\n\r\n");
    // Both in one piece: the heads are told apart all the same.
    connection.send(format!("{put}hello{get}").as_bytes()).await;
    assert_eq!(connection.reply(false).await.unwrap().status, 200);
    assert_eq!(connection.reply(false).await.unwrap().status, 404);
    let (_, journal) = admin(&emulator, "GET", "/journal", "").await;
    let requests = journal["requests"].as_array().unwrap();
    assert_eq!(requests.len(), 2);
    for (record, head) in requests.iter().zip([&put, &get]) {
        assert_eq!(STANDARD.decode(record["head_base64"].as_str().unwrap()).unwrap(), head.as_bytes());
        assert_eq!(record["connection"], 1);
    }
    assert_eq!(requests[0]["target"], format!("/{OPEN}/a%2fb//../c?_=1"));
    assert_eq!((&requests[0]["operation"], &requests[0]["status"]), (&json!("PutObject"), &json!(200)));
    assert_eq!(requests[0]["body_bytes"], 5);
    assert_eq!((&requests[1]["code"], &requests[1]["status"]), (&json!("NoSuchKey"), &json!(404)));
    let (_, later) = admin(&emulator, "GET", "/journal?since=1", "").await;
    assert_eq!(later["requests"].as_array().unwrap().len(), 1);
    admin(&emulator, "DELETE", "/journal", "").await;
    assert_eq!(admin(&emulator, "GET", "/journal", "").await.1, json!({ "requests": [] }));
    emulator.stop().await;
}

#[tokio::test]
async fn the_clock_moves_dates_ids_and_signatures() {
    let emulator = builder().start().await.unwrap();
    let path = format!("/{OPEN}/k");
    assert_eq!(request("PUT", &path).body("x").sign().send(emulator.address()).await.status, 200);
    let (status, clock) = admin(&emulator, "PUT", "/clock", r#"{"now_ms":1400152712000}"#).await;
    assert_eq!(status, 200);
    assert!((clock["now_ms"].as_i64().unwrap() - 1_400_152_712_000).abs() < 10_000, "{clock}");
    let reply = request("GET", &path).send(emulator.address()).await;
    assert!(reply.header("date").unwrap().starts_with("Thu, 15 May 2014 11:18:"), "{reply:?}");
    let seconds = u32::from_str_radix(&reply.header("x-oss-request-id").unwrap()[..8], 16).unwrap();
    assert!((1_400_152_712..1_400_152_722).contains(&seconds));
    let skewed = request("GET", &path).sign().send(emulator.address()).await;
    assert_eq!(skewed.element("Code").as_deref(), Some("RequestTimeTooSkewed"));
    let (_, before) = admin(&emulator, "GET", "/clock", "").await;
    let (_, after) = admin(&emulator, "PUT", "/clock", r#"{"advance_ms":3600000}"#).await;
    let moved = after["offset_ms"].as_i64().unwrap() - before["offset_ms"].as_i64().unwrap();
    assert_eq!(moved, 3_600_000);
    admin(&emulator, "PUT", "/clock", r#"{"offset_ms":0}"#).await;
    assert_eq!(request("GET", &path).sign().send(emulator.address()).await.status, 200);
    assert_eq!(admin(&emulator, "PUT", "/clock", r#"{"now":1}"#).await.0, 400);
    emulator.stop().await;
}

#[tokio::test]
async fn connections_are_counted_with_their_bytes() {
    let emulator = builder().start().await.unwrap();
    let mut connection = Connection::open(emulator.address()).await;
    let bytes = request("GET", &format!("/{OPEN}/k")).bytes();
    connection.send(&bytes).await;
    connection.reply(false).await.unwrap();
    let (_, counts) = admin(&emulator, "GET", "/connections", "").await;
    assert_eq!(counts["accepted"], 1);
    assert_eq!(counts["open"][0]["read"], bytes.len());
    assert!(counts["open"][0]["written"].as_u64().unwrap() > 300);
    emulator.stop().await;
}

#[tokio::test]
async fn reset_goes_back_to_the_beginning() {
    let emulator = builder().start().await.unwrap();
    request("PUT", "/new-bucket").sign().send(emulator.address()).await;
    request("PUT", &format!("/{OPEN}/k")).body("x").send(emulator.address()).await;
    admin(&emulator, "PUT", "/clock", r#"{"offset_ms":5000}"#).await;
    admin(&emulator, "POST", "/faults", r#"{"action":{"type":"reset"}}"#).await;
    assert_eq!(admin(&emulator, "POST", "/reset", "").await.0, 200);
    assert_eq!(request("GET", "/new-bucket").sign().send(emulator.address()).await.status, 404);
    let page = request("GET", &format!("/{OPEN}")).sign().send(emulator.address()).await;
    assert_eq!((page.status, page.element("Key")), (200, None), "the configured bucket is there, and empty");
    assert_eq!(admin(&emulator, "GET", "/clock", "").await.1["offset_ms"], 0);
    assert_eq!(admin(&emulator, "GET", "/health", "").await.1, json!({ "status": "ok" }));
    assert_eq!(admin(&emulator, "GET", "/nope", "").await.0, 404);
    emulator.stop().await;
}
