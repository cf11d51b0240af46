//! Policies: the grammar, and what they decide.

use time::macros::datetime;

use super::{
    Access, Account, Context, Decision, Directory, DirectoryError, Identity, Policy, demo, evaluate, trusts,
};

fn policy(statements: &str) -> Policy {
    Policy::parse(&format!(r#"{{"Version":"1","Statement":[{statements}]}}"#)).unwrap()
}

fn decide(policy: &Policy, action: &str, resource: &str, context: &Context) -> Decision {
    evaluate(policy, &Access { action, resource: format!("acs:oss:*:1:{resource}"), context })
}

#[test]
fn actions_and_resources_are_matched_by_pattern() {
    let context = Context::default();
    for (action, resource, asked, of, decision) in [
        (r#""oss:GetObject""#, r#""acs:oss:*:*:b/*""#, "oss:GetObject", "b/k", Decision::Allow),
        (r#""oss:GetObject""#, r#""acs:oss:*:*:b/*""#, "oss:PutObject", "b/k", Decision::None),
        (r#""oss:GetObject""#, r#""acs:oss:*:*:b""#, "oss:GetObject", "b/k", Decision::None),
        (r#"["oss:Get*","oss:List*"]"#, r#""*""#, "oss:ListObjects", "b", Decision::Allow),
        (r#""oss:*""#, r#"["acs:oss:*:1:a","acs:oss:*:1:b"]"#, "oss:PutBucket", "b", Decision::Allow),
        (r#""oss:*""#, r#""acs:oss:*:2:b""#, "oss:PutBucket", "b", Decision::None),
        (r#""oss:*""#, r#""acs:oss:cn-*:*:b""#, "oss:PutBucket", "b", Decision::None),
        (r#""*""#, r#""acs:oss:*:*:b/log-??""#, "oss:GetObject", "b/log-07", Decision::Allow),
        (r#""*""#, r#""acs:oss:*:*:b/log-??""#, "oss:GetObject", "b/log-7", Decision::None),
        (r#""oss:getobject""#, r#""*""#, "oss:GetObject", "b/k", Decision::None),
    ] {
        let policy = policy(&format!(r#"{{"Effect":"Allow","Action":{action},"Resource":{resource}}}"#));
        assert_eq!(decide(&policy, asked, of, &context), decision, "{action} on {resource}: {asked} {of}");
    }
}

#[test]
fn an_explicit_deny_wins() {
    let context = Context::default();
    let policy = policy(
        r#"{"Effect":"Deny","Action":"oss:Delete*","Resource":"*"},{"Effect":"Allow","Action":"*","Resource":"*"}"#,
    );
    assert_eq!(decide(&policy, "oss:GetObject", "b/k", &context), Decision::Allow);
    assert_eq!(decide(&policy, "oss:DeleteObject", "b/k", &context), Decision::Deny);
}

#[test]
fn not_action_speaks_of_all_others() {
    let context = Context::default();
    let policy = policy(r#"{"Effect":"Allow","NotAction":["oss:Put*"],"Resource":"*"}"#);
    assert_eq!(decide(&policy, "oss:GetObject", "b/k", &context), Decision::Allow);
    assert_eq!(decide(&policy, "oss:PutObject", "b/k", &context), Decision::None);
}

#[test]
fn conditions_compare_values_of_the_request() {
    let context = Context::default()
        .with("acs:SourceIp", "10.1.2.3")
        .with("acs:SecureTransport", "true")
        .with("acs:CurrentTime", "2026-11-23T12:34:56Z")
        .with("acs:UserAgent", "Agent/1.0")
        .with("oss:Prefix", "dir/sub/")
        .with("oss:ExistingObjectTag/size", "42");
    let six = Context::default().with("acs:SourceIp", "2001:db8::7");
    for (condition, context, holds) in [
        (r#"{"StringEquals":{"oss:Prefix":"dir/sub/"}}"#, &context, true),
        (r#"{"StringEquals":{"oss:Prefix":["x","dir/sub/"]}}"#, &context, true),
        (r#"{"StringEquals":{"oss:Prefix":"DIR/SUB/"}}"#, &context, false),
        (r#"{"StringEqualsIgnoreCase":{"oss:Prefix":"DIR/SUB/"}}"#, &context, true),
        (r#"{"StringNotEquals":{"oss:Prefix":["x","dir/sub/"]}}"#, &context, false),
        (r#"{"StringNotEquals":{"oss:Prefix":["x","y"]}}"#, &context, true),
        (r#"{"StringNotEqualsIgnoreCase":{"oss:Prefix":"DIR/SUB/"}}"#, &context, false),
        (r#"{"StringLike":{"oss:Prefix":["dir/*"]}}"#, &context, true),
        (r#"{"StringNotLike":{"oss:Prefix":["dir/*"]}}"#, &context, false),
        (r#"{"StringLike":{"oss:Prefix":["dir/*"]}}"#, &six, false),
        (r#"{"StringNotLike":{"oss:Prefix":["dir/*"]}}"#, &six, true),
        (r#"{"NumericEquals":{"oss:ExistingObjectTag/size":"42"}}"#, &context, true),
        (r#"{"NumericNotEquals":{"oss:ExistingObjectTag/size":42}}"#, &context, false),
        (r#"{"NumericLessThan":{"oss:ExistingObjectTag/size":"42"}}"#, &context, false),
        (r#"{"NumericLessThanEquals":{"oss:ExistingObjectTag/size":"42"}}"#, &context, true),
        (r#"{"NumericGreaterThan":{"oss:ExistingObjectTag/size":"41.5"}}"#, &context, true),
        (r#"{"NumericGreaterThanEquals":{"oss:ExistingObjectTag/size":"43"}}"#, &context, false),
        (r#"{"DateEquals":{"acs:CurrentTime":"2026-11-23T20:34:56+08:00"}}"#, &context, true),
        (r#"{"DateNotEquals":{"acs:CurrentTime":"2026-11-23"}}"#, &context, true),
        (r#"{"DateLessThan":{"acs:CurrentTime":"2026-11-24"}}"#, &context, true),
        (r#"{"DateLessThanEquals":{"acs:CurrentTime":"2026-11-23T12:34:55Z"}}"#, &context, false),
        (r#"{"DateGreaterThan":{"acs:CurrentTime":"2026-11-23T12:34:56Z"}}"#, &context, false),
        (r#"{"DateGreaterThanEquals":{"acs:CurrentTime":"2026-11-23T12:34:56Z"}}"#, &context, true),
        (r#"{"Bool":{"acs:SecureTransport":"true"}}"#, &context, true),
        (r#"{"Bool":{"acs:SecureTransport":false}}"#, &context, false),
        (r#"{"IpAddress":{"acs:SourceIp":["192.168.0.0/16","10.1.0.0/16"]}}"#, &context, true),
        (r#"{"IpAddress":{"acs:SourceIp":"10.1.2.4"}}"#, &context, false),
        (r#"{"IpAddress":{"acs:SourceIp":"0.0.0.0/0"}}"#, &context, true),
        (r#"{"NotIpAddress":{"acs:SourceIp":"10.0.0.0/8"}}"#, &context, false),
        (r#"{"IpAddress":{"acs:SourceIp":"2001:db8::/32"}}"#, &six, true),
        (r#"{"IpAddress":{"acs:SourceIp":"0.0.0.0/0"}}"#, &six, false),
        (r#"{"IpAddress":{"acs:SourceIp":"10.1.2.2/31"}}"#, &context, true),
        (r#"{"IpAddress":{"acs:SourceIp":"10.1.2.0/31"}}"#, &context, false),
        (r#"{"IpAddress":{"acs:SourceIp":"2001:db8::6/127"}}"#, &six, true),
        (r#"{"IpAddress":{"acs:SourceIp":"2001:db8::4/127"}}"#, &six, false),
        (r#"{"IpAddress":{"acs:SourceIp":"::/0"}}"#, &six, true),
        (r#"{"Bool":{"acs:SecureTransport":"true"},"StringLike":{"oss:Prefix":"x*"}}"#, &context, false),
        (r#"{"StringLike":{"oss:Prefix":"dir/*","acs:UserAgent":"Agent/*"}}"#, &context, true),
    ] {
        let policy =
            policy(&format!(r#"{{"Effect":"Allow","Action":"*","Resource":"*","Condition":{condition}}}"#));
        let expected = if holds { Decision::Allow } else { Decision::None };
        assert_eq!(decide(&policy, "oss:ListObjects", "b", context), expected, "{condition}");
    }
}

#[test]
fn texts_that_are_no_policies_are_refused_with_the_reason() {
    for (text, reason) in [
        ("", "not JSON"),
        ("[]", "the policy is not an object"),
        (r#"{"Statement":[]}"#, "Version is missing"),
        (r#"{"Version":"2","Statement":[]}"#, r#"Version is "2", not "1""#),
        (r#"{"Version":1,"Statement":[]}"#, r#"Version is 1, not "1""#),
        (r#"{"Version":"1"}"#, "Statement is missing"),
        (r#"{"Version":"1","Statements":[]}"#, r#"the policy has an unknown element "Statements""#),
        (r#"{"Version":"1","Statement":[{"Action":"*","Resource":"*"}]}"#, "Effect is missing"),
        (
            r#"{"Version":"1","Statement":[{"Effect":"allow","Action":"*","Resource":"*"}]}"#,
            r#"Effect is "allow""#,
        ),
        (r#"{"Version":"1","Statement":[{"Effect":"Allow","Resource":"*"}]}"#, "Action is missing"),
        (r#"{"Version":"1","Statement":[{"Effect":"Allow","Action":[],"Resource":"*"}]}"#, "Action is []"),
        (r#"{"Version":"1","Statement":[{"Effect":"Allow","Action":[1],"Resource":"*"}]}"#, "Action holds 1"),
        (r#"{"Version":"1","Statement":[{"Effect":"Allow","Action":"*"}]}"#, "Resource is missing"),
        (
            r#"{"Version":"1","Statement":[{"Effect":"Allow","Action":"*","Resource":"*","Principal":"*"}]}"#,
            r#"unknown element "Principal""#,
        ),
        (
            r#"{"Version":"1","Statement":[{"Effect":"Allow","Action":"*","NotAction":"*","Resource":"*"}]}"#,
            "both Action and NotAction",
        ),
        (
            r#"{"Version":"1","Statement":{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"Equals":{"k":"v"}}}}"#,
            r#""Equals" is not a condition operator"#,
        ),
        (
            r#"{"Version":"1","Statement":{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"IpAddress":{"acs:SourceIp":"10.0.0.0/33"}}}}"#,
            r#"acs:SourceIp cannot be compared with "10.0.0.0/33""#,
        ),
    ] {
        let error = Policy::parse(text).unwrap_err().to_string();
        assert!(error.contains(reason), "{text}: {error}");
    }
    assert!(Policy::parse(r#" {"Version": "1", "Statement": [] } "#).is_ok());
}

#[test]
fn roles_trust_accounts_users_and_roles() {
    let user = Identity::User { account: "1".into(), name: "u".into(), access_key_id: "k".into() };
    let session = Identity::Session {
        account: "1".into(),
        role: "r".into(),
        name: "s".into(),
        access_key_id: "k".into(),
        policy: None,
    };
    let at_night = Context::default().with("sts:ExternalId", "e");
    for (principal, identity, expected) in [
        ("acs:ram::1:root", &user, true),
        ("acs:ram::1:root", &session, true),
        ("acs:ram::2:root", &user, false),
        ("acs:ram::1:user/u", &user, true),
        ("acs:ram::1:user/u", &session, false),
        ("acs:ram::1:role/r", &session, true),
        ("acs:ram::1:role/other", &session, false),
    ] {
        let mut role = demo::account().roles.remove(0);
        let text = |condition: &str| {
            format!(
                r#"{{"Version":"1","Statement":{{"Effect":"Allow","Action":"sts:AssumeRole",
                "Principal":{{"RAM":["{principal}"],"Service":["ecs.aliyuncs.com"]}}{condition}}}}}"#
            )
        };
        role.trust = Policy::parse_trust(&text("")).unwrap().into();
        assert_eq!(trusts(&role, identity, &at_night), expected, "{principal}");
        let condition = r#","Condition":{"StringEquals":{"sts:ExternalId":"other"}}"#;
        role.trust = Policy::parse_trust(&text(condition)).unwrap().into();
        assert!(!trusts(&role, identity, &at_night));
    }
    assert!(
        Policy::parse_trust(r#"{"Version":"1","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}"#)
            .is_err()
    );
}

#[test]
fn the_circumstances_of_a_request_become_condition_keys() {
    let head = crate::request::RequestHead {
        method: http::Method::GET,
        target: "/".into(),
        raw_path: "/".into(),
        query: Vec::new(),
        headers: http::HeaderMap::from_iter([(
            http::header::USER_AGENT,
            http::HeaderValue::from_static("a/1"),
        )]),
        host: "localhost".into(),
        peer: "[::ffff:10.0.0.9]:1".parse().unwrap(),
        secure: true,
    };
    let identity = Identity::Root { account: "1".into(), access_key_id: "k".into() };
    let context = Context::of(&head, &identity, datetime!(2026-11-23 12:34:56.5 UTC));
    for (key, value) in [
        ("acs:SourceIp", "10.0.0.9"),
        ("acs:UserAgent", "a/1"),
        ("acs:CurrentTime", "2026-11-23T12:34:56Z"),
        ("acs:SecureTransport", "true"),
        ("acs:AccessId", "k"),
        ("acs:MFAPresent", "false"),
    ] {
        assert_eq!(context.get(key), Some(value));
    }
}

#[test]
fn names_and_keys_are_unique_in_a_directory() {
    let account = demo::account;
    let error = |accounts: Vec<Account>| Directory::new(accounts).unwrap_err();
    assert_eq!(error(vec![account(), account()]), DirectoryError::Account(demo::ACCOUNT.into()));
    let other = Account { uid: "2".into(), ..account() };
    assert_eq!(error(vec![account(), other]), DirectoryError::Key(demo::ROOT_ACCESS_KEY_ID.into()));
    let mut twins = account();
    twins.roles.push(twins.roles[0].clone());
    let message = r#"account "1234567890123456" defines the role "oss-demo" twice"#;
    assert_eq!(error(vec![twins]).to_string(), message);
}
