//! Pages of versions.

use std::net::SocketAddr;

use crate::support::{OPEN, Reply, builder, request};

async fn list(address: SocketAddr, query: &str) -> Reply {
    request("GET", &format!("/{OPEN}?versions{query}")).sign().send(address).await
}

async fn send(address: SocketAddr, method: &str, key: &str) -> String {
    let reply = request(method, &format!("/{OPEN}/{key}")).body("x").send(address).await;
    reply.header("x-oss-version-id").unwrap_or_default().to_owned()
}

/// Three versions of `a/1`, the first of which was deleted; one of `a/2` and of `b`, that of `b` from before.
async fn fill(address: SocketAddr) -> Vec<(&'static str, String)> {
    send(address, "PUT", "b").await;
    let body = "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>";
    request("PUT", &format!("/{OPEN}?versioning")).body(body).sign().send(address).await;
    let [first, marker, last] = [
        send(address, "PUT", "a%2F1").await,
        send(address, "DELETE", "a%2F1").await,
        send(address, "PUT", "a%2F1").await,
    ];
    let other = send(address, "PUT", "a%2F2").await;
    vec![("a/1", last), ("a/1", marker), ("a/1", first), ("a/2", other), ("b", "null".to_owned())]
}

fn entries(reply: &Reply) -> Vec<(String, String)> {
    reply.elements("Key").into_iter().zip(reply.elements("VersionId")).collect()
}

#[tokio::test]
async fn versions_are_listed_from_the_newest() {
    let emulator = builder().start().await.unwrap();
    let address = emulator.address();
    let before = list(address, "").await;
    assert_eq!((before.status, before.elements("Version").len()), (200, 0));
    let all = fill(address).await;
    let reply = list(address, "").await;
    let text = reply.text();
    let listed: Vec<_> = entries(&reply);
    let expected: Vec<_> = all.iter().map(|(key, id)| ((*key).to_owned(), id.clone())).collect();
    assert_eq!(listed, expected, "{text}");
    assert_eq!(reply.elements("IsLatest"), ["true", "false", "false", "true", "true"]);
    assert_eq!((reply.elements("Version").len(), reply.elements("DeleteMarker").len()), (4, 1));
    let marker = reply.element("DeleteMarker").unwrap();
    assert!(marker.contains("<ID>1234567890123456</ID>") && !marker.contains("<Size>"), "{marker}");
    for (name, value) in [
        ("Name", OPEN),
        ("Prefix", ""),
        ("KeyMarker", ""),
        ("VersionIdMarker", ""),
        ("MaxKeys", "100"),
        ("Delimiter", ""),
        ("IsTruncated", "false"),
        ("Type", "Normal"),
        ("Size", "1"),
        ("StorageClass", "Standard"),
        ("ETag", "\"9DD4E461268C8034F5C8564E155C67A6\""),
    ] {
        assert_eq!(reply.element(name).as_deref(), Some(value), "{name}");
    }
    assert_eq!(reply.element("NextKeyMarker"), None);
    emulator.stop().await;
}

#[tokio::test]
async fn pages_meet_every_version_once() {
    let emulator = builder().start().await.unwrap();
    let address = emulator.address();
    let all = fill(address).await;
    for size in 1..=5 {
        let (mut seen, mut marker) = (Vec::new(), String::new());
        loop {
            let reply = list(address, &format!("&max-keys={size}{marker}")).await;
            let page = entries(&reply);
            assert!(page.len() <= size);
            let last = page.last().cloned().unwrap();
            seen.extend(page);
            if reply.element("IsTruncated").as_deref() == Some("false") {
                break;
            }
            let next =
                (reply.element("NextKeyMarker").unwrap(), reply.element("NextVersionIdMarker").unwrap());
            assert_eq!(next, last);
            marker = format!("&key-marker={}&version-id-marker={}", next.0.replace('/', "%2F"), next.1);
        }
        let expected: Vec<_> = all.iter().map(|(key, id)| ((*key).to_owned(), id.clone())).collect();
        assert_eq!(seen, expected, "pages of {size}");
    }
    emulator.stop().await;
}

#[tokio::test]
async fn prefixes_markers_and_encoding() {
    let emulator = builder().start().await.unwrap();
    let address = emulator.address();
    let all = fill(address).await;
    let ids = |range: std::ops::Range<usize>| all[range].iter().map(|(_, id)| id.clone()).collect::<Vec<_>>();
    for (query, expected) in [
        ("&prefix=a%2F".to_owned(), ids(0..4)),
        ("&key-marker=a%2F1".to_owned(), ids(3..5)),
        (format!("&key-marker=a%2F1&version-id-marker={}", all[0].1), ids(1..5)),
        (format!("&key-marker=a%2F1&version-id-marker={}", all[2].1), ids(3..5)),
        ("&key-marker=b&version-id-marker=null".to_owned(), ids(0..0)),
    ] {
        assert_eq!(list(address, &query).await.elements("VersionId"), expected, "{query}");
    }
    let rolled = list(address, "&delimiter=%2F&max-keys=1").await;
    assert_eq!(rolled.elements("CommonPrefixes"), ["\n    <Prefix>a/</Prefix>\n  "]);
    assert_eq!(rolled.element("NextKeyMarker").as_deref(), Some("a/"));
    assert_eq!(rolled.element("NextVersionIdMarker").as_deref(), Some(""));
    let rest = list(address, "&delimiter=%2F&key-marker=a%2F").await;
    assert_eq!((rest.elements("Key"), rest.elements("CommonPrefixes").len()), (vec!["b".to_owned()], 0));
    send(address, "DELETE", &format!("a%2F1?versionId={}", all[1].1)).await;
    let gone = list(address, &format!("&key-marker=a%2F1&version-id-marker={}", all[1].1)).await;
    assert_eq!(gone.elements("VersionId"), ids(2..5), "it still says where the page before ended");
    let encoded = list(address, "&encoding-type=url&max-keys=1&prefix=a%2F").await;
    assert_eq!(encoded.elements("Key"), ["a%2F1"]);
    assert_eq!(encoded.element("NextKeyMarker").as_deref(), Some("a%2F1"));
    assert_eq!(encoded.element("EncodingType").as_deref(), Some("url"));
    emulator.stop().await;
}

#[tokio::test]
async fn deleting_page_by_page_empties_the_bucket() {
    let emulator = builder().start().await.unwrap();
    let address = emulator.address();
    fill(address).await;
    let mut marker = String::new();
    loop {
        let reply = list(address, &format!("&max-keys=2{marker}")).await;
        for (key, id) in entries(&reply) {
            send(address, "DELETE", &format!("{}?versionId={id}", key.replace('/', "%2F"))).await;
        }
        let Some(key) = reply.element("NextKeyMarker") else { break };
        let id = reply.element("NextVersionIdMarker").unwrap();
        marker = format!("&key-marker={}&version-id-marker={id}", key.replace('/', "%2F"));
    }
    assert_eq!(request("DELETE", &format!("/{OPEN}")).sign().send(address).await.status, 204);
    emulator.stop().await;
}

#[tokio::test]
async fn markers_that_make_no_sense() {
    let emulator = builder().start().await.unwrap();
    let address = emulator.address();
    for query in [
        "&version-id-marker=null",
        "&key-marker=a&version-id-marker=x",
        "&max-keys=0",
        "&max-keys=1001",
        "&encoding-type=x",
    ] {
        let reply = list(address, query).await;
        assert_eq!(
            (reply.status, reply.element("Code").as_deref()),
            (400, Some("InvalidArgument")),
            "{query}"
        );
    }
    assert_eq!(request("GET", &format!("/{OPEN}?versions")).send(address).await.status, 403);
    emulator.stop().await;
}
