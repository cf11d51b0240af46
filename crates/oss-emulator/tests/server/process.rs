//! The program: what it prints and when it ends.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, Command, Stdio};

use serde_json::Value;

use crate::support::{Connection, admin_bytes, request};

pub(crate) fn start(arguments: &[&str]) -> (Child, Value) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_oss-emulator"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
    (child, serde_json::from_str(&line).unwrap())
}

#[tokio::test]
async fn one_line_tells_the_addresses_and_the_end_of_input_stops_it() {
    let (mut child, line) = start(&["--admin-port", "--region", "cn-beijing"]);
    assert_eq!(line["region"], "oss-cn-beijing");
    assert_eq!(line["address"].as_str().unwrap(), format!("127.0.0.1:{}", line["port"]));
    let reply =
        request("GET", "/missing-bucket/k").send(line["address"].as_str().unwrap().parse().unwrap()).await;
    assert_eq!(reply.status, 404);
    let mut admin = Connection::open(line["admin"].as_str().unwrap().parse().unwrap()).await;
    admin.send(&admin_bytes("GET", "/health", "")).await;
    assert_eq!(admin.reply(false).await.unwrap().status, 200);
    child.stdin.as_mut().unwrap().write_all(b"anything\n").unwrap();
    assert!(child.try_wait().unwrap().is_none(), "input alone does not stop it");
    drop(child.stdin.take());
    assert!(child.wait().unwrap().success());
}

#[tokio::test]
async fn open_connections_do_not_keep_it_alive() {
    let (mut child, line) = start(&[]);
    assert_eq!(line["admin"], Value::Null);
    let address = line["address"].as_str().unwrap().parse().unwrap();
    let mut idle = Connection::open(address).await;
    let mut busy = Connection::open(address).await;
    busy.send(b"PUT /b/k HTTP/1.1\r\nhost: localhost\r\ncontent-length: 100\r\n\r\n").await;
    drop(child.stdin.take());
    assert!(child.wait().unwrap().success());
    assert!(idle.reply(false).await.is_none());
}

#[cfg(unix)]
#[test]
fn a_signal_stops_it() {
    let (mut child, _) = start(&["--no-stdin"]);
    drop(child.stdin.take());
    assert!(child.try_wait().unwrap().is_none(), "it does not watch its input");
    assert!(Command::new("kill").arg(child.id().to_string()).status().unwrap().success());
    assert!(child.wait().unwrap().success());
}

#[test]
fn what_is_wrong_is_told_in_one_line() {
    let output = Command::new(env!("CARGO_BIN_EXE_oss-emulator"))
        .args(["--config", "no-such-file.toml"])
        .output()
        .unwrap();
    assert!(!output.status.success());
    let text = String::from_utf8(output.stderr).unwrap();
    assert!(text.starts_with("oss-emulator: no-such-file.toml: ") && text.lines().count() == 1, "{text}");
}
