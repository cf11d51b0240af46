//! Every code that STS answers with, provoked once.

use oss_emulator::ram::{AccessKey, Account, Directory, Policy, Role, User, demo};
use time::Duration;

use crate::call::{Client, json};

/// The demo account with an idle user, a disabled key and roles that trust nobody or the wrong one.
fn directory() -> Directory {
    let demo = Directory::default();
    let mut account: Account = demo.account(demo::ACCOUNT).unwrap().clone();
    let user = |name: &str, key: AccessKey| User {
        name: name.into(),
        id: "9".into(),
        keys: vec![key],
        policies: Vec::new(),
    };
    account.users.push(user("idle", AccessKey::new("LTAI5tFakeIdleKey", "FakeIdleSecret")));
    let disabled =
        AccessKey { active: false, ..AccessKey::new("LTAI5tFakeDisabledKey", "FakeDisabledSecret") };
    account.users.push(user("disabled", disabled));
    let all = r#"{"Version":"1","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}"#;
    account.users[0].policies.push(Policy::parse(all).unwrap().into());
    let wary = r#"{"Version":"1","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole",
        "Principal":{"RAM":["acs:ram::1234567890123456:user/other"]}}]}"#;
    let short = Role { name: "short".into(), max_session_seconds: 3600, ..account.roles[0].clone() };
    account.roles.push(short);
    account.roles.push(Role {
        name: "wary".into(),
        trust: Policy::parse_trust(wary).unwrap().into(),
        ..account.roles[0].clone()
    });
    Directory::new([account]).unwrap()
}

const WARY: &str = "acs:ram::1234567890123456:role/wary";
const SHORT: &str = "acs:ram::1234567890123456:role/short";

/// Changed parameters of a good call, and what they are answered with.
type Row = (&'static [(&'static str, &'static str)], u16, &'static str, &'static str);

const MISSPELT: &str = r#"{"Version":"1","Statements":[{"Effect":"Allow","Action":"*","Resource":"*"}]}"#;

const TABLE: &[Row] = &[
    (&[("RoleArn", "")], 400, "MissingRoleArn", "RoleArn is mandatory for this action."),
    (
        &[("RoleSessionName", "")],
        400,
        "MissingRoleSessionName",
        "RoleSessionName is mandatory for this action.",
    ),
    (&[("Action", "")], 400, "MissingAction", "Action is mandatory for this action."),
    (&[("Version", "")], 400, "MissingVersion", "Version is mandatory for this action."),
    (&[("AccessKeyId", "")], 400, "MissingAccessKeyId", "AccessKeyId is mandatory for this action."),
    (&[("Timestamp", "")], 400, "MissingTimestamp", "Timestamp is mandatory for this action."),
    (&[("SignatureNonce", "")], 400, "MissingSignatureNonce", "SignatureNonce is mandatory for this action."),
    (
        &[("RoleArn", "acs:ram::x:role/r")],
        400,
        "InvalidParameter.RoleArn",
        "The parameter RoleArn is wrongly formed.",
    ),
    (
        &[("RoleArn", "role/oss-demo")],
        400,
        "InvalidParameter.RoleArn",
        "The parameter RoleArn is wrongly formed.",
    ),
    (
        &[("RoleSessionName", "x")],
        400,
        "InvalidParameter.RoleSessionName",
        "The parameter RoleSessionName is wrongly formed.",
    ),
    (
        &[("RoleSessionName", "a/b")],
        400,
        "InvalidParameter.RoleSessionName",
        "The parameter RoleSessionName is wrongly formed.",
    ),
    (
        &[("ExternalId", "a b")],
        400,
        "InvalidParameter.ExternalId",
        "The parameter ExternalId is wrongly formed.",
    ),
    (
        &[("SourceIdentity", "x")],
        400,
        "InvalidParameter.SourceIdentity",
        "The parameter SourceIdentity is wrongly formed.",
    ),
    (
        &[("DurationSeconds", "899")],
        400,
        "InvalidParameter.DurationSeconds",
        "The Min/Max value of DurationSeconds is 15min/1hr.",
    ),
    (
        &[("DurationSeconds", "soon")],
        400,
        "InvalidParameter.DurationSeconds",
        "The Min/Max value of DurationSeconds is 15min/1hr.",
    ),
    (
        &[("DurationSeconds", "3601"), ("RoleArn", SHORT)],
        400,
        "InvalidParameter.DurationSeconds",
        "The Min/Max value of DurationSeconds is 15min/1hr.",
    ),
    (
        &[("Policy", MISSPELT)],
        400,
        "InvalidParameter.PolicyGrammar",
        "The parameter Policy has not passed grammar check.",
    ),
    (
        &[("RoleArn", "acs:ram::1234567890123456:role/none")],
        404,
        "EntityNotExist.Role",
        "The specified Role not exists.",
    ),
    (&[("Format", "YAML")], 400, "InvalidParameter.Format", "Specified parameter Format is not valid."),
    (
        &[("Action", "AssumeRoleWithSAML")],
        501,
        "NotImplemented",
        "AssumeRoleWithSAML is not implemented by this emulator.",
    ),
    (
        &[("Action", "assumeRole")],
        404,
        "InvalidApi.NotFound",
        "Specified api is not found, please check your url and method.",
    ),
    (&[("Version", "2014-05-26")], 404, "InvalidVersion", "Specified parameter Version is not valid."),
    (
        &[("SignatureMethod", "HMAC-MD5")],
        400,
        "InvalidSignatureMethod",
        "Specified SignatureMethod is invalid.",
    ),
    (
        &[("SignatureVersion", "2.0")],
        400,
        "InvalidSignatureVersion",
        "Specified SignatureVersion is invalid.",
    ),
    (
        &[("Signature", "")],
        400,
        "IncompleteSignature",
        "The request signature does not conform to Aliyun standards.",
    ),
    (
        &[("Timestamp", "2026-11-23 12:34:56")],
        400,
        "InvalidTimeStamp.Format",
        "Specified time stamp or date value is not well formatted.",
    ),
    (
        &[("Timestamp", "2026-11-23T12:19:55Z")],
        400,
        "InvalidTimeStamp.Expired",
        "Specified time stamp or date value is expired.",
    ),
    (
        &[("Timestamp", "2026-11-23T12:49:56.001Z")],
        400,
        "InvalidTimeStamp.Expired",
        "Specified time stamp or date value is expired.",
    ),
    (
        &[("AccessKeyId", "LTAI5tFakeUnknownKey")],
        404,
        "InvalidAccessKeyId.NotFound",
        "Specified access key is not found.",
    ),
    (
        &[("AccessKeyId", "LTAI5tFakeDisabledKey")],
        400,
        "InvalidAccessKeyId.Inactive",
        "Specified access key is disabled.",
    ),
    (
        &[("AccessKeyId", "STS.NFakeKey")],
        400,
        "MissingSecurityToken",
        "SecurityToken is mandatory for this action.",
    ),
    (
        &[("AccessKeyId", "STS.NFakeKey"), ("SecurityToken", "CAISFake")],
        400,
        "InvalidSecurityToken.Malformed",
        "Specified SecurityToken is malformed.",
    ),
    (
        &[("RoleArn", WARY)],
        403,
        "NoPermission",
        "No permission perform sts:AssumeRole on this Role. Maybe you are not authorized to perform \
             sts:AssumeRole or the specified role does not trust you",
    ),
];

fn assert_refused(client: &Client<'_>, changes: &[(&str, &str)], status: u16, code: &str, message: &str) {
    let reply = client.assume(changes);
    let body = json(&reply);
    assert_eq!((reply.status, &body["Code"]), (status, &code.into()), "{changes:?}: {}", reply.body);
    assert_eq!(body["Message"], message, "{code}");
    assert_eq!(body["HostId"], "sts.aliyuncs.com");
}

#[test]
fn every_refusal_has_its_code_status_and_message() {
    let directory = directory();
    let client = Client::new(&directory);
    for (changes, status, code, message) in TABLE {
        assert_refused(&client, changes, *status, code, message);
    }
    let policy = |length: usize| {
        let empty = r#"{"Version":"1","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}"#;
        format!("{empty}{}", " ".repeat(length - empty.len()))
    };
    assert_eq!(client.assume(&[("Policy", &policy(2048))]).status, 200);
    let message = "The size of Policy must be smaller than 1024 bytes.";
    assert_refused(&client, &[("Policy", &policy(2049))], 400, "InvalidParameter.PolicySize", message);
    let name = "n".repeat(64);
    assert_eq!(client.assume(&[("RoleSessionName", &name)]).status, 200);
    let (code, message) =
        ("InvalidParameter.RoleSessionName", "The parameter RoleSessionName is wrongly formed.");
    assert_refused(&client, &[("RoleSessionName", &format!("{name}n"))], 400, code, message);
}

#[test]
fn an_account_itself_may_not_assume_roles() {
    let directory = Directory::default();
    let mut client = Client::new(&directory);
    client.key = (demo::ROOT_ACCESS_KEY_ID.into(), demo::ROOT_ACCESS_KEY_SECRET.into());
    let reply = client.assume(&[]);
    assert_eq!((reply.status, &json(&reply)["Code"]), (403, &"NoPermission".into()));
    assert_eq!(json(&reply)["Message"], "Roles may not be assumed by root accounts.");
}

#[test]
fn a_user_without_permission_is_refused_even_by_a_role_that_trusts() {
    let directory = directory();
    let mut client = Client::new(&directory);
    client.key = ("LTAI5tFakeIdleKey".into(), "FakeIdleSecret".into());
    let reply = client.assume(&[]);
    assert_eq!((reply.status, &json(&reply)["Code"]), (403, &"NoPermission".into()));
    assert_eq!(
        json(&reply)["Message"],
        "You are not authorized to do this action. You should be authorized by RAM."
    );
}

#[test]
fn a_wrong_secret_is_told_with_the_string_that_the_server_signed() {
    let directory = Directory::default();
    let mut client = Client::new(&directory);
    client.key.1 = "FakeWrongSecret".into();
    let reply = client.assume(&[("SignatureNonce", "one")]);
    let body = json(&reply);
    assert_eq!((reply.status, &body["Code"]), (400, &"SignatureDoesNotMatch".into()));
    let message = body["Message"].as_str().unwrap();
    let expected = "Specified signature is not matched with our calculation. server string to sign is:\
                    POST&%2F&AccessKeyId%3DLTAI5tFakeDemoUserKey001%26Action%3DAssumeRole%26Format%3DJSON";
    assert!(message.starts_with(expected), "{message}");
    // A call that was not believed does not use up its nonce.
    client.key.1 = demo::USER_ACCESS_KEY_SECRET.into();
    assert_eq!(client.assume(&[("SignatureNonce", "one")]).status, 200);
}

#[test]
fn a_nonce_is_good_for_one_call_while_its_timestamp_is() {
    let directory = Directory::default();
    let mut client = Client::new(&directory);
    let call =
        |client: &Client<'_>, stamp: &str| client.assume(&[("SignatureNonce", "same"), ("Timestamp", stamp)]);
    let first = "2026-11-23T12:40:00Z";
    assert_eq!(call(&client, first).status, 200);
    assert_eq!(json(&call(&client, first))["Code"], "SignatureNonceUsed");
    // The last moment at which the first call could be sent again.
    client.now += Duration::seconds(5 * 60 + 4 + 15 * 60);
    assert_eq!(json(&call(&client, first))["Code"], "SignatureNonceUsed");
    client.now += Duration::SECOND;
    assert_eq!(json(&call(&client, first))["Code"], "InvalidTimeStamp.Expired");
    assert_eq!(call(&client, "2026-11-23T12:55:00Z").status, 200);
}

#[test]
fn other_methods_are_refused() {
    let directory = Directory::default();
    let reply = Client::new(&directory).rpc("PUT", &[("Action", "AssumeRole")]);
    assert_eq!((reply.status, &json(&reply)["Code"]), (400, &"UnsupportedHTTPMethod".into()));
}

#[test]
fn header_signatures_cover_the_body_and_all_acs_headers() {
    let directory = Directory::default();
    let client = Client::new(&directory);
    let query = [("RoleArn", demo::ROLE_ARN), ("RoleSessionName", "test")];
    assert_eq!(client.acs3(&query, &[], "").status, 200);
    let reply = client.acs3(&query, &[], "a body that nobody signed");
    assert_eq!(json(&reply)["Code"], "SignatureDoesNotMatch");
    assert!(reply.body.contains("server string to sign is:"), "{}", reply.body);
    let unsigned = "ACS3-HMAC-SHA256 Credential=LTAI5tFakeDemoUserKey001,SignedHeaders=host,Signature=00";
    let headers = [
        ("x-acs-action", "AssumeRole"),
        ("x-acs-version", "2015-04-01"),
        ("x-acs-date", "2026-11-23T12:34:56Z"),
        ("x-acs-signature-nonce", "n"),
        ("authorization", unsigned),
    ];
    let reply = client.send("POST", "/", &headers, "");
    assert_eq!(json(&reply)["Code"], "IncompleteSignature");
}

#[test]
fn refusals_come_as_xml_when_asked_for() {
    let directory = Directory::default();
    let reply = Client::new(&directory).assume(&[("Format", "XML"), ("RoleArn", "")]);
    assert_eq!(reply.content_type, "text/xml;charset=utf-8");
    assert!(reply.body.contains("<Error><RequestId>"), "{}", reply.body);
    assert!(reply.body.contains("<Code>MissingRoleArn</Code>"), "{}", reply.body);
}

/// Codes that are written out in the sources of STS; the others are put together from the names of parameters.
#[test]
fn no_code_of_the_sources_is_forgotten_by_these_tests() {
    let read = |folder: &str| {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        files.map(|path| std::fs::read_to_string(path).unwrap()).collect::<String>()
    };
    let (sources, tests) = (read("src/sts"), read("tests/sts"));
    let calls = sources.split("Failure::new(").skip(1);
    let written_out = calls.filter_map(|call| call.split_once(',')?.1.trim_start().strip_prefix('"'));
    let codes: std::collections::BTreeSet<_> =
        written_out.map(|rest| rest.split('"').next().unwrap()).collect();
    assert!(codes.len() > 15, "{codes:?}");
    for code in codes {
        assert!(tests.contains(&format!("{code:?}")), "no test provokes {code}");
    }
}
