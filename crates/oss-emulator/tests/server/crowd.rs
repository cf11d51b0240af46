//! Ten thousand connections at once: memory stays bounded, and others are served on.

#![cfg(target_os = "linux")]

use std::io::Write;

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

use crate::process::start;
use crate::support::{Connection, OPEN, request};

/// How many connections there are to be.
const WANTED: u64 = 10_000;
/// Descriptors that a process needs for other things.
const OTHERS: u64 = 500;
/// How many connections may wait to be accepted, on systems that allow few; a client that finds no room tries again
/// only a second later.
const BACKLOG: u64 = 100;
/// What the program may take for one connection that has sent half a head, in bytes.
const PER_CONNECTION: u64 = 48 * 1024;

/// The resident memory of a process, in bytes.
fn resident(process: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
    line.trim().strip_suffix(" kB").unwrap().trim().parse::<u64>().unwrap() * 1024
}

/// As many connections as are wanted, or as the limit of this process allows once raised; the program has the same.
fn affordable() -> u64 {
    let limit = getrlimit(Resource::Nofile);
    let raised = Rlimit { current: limit.maximum, maximum: limit.maximum };
    let allowed = if setrlimit(Resource::Nofile, raised).is_ok() { limit.maximum } else { limit.current };
    allowed.map_or(WANTED, |allowed| WANTED.min(allowed - OTHERS))
}

#[tokio::test]
async fn a_crowd_that_never_ends_its_heads_disturbs_nobody() {
    let count = affordable();
    let config = std::env::temp_dir().join(format!("oss-emulator-crowd-{}.toml", std::process::id()));
    std::fs::write(&config, format!("[[buckets]]\nname = \"{OPEN}\"\nacl = \"public-read-write\"\n"))
        .unwrap();
    let (mut child, line) = start(&["--timeout", "3600", "--config", config.to_str().unwrap()]);
    std::fs::remove_file(config).unwrap();
    let address: std::net::SocketAddr = line["address"].as_str().unwrap().parse().unwrap();
    let before = resident(child.id());
    let half = format!("GET /{OPEN}/k HTTP/1.1\r\nhost: localhost\r\nx-filler: {}", "x".repeat(1024));
    let mut crowd = Vec::new();
    for number in 0..count {
        if number % BACKLOG == 0 {
            // Connections are accepted in turn: all before this one have been.
            assert_eq!(request("GET", "/_health").send(address).await.status, 200);
        }
        // Without tokio, whose turns would take longer than all the rest.
        let mut socket = std::net::TcpStream::connect(address).unwrap();
        socket.write_all(half.as_bytes()).unwrap();
        crowd.push(socket);
    }
    // Each of them is being read by now, since a later one is served.
    let put = request("PUT", &format!("/{OPEN}/k")).body("content").send(address).await;
    assert_eq!(put.status, 200);
    for socket in crowd.iter().step_by(97) {
        let socket = socket.try_clone().unwrap();
        socket.set_nonblocking(true).unwrap();
        let mut connection = Connection::over(tokio::net::TcpStream::from_std(socket).unwrap());
        connection.send(b"\r\n\r\n").await;
        assert_eq!(connection.reply(false).await.unwrap().text(), "content");
    }
    let grown = resident(child.id()).saturating_sub(before);
    println!("{count} of {WANTED} connections: {grown} bytes more, {} to each", grown / count);
    assert!(grown / count < PER_CONNECTION, "{grown} bytes for {count} connections");
    drop(crowd);
    assert_eq!(request("GET", &format!("/{OPEN}/k")).send(address).await.text(), "content");
    drop(child.stdin.take());
    assert!(child.wait().unwrap().success());
}
