//! The program: what it prints and when it ends.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, Command, Stdio};

use serde_json::Value;

use crate::support::{Connection, Scratch, admin_bytes, request};

/// Starts the program; its standard input is its life line.
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
fn a_directory_and_throwing_away_exclude_each_other() {
    let output = Command::new(env!("CARGO_BIN_EXE_oss-emulator"))
        .args(["--discard", "--data", "no-such-directory"])
        .output()
        .unwrap();
    let text = String::from_utf8(output.stderr).unwrap();
    assert!(text.contains("'--discard' cannot be used with '--data <DIR>'"), "{text}");
    assert!(!std::path::Path::new("no-such-directory").exists());
}

/// Largest amount of memory that a process has had, in KiB.
#[cfg(target_os = "linux")]
fn peak_memory(child: &Child) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    line.trim().strip_suffix(" kB").unwrap().parse().unwrap()
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn large_objects_are_not_held_in_memory() {
    const SIZE: usize = 256 * 1024 * 1024;
    let scratch = Scratch::new();
    let config = scratch.path().join("config.json");
    std::fs::write(&config, r#"{"buckets":[{"name":"open-bucket","acl":"public-read-write"}]}"#).unwrap();
    let (config, data) = (config.to_str().unwrap(), scratch.path().join("data"));
    for storage in [&["--data", data.to_str().unwrap()][..], &["--discard"]] {
        let (mut child, line) = start(&[&["--config", config], storage].concat());
        let address = line["address"].as_str().unwrap().parse().unwrap();
        let before = peak_memory(&child);
        let mut connection = Connection::open(address).await;
        let head =
            format!("PUT /open-bucket/k HTTP/1.1\r\nhost: localhost\r\ncontent-length: {SIZE}\r\n\r\n");
        connection.send(head.as_bytes()).await;
        let piece = vec![b'x'; 1024 * 1024];
        for _ in 0..SIZE / piece.len() {
            connection.send(&piece).await;
        }
        let put = connection.reply(false).await.unwrap();
        assert_eq!(put.status, 200);
        connection.send(&request("GET", "/open-bucket/k").bytes()).await;
        let got = connection.reply_in_pieces().await;
        assert_eq!(got, (SIZE, put.header("x-oss-hash-crc64ecma").unwrap().parse().unwrap()), "{storage:?}");
        let grown = peak_memory(&child) - before;
        assert!(grown < 48 * 1024, "{storage:?}: {grown} KiB more for an object of {SIZE} bytes");
        drop(child.stdin.take());
        assert!(child.wait().unwrap().success());
    }
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
