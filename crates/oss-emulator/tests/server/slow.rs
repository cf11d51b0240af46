//! Clients that take too long.

use std::time::Duration;

use crate::support::{Connection, OPEN, Reply, admin, builder, request};

const PATIENCE: Duration = Duration::from_millis(100);

/// What comes after these bytes and then nothing more.
async fn after(address: std::net::SocketAddr, bytes: &str) -> Option<Reply> {
    let mut connection = Connection::open(address).await;
    connection.send(bytes.as_bytes()).await;
    connection.reply(false).await
}

#[tokio::test]
async fn a_head_that_does_not_end_is_given_up_with_a_page() {
    let emulator = builder().patience(PATIENCE).start().await.unwrap();
    for bytes in ["G", "GET / HTTP/1.1\r\nhost: localhost\r\n"] {
        let reply = after(emulator.address(), bytes).await.unwrap();
        assert_eq!((reply.status, reply.header("connection")), (408, Some("close")), "{bytes}");
        assert!(reply.text().contains("<h1>408 Request Timeout</h1>"));
    }
    assert!(after(emulator.address(), "").await.is_none(), "who says nothing is told nothing");
    let mut kept = Connection::open(emulator.address()).await;
    kept.send(&request("GET", "/_health").bytes()).await;
    assert_eq!(kept.reply(false).await.unwrap().status, 200);
    assert!(kept.reply(false).await.is_none(), "an idle connection is closed");
    drop(kept);
    while !admin(&emulator, "GET", "/connections", "").await.1["open"].as_array().unwrap().is_empty() {
        tokio::task::yield_now().await;
    }
    emulator.stop().await;
}

#[tokio::test]
async fn a_head_in_drops_is_given_up_all_the_same() {
    let emulator = builder().patience(PATIENCE).start().await.unwrap();
    let connection = Connection::open(emulator.address()).await;
    let mut sent = 0;
    while connection.socket.try_write(b"GET / HTTP/1.1\r\n").is_ok() && sent < 1000 {
        sent += 1;
        tokio::time::sleep(Duration::from_millis(10)).await;
        let mut byte = [0];
        if connection.socket.try_read(&mut byte).is_ok() {
            break;
        }
    }
    assert!(sent < 100, "drops do not prolong the time");
    emulator.stop().await;
}

#[tokio::test]
async fn a_body_that_stops_is_answered_and_leaves_nothing() {
    let emulator = builder().patience(PATIENCE).start().await.unwrap();
    let head = format!("PUT /{OPEN}/k HTTP/1.1\r\nhost: localhost\r\ncontent-length: 9\r\n\r\nshort");
    let reply = after(emulator.address(), &head).await.unwrap();
    assert_eq!((reply.status, reply.element("Code").as_deref()), (400, Some("RequestTimeout")));
    assert_eq!(reply.header("connection"), Some("close"));
    assert_eq!(request("HEAD", &format!("/{OPEN}/k")).send(emulator.address()).await.status, 404);
    emulator.stop().await;
}
