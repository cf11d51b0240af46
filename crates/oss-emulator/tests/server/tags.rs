//! Tags of objects.

use crate::support::{OPEN, Reply, builder, request};

fn document(tags: &[(&str, &str)]) -> String {
    let tags = tags.iter().map(|(key, value)| format!("<Tag><Key>{key}</Key><Value>{value}</Value></Tag>"));
    format!("<Tagging><TagSet>{}</TagSet></Tagging>", tags.collect::<String>())
}

fn tags(reply: &Reply) -> Vec<(String, String)> {
    reply.elements("Key").into_iter().zip(reply.elements("Value")).collect()
}

#[tokio::test]
async fn tags_are_set_counted_replaced_and_removed() {
    let emulator = builder().start().await.unwrap();
    let address = emulator.address();
    let path = format!("/{OPEN}/k");
    let tagging = |method: &str| request(method, &format!("{path}?tagging")).sign();
    assert_eq!(tagging("GET").send(address).await.status, 404);
    let put = request("PUT", &path).header("x-oss-tagging", "a%20b=c%2Fd&empty").body("x");
    assert_eq!(put.send(address).await.status, 200);
    let get = tagging("GET").send(address).await;
    assert_eq!(tags(&get), [("a b".into(), "c/d".into()), ("empty".into(), String::new())]);
    assert_eq!(request("HEAD", &path).send(address).await.header("x-oss-tagging-count"), Some("2"));
    let replaced = tagging("PUT").body(document(&[("one", "1")])).send(address).await;
    assert_eq!((replaced.status, replaced.body.len()), (200, 0));
    assert_eq!(tags(&tagging("GET").send(address).await), [("one".into(), "1".into())]);
    for _ in 0..2 {
        assert_eq!(tagging("DELETE").send(address).await.status, 204);
    }
    let none = tagging("GET").send(address).await;
    assert!(none.text().contains("<TagSet>"), "{}", none.text());
    assert_eq!(tags(&none), []);
    assert_eq!(request("HEAD", &path).send(address).await.header("x-oss-tagging-count"), None);
    for method in ["GET", "DELETE"] {
        let stranger = request(method, &format!("{path}?tagging")).send(address).await;
        assert_eq!(stranger.status, 403, "{method}");
    }
    emulator.stop().await;
}

#[tokio::test]
async fn limits_hold_in_documents_and_headers() {
    let emulator = builder().start().await.unwrap();
    let address = emulator.address();
    let path = format!("/{OPEN}/k");
    request("PUT", &path).body("x").send(address).await;
    let (key, value) = ("k".repeat(128), "v".repeat(256));
    let (long_key, long_value) = ("k".repeat(129), "v".repeat(257));
    let many: Vec<String> = (0..11).map(|index| index.to_string()).collect();
    let many: Vec<(&str, &str)> = many.iter().map(|key| (key.as_str(), "")).collect();
    for (list, code) in [
        (&[(&*key, &*value)][..], None),
        (&many[..10], None),
        (&many[..], Some("TooManyTags")),
        (&[("k", "1"), ("k", "2")], Some("RepeatedTags")),
        (&[(&*long_key, "")], Some("InvalidTag")),
        (&[("k", &*long_value)], Some("InvalidTag")),
        (&[("", "v")], Some("InvalidTag")),
        (&[("a*b", "v")], Some("InvalidTag")),
    ] {
        let put = request("PUT", &format!("{path}?tagging")).body(document(list)).sign().send(address).await;
        let header: Vec<String> = list.iter().map(|(key, value)| format!("{key}={value}")).collect();
        let other = request("PUT", &format!("/{OPEN}/other")).header("x-oss-tagging", &header.join("&"));
        for reply in [put, other.body("x").send(address).await] {
            assert_eq!(reply.status, if code.is_some() { 400 } else { 200 });
            assert_eq!(reply.element("Code").as_deref(), code, "{list:?}");
        }
    }
    let malformed = request("PUT", &format!("{path}?tagging")).body("<Tagging/>").sign().send(address).await;
    assert_eq!(malformed.element("Code").as_deref(), Some("MalformedXML"));
    emulator.stop().await;
}
