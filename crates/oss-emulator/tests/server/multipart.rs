//! Multipart uploads from their beginning to their end.

use std::net::SocketAddr;

use oss_emulator::Emulator;

use crate::support::{OPEN, Reply, builder, request};

/// Smallest part that is not the last.
const MIN_PART: usize = 100 * 1024;

async fn emulator() -> (Emulator, SocketAddr) {
    let emulator = builder().start().await.unwrap();
    let address = emulator.address();
    (emulator, address)
}

async fn initiate(address: SocketAddr, key: &str) -> String {
    let reply = request("POST", &format!("/{OPEN}/{key}?uploads")).body("").send(address).await;
    assert_eq!(reply.status, 200, "{}", reply.text());
    reply.element("UploadId").unwrap()
}

async fn put_part(address: SocketAddr, key: &str, id: &str, number: u32, body: &[u8]) -> String {
    let path = format!("/{OPEN}/{key}?partNumber={number}&uploadId={id}");
    let reply = request("PUT", &path).body(body).send(address).await;
    assert_eq!(reply.status, 200, "{}", reply.text());
    reply.header("etag").unwrap().to_owned()
}

fn listed(parts: &[(u32, &str)]) -> String {
    let parts = parts
        .iter()
        .map(|(number, etag)| format!("<Part><PartNumber>{number}</PartNumber><ETag>{etag}</ETag></Part>"));
    format!("<CompleteMultipartUpload>{}</CompleteMultipartUpload>", parts.collect::<String>())
}

async fn complete(address: SocketAddr, key: &str, id: &str, body: &str) -> Reply {
    request("POST", &format!("/{OPEN}/{key}?uploadId={id}")).body(body).send(address).await
}

fn refusal(reply: &Reply) -> (u16, String) {
    (reply.status, reply.element("Code").unwrap_or_default())
}

#[tokio::test]
async fn parts_become_one_object() {
    let (emulator, address) = emulator().await;
    let path = format!("/{OPEN}/dir/%E4%B8%AD?uploads");
    let begun = request("POST", &path)
        .header("content-type", "text/x")
        .header("x-oss-meta-a", "1")
        .header("x-oss-storage-class", "IA")
        .header("x-oss-tagging", "t=1")
        .body("")
        .send(address)
        .await;
    let id = begun.element("UploadId").unwrap();
    assert!(id.len() == 32 && id.bytes().all(|b| b.is_ascii_digit() || (b'A'..=b'F').contains(&b)), "{id}");
    assert_eq!(begun.element("Key").as_deref(), Some("dir/中"));
    let key = "dir/%E4%B8%AD";
    let (first, last) = (vec![b'a'; MIN_PART], b"tail".to_vec());
    put_part(address, key, &id, 2, b"replaced").await;
    let two = put_part(address, key, &id, 7, &last).await;
    let one = put_part(address, key, &id, 2, &first).await;
    let done = complete(address, key, &id, &listed(&[(2, one.trim_matches('"')), (7, &two)])).await;
    assert_eq!(done.status, 200, "{}", done.text());
    let location = "http://open-bucket.oss-cn-hangzhou.aliyuncs.com/dir/%E4%B8%AD";
    assert_eq!(done.element("Location").as_deref(), Some(location));
    let etag = done.header("etag").unwrap().to_owned();
    assert_eq!(done.element("ETag").as_deref(), Some(&*etag));
    assert!(etag.ends_with("-2\""), "{etag}");
    let whole = [first, last].concat();
    let plain = request("PUT", &format!("/{OPEN}/plain")).body(&whole).send(address).await;
    let get = request("GET", &format!("/{OPEN}/{key}")).send(address).await;
    assert!(get.body == whole);
    for reply in [&done, &get] {
        assert_eq!(reply.header("x-oss-hash-crc64ecma"), plain.header("x-oss-hash-crc64ecma"));
    }
    for (name, value) in [
        ("etag", Some(&*etag)),
        ("content-type", Some("text/x")),
        ("x-oss-meta-a", Some("1")),
        ("x-oss-storage-class", Some("IA")),
        ("x-oss-object-type", Some("Multipart")),
        ("x-oss-tagging-count", Some("1")),
        ("content-md5", None),
    ] {
        assert_eq!(get.header(name), value, "{name}");
    }
    let range = format!("bytes={}-{}", MIN_PART - 2, MIN_PART + 1);
    let part = request("GET", &format!("/{OPEN}/{key}")).header("range", &range).send(address).await;
    assert_eq!((part.status, part.text().as_str()), (206, "aata"));
    let again = complete(address, key, &id, &listed(&[(2, &one)])).await;
    assert_eq!(refusal(&again), (404, "NoSuchUpload".to_owned()));
    assert_eq!(again.element("UploadId"), Some(id));
    emulator.stop().await;
}

#[tokio::test]
async fn the_list_of_parts_is_checked() {
    let (emulator, address) = emulator().await;
    let id = initiate(address, "k").await;
    let small = put_part(address, "k", &id, 1, b"small").await;
    let other = put_part(address, "k", &id, 2, b"other").await;
    for (body, code) in [
        (listed(&[(2, &other), (1, &small)]), "InvalidPartOrder"),
        (listed(&[(1, &small), (1, &small)]), "InvalidPartOrder"),
        (listed(&[(1, &other)]), "InvalidPart"),
        (listed(&[(3, &small)]), "InvalidPart"),
        (listed(&[(1, &small), (2, &other)]), "EntityTooSmall"),
        (listed(&[(0, &small)]), "InvalidArgument"),
        (listed(&[(10_001, &small)]), "InvalidArgument"),
        (listed(&[]), "MalformedXML"),
        (String::new(), "MalformedXML"),
        ("<CompleteMultipartUpload><Part/></CompleteMultipartUpload>".to_owned(), "MalformedXML"),
    ] {
        assert_eq!(refusal(&complete(address, "k", &id, &body).await), (400, code.to_owned()), "{body}");
    }
    let invalid = complete(address, "k", &id, &listed(&[(3, "undefined")])).await;
    let tail = format!("<ETag>undefined</ETag>\n  <PartNumber>3</PartNumber>\n  <UploadId>{id}</UploadId>");
    assert!(invalid.text().contains(&tail), "{}", invalid.text());
    assert_eq!(request("HEAD", &format!("/{OPEN}/k")).send(address).await.status, 404);
    let last = complete(address, "k", &id, &listed(&[(2, &other)])).await;
    assert_eq!(last.status, 200, "a small last part is allowed, and parts may be left out");
    assert_eq!(request("GET", &format!("/{OPEN}/k")).send(address).await.body, b"other");
    emulator.stop().await;
}

#[tokio::test]
async fn complete_all_takes_what_is_there() {
    let (emulator, address) = emulator().await;
    let id = initiate(address, "k").await;
    put_part(address, "k", &id, 9, b"end").await;
    put_part(address, "k", &id, 1, &vec![b'x'; MIN_PART]).await;
    let path = format!("/{OPEN}/k?uploadId={id}");
    let all = |body: &str, value: &str| request("POST", &path).header("x-oss-complete-all", value).body(body);
    let both = all("<CompleteMultipartUpload/>", "yes").send(address).await;
    assert_eq!(refusal(&both), (400, "InvalidArgument".to_owned()));
    assert_eq!(both.header("x-oss-ec"), Some("0042-00000216"));
    assert_eq!(refusal(&all("", "no").send(address).await), (400, "InvalidArgument".to_owned()));
    assert_eq!(all("", "yes").send(address).await.status, 200);
    let head = request("HEAD", &format!("/{OPEN}/k")).send(address).await;
    assert_eq!(head.header("content-length"), Some(&*(MIN_PART + 3).to_string()));
    emulator.stop().await;
}

#[tokio::test]
async fn uploads_and_parts_that_are_not_there_or_wrong_are_refused() {
    let (emulator, address) = emulator().await;
    let id = initiate(address, "k").await;
    let part = |key: &str, number: &str, id: &str| {
        request("PUT", &format!("/{OPEN}/{key}?partNumber={number}&uploadId={id}")).body("x")
    };
    for number in ["0", "10001", "-1", "one", ""] {
        let reply = part("k", number, &id).send(address).await;
        assert_eq!(refusal(&reply), (400, "InvalidArgument".to_owned()), "{number}");
    }
    for (key, id) in [("k", "F00"), ("other", &*id), ("k", "")] {
        let reply = part(key, "1", id).send(address).await;
        assert_eq!(refusal(&reply), (404, "NoSuchUpload".to_owned()), "{key} {id}");
    }
    let wrong = part("k", "1", &id).header("content-md5", "AAAAAAAAAAAAAAAAAAAAAA==").send(address).await;
    assert_eq!(refusal(&wrong), (400, "InvalidDigest".to_owned()));
    let path = format!("/{OPEN}/k?uploadId={id}");
    assert_eq!(request("DELETE", &path).send(address).await.status, 204);
    for method in ["DELETE", "GET"] {
        let reply = request(method, &path).sign().send(address).await;
        assert_eq!(refusal(&reply), (404, "NoSuchUpload".to_owned()), "{method}");
    }
    emulator.stop().await;
}

#[tokio::test]
async fn forbid_overwrite_counts_at_both_ends() {
    let (emulator, address) = emulator().await;
    let id = initiate(address, "k").await;
    let etag = put_part(address, "k", &id, 1, b"new").await;
    request("PUT", &format!("/{OPEN}/k")).body("old").send(address).await;
    let forbid = |path: String| request("POST", &path).header("x-oss-forbid-overwrite", "true");
    let begin = forbid(format!("/{OPEN}/k?uploads")).body("").send(address).await;
    let end = forbid(format!("/{OPEN}/k?uploadId={id}")).body(listed(&[(1, &etag)])).send(address).await;
    for reply in [begin, end] {
        assert_eq!(refusal(&reply), (409, "FileAlreadyExists".to_owned()));
    }
    assert_eq!(request("GET", &format!("/{OPEN}/k")).send(address).await.body, b"old");
    assert_eq!(complete(address, "k", &id, &listed(&[(1, &etag)])).await.status, 200);
    assert_eq!(request("GET", &format!("/{OPEN}/k")).send(address).await.body, b"new");
    emulator.stop().await;
}

#[tokio::test]
async fn parts_are_listed_in_pages() {
    let (emulator, address) = emulator().await;
    let id = initiate(address, "k").await;
    for number in [5, 1, 3] {
        put_part(address, "k", &id, number, &vec![b'x'; number as usize]).await;
    }
    let list = |query: &str| request("GET", &format!("/{OPEN}/k?uploadId={id}{query}"));
    let all = list("").send(address).await;
    assert_eq!(all.elements("PartNumber"), ["1", "3", "5"]);
    assert_eq!(all.elements("Size"), ["1", "3", "5"]);
    assert_eq!(all.element("ETag").as_deref(), Some("\"9DD4E461268C8034F5C8564E155C67A6\""));
    assert_eq!(all.element("IsTruncated").as_deref(), Some("false"));
    assert_eq!(all.element("NextPartNumberMarker").as_deref(), Some("5"));
    let page = list("&max-parts=2").send(address).await;
    assert_eq!(page.elements("PartNumber"), ["1", "3"]);
    assert_eq!(page.element("IsTruncated").as_deref(), Some("true"));
    assert_eq!(page.element("NextPartNumberMarker").as_deref(), Some("3"));
    let rest = list("&max-parts=2&part-number-marker=3").send(address).await;
    assert_eq!(
        (rest.elements("PartNumber"), rest.element("IsTruncated")),
        (vec!["5".into()], Some("false".into()))
    );
    for query in ["&max-parts=0", "&max-parts=1001", "&part-number-marker=x", "&encoding-type=hex"] {
        assert_eq!(refusal(&list(query).send(address).await), (400, "InvalidArgument".to_owned()), "{query}");
    }
    emulator.stop().await;
}

#[tokio::test]
async fn uploads_are_listed_by_key_and_age() {
    let (emulator, address) = emulator().await;
    let mut ids = Vec::new();
    for key in ["b", "a", "dir/1", "dir/2", "a", "e"] {
        ids.push(initiate(address, key).await);
    }
    let list = |query: &str| request("GET", &format!("/{OPEN}?uploads{query}")).sign();
    let all = list("").send(address).await;
    assert_eq!(all.elements("Key"), ["a", "a", "b", "dir/1", "dir/2", "e"]);
    let ordered = [1, 4, 0, 2, 3, 5].map(|index: usize| ids[index].clone());
    assert_eq!(all.elements("UploadId"), ordered);
    assert_eq!(all.element("IsTruncated").as_deref(), Some("false"));
    let mut seen = Vec::new();
    let mut markers = String::new();
    // More pages than there are entries, so that a listing that goes in circles ends.
    for _ in 0..9 {
        let page = list(&format!("&max-uploads=1&delimiter=%2F{markers}")).send(address).await;
        seen.extend(page.elements("Key"));
        seen.extend(page.elements("Prefix").into_iter().filter(|prefix| !prefix.is_empty()));
        if page.element("IsTruncated").unwrap() == "false" {
            break;
        }
        let (key, id) = (page.element("NextKeyMarker").unwrap(), page.element("NextUploadIdMarker").unwrap());
        markers = format!("&key-marker={key}&upload-id-marker={id}");
    }
    assert_eq!(seen, ["a", "a", "b", "dir/", "e"]);
    let after = list("&key-marker=a").send(address).await;
    assert_eq!(
        after.elements("Key"),
        ["b", "dir/1", "dir/2", "e"],
        "without an id the whole key is passed over"
    );
    let encoded = list("&prefix=dir%2F&encoding-type=url").send(address).await;
    assert_eq!(encoded.elements("Key"), ["dir%2F1", "dir%2F2"]);
    assert_eq!(encoded.element("EncodingType").as_deref(), Some("url"));
    let refused = list("&max-uploads=1001").send(address).await;
    assert_eq!(refusal(&refused), (400, "InvalidArgument".to_owned()));
    emulator.stop().await;
}

#[tokio::test]
async fn open_uploads_keep_the_bucket() {
    let (emulator, address) = emulator().await;
    let id = initiate(address, "k").await;
    let delete = || request("DELETE", &format!("/{OPEN}")).sign().send(address);
    assert_eq!(refusal(&delete().await), (409, "BucketNotEmpty".to_owned()));
    request("DELETE", &format!("/{OPEN}/k?uploadId={id}")).send(address).await;
    assert_eq!(delete().await.status, 204);
    emulator.stop().await;
}

#[tokio::test]
async fn parts_are_copied_whole_or_in_ranges() {
    let (emulator, address) = emulator().await;
    request("PUT", &format!("/{OPEN}/source")).body("0123456789").send(address).await;
    let id = initiate(address, "k").await;
    let path = format!("/{OPEN}/k?partNumber=1&uploadId={id}");
    let copy = |range: Option<&str>| {
        let copy = request("PUT", &path).header("x-oss-copy-source", &format!("/{OPEN}/source")).body("");
        match range {
            Some(range) => copy.header("x-oss-copy-source-range", range),
            None => copy,
        }
    };
    for (range, content_range, etag) in [
        (None, None, "781E5E245D69B566979B86E28D23F2C7"),
        (Some("first five"), None, "781E5E245D69B566979B86E28D23F2C7"),
        (Some("bytes=2-4"), Some("bytes 2-4/10"), "289DFF07669D7A23DE0EF88D2F7129E7"),
    ] {
        let reply = copy(range).send(address).await;
        assert_eq!((reply.status, reply.header("content-range")), (200, content_range), "{}", reply.text());
        assert_eq!(reply.element("ETag"), Some(format!("\"{etag}\"")));
    }
    assert_eq!(copy(Some("bytes=5-10")).send(address).await.status, 416);
    let etag = copy(Some("bytes=2-4")).send(address).await.header("etag").unwrap().to_owned();
    assert_eq!(complete(address, "k", &id, &listed(&[(1, &etag)])).await.status, 200);
    assert_eq!(request("GET", &format!("/{OPEN}/k")).send(address).await.body, b"234");
    emulator.stop().await;
}

#[tokio::test]
async fn headers_of_the_object_mean_nothing_to_a_list_of_its_parts() {
    let (emulator, address) = emulator().await;
    let id = initiate(address, "a").await;
    let list = request("GET", &format!("/{OPEN}/a?uploadId={id}"));
    let list = list.header("x-oss-storage-class", "IA").header("x-oss-object-acl", "private");
    let reply =
        list.header("x-oss-tagging", "a=1").header("x-oss-forbid-overwrite", "true").send(address).await;
    assert_eq!(reply.status, 200, "{}", reply.text());
    let abort = request("DELETE", &format!("/{OPEN}/a?uploadId={id}")).header("x-oss-storage-class", "IA");
    assert_eq!(abort.send(address).await.status, 501, "but to others they might");
    emulator.stop().await;
}
