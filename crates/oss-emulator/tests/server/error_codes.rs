//! Every code that OSS answers with here, provoked once and held against the documented status and the recorded shapes.
//!
//! A new code in the sources needs a row in [`rows`] and a line in `testdata/error_codes.txt`; the tests say which.

use std::collections::{BTreeMap, BTreeSet};
use std::net::SocketAddr;
use std::path::Path;

use oss_emulator::auth::post_policy;
use oss_emulator::config::{Config, Format};
use oss_emulator::ram::demo;
use oss_emulator::{Builder, Emulator, Storage};
use serde_json::{Value, json};

use crate::errors::{names, recorded_names};
use crate::receiver::base64;
use crate::sessions::{assume_role, signer_of};
use crate::support::{Connection, OPEN, Reply, Request, Scratch, admin, now, request};

/// A code with its status.
type Answer = (u16, String);

/// The demo account, a stranger's bucket, and as many buckets in another region as one may have.
fn builder() -> Builder {
    let mut buckets = vec![json!({ "name": OPEN, "acl": "public-read-write" })];
    buckets.push(json!({ "name": "foreign-bucket", "owner": "2222222222222222" }));
    buckets.extend((0..100).map(|i| json!({ "name": format!("bulk-{i}"), "region": "cn-shanghai" })));
    let allow = |action: &str| json!({ "Version": "1", "Statement": [{ "Effect": "Allow", "Action": action, "Resource": "*" }] });
    let key = |id: &str, secret: &str| json!({ "id": id, "secret": secret });
    let config = json!({
        "regions": ["cn-hangzhou", "cn-shanghai"],
        "buckets": buckets,
        "cnames": [{ "domain": "files.example.com", "bucket": OPEN }],
        "accounts": [{
            "uid": demo::ACCOUNT,
            "keys": [key(demo::ROOT_ACCESS_KEY_ID, demo::ROOT_ACCESS_KEY_SECRET)],
            "users": [{ "name": "app", "policies": [allow("*")],
                "keys": [key(demo::USER_ACCESS_KEY_ID, demo::USER_ACCESS_KEY_SECRET)] }],
            "roles": [{ "name": "oss-demo", "policies": [allow("oss:*")],
                "trust": { "Version": "1", "Statement": [{ "Effect": "Allow", "Action": "sts:AssumeRole",
                    "Principal": { "RAM": [format!("acs:ram::{}:root", demo::ACCOUNT)] } }] } }],
        }, { "uid": "2222222222222222" }],
    });
    let config = Config::parse("test", &config.to_string(), Format::Json).unwrap();
    Emulator::builder().admin_port(0).patience(std::time::Duration::from_millis(500)).config(config)
}

fn get(target: &str) -> Request {
    request("GET", target)
}

fn put(target: &str) -> Request {
    request("PUT", target)
}

fn post(target: &str, body: &str) -> Request {
    request("POST", target).body(body)
}

/// A form whose parts are these.
fn form(parts: &[(&str, &str)]) -> Request {
    let part = |(name, value): &(&str, &str)| {
        format!("--x\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
    };
    let body: String = parts.iter().map(part).collect();
    post("/open-bucket", &(body + "--x--\r\n")).header("content-type", "multipart/form-data; boundary=x")
}

/// A form with a policy that is none.
fn form_of_no_policy() -> Request {
    let signature = post_policy::sign_v1(demo::ROOT_ACCESS_KEY_SECRET, "e30=");
    let signed =
        [("OSSAccessKeyId", demo::ROOT_ACCESS_KEY_ID), ("policy", "e30="), ("Signature", &signature)];
    form(&[&[("key", "k")], signed.as_slice(), &[("file", "x")]].concat())
}

/// An upload whose callback goes nowhere.
fn put_with_callback() -> Request {
    let callback = base64(&json!({ "callbackUrl": "https://localhost/", "callbackBody": "x" }));
    put("/open-bucket/k").header("x-oss-callback", &callback).body("content")
}

/// What the rows find.
struct World {
    /// An upload of `/open-bucket/parts` in two parts that are too small.
    upload: String,
    /// Its parts as CompleteMultipartUpload lists them.
    parts: String,
    /// An HTTP date.
    date: String,
}

async fn prepare(address: SocketAddr) -> World {
    let put_object = |key: &str| put(&format!("/{OPEN}/{key}"));
    for ready in [
        put_object("k").body("content"),
        put_object("archive").header("x-oss-storage-class", "Archive").body("x"),
        put_object("thawing").header("x-oss-storage-class", "Archive").body("x"),
        post("/open-bucket/thawing?restore", ""),
        post("/open-bucket/grown?append&position=0", "abc"),
        put_object("dangling?symlink").header("x-oss-symlink-target", "nothing").body(""),
        put_object("twice?symlink").header("x-oss-symlink-target", "dangling").body(""),
        put("/mine-bucket").sign(),
    ] {
        let reply = ready.send(address).await;
        assert!(reply.status < 300, "{}", reply.text());
    }
    let upload = post("/open-bucket/parts?uploads", "").send(address).await.element("UploadId").unwrap();
    let mut parts = Vec::new();
    for number in [1, 2] {
        let part = put(&format!("/{OPEN}/parts?partNumber={number}&uploadId={upload}")).body("small");
        let etag = part.send(address).await.header("etag").unwrap().to_owned();
        parts.push(format!("<Part><PartNumber>{number}</PartNumber><ETag>{etag}</ETag></Part>"));
    }
    let date = get("/open-bucket/k").send(address).await.header("date").unwrap().to_owned();
    World { upload, parts: parts.concat(), date }
}

/// One line to a code.
fn rows(world: &World) -> Vec<(&'static str, Request)> {
    let v1 = |id: &str| get("/open-bucket/k").header("authorization", &format!("OSS {id}:AAAA"));
    let root = demo::ROOT_ACCESS_KEY_ID;
    let now = |call: Request| call.header("x-oss-date", &world.date);
    let tagging = |tags: &str| {
        put("/open-bucket/k?tagging").body(format!("<Tagging><TagSet>{tags}</TagSet></Tagging>")).sign()
    };
    let tag = |key: &str| format!("<Tag><Key>{key}</Key><Value>v</Value></Tag>");
    let complete = |parts: &str| {
        let document = format!("<CompleteMultipartUpload>{parts}</CompleteMultipartUpload>");
        post(&format!("/{OPEN}/parts?uploadId={}", world.upload), &document)
    };
    let part = |number: u32| format!("<Part><PartNumber>{number}</PartNumber><ETag>\"x\"</ETag></Part>");
    vec![
        ("AccessDenied", get("/mine-bucket/k")),
        ("BucketAlreadyExists", put("/foreign-bucket").sign()),
        ("BucketNotEmpty", request("DELETE", "/open-bucket").sign()),
        ("CallbackFailed", put_with_callback()),
        ("EntityTooLarge", put("/open-bucket/huge").header("content-length", "5368709121")),
        ("EntityTooSmall", complete(&world.parts)),
        ("FieldItemTooLong", form(&[(&"n".repeat(9000), "")])),
        ("FileAlreadyExists", put("/open-bucket/k").header("x-oss-forbid-overwrite", "true").body("x")),
        ("IncorrectNumberOfFilesInPOSTRequest", form(&[])),
        ("InvalidAccessKeyId", now(v1("LTAInobody"))),
        ("InvalidArgument", get("/open-bucket?max-keys=x").sign()),
        ("InvalidBucketName", get("/Bad_Name/k")),
        ("InvalidCRC64", put("/open-bucket/k").header("x-oss-hash-crc64ecma", "1").body("x")),
        ("InvalidDigest", put("/open-bucket/k").header("content-md5", "eB5eJF1ptWaXm4bijSPyxw==").body("x")),
        ("InvalidHostPutBucket", put("/").header("host", "files.example.com").sign()),
        ("InvalidObjectName", put("/open-bucket//k").body("x")),
        ("InvalidObjectState", get("/open-bucket/archive")),
        ("InvalidPart", complete(&part(9))),
        ("InvalidPartOrder", complete(&(part(2) + &part(1)))),
        ("InvalidPolicyDocument", form_of_no_policy()),
        (
            "InvalidRange",
            get("/open-bucket/k").header("range", "bytes=99-").header("x-oss-range-behavior", "standard"),
        ),
        ("InvalidRequest", get("/open-bucket/k?response-expires=x")),
        ("InvalidSecurityToken", now(v1("STS.NFake")).header("x-oss-security-token", "CAISFake")),
        ("InvalidTag", tagging(&tag("a!"))),
        ("InvalidTargetType", get("/open-bucket/twice")),
        ("MalformedPOSTRequest", form(&[]).body("x")),
        (
            "MalformedXML",
            post("/open-bucket?delete", "<Delete>").header("content-md5", "/EnmkgKQhMNPFS6ZsryUag==").sign(),
        ),
        ("MaxPOSTPreDataLengthExceededError", form(&[("f", "x".repeat(2 * 1024 * 1024).as_str()); 5])),
        ("MethodNotAllowed", put("/callback_pub_key_v1.pem").body("")),
        ("MissingArgument", post("/open-bucket?delete", "<Delete/>").sign()),
        ("MissingContentLength", put("/open-bucket/k")),
        ("NoSuchBucket", get("/missing-bucket/k")),
        ("NoSuchKey", get("/open-bucket/missing")),
        ("NoSuchServerSideEncryptionRule", get("/mine-bucket?encryption").sign()),
        ("InvalidChannelName", put("/open-bucket/a/b?live").sign().body("")),
        ("NoSuchLiveChannel", get("/open-bucket/none?live").sign()),
        ("NoSuchAsyncFetchTask", get("/open-bucket?asyncFetch").header("x-oss-task-id", "x").sign()),
        (
            "ObjectAlreadyExists",
            post(
                "/open-bucket?asyncFetch",
                "<AsyncFetchTaskConfiguration><Url>x</Url><Object>k</Object></AsyncFetchTaskConfiguration>",
            )
            .sign(),
        ),
        ("NoSuchUpload", complete("").target("/open-bucket/parts?uploadId=ABC")),
        ("NoSuchVersion", get("/open-bucket/missing?versionId=null")),
        ("NotImplemented", get("/open-bucket/k?x-oss-process=image/info")),
        ("NotImplemented", put("/open-bucket/k").header("if-match", "x").body("x")),
        ("NotSymlink", get("/open-bucket/k?symlink")),
        ("ObjectNotAppendable", post("/open-bucket/k?append&position=0", "x")),
        ("OperationNotSupported", post("/open-bucket/k?restore", "")),
        ("PositionNotEqualToLength", post("/open-bucket/grown?append&position=9", "x")),
        ("PreconditionFailed", get("/open-bucket/k").header("if-match", "x")),
        ("RepeatedTags", tagging(&(tag("a") + &tag("a")))),
        (
            "RequestEntityTooLarge",
            post("/", &"a".repeat(70_000)).header("content-type", "application/x-www-form-urlencoded"),
        ),
        ("RequestIsNotMultiPartContent", post("/open-bucket", "x")),
        ("RequestTimeTooSkewed", v1(root).header("x-oss-date", "Thu, 17 Nov 2005 18:49:58 GMT")),
        ("RestoreAlreadyInProgress", post("/open-bucket/thawing?restore", "")),
        ("SignatureDoesNotMatch", now(v1(root))),
        ("SymlinkTargetNotExist", get("/open-bucket/dangling")),
        (
            "TooManyBuckets",
            put("/bulk-100").header("host", "oss-cn-shanghai.aliyuncs.com").sign_in("cn-shanghai"),
        ),
        ("TooManyTags", tagging(&(0..11).map(|i| tag(&i.to_string())).collect::<String>())),
    ]
}

/// The codes of the configuration of buckets.
fn configuration_rows() -> Vec<(&'static str, Request)> {
    let configure = |name: &str, root: &str, inside: &str| {
        put(&format!("/{OPEN}?{name}")).body(format!("<{root}>{inside}</{root}>")).sign()
    };
    let cors = "<CORSRule><AllowedOrigin>*</AllowedOrigin><AllowedMethod>GET</AllowedMethod></CORSRule>";
    let encryption = |algorithm: &str, data: &str| {
        format!(
            "<ApplyServerSideEncryptionByDefault><SSEAlgorithm>{algorithm}</SSEAlgorithm>\
             <KMSDataEncryption>{data}</KMSDataEncryption></ApplyServerSideEncryptionByDefault>"
        )
    };
    let ask = |origin: &str| {
        let call = request("OPTIONS", "/open-bucket/k").header("origin", origin);
        call.header("access-control-request-method", "PUT")
    };
    let logs = "<LoggingEnabled><TargetBucket>foreign-bucket</TargetBucket></LoggingEnabled>";
    vec![
        ("AccessForbidden", ask("http://a.example")),
        ("BadRequest", request("OPTIONS", "/open-bucket")),
        ("CORSRuleBeyondLimit", configure("cors", "CORSConfiguration", &cors.repeat(11))),
        (
            "InvalidDataEncryptionAlgorithmError",
            configure("encryption", "ServerSideEncryptionRule", &encryption("KMS", "AES128")),
        ),
        (
            "InvalidEncryptionAlgorithmError",
            configure("encryption", "ServerSideEncryptionRule", &encryption("AES128", "SM4")),
        ),
        ("InvalidPolicyDocument", put("/open-bucket?policy").body("{").sign()),
        ("NoSuchBucketPolicy", get("/open-bucket?policy").sign()),
        ("NoSuchCORSConfiguration", get("/open-bucket?cors").sign()),
        ("NoSuchServerSideEncryptionRule", get("/open-bucket?encryption").sign()),
        ("NoSuchWebsiteConfiguration", get("/open-bucket?website").sign()),
        ("InvalidTargetBucketForLogging", configure("logging", "BucketLoggingStatus", logs)),
        ("InvalidWORMConfiguration", post("/open-bucket?worm", &retention(0)).sign()),
        ("NoSuchInventory", get("/open-bucket?inventory&inventoryId=x").sign()),
        ("NoSuchLifecycle", get("/open-bucket?lifecycle").sign()),
        ("NoSuchRegion", get("/?regions=oss-mars").sign()),
        ("NoSuchTransferAccelerationConfiguration", get("/open-bucket?transferAcceleration").sign()),
        ("NoSuchWORMConfiguration", get("/open-bucket?worm").sign()),
        (
            "TransferAccelerationDisabled",
            get("/k").header("host", &format!("{OPEN}.oss-accelerate.aliyuncs.com")),
        ),
    ]
}

/// The body of InitiateBucketWorm.
fn retention(days: u32) -> String {
    format!(
        "<InitiateWormConfiguration><RetentionPeriodInDays>{days}</RetentionPeriodInDays></InitiateWormConfiguration>"
    )
}

/// What a retention policy of `/mine-bucket` forbids.
async fn retained(address: SocketAddr) -> Vec<(&'static str, Reply)> {
    assert_eq!(put("/mine-bucket/k").body("x").sign().send(address).await.status, 200);
    let initiate = || post("/mine-bucket?worm", &retention(1)).sign();
    let id = initiate().send(address).await.header("x-oss-worm-id").unwrap().to_owned();
    let twice = initiate().send(address).await;
    let immutable = request("DELETE", "/mine-bucket/k").sign().send(address).await;
    let complete = post(&format!("/mine-bucket?wormId={id}"), "").sign().send(address).await;
    assert_eq!(complete.status, 200);
    let locked = request("DELETE", "/mine-bucket?worm").sign().send(address).await;
    vec![
        ("WORMConfigurationAlreadyExists", twice),
        ("FileImmutable", immutable),
        ("WORMConfigurationLocked", locked),
    ]
}

/// A thousand inventories, one of them again, and one too many.
async fn inventories(address: SocketAddr) -> Vec<(&'static str, Reply)> {
    let inventory = |id: u32| {
        put(&format!("/mine-bucket?inventory&inventoryId={id}"))
            .body(format!(
                "<InventoryConfiguration><Id>{id}</Id><IsEnabled>true</IsEnabled><Destination><OSSBucketDestination>\
                 <Format>CSV</Format><AccountId>1</AccountId><RoleArn>acs:ram::1:role/r</RoleArn>\
                 <Bucket>acs:oss:::b</Bucket></OSSBucketDestination></Destination><Schedule>\
                 <Frequency>Daily</Frequency></Schedule><IncludedObjectVersions>All</IncludedObjectVersions>\
                 </InventoryConfiguration>"
            ))
            .sign()
            .send(address)
    };
    for id in 0..1000 {
        assert_eq!(inventory(id).await.status, 200);
    }
    vec![
        ("InventoryConfigurationAlreadyExists", inventory(0).await),
        ("InventoryExceedLimit", inventory(1000).await),
    ]
}

/// The codes that more than one request is needed for.
async fn stories(emulator: &Emulator) -> Vec<(&'static str, Reply)> {
    let address = emulator.address();
    let user = (demo::USER_ACCESS_KEY_ID, demo::USER_ACCESS_KEY_SECRET);
    let all = r#"{"Version":"1","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}"#;
    let one = signer_of(&assume_role(address, user, "one", all).await);
    let two = signer_of(&assume_role(address, user, "two", all).await);
    let mixed = oss_emulator::auth::sign::Signer { token: two.token, ..one };
    let mismatch = get("/open-bucket/k").sign_with(mixed).send(address).await;
    let mut short = Connection::open(address).await;
    short.send(b"PUT /open-bucket/short HTTP/1.1\r\nhost: localhost\r\ncontent-length: 9\r\n\r\nshort").await;
    tokio::io::AsyncWriteExt::shutdown(&mut short.socket).await.unwrap();
    let incomplete = short.reply(false).await.unwrap();
    let mut stopped = Connection::open(address).await;
    stopped
        .send(b"PUT /open-bucket/stopped HTTP/1.1\r\nhost: localhost\r\ncontent-length: 9\r\n\r\nstop")
        .await;
    let timed_out = stopped.reply(false).await.unwrap();
    // The session ends while the date of the request, moved by the same quarter of an hour, is still right.
    admin(emulator, "PUT", "/clock", r#"{"advance_ms":900000}"#).await;
    let expired = get("/open-bucket/k").sign_at(one, now() + time::Duration::minutes(15)).send(address).await;
    let scratch = Scratch::new();
    let lasting = builder().storage(Storage::Directory(scratch.path().to_owned())).start().await.unwrap();
    std::fs::remove_dir_all(scratch.path().join("contents")).unwrap();
    let unkept = put("/open-bucket/large").body(vec![b'x'; 100_000]).send(lasting.address()).await;
    lasting.stop().await;
    vec![
        ("AccessKeyIdAndSecurityTokenNotMatch", mismatch),
        ("IncompleteBody", incomplete),
        ("InternalError", unkept),
        ("RequestTimeout", timed_out),
        ("SecurityTokenExpired", expired),
    ]
}

/// The statuses of each code, from the file of facts.
fn facts() -> BTreeMap<&'static str, BTreeSet<u16>> {
    let mut facts: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
    let lines = include_str!("../../testdata/error_codes.txt").lines();
    for line in lines.filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let mut words = line.split_whitespace();
        let (code, status) = (words.next().unwrap(), words.next().unwrap());
        facts.entry(code).or_default().insert(status.parse().unwrap());
    }
    facts
}

#[tokio::test]
async fn every_code_is_provoked_and_has_its_status_and_shape() {
    let emulator = builder().start().await.unwrap();
    let world = prepare(emulator.address()).await;
    let mut replies = Vec::new();
    for (code, call) in rows(&world).into_iter().chain(configuration_rows()) {
        replies.push((code, call.send(emulator.address()).await));
    }
    replies.extend(retained(emulator.address()).await);
    replies.extend(inventories(emulator.address()).await);
    replies.extend(stories(&emulator).await);
    let facts = facts();
    let mut provoked: BTreeSet<Answer> = BTreeSet::new();
    let (mut shaped, mut unrecorded) = (0, Vec::new());
    for (code, reply) in &replies {
        assert_eq!(reply.element("Code").as_deref(), Some(*code), "{}", reply.text());
        let statuses = facts.get(code).unwrap_or_else(|| panic!("error_codes.txt has no line for {code}"));
        assert!(statuses.contains(&reply.status), "{code}: {} is not one of {statuses:?}", reply.status);
        assert_common_shape(code, reply);
        let recorded = recorded_names(code);
        if recorded.is_empty() {
            unrecorded.push(*code);
        } else {
            assert!(
                recorded.contains(&names(&reply.text())),
                "{code}: {} is none of {recorded:?}",
                reply.text()
            );
            shaped += 1;
        }
        provoked.insert((reply.status, (*code).to_owned()));
    }
    let possible = codes_of_the_sources();
    let forgotten: Vec<_> = possible.difference(&provoked).collect();
    assert!(forgotten.is_empty(), "the sources give codes that no row provokes: {forgotten:?}");
    let extinct: Vec<_> = provoked.difference(&possible).collect();
    assert!(extinct.is_empty(), "no source gives what these rows provoke: {extinct:?}");
    let stated: BTreeSet<Answer> =
        facts.iter().flat_map(|(code, all)| all.iter().map(|status| (*status, (*code).to_owned()))).collect();
    let unused: Vec<_> = stated.difference(&provoked).collect();
    assert!(unused.is_empty(), "error_codes.txt has lines that nothing needs: {unused:?}");
    println!(
        "error codes: {} checked; shapes of elements: {shaped} held against recordings, left out for want of a recording: {unrecorded:?}",
        provoked.len()
    );
    emulator.stop().await;
}

/// What all error documents have in common: how they begin, and that the explanation ends them.
fn assert_common_shape(code: &str, reply: &Reply) {
    let all = names(&reply.text());
    assert_eq!(&all[..4], ["Code", "Message", "RequestId", "HostId"], "{code}");
    assert_eq!(reply.element("RequestId").as_deref(), reply.header("x-oss-request-id"), "{code}");
    let ec = reply.element("EC");
    assert_eq!(ec.as_deref(), reply.header("x-oss-ec"), "{code}");
    if let Some(ec) = ec {
        let end = format!(
            "<EC>{ec}</EC>\n  <RecommendDoc>https://api.aliyun.com/troubleshoot?q={ec}</RecommendDoc>\n</Error>\n"
        );
        assert!(reply.text().ends_with(&end), "{code}: {}", reply.text());
    }
}

/// The statuses and codes that stand in the sources behind `ServiceError::new(`. Both must be written out there, so that
/// they can be found; only faults, whose codes tests make up, are passed over.
fn codes_of_the_sources() -> BTreeSet<Answer> {
    let mut codes = BTreeSet::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                if !path.ends_with("faults") {
                    folders.push(path);
                }
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = std::fs::read_to_string(&path).unwrap();
                codes.extend(missing_documents(&text));
                // The codes of documents that a bucket has not stand where those documents are described.
                let calls = text.split("ServiceError::new(").skip(1);
                for call in calls.filter(|call| !call.starts_with("404, code, message)")) {
                    let code = literals(call);
                    codes.insert(code.unwrap_or_else(|| {
                        panic!("{}: a code that is not written out: {call:.60}", path.display())
                    }));
                }
            }
        }
    }
    codes
}

/// The codes in `Absent::Error("NoSuch…", …)` and `not_found(bucket, "NoSuch…", …)`.
fn missing_documents(text: &str) -> impl Iterator<Item = Answer> {
    let descriptions = text.split("Absent::Error(").skip(1);
    let calls = text.split("not_found(").skip(1).filter_map(|call| Some(call.split_once(',')?.1));
    descriptions.chain(calls).filter_map(|arguments| {
        let code = arguments.trim_start().strip_prefix('"')?.split('"').next()?;
        Some((404, code.to_owned()))
    })
}

/// `403, "AccessDenied"` at the beginning of the arguments of a call.
fn literals(arguments: &str) -> Option<Answer> {
    let (status, rest) = arguments.split_once(',')?;
    let code = rest.trim_start().strip_prefix('"')?.split('"').next()?;
    Some((status.trim().parse().ok()?, code.to_owned()))
}

#[test]
fn recorded_bodies_are_known() {
    let all: Value = serde_json::from_str(include_str!("../../testdata/server_recorded.json")).unwrap();
    assert!(all["records"].as_array().unwrap().len() > 20);
    assert!(!recorded_names("NoSuchKey").is_empty() && recorded_names("NoSuchUpload").is_empty());
}
