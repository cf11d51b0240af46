//! Which action of a policy each operation on objects needs.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use md5::{Digest, Md5};
use oss_emulator::Emulator;
use oss_emulator::auth::sign::Signer;
use oss_emulator::config::{Config, Format};

use crate::support::{Request, request};

const OWNER: Signer<'static> =
    Signer { access_key_id: "LTAIFakeOwner", access_key_secret: "FakeOwnerSecret", token: None };
const USER: Signer<'static> =
    Signer { access_key_id: "LTAIFakeUser", access_key_secret: "FakeUserSecret", token: None };

/// An emulator whose user has one statement.
async fn emulator(statement: &str) -> Emulator {
    let config = format!(
        r#"
[[accounts]]
uid = "1111111111111111"
[[accounts.keys]]
id = "{}"
secret = "{}"
[[accounts.users]]
name = "user"
policies = ['''{{"Version":"1","Statement":[{statement}]}}''']
[[accounts.users.keys]]
id = "{}"
secret = "{}"
[[buckets]]
name = "closed-bucket"
"#,
        OWNER.access_key_id, OWNER.access_key_secret, USER.access_key_id, USER.access_key_secret
    );
    Emulator::builder().config(Config::parse("test", &config, Format::Toml).unwrap()).start().await.unwrap()
}

/// The calls, each with the actions that it needs. What they ask for need not be there: they fail otherwise then.
fn calls() -> Vec<(&'static [&'static str], Request)> {
    let call = |method, target| request(method, &format!("/closed-bucket{target}")).body("");
    let copy = |target, version: &str| {
        call("PUT", target).header("x-oss-copy-source", &format!("/closed-bucket/k{version}"))
    };
    let delete = "<Delete><Object><Key>a</Key></Object><Object><Key>b</Key></Object></Delete>";
    let delete_versions = "<Delete><Object><Key>a</Key><VersionId>null</VersionId></Object></Delete>";
    let md5_of_versions = STANDARD.encode(Md5::digest(delete_versions));
    let md5 = STANDARD.encode(Md5::digest(delete));
    vec![
        (&["PutObject"], call("PUT", "/new")),
        (&["PutObject"], call("POST", "/new?uploads")),
        (&["PutObject"], call("PUT", "/new?partNumber=1&uploadId=F")),
        (&["PutObject"], call("POST", "/new?uploadId=F")),
        (&["PutObject"], call("POST", "/new?append&position=0")),
        (&["PutObject"], call("PUT", "/link?symlink").header("x-oss-symlink-target", "k")),
        (&["GetObject", "PutObject"], copy("/copy", "")),
        (&["GetObject"], call("GET", "/k")),
        (&["GetObject"], call("GET", "/k?symlink")),
        (&["AbortMultipartUpload"], call("DELETE", "/k?uploadId=F")),
        (&["ListParts"], call("GET", "/k?uploadId=F")),
        (&["ListMultipartUploads"], call("GET", "?uploads")),
        (&["GetObjectAcl"], call("GET", "/k?acl")),
        (&["PutObjectAcl"], call("PUT", "/k?acl").header("x-oss-object-acl", "private")),
        (&["GetObjectTagging"], call("GET", "/k?tagging")),
        (&["PutObjectTagging"], call("PUT", "/k?tagging")),
        (&["DeleteObjectTagging"], call("DELETE", "/k?tagging")),
        (&["RestoreObject"], call("POST", "/k?restore")),
        (&["DeleteObject"], call("DELETE", "/a")),
        (&["DeleteObject"], call("POST", "?delete").header("content-md5", &md5).body(delete)),
        (&["GetObjectVersion", "PutObject"], copy("/copy", "?versionId=null")),
        (&["GetObjectVersion"], call("GET", "/k?versionId=null")),
        (&["GetObjectVersion"], call("HEAD", "/k?versionId=null")),
        (&["GetObjectVersion"], call("HEAD", "/k?objectMeta&versionId=null")),
        (&["GetObjectVersion"], call("GET", "/k?symlink&versionId=null")),
        (&["GetObjectVersionAcl"], call("GET", "/k?acl&versionId=null")),
        (
            &["PutObjectVersionAcl"],
            call("PUT", "/k?acl&versionId=null").header("x-oss-object-acl", "private"),
        ),
        (&["GetObjectVersionTagging"], call("GET", "/k?tagging&versionId=null")),
        (&["PutObjectVersionTagging"], call("PUT", "/k?tagging&versionId=null")),
        (&["DeleteObjectVersionTagging"], call("DELETE", "/k?tagging&versionId=null")),
        (&["RestoreObjectVersion"], call("POST", "/k?restore&versionId=null")),
        (&["DeleteObjectVersion"], call("DELETE", "/a?versionId=null")),
        (
            &["DeleteObjectVersion"],
            call("POST", "?delete").header("content-md5", &md5_of_versions).body(delete_versions),
        ),
        (&["ListObjectVersions"], call("GET", "?versions")),
        (&["GetBucketVersioning"], call("GET", "?versioning")),
        (&["PutBucketVersioning"], call("PUT", "?versioning")),
    ]
}

#[tokio::test]
async fn every_operation_needs_its_own_action() {
    let mut sets: Vec<Vec<&str>> = calls().into_iter().map(|(actions, _)| actions.to_vec()).collect();
    sets.sort();
    sets.dedup();
    for granted in sets {
        let actions: Vec<String> = granted.iter().map(|action| format!("\"oss:{action}\"")).collect();
        let resource = r#"["acs:oss:*:*:closed-bucket","acs:oss:*:*:closed-bucket/*"]"#;
        let actions = actions.join(",");
        let emulator =
            emulator(&format!(r#"{{"Effect":"Allow","Action":[{actions}],"Resource":{resource}}}"#)).await;
        let address = emulator.address();
        request("PUT", "/closed-bucket/k").body("x").sign_with(OWNER).send(address).await;
        for (index, (needed, call)) in calls().into_iter().enumerate() {
            let reply = call.sign_with(USER).send(address).await;
            let allowed = needed.iter().all(|action| granted.contains(action));
            let text = reply.text();
            assert_eq!(reply.status != 403, allowed, "call {index} ({needed:?}) with {granted:?}: {text}");
        }
        emulator.stop().await;
    }
}

#[tokio::test]
async fn policies_may_ask_for_tags() {
    let emulator = emulator(
        r#"{"Effect":"Allow","Action":"oss:GetObject","Resource":"*","Condition":{"StringEquals":{"oss:ExistingObjectTag/team":"a"}}},
        {"Effect":"Allow","Action":"oss:PutObject","Resource":"*","Condition":{"StringEquals":{"oss:RequestObjectTag/team":"a"}}}"#,
    )
    .await;
    let address = emulator.address();
    for (tags, status) in [("team=a&x=y", 200), ("team=b", 403), ("", 403)] {
        let put = |signer| {
            request("PUT", "/closed-bucket/k").header("x-oss-tagging", tags).body("x").sign_with(signer)
        };
        assert_eq!(put(USER).send(address).await.status, status, "put {tags}");
        put(OWNER).send(address).await;
        let get = request("GET", "/closed-bucket/k").sign_with(USER).send(address).await;
        assert_eq!(get.status, status, "get {tags}");
    }
    emulator.stop().await;
}
