//! Listings: order, pages, delimiters, encodings, and the order of elements.

use std::net::SocketAddr;

use crate::support::{OPEN, Reply, builder, request};

const KEYS: [&str; 12] =
    ["!first", "a", "a/", "a/1", "a/2", "a/b/c", "a0", "a\u{1f600}", "b%2Fc", "b&<c>", "b c+d", "中文/图"];

async fn fill(address: SocketAddr) {
    for key in KEYS {
        let encoded = percent_encoding::utf8_percent_encode(key, percent_encoding::NON_ALPHANUMERIC);
        let reply = request("PUT", &format!("/{OPEN}/{encoded}")).body("x").send(address).await;
        assert_eq!(reply.status, 200, "{key}");
    }
}

fn sorted() -> Vec<String> {
    let mut keys = KEYS.map(str::to_owned).to_vec();
    keys.sort_unstable_by(|a, b| a.as_bytes().cmp(b.as_bytes()));
    keys
}

async fn list(address: SocketAddr, query: &str) -> Reply {
    request("GET", &format!("/{OPEN}?{query}")).sign().send(address).await
}

fn encode(text: &str) -> String {
    percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string()
}

fn unescape(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

#[tokio::test]
async fn pages_of_every_size_give_all_keys_once_in_byte_order() {
    let emulator = builder().start().await.unwrap();
    fill(emulator.address()).await;
    for size in [1, 2, 5, 12, 1000] {
        for version in [1, 2] {
            let (mut keys, mut position) = (Vec::new(), String::new());
            loop {
                let query = if version == 1 {
                    format!("max-keys={size}&marker={}", encode(&position))
                } else {
                    format!("list-type=2&max-keys={size}&continuation-token={}", encode(&position))
                };
                let page = list(emulator.address(), &query).await;
                assert_eq!(page.status, 200, "{}", page.text());
                keys.extend(page.elements("Key").iter().map(|key| unescape(key)));
                let next = if version == 1 { "NextMarker" } else { "NextContinuationToken" };
                match page.element("IsTruncated").as_deref() {
                    Some("true") => position = unescape(&page.element(next).unwrap()),
                    _ => break,
                }
            }
            assert_eq!(keys, sorted(), "version {version}, {size} to a page");
        }
    }
    emulator.stop().await;
}

#[tokio::test]
async fn delimited_pages_give_each_key_and_prefix_once() {
    let emulator = builder().start().await.unwrap();
    fill(emulator.address()).await;
    for size in 1..=8 {
        let (mut keys, mut prefixes, mut marker) = (Vec::new(), Vec::new(), String::new());
        loop {
            let query = format!("delimiter=%2F&max-keys={size}&marker={}", encode(&marker));
            let page = list(emulator.address(), &query).await;
            keys.extend(page.elements("Key").iter().map(|key| unescape(key)));
            // The first element of that name is the parameter.
            prefixes.extend(page.elements("Prefix").into_iter().skip(1));
            match page.element("NextMarker") {
                Some(next) => marker = unescape(&next),
                None => break,
            }
        }
        let expected: Vec<_> = sorted().into_iter().filter(|key| !key.contains('/')).collect();
        assert_eq!(keys, expected, "{size} to a page");
        assert_eq!(prefixes, ["a/", "中文/"], "{size} to a page");
    }
    let inside = list(emulator.address(), "prefix=a%2F&delimiter=%2F").await;
    assert_eq!(inside.elements("Key"), ["a/", "a/1", "a/2"]);
    assert_eq!(inside.elements("Prefix"), ["a/", "a/b/"]);
    emulator.stop().await;
}

#[tokio::test]
async fn elements_stand_in_the_documented_order() {
    let emulator = builder().start().await.unwrap();
    fill(emulator.address()).await;
    let order = |reply: &Reply| {
        let text = reply.text();
        let names: Vec<String> = text
            .lines()
            .filter(|line| line.starts_with("  <") && !line.starts_with("  </") && !line.starts_with("    "))
            .map(|line| line.trim_start().trim_start_matches('<').split('>').next().unwrap().to_owned())
            .collect();
        names.join(" ")
    };
    let first = list(emulator.address(), "delimiter=%2F&max-keys=3&encoding-type=url").await;
    assert_eq!(
        order(&first),
        "Name Prefix Marker MaxKeys Delimiter EncodingType IsTruncated NextMarker Contents Contents CommonPrefixes"
    );
    let second =
        list(emulator.address(), "list-type=2&delimiter=%2F&max-keys=1&start-after=a&encoding-type=url")
            .await;
    assert_eq!(
        order(&second),
        "Name Prefix StartAfter MaxKeys Delimiter EncodingType IsTruncated NextContinuationToken CommonPrefixes KeyCount"
    );
    let contents = list(emulator.address(), "max-keys=1").await.element("Contents").unwrap();
    let inner: Vec<_> = contents
        .lines()
        .filter_map(|line| line.trim().strip_prefix('<'))
        .filter(|line| !line.starts_with('/'))
        .map(|line| line.split('>').next().unwrap())
        .collect();
    assert_eq!(
        inner,
        ["Key", "LastModified", "ETag", "Type", "Size", "StorageClass", "Owner", "ID", "DisplayName"]
    );
    emulator.stop().await;
}

#[tokio::test]
async fn encoded_listings_encode_keys_prefixes_and_markers() {
    let emulator = builder().start().await.unwrap();
    fill(emulator.address()).await;
    let page = list(emulator.address(), "encoding-type=url&prefix=b&marker=b%25&max-keys=2").await;
    assert_eq!(page.elements("Key"), ["b%252Fc", "b%26%3Cc%3E"]);
    assert_eq!(page.element("Marker").as_deref(), Some("b%25"));
    let page = list(emulator.address(), "encoding-type=url&delimiter=%2F&prefix=%E4%B8%AD").await;
    assert_eq!(page.element("Delimiter").as_deref(), Some("%2F"));
    assert_eq!(page.elements("Prefix"), ["%E4%B8%AD", "%E4%B8%AD%E6%96%87%2F"]);
    emulator.stop().await;
}

#[tokio::test]
async fn the_second_version_shows_owners_when_asked_and_counts_what_it_shows() {
    let emulator = builder().start().await.unwrap();
    fill(emulator.address()).await;
    let plain = list(emulator.address(), "list-type=2&delimiter=%2F").await;
    assert_eq!((plain.element("Owner"), plain.element("KeyCount").as_deref()), (None, Some("9")));
    let owned = list(emulator.address(), "list-type=2&fetch-owner=true&start-after=b").await;
    assert_eq!(owned.elements("ID").len(), 4);
    assert_eq!(owned.element("StartAfter").as_deref(), Some("b"));
    emulator.stop().await;
}

#[tokio::test]
async fn arguments_out_of_bounds_are_named() {
    let emulator = builder().start().await.unwrap();
    for (query, name) in [
        ("max-keys=0", "max-keys"),
        ("max-keys=1001", "max-keys"),
        ("max-keys=-1", "max-keys"),
        ("max-keys=x", "max-keys"),
        ("encoding-type=base64", "encoding-type"),
        ("list-type=2&continuation-token=x", "continuation-token"),
    ] {
        let reply = list(emulator.address(), query).await;
        assert_eq!(
            (reply.status, reply.element("Code").as_deref()),
            (400, Some("InvalidArgument")),
            "{query}"
        );
        assert_eq!(reply.element("ArgumentName").as_deref(), Some(name));
    }
    emulator.stop().await;
}

#[tokio::test]
async fn buckets_are_listed_in_pages() {
    let emulator = builder().start().await.unwrap();
    for name in ["bucket-b", "bucket-a", "other-c"] {
        assert_eq!(request("PUT", &format!("/{name}")).sign().send(emulator.address()).await.status, 200);
    }
    let all = request("GET", "/").sign().send(emulator.address()).await;
    assert_eq!(all.elements("Name"), ["bucket-a", "bucket-b", "open-bucket", "other-c"]);
    assert_eq!((all.element("MaxKeys"), all.element("ID").as_deref()), (None, Some("1234567890123456")));
    let page = request("GET", "/?prefix=bucket&max-keys=1").sign().send(emulator.address()).await;
    assert_eq!(page.elements("Name"), ["bucket-a"]);
    assert_eq!(page.element("NextMarker").as_deref(), Some("bucket-a"));
    let page = request("GET", "/?prefix=bucket&marker=bucket-a").sign().send(emulator.address()).await;
    assert_eq!(page.elements("Name"), ["bucket-b"]);
    assert_eq!(page.element("IsTruncated").as_deref(), Some("false"));
    assert_eq!(request("GET", "/").send(emulator.address()).await.status, 403);
    emulator.stop().await;
}

#[tokio::test]
async fn a_plus_in_a_query_is_a_space_and_signed_as_one() {
    let emulator = builder().start().await.unwrap();
    fill(emulator.address()).await;
    for query in ["prefix=b+c%2B", "prefix=b%20c%2B"] {
        let reply = list(emulator.address(), query).await;
        assert_eq!(
            (reply.status, reply.elements("Key")),
            (200, vec!["b c+d".to_owned()]),
            "{}",
            reply.text()
        );
    }
    emulator.stop().await;
}
