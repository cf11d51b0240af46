//! Short forms of the calls.

use std::net::SocketAddr;

use oss_emulator::Emulator;

use crate::support::{OPEN, Reply, Request, builder, request};

pub(super) const VERSION: &str = "x-oss-version-id";
pub(super) const DELETE_MARKER: &str = "x-oss-delete-marker";

pub(super) async fn set(address: SocketAddr, status: &str) {
    let body = format!("<VersioningConfiguration><Status>{status}</Status></VersioningConfiguration>");
    let reply = request("PUT", &format!("/{OPEN}?versioning")).body(body).sign().send(address).await;
    assert_eq!((reply.status, reply.body.len()), (200, 0), "{}", reply.text());
}

pub(super) async fn enabled() -> Emulator {
    let emulator = builder().start().await.unwrap();
    set(emulator.address(), "Enabled").await;
    emulator
}

pub(super) fn call(method: &str, target: &str) -> Request {
    request(method, &format!("/{OPEN}/{target}"))
}

pub(super) fn version(reply: &Reply) -> String {
    reply.header(VERSION).unwrap_or("-").to_owned()
}

/// Puts an object; gives the version.
pub(super) async fn put(address: SocketAddr, key: &str, body: &str) -> String {
    let reply = call("PUT", key).body(body).send(address).await;
    assert_eq!(reply.status, 200, "{}", reply.text());
    version(&reply)
}

/// Status, body and version of a read.
pub(super) async fn get(address: SocketAddr, target: &str) -> (u16, String, String) {
    let reply = call("GET", target).send(address).await;
    let body = reply.element("Code").unwrap_or_else(|| reply.text());
    (reply.status, body, version(&reply))
}

/// Deletes; gives the version and whether it is a delete marker.
pub(super) async fn delete(address: SocketAddr, target: &str) -> (String, bool) {
    let reply = call("DELETE", target).send(address).await;
    assert_eq!(reply.status, 204, "{}", reply.text());
    (version(&reply), reply.header(DELETE_MARKER) == Some("true"))
}

/// Every version of a key, from the newest: its id, followed by `!` for a delete marker.
pub(super) async fn versions(address: SocketAddr, key: &str) -> Vec<String> {
    let reply = request("GET", &format!("/{OPEN}?versions&prefix={key}")).sign().send(address).await;
    let text = reply.text();
    let entries = text.split("<Version>").flat_map(|part| {
        let mut parts = part.split("<DeleteMarker>");
        let object = parts.next().map(|part| (part, ""));
        object.into_iter().chain(parts.map(|part| (part, "!")))
    });
    let id = |part: &str| Some(part.split_once("<VersionId>")?.1.split_once('<')?.0.to_owned());
    entries.filter_map(|(part, mark)| Some(id(part)? + mark)).collect()
}
