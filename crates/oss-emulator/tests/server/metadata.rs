//! The metadata service: tokens, the role, its credential, and what is refused.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};

use oss_emulator::{Emulator, Metadata};
use serde_json::Value;

const ROLES: &str = "/latest/meta-data/ram/security-credentials/";

async fn start(metadata: Metadata) -> (Emulator, SocketAddr) {
    let emulator = Emulator::builder().metadata(metadata).start().await.unwrap();
    let address = emulator.metadata_address().unwrap();
    (emulator, address)
}

/// Status and body of the answer to a request.
async fn ask(address: SocketAddr, line: &str, header: &str) -> (u16, String) {
    let request = format!("{line} HTTP/1.1\r\nHost: 100.100.100.200\r\nConnection: close\r\n{header}\r\n");
    let exchange = move || {
        let mut socket = TcpStream::connect(address).unwrap();
        socket.write_all(request.as_bytes()).unwrap();
        let mut answer = String::new();
        socket.read_to_string(&mut answer).unwrap();
        answer
    };
    let answer = tokio::task::spawn_blocking(exchange).await.unwrap();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    (head.split(' ').nth(1).unwrap().parse().unwrap(), body.to_owned())
}

async fn token(address: SocketAddr, seconds: &str) -> String {
    let header = format!("X-aliyun-ecs-metadata-token-ttl-seconds: {seconds}\r\n");
    let (status, token) = ask(address, "PUT /latest/api/token", &header).await;
    assert_eq!(status, 200);
    format!("X-aliyun-ecs-metadata-token: {token}\r\n")
}

async fn key_id(address: SocketAddr, token: &str) -> String {
    let (status, body) = ask(address, &format!("GET {ROLES}oss-demo"), token).await;
    assert_eq!(status, 200, "{body}");
    let document: Value = serde_json::from_str(&body).unwrap();
    assert_eq!(document["Code"], "Success");
    assert!(["AccessKeySecret", "SecurityToken", "Expiration"].iter().all(|name| document[name].is_string()));
    document["AccessKeyId"].as_str().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_opens_the_credential_of_the_role_until_it_ends() {
    let (emulator, address) = start(Metadata::default()).await;
    let token = token(address, "60").await;
    assert_eq!(ask(address, &format!("GET {ROLES}"), &token).await, (200, "oss-demo".to_owned()));
    let first = key_id(address, &token).await;
    assert_eq!(key_id(address, &token).await, first, "one credential until shortly before its end");
    emulator.clock().set_offset_ms(61_000);
    assert_eq!(ask(address, &format!("GET {ROLES}"), &token).await.0, 403);
    emulator.clock().set_offset_ms(5 * 3_600_000 + 1_800_000);
    let token = self::token(address, "21600").await;
    assert_ne!(key_id(address, &token).await, first);
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_token_nothing_is_told_unless_v1_is_allowed() {
    let (_emulator, address) = start(Metadata::default()).await;
    assert_eq!(ask(address, &format!("GET {ROLES}"), "").await.0, 403);
    assert_eq!(ask(address, &format!("GET {ROLES}"), "X-aliyun-ecs-metadata-token: x\r\n").await.0, 403);
    let (_emulator, address) = start(Metadata { allow_v1: true, ..Metadata::default() }).await;
    assert_eq!(ask(address, &format!("GET {ROLES}"), "").await.0, 200);
    assert_eq!(ask(address, &format!("GET {ROLES}other"), "").await.0, 404);
    assert_eq!(ask(address, "GET /latest/meta-data/instance-id", "").await.0, 501);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_life_of_a_token_is_limited() {
    let (_emulator, address) = start(Metadata::default()).await;
    for seconds in ["0", "21601", "soon"] {
        let header = format!("X-aliyun-ecs-metadata-token-ttl-seconds: {seconds}\r\n");
        assert_eq!(ask(address, "PUT /latest/api/token", &header).await.0, 400, "{seconds}");
    }
    assert_eq!(ask(address, "PUT /latest/api/token", "").await.0, 400);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_uri_gives_the_same_credential_without_a_token() {
    let metadata =
        Metadata { role: Some("acs:ram::1234567890123456:role/other".into()), ..Metadata::default() };
    let (_emulator, address) = start(metadata).await;
    assert_eq!(ask(address, "GET /credentials", "").await.0, 404, "an instance without that role");
    let (_emulator, address) = start(Metadata::default()).await;
    let (status, body) = ask(address, "GET /credentials", "").await;
    let document: Value = serde_json::from_str(&body).unwrap();
    assert_eq!(status, 200);
    assert_eq!(document["AccessKeyId"], key_id(address, &token(address, "1").await).await);
}
