//! Compares an emulator that was just started with the model, and settles in the model what was open.

use std::collections::BTreeMap;
use std::net::SocketAddr;

use super::body::Body;
use super::model::{Model, PLAIN, Pending, VERSIONED, bytes};
use crate::support::{Connection, Reply, crc64, request};

/// Uploads and versions beyond this number are removed, so that checking them does not take ever longer.
const MANY: usize = 100;

/// Checks everything; says how much that was.
pub(super) async fn all(model: &Model, address: SocketAddr) -> String {
    let mut connection = Connection::try_open(address).await.unwrap();
    let objects = keys(model, &mut connection).await;
    let uploads = uploads(model, &mut connection).await;
    let versions = versions(model, &mut connection).await;
    format!("{objects} objects, {uploads} uploads and {versions} versions are whole")
}

async fn delete(connection: &mut Connection, target: &str) {
    connection.send_if_open(&request("DELETE", target).sign().bytes()).await;
    assert_eq!(connection.reply(false).await.expect("a reply").status, 204, "{target}");
}

async fn send(connection: &mut Connection, target: &str) -> Reply {
    connection.send_if_open(&request("GET", target).sign().bytes()).await;
    connection.reply(false).await.expect("a reply")
}

/// The values of an element in the order of their appearance, over all pages of a listing.
async fn list(
    connection: &mut Connection,
    target: &str,
    page: [&str; 3],
    markers: &[[&str; 2]],
) -> Vec<[String; 3]> {
    let (mut all, mut from) = (Vec::new(), String::new());
    loop {
        let reply = send(connection, &format!("{target}{from}")).await;
        assert_eq!(reply.status, 200, "{}", reply.text());
        let [a, b, c] = page.map(|name| reply.elements(name));
        assert_eq!((a.len(), b.len()), (b.len(), c.len()), "{}", reply.text());
        all.extend(a.into_iter().zip(b).zip(c).map(|((a, b), c)| [a, b, c]));
        if reply.element("IsTruncated").unwrap() == "false" {
            return all;
        }
        let marker = |[name, element]: &[&str; 2]| format!("&{name}={}", reply.element(element).unwrap());
        from = markers.iter().map(marker).collect();
    }
}

fn assert_same(found: &[u8], expected: &[u8], what: &str) {
    assert!(found == expected, "{what}: {} bytes are not the {} expected", found.len(), expected.len());
}

/// Every key holds what was acknowledged, or what a request without an answer made of it; the listing agrees.
async fn keys(model: &Model, connection: &mut Connection) -> usize {
    let page = ["Key", "Size", "ETag"];
    let listed = list(connection, &format!("/{PLAIN}?max-keys=7"), page, &[["marker", "NextMarker"]]).await;
    assert!(listed.is_sorted(), "{listed:?}");
    let mut listed: BTreeMap<_, _> =
        listed.into_iter().map(|[key, size, etag]| (key, (size, etag))).collect();
    let mut keys = std::mem::take(&mut *model.keys.lock().unwrap());
    let mut count = 0;
    for (key, state) in &mut keys {
        let reply = send(connection, &format!("/{PLAIN}/{key}")).await;
        let entry = listed.remove(key);
        let found = match reply.status {
            404 => None,
            200 => {
                assert_eq!(reply.header("x-oss-hash-crc64ecma"), Some(&*crc64(&reply.body)), "{key}");
                let (size, etag) = entry.as_ref().unwrap_or_else(|| panic!("{key} is not listed"));
                assert_eq!(
                    (size, Some(&**etag)),
                    (&reply.body.len().to_string(), reply.header("etag")),
                    "{key}"
                );
                count += 1;
                Some(reply.body)
            }
            status => panic!("{key}: {status}: {}", reply.text()),
        };
        assert_eq!(entry.is_some(), found.is_some(), "{key}");
        let became = state.pending.take().filter(|Pending(next)| next.as_ref().map(bytes) == found);
        if let Some(Pending(next)) = became {
            state.known = next;
        } else {
            assert!(!state.seen, "{key}: a reader saw what is not there any more");
            let known = state.known.as_ref().map(bytes);
            assert_eq!(known.is_some(), found.is_some(), "{key}");
            assert_same(&found.unwrap_or_default(), &known.unwrap_or_default(), key);
        }
        state.seen = false;
    }
    assert!(listed.is_empty(), "nobody wrote {listed:?}");
    *model.keys.lock().unwrap() = keys;
    count
}

/// Every upload has the parts that were acknowledged; those that nobody knows have none.
async fn uploads(model: &Model, connection: &mut Connection) -> usize {
    let page = ["UploadId", "Key", "Initiated"];
    let markers = [["key-marker", "NextKeyMarker"], ["upload-id-marker", "NextUploadIdMarker"]];
    let listed = list(connection, &format!("/{PLAIN}?uploads&max-uploads=7"), page, &markers).await;
    let mut known = std::mem::take(&mut *model.uploads.lock().unwrap());
    let mut kept = BTreeMap::new();
    for [id, key, _] in listed {
        let target = format!("/{PLAIN}/{key}?uploadId={id}&max-parts=2");
        let page = ["PartNumber", "Size", "HashCrc64ecma"];
        let parts = list(connection, &target, page, &[["part-number-marker", "NextPartNumberMarker"]]).await;
        let found: BTreeMap<u32, [String; 2]> =
            parts.into_iter().map(|[number, size, crc64]| (number.parse().unwrap(), [size, crc64])).collect();
        let mut upload = known.remove(&id).unwrap_or_default();
        let pending = upload.pending_part.take().filter(|(number, _)| found.contains_key(number));
        upload.parts.extend(pending);
        let expected: BTreeMap<u32, [String; 2]> =
            upload.parts.iter().map(|(number, body)| (*number, describe(*body))).collect();
        assert_eq!(found, expected, "parts of {key}");
        if upload.key.is_empty() {
            upload.key.clone_from(&key);
        }
        assert_eq!(upload.key, key);
        // What was to end and did not is left to itself: nobody ends it again.
        upload.ending = false;
        kept.insert(id, upload);
    }
    for (id, upload) in known {
        assert!(upload.ending, "upload {id} to {} is gone", upload.key);
    }
    let count = kept.len();
    if count > MANY {
        for (id, upload) in std::mem::take(&mut kept) {
            delete(connection, &format!("/{PLAIN}/{}?uploadId={id}", upload.key)).await;
        }
    }
    *model.uploads.lock().unwrap() = kept;
    count
}

fn describe(body: Body) -> [String; 2] {
    [body.length().to_string(), crc64(&body.bytes())]
}

/// Every version that was acknowledged is there; the listing has them all, and any other is whole as well.
async fn versions(model: &Model, connection: &mut Connection) -> usize {
    let target = format!("/{VERSIONED}?versions&max-keys=50");
    let markers = [["key-marker", "NextKeyMarker"], ["version-id-marker", "NextVersionIdMarker"]];
    let listed = list(connection, &target, ["Key", "VersionId", "Size"], &markers).await;
    let mut known = model.versions.lock().unwrap().clone();
    for [key, id, size] in &listed {
        let reply = send(connection, &format!("/{VERSIONED}/{key}?versionId={id}")).await;
        assert_eq!((reply.status, reply.body.len().to_string()), (200, size.clone()), "{key} {id}");
        assert_eq!(reply.header("x-oss-hash-crc64ecma"), Some(&*crc64(&reply.body)), "{key} {id}");
        if let Some(body) = known.remove(&(key.clone(), id.clone())) {
            assert_same(&reply.body, &body.bytes(), key);
        }
    }
    assert!(known.is_empty(), "versions are gone: {:?}", known.keys());
    if listed.len() > MANY {
        for [key, id, _] in &listed {
            delete(connection, &format!("/{VERSIONED}/{key}?versionId={id}")).await;
        }
        model.versions.lock().unwrap().clear();
    }
    listed.len()
}
