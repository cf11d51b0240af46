//! Retention policies of buckets, by the clock of the emulator.

use oss_emulator::Emulator;

use crate::support::{OPEN, Reply, admin, builder, request};

const DAY: i64 = 24 * 60;

/// An emulator whose clock is so many minutes ahead.
struct Later {
    emulator: Emulator,
    minutes: i64,
}

impl Later {
    async fn start() -> Self {
        Self { emulator: builder().start().await.unwrap(), minutes: 0 }
    }

    async fn advance(&mut self, minutes: i64) {
        self.minutes += minutes;
        let body = format!("{{\"advance_ms\":{}}}", minutes * 60_000);
        assert_eq!(admin(&self.emulator, "PUT", "/clock", &body).await.0, 200);
    }

    async fn call(&self, method: &str, target: &str, body: &str) -> Reply {
        let call = request(method, &format!("/{OPEN}{target}")).body(body);
        call.minutes_ahead(self.minutes).sign().send(self.emulator.address()).await
    }

    async fn initiate(&self, days: &str) -> Reply {
        self.call("POST", "?worm", &period("InitiateWormConfiguration", days)).await
    }

    async fn extend(&self, id: &str, days: &str) -> Reply {
        let body = period("ExtendWormConfiguration", days);
        self.call("POST", &format!("?wormExtend&wormId={id}"), &body).await
    }

    async fn complete(&self, id: &str) -> Reply {
        self.call("POST", &format!("?wormId={id}"), "").await
    }

    async fn state(&self) -> Option<String> {
        self.call("GET", "?worm", "").await.element("State")
    }
}

fn period(root: &str, days: &str) -> String {
    format!("<{root}><RetentionPeriodInDays>{days}</RetentionPeriodInDays></{root}>")
}

fn code(reply: &Reply) -> (u16, Option<String>) {
    (reply.status, reply.element("Code"))
}

fn refused(status: u16, code: &str) -> (u16, Option<String>) {
    (status, Some(code.to_owned()))
}

#[tokio::test]
async fn a_policy_is_tried_and_expires_unless_it_is_locked() {
    let mut later = Later::start().await;
    assert_eq!(code(&later.call("GET", "?worm", "").await), refused(404, "NoSuchWORMConfiguration"));
    for days in ["0", "25551"] {
        assert_eq!(code(&later.initiate(days).await), refused(400, "InvalidWORMConfiguration"), "{days}");
    }
    assert_eq!(code(&later.initiate("x").await), refused(400, "MalformedXML"));
    let first = later.initiate("1").await;
    assert_eq!(first.status, 200);
    let first = first.header("x-oss-worm-id").unwrap().to_owned();
    assert_eq!(code(&later.initiate("1").await), refused(409, "WORMConfigurationAlreadyExists"));
    assert_eq!(later.state().await.as_deref(), Some("InProgress"));
    assert_eq!(later.call("DELETE", "?worm", "").await.status, 204);
    assert_eq!(code(&later.complete(&first).await), refused(404, "NoSuchWORMConfiguration"));

    let second = later.initiate("2").await.header("x-oss-worm-id").unwrap().to_owned();
    assert_ne!(first, second);
    later.advance(DAY).await;
    assert_eq!(later.state().await.as_deref(), Some("Expired"));
    assert_eq!(code(&later.complete(&second).await), refused(400, "InvalidWORMConfiguration"));

    let third = later.initiate("3").await.header("x-oss-worm-id").unwrap().to_owned();
    assert_eq!(code(&later.extend(&third, "4").await), refused(400, "InvalidWORMConfiguration"));
    assert_eq!(code(&later.complete("FFFF").await), refused(404, "NoSuchWORMConfiguration"));
    assert_eq!(later.complete(&third).await.status, 200);
    assert_eq!(code(&later.complete(&third).await), refused(403, "WORMConfigurationLocked"));
    assert_eq!(code(&later.call("DELETE", "?worm", "").await), refused(403, "WORMConfigurationLocked"));
    later.advance(2 * DAY).await;
    for days in ["3", "25551"] {
        assert_eq!(code(&later.extend(&third, days).await), refused(400, "InvalidWORMConfiguration"));
    }
    assert_eq!(later.extend(&third, "4").await.status, 200);
    let get = later.call("GET", "?worm", "").await;
    assert_eq!(get.element("WormId"), Some(third));
    assert_eq!(get.element("State").as_deref(), Some("Locked"));
    assert_eq!(get.element("RetentionPeriodInDays").as_deref(), Some("4"));
    assert_eq!(get.element("CreationDate").unwrap().len(), "2020-10-15T15:50:32".len());
    later.emulator.stop().await;
}

#[tokio::test]
async fn objects_cannot_change_before_their_time() {
    let mut later = Later::start().await;
    let upload = later.call("POST", "/k?uploads", "").await.element("UploadId").unwrap();
    later.call("PUT", &format!("/k?partNumber=1&uploadId={upload}"), "x").await;
    assert_eq!(later.call("PUT", "/k", "x").await.status, 200);
    assert_eq!(later.call("POST", "/grows?append&position=0", "x").await.status, 200);
    let id = later.initiate("2").await.header("x-oss-worm-id").unwrap().to_owned();
    let part = "<Part><PartNumber>1</PartNumber><ETag>9DD4E461268C8034F5C8564E155C67A6</ETag></Part>";
    let parts = format!("<CompleteMultipartUpload>{part}</CompleteMultipartUpload>");
    let complete = format!("/k?uploadId={upload}");
    let keys = "<Delete><Object><Key>new</Key></Object><Object><Key>k</Key></Object></Delete>";
    for state in ["InProgress", "Locked"] {
        assert_eq!(later.state().await.as_deref(), Some(state));
        for (method, target, body) in [
            ("PUT", "/k", "y"),
            ("DELETE", "/k", ""),
            ("POST", "/grows?append&position=1", "y"),
            ("POST", &complete, &parts),
        ] {
            let reply = later.call(method, target, body).await;
            assert_eq!(code(&reply), refused(409, "FileImmutable"), "{method} {target}");
        }
        let copy =
            request("PUT", &format!("/{OPEN}/k")).header("x-oss-copy-source", &format!("/{OPEN}/grows"));
        let link = request("PUT", &format!("/{OPEN}/k?symlink")).header("x-oss-symlink-target", "grows");
        let many = request("POST", &format!("/{OPEN}?delete")).header("content-md5", &md5(keys)).body(keys);
        for call in [copy.body(""), link.body(""), many] {
            let reply = call.send(later.emulator.address()).await;
            assert_eq!(code(&reply), refused(409, "FileImmutable"));
        }
        assert_eq!(later.call("GET", "/k", "").await.text(), "x");
        assert_eq!(
            later.call("PUT", "/k?acl", "").await.status,
            400,
            "no ACL named: the request got through"
        );
        if state == "InProgress" {
            assert_eq!(later.call("PUT", "/new", "x").await.status, 200, "new objects come in");
            assert_eq!(later.complete(&id).await.status, 200);
        }
    }
    later.advance(2 * DAY).await;
    assert_eq!(later.call("PUT", "/k", "y").await.status, 200, "the time is over");
    assert_eq!(code(&later.call("PUT", "/k", "z").await), refused(409, "FileImmutable"), "and begins again");
    assert_eq!(later.call("DELETE", "/new", "").await.status, 204);
    later.emulator.stop().await;
}

#[tokio::test]
async fn buckets_with_versioning_have_no_policy() {
    let later = Later::start().await;
    let on = "<VersioningConfiguration><Status>Suspended</Status></VersioningConfiguration>";
    assert_eq!(later.call("PUT", "?versioning", on).await.status, 200);
    let reply = later.initiate("1").await;
    assert_eq!(code(&reply), refused(400, "InvalidWORMConfiguration"));
    assert_eq!(reply.element("EC").as_deref(), Some("0027-00000003"));
    later.emulator.stop().await;
}

#[tokio::test]
async fn buckets_with_a_policy_have_no_versioning() {
    let mut later = Later::start().await;
    assert_eq!(later.initiate("1").await.status, 200);
    for status in ["Enabled", "Suspended"] {
        let body = format!("<VersioningConfiguration><Status>{status}</Status></VersioningConfiguration>");
        let reply = later.call("PUT", "?versioning", &body).await;
        assert_eq!(code(&reply), refused(400, "InvalidWORMConfiguration"), "{status}");
        assert_eq!(later.call("GET", "?versioning", "").await.element("Status"), None);
    }
    later.advance(DAY).await;
    let on = "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>";
    assert_eq!(later.call("PUT", "?versioning", on).await.status, 200, "the policy has expired");
    later.emulator.stop().await;
}

#[tokio::test]
async fn an_expired_policy_holds_nothing_back() {
    let mut later = Later::start().await;
    later.initiate("100").await;
    later.call("PUT", "/k", "x").await;
    assert_eq!(code(&later.call("DELETE", "/k", "").await), refused(409, "FileImmutable"));
    later.advance(DAY).await;
    assert_eq!(later.call("DELETE", "/k", "").await.status, 204);
    later.emulator.stop().await;
}

fn md5(body: &str) -> String {
    use base64::Engine;
    use md5::Digest;
    base64::engine::general_purpose::STANDARD.encode(md5::Md5::digest(body))
}
