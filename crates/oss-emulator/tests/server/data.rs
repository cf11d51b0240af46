//! A data directory across restarts.

use std::fmt::Write;
use std::fs;
use std::net::SocketAddr;
use std::path::Path;

use oss_emulator::config::{Config, Format};
use oss_emulator::{Builder, Emulator, Storage};
use redb::{Database, TableDefinition};

use crate::support::{OPEN, Reply, Request, Scratch, admin, builder, crc64, request};

fn on(directory: &Path) -> Builder {
    builder().storage(Storage::Directory(directory.to_owned()))
}

async fn refusal(directory: &Path) -> String {
    let error = on(directory).start().await.unwrap_err();
    error.to_string().replace(directory.to_str().unwrap(), "DIR")
}

/// How many files hold contents, complete or not.
fn files(directory: &Path) -> usize {
    fs::read_dir(directory.join("contents")).unwrap().count()
}

async fn ok(request: Request, address: SocketAddr) -> Reply {
    let reply = request.sign().send(address).await;
    assert!((200..300).contains(&reply.status), "{}: {}", reply.status, reply.text());
    reply
}

/// Everything that clients can see of what [`fill`] made.
async fn picture(address: SocketAddr) -> String {
    let mut picture = String::new();
    let targets = [
        "/",
        "/kept-bucket?bucketInfo",
        "/kept-bucket?acl",
        "/kept-bucket?versioning",
        "/kept-bucket?tagging",
        "/kept-bucket",
        "/kept-bucket?list-type=2&fetch-owner=true&start-after=l",
        "/kept-bucket?versions",
        "/kept-bucket?uploads",
        "/kept-bucket/small",
        "/kept-bucket/large",
        "/kept-bucket/empty",
        "/kept-bucket/small?acl",
        "/kept-bucket/small?tagging",
        "/kept-bucket/log",
        "/kept-bucket/link?symlink",
        "/kept-bucket/link",
        "/kept-bucket/joined",
        "/kept-bucket/frozen",
        "/kept-bucket/gone",
        "/open-bucket",
        "/open-bucket/k",
        "/deleted-bucket",
    ];
    for target in targets {
        let reply = request("GET", target).sign().send(address).await;
        let changing = ["date", "x-oss-request-id", "x-oss-server-time"];
        let headers = reply.headers.iter().filter(|(name, _)| !changing.contains(&name.as_str()));
        let headers: Vec<String> = headers.map(|(name, value)| format!("{name}: {value}")).collect();
        let body = String::from_utf8_lossy(&reply.body).into_owned();
        let id = reply.header("x-oss-request-id").unwrap();
        let body = if body.len() > 100_000 { crc64(&reply.body) } else { body.replace(id, "ID") };
        write!(picture, "GET {target}: {}\n{}\n{body}\n", reply.status, headers.join("\n")).unwrap();
    }
    picture
}

async fn fill(address: SocketAddr) -> String {
    for bucket in ["kept-bucket", "deleted-bucket"] {
        ok(request("PUT", &format!("/{bucket}")).header("x-oss-acl", "public-read"), address).await;
    }
    ok(request("DELETE", "/deleted-bucket"), address).await;
    let tags = "<Tagging><TagSet><Tag><Key>a</Key><Value>中</Value></Tag></TagSet></Tagging>";
    ok(request("PUT", "/kept-bucket?tagging").body(tags), address).await;
    let small = request("PUT", "/kept-bucket/small")
        .header("x-oss-meta-name", "caf\u{e9}")
        .header("content-type", "text/x")
        .header("x-oss-object-acl", "private")
        .header("x-oss-tagging", "t=1&u=2")
        .body("first");
    ok(small, address).await;
    let versioning = "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>";
    ok(request("PUT", "/kept-bucket?versioning").body(versioning), address).await;
    for body in ["second", "third"] {
        ok(request("PUT", "/kept-bucket/small").body(body), address).await;
    }
    ok(request("PUT", "/kept-bucket/large").body(vec![b'l'; 1_500_000]), address).await;
    ok(request("PUT", "/kept-bucket/empty").body(""), address).await;
    ok(request("PUT", "/kept-bucket/gone").body("gone"), address).await;
    ok(request("DELETE", "/kept-bucket/gone"), address).await;
    for (position, body) in [(0, vec![b'1'; 40_000]), (40_000, b"22".to_vec())] {
        ok(request("POST", &format!("/kept-bucket/log?append&position={position}")).body(body), address)
            .await;
    }
    ok(request("PUT", "/kept-bucket/link?symlink").header("x-oss-symlink-target", "large").body(""), address)
        .await;
    let frozen = request("PUT", "/kept-bucket/frozen").header("x-oss-storage-class", "Archive").body("ice");
    ok(frozen, address).await;
    ok(request("POST", "/kept-bucket/frozen?restore").body(""), address).await;
    ok(request("PUT", "/open-bucket/k").body("open"), address).await;

    let begun = ok(request("POST", "/kept-bucket/joined?uploads").body(""), address).await;
    let upload = format!("/kept-bucket/joined?uploadId={}", begun.element("UploadId").unwrap());
    ok(request("PUT", &format!("{upload}&partNumber=1")).body(vec![b'p'; 200_000]), address).await;
    let range = request("PUT", &format!("{upload}&partNumber=9"))
        .header("x-oss-copy-source", "/kept-bucket/log")
        .header("x-oss-copy-source-range", "bytes=39990-40001");
    ok(range, address).await;
    ok(request("POST", &upload).header("x-oss-complete-all", "yes").body(""), address).await;

    let begun = ok(request("POST", "/kept-bucket/unfinished?uploads").body(""), address).await;
    let upload = format!("/kept-bucket/unfinished?uploadId={}", begun.element("UploadId").unwrap());
    for (number, body) in [(3, vec![b'3'; 150_000]), (10_000, b"end".to_vec())] {
        ok(request("PUT", &format!("{upload}&partNumber={number}")).body(body), address).await;
    }
    upload
}

#[tokio::test]
async fn everything_is_there_after_a_restart() {
    let scratch = Scratch::new();
    let emulator = on(scratch.path()).start().await.unwrap();
    let upload = fill(emulator.address()).await;
    let before = picture(emulator.address()).await;
    let parts = ok(request("GET", &upload), emulator.address()).await.body;
    emulator.stop().await;
    for _ in 0..2 {
        let emulator = on(scratch.path()).start().await.unwrap();
        assert_eq!(picture(emulator.address()).await, before);
        assert_eq!(ok(request("GET", &upload), emulator.address()).await.body, parts);
        emulator.stop().await;
    }
    let emulator = on(scratch.path()).start().await.unwrap();
    ok(request("POST", &upload).header("x-oss-complete-all", "yes").body(""), emulator.address()).await;
    let joined = ok(request("GET", "/kept-bucket/unfinished"), emulator.address()).await.body;
    assert!(joined.len() == 150_003 && joined.ends_with(b"3end"));
    emulator.stop().await;
}

#[tokio::test]
async fn what_is_deleted_stays_deleted_and_its_files_go() {
    let scratch = Scratch::new();
    let emulator = on(scratch.path()).start().await.unwrap();
    let address = emulator.address();
    let large = vec![b'x'; 300_000];
    ok(request("PUT", "/some-bucket").header("x-oss-acl", "public-read-write"), address).await;
    let tags = "<Tagging><TagSet><Tag><Key>a</Key><Value>b</Value></Tag></TagSet></Tagging>";
    ok(request("PUT", "/some-bucket?tagging").body(tags), address).await;
    ok(request("PUT", "/some-bucket/a").body(&large), address).await;
    ok(request("PUT", "/some-bucket/a").body(&large), address).await;
    let copy = request("PUT", "/some-bucket/b").header("x-oss-copy-source", "/some-bucket/a");
    ok(copy, address).await;
    let begun = ok(request("POST", "/some-bucket/c?uploads").body(""), address).await;
    let upload = format!("/some-bucket/c?uploadId={}", begun.element("UploadId").unwrap());
    ok(request("PUT", &format!("{upload}&partNumber=1")).body(&large), address).await;
    ok(request("DELETE", &upload), address).await;
    ok(request("DELETE", "/some-bucket/a"), address).await;
    assert_eq!(ok(request("GET", "/some-bucket/b"), address).await.body, large, "the copy shares its bytes");
    emulator.stop().await;

    let emulator = on(scratch.path()).start().await.unwrap();
    let address = emulator.address();
    assert_eq!(ok(request("GET", "/some-bucket/b"), address).await.body, large);
    ok(request("DELETE", "/some-bucket/b"), address).await;
    ok(request("DELETE", "/some-bucket"), address).await;
    ok(request("PUT", "/some-bucket"), address).await;
    emulator.stop().await;

    let emulator = on(scratch.path()).start().await.unwrap();
    let address = emulator.address();
    let page = ok(request("GET", "/some-bucket"), address).await;
    assert_eq!(page.elements("Key"), Vec::<String>::new());
    assert_eq!(ok(request("GET", "/some-bucket?acl"), address).await.element("Grant").unwrap(), "private");
    assert_eq!(ok(request("GET", "/some-bucket?tagging"), address).await.element("Key"), None);
    emulator.stop().await;
    assert_eq!(files(scratch.path()), 0);
}

#[tokio::test]
async fn reset_empties_the_directory_for_good() {
    let scratch = Scratch::new();
    let emulator = on(scratch.path()).start().await.unwrap();
    fill(emulator.address()).await;
    assert_eq!(admin(&emulator, "POST", "/reset", "").await.0, 200);
    emulator.stop().await;
    let emulator = on(scratch.path()).start().await.unwrap();
    let buckets = ok(request("GET", "/"), emulator.address()).await;
    assert_eq!(buckets.elements("Name"), [OPEN]);
    assert_eq!(
        ok(request("GET", "/open-bucket"), emulator.address()).await.elements("Key"),
        Vec::<String>::new()
    );
    emulator.stop().await;
    assert_eq!(files(scratch.path()), 0);
}

#[tokio::test]
async fn configured_buckets_begin_as_configured_and_stay_as_they_were_left() {
    let scratch = Scratch::new();
    let start = async || {
        let config = "[[buckets]]\nname = \"my-bucket\"\nstorage_class = \"IA\"\nredundancy = \"ZRS\"\nversioning = \"Enabled\"";
        let config = Config::parse("test", config, Format::Toml).unwrap();
        let storage = Storage::Directory(scratch.path().to_owned());
        Emulator::builder().config(config).storage(storage).start().await.unwrap()
    };
    let told = async |emulator: &Emulator| {
        let reply = ok(request("GET", "/my-bucket?bucketInfo"), emulator.address()).await;
        ["StorageClass", "DataRedundancyType", "Versioning"].map(|name| reply.element(name).unwrap())
    };
    let emulator = start().await;
    assert_eq!(told(&emulator).await, ["IA", "ZRS", "Enabled"]);
    let put = ok(request("PUT", "/my-bucket/k").body("x"), emulator.address()).await;
    assert!(put.header("x-oss-version-id").is_some());
    let suspended = "<VersioningConfiguration><Status>Suspended</Status></VersioningConfiguration>";
    ok(request("PUT", "/my-bucket?versioning").body(suspended), emulator.address()).await;
    emulator.stop().await;
    let emulator = start().await;
    assert_eq!(told(&emulator).await, ["IA", "ZRS", "Suspended"]);
    emulator.stop().await;
}

#[tokio::test]
async fn one_emulator_at_a_time_uses_a_directory() {
    let scratch = Scratch::new();
    let emulator: Emulator = on(scratch.path()).start().await.unwrap();
    assert_eq!(refusal(scratch.path()).await, "data directory DIR: in use by another process");
    emulator.stop().await;
    on(scratch.path()).start().await.unwrap().stop().await;
}

#[tokio::test]
async fn what_is_not_ours_is_told_and_left_alone() {
    let scratch = Scratch::new();
    let emulator = on(scratch.path()).start().await.unwrap();
    ok(request("PUT", "/open-bucket/k").body(vec![b'x'; 100_000]), emulator.address()).await;
    emulator.stop().await;

    let contents = scratch.path().join("contents");
    let content = fs::read_dir(&contents).unwrap().next().unwrap().unwrap().path();
    for (name, left) in [("00000000000000ff", false), ("00000000000000fe.part", false), ("notes.txt", true)] {
        fs::write(contents.join(name), "x").unwrap();
        on(scratch.path()).start().await.unwrap().stop().await;
        assert_eq!(contents.join(name).exists(), left, "{name}");
    }
    let id = content.file_name().unwrap().to_str().unwrap();
    let file = fs::File::options().write(true).open(&content).unwrap();
    file.set_len(99_999).unwrap();
    let problem = refusal(scratch.path()).await;
    assert!(problem.contains(&format!("content {id} holds 99999 bytes, not 0+100000")), "{problem}");
    fs::remove_file(&content).unwrap();
    let problem = refusal(scratch.path()).await;
    assert!(
        problem.starts_with("data directory DIR: Objects") && problem.contains("is missing"),
        "{problem}"
    );

    let database = Database::open(scratch.path().join("records.redb")).unwrap();
    let transaction = database.begin_write().unwrap();
    let meta: TableDefinition<'_, &str, u64> = TableDefinition::new("meta");
    transaction.open_table(meta).unwrap().insert("format", 7).unwrap();
    transaction.commit().unwrap();
    drop(database);
    let problem = refusal(scratch.path()).await;
    assert_eq!(problem, "data directory DIR: has format 7, this emulator reads format 1");

    fs::write(scratch.path().join("records.redb"), "no database").unwrap();
    assert!(refusal(scratch.path()).await.starts_with("data directory DIR"));
    assert_eq!(fs::read(scratch.path().join("records.redb")).unwrap(), b"no database");
}

#[tokio::test]
async fn what_cannot_be_kept_is_refused() {
    let scratch = Scratch::new();
    let emulator = on(scratch.path()).start().await.unwrap();
    let address = emulator.address();
    fs::remove_dir_all(scratch.path().join("contents")).unwrap();
    let large = request("PUT", "/open-bucket/large").body(vec![b'x'; 100_000]).send(address).await;
    assert_eq!((large.status, large.element("Code").as_deref()), (500, Some("InternalError")));
    ok(request("PUT", "/open-bucket/small").body("row"), address).await;
    assert_eq!(ok(request("GET", "/open-bucket"), address).await.elements("Key"), ["small"]);
    emulator.stop().await;
}
