//! Configuration files: the documented example, and errors that name file, field and value.

use super::{BucketSeed, Cname, Config, Format};
use crate::ram::{KeyState, demo};

/// The example in the documentation of this module.
fn example() -> String {
    let source = include_str!("../config.rs");
    let lines = source.lines().skip_while(|line| *line != "//! ```toml").skip(1);
    let lines: Vec<&str> =
        lines.take_while(|line| *line != "//! ```").map(|line| line.get(4..).unwrap_or_default()).collect();
    lines.join("\n")
}

#[test]
fn the_documented_example_is_a_configuration() {
    let config = Config::parse("example.toml", &example(), Format::Toml).unwrap();
    assert_eq!(config.regions, ["cn-hangzhou", "cn-shanghai"]);
    let bucket = BucketSeed {
        name: "my-bucket".into(),
        owner: "1234567890123456".into(),
        region: "cn-shanghai".into(),
        acl: "private".into(),
        storage_class: "Standard".into(),
        redundancy: "LRS".into(),
        versioning: Some("Enabled".into()),
    };
    assert_eq!(config.buckets, [bucket]);
    assert_eq!(config.cnames, [Cname { domain: "cdn.example.com".into(), bucket: "my-bucket".into() }]);
    let directory = config.directory().unwrap();
    assert!(matches!(directory.key("LTAI5tFakeExampleUserKey"), KeyState::Active(_)));
    assert_eq!(directory.oidc_provider("1234567890123456", "my-provider").unwrap().keys.len(), 1);
    let role = directory.role("1234567890123456", "read-only").unwrap();
    assert_eq!((role.max_session_seconds, role.policies.len()), (43_200, 1));
    assert_eq!(directory.user("1234567890123456", "reader").unwrap().policies.len(), 1);
}

#[test]
fn json_is_read_alike_and_nothing_is_required() {
    let config = Config::parse("c.json", r#"{"buckets":[{"name":"b-1"}]}"#, Format::Json).unwrap();
    assert_eq!(
        (config.buckets[0].owner.as_str(), config.buckets[0].region.as_str()),
        (demo::ACCOUNT, "cn-hangzhou")
    );
    let bucket = &config.buckets[0];
    let kept = (bucket.acl.as_str(), bucket.storage_class.as_str(), bucket.redundancy.as_str());
    assert_eq!(kept, ("private", "Standard", "LRS"));
    assert_eq!(bucket.versioning, None);
    assert!(config.directory().unwrap().account(demo::ACCOUNT).is_some());
}

#[test]
fn errors_name_the_file_the_field_and_the_value() {
    let account = |rest: &str| format!("[[accounts]]\nuid = \"1\"\n{rest}");
    for (text, expected) in [
        (
            "bucket = []".to_owned(),
            "c.toml: bucket: there is no such field; there are regions, accounts, buckets, cnames",
        ),
        ("buckets = 3".to_owned(), "c.toml: buckets: 3 is not a list"),
        ("[[buckets]]".to_owned(), "c.toml: buckets[0].name: is missing"),
        ("[[buckets]]\nname = \"B_\"".to_owned(), "c.toml: buckets[0].name: \"B_\" is not a bucket name"),
        (
            "[[buckets]]\nname = \"abc\"\nacl = \"open\"".to_owned(),
            "c.toml: buckets[0].acl: \"open\" is not private, public-read or public-read-write",
        ),
        (
            "[[buckets]]\nname = \"abc\"\nstorage_class = \"standard\"".to_owned(),
            "c.toml: buckets[0].storage_class: \"standard\" is not Standard, IA, Archive, ColdArchive or DeepColdArchive",
        ),
        (
            "[[buckets]]\nname = \"abc\"\nredundancy = \"GRS\"".to_owned(),
            "c.toml: buckets[0].redundancy: \"GRS\" is not LRS or ZRS",
        ),
        (
            "[[buckets]]\nname = \"abc\"\nversioning = true".to_owned(),
            "c.toml: buckets[0].versioning: true is not a text",
        ),
        (
            "[[buckets]]\nname = \"abc\"\nversioning = \"On\"".to_owned(),
            "c.toml: buckets[0].versioning: \"On\" is not Enabled or Suspended",
        ),
        (
            "[[buckets]]\nname = \"abc\"\nregion = \"mars\"".to_owned(),
            "c.toml: buckets[0].region: \"mars\" is not one of the regions",
        ),
        (
            "[[buckets]]\nname = \"abc\"\nowner = \"7\"".to_owned(),
            "c.toml: buckets[0].owner: there is no account \"7\"",
        ),
        ("[[accounts]]\nuid = 1".to_owned(), "c.toml: accounts[0].uid: 1 is not a text"),
        ("[[accounts]]\nuid = \"x\"".to_owned(), "c.toml: accounts[0].uid: \"x\" is not a number in quotes"),
        (
            account("[[accounts.users]]\nname = \"a b\""),
            "c.toml: accounts[0].users[0].name: \"a b\" is not 1 to 64 of letters, digits, '.', '-' and '_'",
        ),
        (
            account("[[accounts.users]]\nname = \"u\"\npolicies = [{ Version = \"2\" }]"),
            "c.toml: accounts[0].users[0].policies[0]: Version is \"2\", not \"1\"",
        ),
        (account("[[accounts.roles]]\nname = \"r\""), "c.toml: accounts[0].roles[0].trust: is missing"),
        (
            account(
                "[[accounts.roles]]\nname = \"r\"\nmax_session_seconds = 60\ntrust = '{\"Version\":\"1\",\"Statement\":[]}'",
            ),
            "c.toml: accounts[0].roles[0].max_session_seconds: 60 is not between 3600 and 43200",
        ),
        (
            account("[[accounts.keys]]\nid = \"k\"\nsecret = \"s\"\nactive = \"yes\""),
            "c.toml: accounts[0].keys[0].active: \"yes\" is not true or false",
        ),
        (format!("{}{}", account(""), account("")), "c.toml: accounts[1]: account \"1\" is defined twice"),
    ] {
        let error = Config::parse("c.toml", &text, Format::Toml).unwrap_err();
        assert_eq!(error.to_string(), expected, "{text}");
    }
}

#[test]
fn errors_do_not_show_secrets() {
    for text in [
        "[[accounts]]\nuid = \"1\"\n[[accounts.keys]]\nid = \"k\"\nsecret = 20261123",
        "[[accounts]]\nuid = \"1\"\n[accounts.keys]\nid = \"k\"\nsecret = \"20261123\"",
        "[[accounts]]\nuid = \"1\"\n[[accounts.keys]]\nid = \"k\"\nsecret = \"20261123\" \"20261123\"",
    ] {
        let error = Config::parse("c.toml", text, Format::Toml).unwrap_err().to_string();
        assert!(!error.contains("20261123"), "{error}");
    }
    let error = Config::parse("c.toml", "\n\nx = = 1", Format::Toml).unwrap_err().to_string();
    assert!(error.starts_with("c.toml: not TOML: ") && error.ends_with(" at line 3"), "{error}");
}
