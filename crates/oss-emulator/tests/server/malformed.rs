//! Bytes that are not HTTP, clients that stop, and bodies that nobody wants.

use serde_json::Value;

use crate::support::{Connection, OPEN, builder, request};

#[tokio::test]
async fn what_is_not_http_gets_the_page_of_the_service() {
    let emulator = builder().start().await.unwrap();
    let all: Value = serde_json::from_str(include_str!("../../testdata/server_recorded.json")).unwrap();
    let record = all["records"].as_array().unwrap().iter().find(|record| record["id"] == "rec-37").unwrap();
    let huge = format!("GET / HTTP/1.1\r\nhost: x\r\na: {}\r\n\r\n", "a".repeat(100_000));
    for bytes in ["garbage\r\n\r\n", "GET / HTTP/1.1\r\nno colon\r\n\r\n", "GET  / HTTP/9.9\r\n\r\n", &huge] {
        let mut connection = Connection::open(emulator.address()).await;
        connection.send(bytes.as_bytes()).await;
        let reply = connection.reply(false).await.unwrap();
        assert_eq!((reply.status, reply.header("connection")), (400, Some("close")));
        assert_eq!(Some(reply.text().as_str()), record["body"].as_str());
        assert_eq!(connection.read_to_end().await.unwrap(), b"", "the connection is closed behind the page");
    }
    emulator.stop().await;
}

#[tokio::test]
async fn a_request_without_a_host_is_none() {
    let emulator = builder().start().await.unwrap();
    let mut connection = Connection::open(emulator.address()).await;
    connection.send(b"GET / HTTP/1.1\r\n\r\n").await;
    let reply = connection.reply(false).await.unwrap();
    assert_eq!(reply.status, 400);
    assert!(reply.text().contains("Powered by AliyunOSS"));
    emulator.stop().await;
}

#[tokio::test]
async fn garbage_behind_a_request_does_not_spoil_its_reply() {
    let emulator = builder().start().await.unwrap();
    request("PUT", &format!("/{OPEN}/k"))
        .body("HTTP/1.1 400 is what it holds")
        .send(emulator.address())
        .await;
    let mut connection = Connection::open(emulator.address()).await;
    connection
        .send(format!("GET /{OPEN}/k HTTP/1.1\r\nhost: localhost\r\n\r\nrubbish\r\n\r\n").as_bytes())
        .await;
    assert_eq!(connection.reply(false).await.unwrap().text(), "HTTP/1.1 400 is what it holds");
    assert!(connection.reply(false).await.unwrap().text().contains("Powered by AliyunOSS"));
    emulator.stop().await;
}

#[tokio::test]
async fn a_short_body_stores_nothing() {
    let emulator = builder().start().await.unwrap();
    let mut connection = Connection::open(emulator.address()).await;
    connection
        .send(
            format!("PUT /{OPEN}/k HTTP/1.1\r\nhost: localhost\r\ncontent-length: 9\r\n\r\nshort").as_bytes(),
        )
        .await;
    tokio::io::AsyncWriteExt::shutdown(&mut connection.socket).await.unwrap();
    let reply = connection.reply(false).await.unwrap();
    assert_eq!((reply.status, reply.element("Code").as_deref()), (400, Some("IncompleteBody")));
    assert_eq!(request("HEAD", &format!("/{OPEN}/k")).send(emulator.address()).await.status, 404);
    emulator.stop().await;
}

#[tokio::test]
async fn a_refused_large_body_can_still_read_the_answer() {
    let emulator = builder().start().await.unwrap();
    let mut connection = Connection::open(emulator.address()).await;
    let size = 16 * 1024 * 1024;
    connection
        .send(
            format!("PUT /missing-bucket/k HTTP/1.1\r\nhost: localhost\r\ncontent-length: {size}\r\n\r\n")
                .as_bytes(),
        )
        .await;
    connection.send(&vec![0; size]).await;
    let reply = connection.reply(false).await.unwrap();
    assert_eq!((reply.status, reply.header("connection")), (404, Some("close")));
    emulator.stop().await;
}

#[tokio::test]
async fn a_small_refused_body_leaves_the_connection_usable() {
    let emulator = builder().start().await.unwrap();
    let mut connection = Connection::open(emulator.address()).await;
    for _ in 0..3 {
        connection.send(&request("PUT", "/missing-bucket/k").body(vec![0; 1000]).bytes()).await;
        let reply = connection.reply(false).await.unwrap();
        assert_eq!((reply.status, reply.header("connection")), (404, Some("keep-alive")));
    }
    emulator.stop().await;
}

#[tokio::test]
async fn a_client_that_waits_for_continue_is_answered_before_it_sends() {
    let emulator = builder().start().await.unwrap();
    for (bucket, status) in [("missing-bucket", 404), (OPEN, 100)] {
        let mut connection = Connection::open(emulator.address()).await;
        let head = format!(
            "PUT /{bucket}/k HTTP/1.1\r\nhost: localhost\r\ncontent-length: 5\r\nexpect: 100-continue\r\n\r\n"
        );
        connection.send(head.as_bytes()).await;
        assert_eq!(connection.reply(false).await.unwrap().status, status);
    }
    emulator.stop().await;
}

#[tokio::test]
async fn chunks_that_are_none_are_refused_and_store_nothing() {
    let emulator = builder().start().await.unwrap();
    for body in [
        "zz\r\nhello\r\n0\r\n\r\n",
        "5\r\nhelloXX0\r\n\r\n",
        "fffffffffffffffff\r\nx",
        "5;a=\"\r\n",
        "-1\r\n\r\n",
    ] {
        let mut connection = Connection::open(emulator.address()).await;
        let head = format!("PUT /{OPEN}/k HTTP/1.1\r\nhost: localhost\r\ntransfer-encoding: chunked\r\n\r\n");
        connection.send((head + body).as_bytes()).await;
        tokio::io::AsyncWriteExt::shutdown(&mut connection.socket).await.unwrap();
        let reply = connection.reply(false).await.unwrap();
        assert_eq!(
            (reply.status, reply.element("Code").as_deref()),
            (400, Some("IncompleteBody")),
            "{body:?}"
        );
        assert_eq!(
            connection.read_to_end().await.unwrap(),
            b"",
            "{body:?}: the connection is of no more use"
        );
        assert_eq!(
            request("HEAD", &format!("/{OPEN}/k")).send(emulator.address()).await.status,
            404,
            "{body:?}"
        );
    }
    emulator.stop().await;
}

#[tokio::test]
async fn two_lengths_and_too_many_headers_are_refused() {
    let emulator = builder().start().await.unwrap();
    let many = "x-many: y\r\n".repeat(200);
    let one = "GET / HTTP/1.1\r\nhost: localhost\r\n";
    for head in [
        format!("{one}{many}\r\n"),
        format!("{one}content-length: 1\r\ncontent-length: 2\r\n\r\nxx"),
        format!("{one}content-length: x\r\n\r\n"),
        format!("{one}bad name: x\r\n\r\n"),
        format!("GET /{} HTTP/1.1\r\nhost: localhost\r\n\r\n", "a".repeat(40_000)),
    ] {
        let mut connection = Connection::open(emulator.address()).await;
        connection.send(head.as_bytes()).await;
        let reply = connection.reply(false).await.unwrap();
        assert_eq!(reply.status, 400, "{head:.60}");
        assert!(reply.text().contains("Powered by AliyunOSS"), "{head:.60}");
    }
    let long = format!("x-long: {}", "y".repeat(20_000));
    let mut connection = Connection::open(emulator.address()).await;
    connection.send(format!("{one}{long}\r\n\r\n").as_bytes()).await;
    assert_eq!(connection.reply(false).await.unwrap().status, 403, "twenty thousand bytes are no trouble");
    emulator.stop().await;
}

#[tokio::test]
async fn keys_are_data_and_never_paths() {
    let emulator = builder().start().await.unwrap();
    let keys = [
        "../../etc/passwd",
        "..",
        ".",
        "a/../../b",
        "a//b/./c",
        "C:\\x",
        "a\0b",
        "a\nb",
        "%2e%2e/x",
        "con",
        "~/x",
    ];
    for key in keys {
        let raw =
            percent_encoding::percent_encode(key.as_bytes(), percent_encoding::NON_ALPHANUMERIC).to_string();
        let plain = key.replace('%', "%25").replace(['\0', '\n'], "");
        let put = request("PUT", &format!("/{OPEN}/{raw}")).body(key).send(emulator.address()).await;
        assert_eq!(put.status, 200, "{key:?}: {}", put.text());
        let read = request("GET", &format!("/{OPEN}/{raw}")).send(emulator.address()).await;
        assert_eq!(read.text(), key);
        if plain.len() == key.replace('%', "%25").len() {
            let read = request("GET", &format!("/{OPEN}/{plain}")).send(emulator.address()).await;
            assert_eq!((read.status, read.text()), (200, key.to_owned()), "dots are not resolved");
        }
    }
    let list = request("GET", &format!("/{OPEN}?encoding-type=url")).sign().send(emulator.address()).await;
    assert_eq!(list.elements("Key").len(), keys.len());
    assert!(list.elements("Key").contains(&"..%2F..%2Fetc%2Fpasswd".to_owned()), "{}", list.text());
    emulator.stop().await;
}
