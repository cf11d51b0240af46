//! Roles that assume roles, and roles of other accounts.

use oss_emulator::config::{Config, Format};
use oss_emulator::ram::Directory;
use oss_emulator::sts::Reply;

use crate::call::{Client, json};

/// A user of one account, a role of another that trusts the first, and a role behind that role.
const CONFIG: &str = r#"
[[accounts]]
uid = "1111111111111111"
[[accounts.users]]
name = "caller"
policies = ['{"Version":"1","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole","Resource":"acs:ram::2222222222222222:role/*"}]}']
[[accounts.users.keys]]
id = "LTAI5tFakeCallerKey"
secret = "FakeSecretOfTheCallerKey"

[[accounts]]
uid = "2222222222222222"
[[accounts.roles]]
name = "first"
max_session_seconds = 43200
trust = { Version = "1", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { RAM = ["acs:ram::1111111111111111:root"] }, Condition = { StringEquals = { "sts:ExternalId" = "agreed" } } }] }
policies = ['{"Version":"1","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole","Resource":"acs:ram::2222222222222222:role/second"}]}']
[[accounts.roles]]
name = "second"
max_session_seconds = 43200
trust = { Version = "1", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { RAM = ["acs:ram::2222222222222222:role/first"] } }] }
policies = ['{"Version":"1","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}']
[[accounts.roles]]
name = "closed"
trust = { Version = "1", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { RAM = ["acs:ram::2222222222222222:role/first"] } }] }
"#;

const FIRST: &str = "acs:ram::2222222222222222:role/first";
const SECOND: &str = "acs:ram::2222222222222222:role/second";
const CLOSED: &str = "acs:ram::2222222222222222:role/closed";

fn directory() -> Directory {
    Config::parse("test", CONFIG, Format::Toml).unwrap().directory().unwrap()
}

fn code(reply: &Reply) -> String {
    json(reply)["Code"].as_str().unwrap_or("none").to_owned()
}

/// The client as the session of a reply.
fn with_session<'d>(directory: &'d Directory, reply: &Reply) -> (Client<'d>, String) {
    assert_eq!(reply.status, 200, "{}", reply.body);
    let credentials = &json(reply)["Credentials"];
    let text = |name: &str| credentials[name].as_str().unwrap().to_owned();
    let mut client = Client::new(directory);
    client.key = (text("AccessKeyId"), text("AccessKeySecret"));
    (client, text("SecurityToken"))
}

#[test]
fn a_role_of_another_account_wants_its_external_id() {
    let directory = directory();
    let mut client = Client::new(&directory);
    client.key = ("LTAI5tFakeCallerKey".into(), "FakeSecretOfTheCallerKey".into());
    assert_eq!(code(&client.assume(&[("RoleArn", FIRST)])), "NoPermission");
    assert_eq!(code(&client.assume(&[("RoleArn", FIRST), ("ExternalId", "guessed")])), "NoPermission");
    let reply = client.assume(&[("RoleArn", FIRST), ("ExternalId", "agreed"), ("DurationSeconds", "43200")]);
    assert_eq!(json(&reply)["AssumedRoleUser"]["Arn"], format!("{FIRST}/test"));
    assert_eq!(
        code(&client.assume(&[("RoleArn", SECOND)])),
        "NoPermission",
        "it trusts the first role alone"
    );
}

#[test]
fn a_session_passes_on_to_the_next_role_for_an_hour_at_most() {
    let directory = directory();
    let mut client = Client::new(&directory);
    client.key = ("LTAI5tFakeCallerKey".into(), "FakeSecretOfTheCallerKey".into());
    let first = client.assume(&[("RoleArn", FIRST), ("ExternalId", "agreed")]);
    let (first, token) = with_session(&directory, &first);
    let next = |role, seconds| {
        first.assume(&[("RoleArn", role), ("SecurityToken", token.as_str()), ("DurationSeconds", seconds)])
    };
    assert_eq!(code(&next(SECOND, "3601")), "InvalidParameter.DurationSeconds");
    assert_eq!(code(&next(CLOSED, "900")), "NoPermission", "its own policy does not reach that far");
    let (second, token) = with_session(&directory, &next(SECOND, "3600"));
    let reply = second.rpc("POST", &[("Action", "GetCallerIdentity"), ("SecurityToken", &token)]);
    assert_eq!(json(&reply)["Arn"], "acs:ram::2222222222222222:assumed-role/second/test");
    let reply = second.assume(&[("RoleArn", CLOSED), ("SecurityToken", &token)]);
    assert_eq!(code(&reply), "NoPermission", "it trusts the first role, not who came of it");
}
