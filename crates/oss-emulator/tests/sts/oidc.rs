//! AssumeRoleWithOIDC, with tokens that openssl signed.

use oss_emulator::config::{Config, Format};
use oss_emulator::ram::Directory;
use oss_emulator::sts::Reply;
use serde_json::{Value, json as value};
use time::Duration;

use crate::call::{Client, NOW, json};

const PROVIDER: &str = "acs:ram::1234567890123456:oidc-provider/demo";
const ROLE: &str = "acs:ram::1234567890123456:role/pods";

fn fixture() -> Value {
    serde_json::from_str(include_str!("../../testdata/oidc_tokens.json")).unwrap()
}

fn token(name: &str) -> String {
    fixture()["tokens"][name].as_str().unwrap_or_else(|| panic!("no token {name}")).to_owned()
}

fn trust(provider: &str, condition: &Value) -> Value {
    value!({ "Version": "1", "Statement": [{ "Effect": "Allow", "Action": "sts:AssumeRole",
        "Principal": { "Federated": [provider] }, "Condition": { "StringEquals": condition } }] })
}

/// One account with a provider and roles that trust it under different conditions.
fn config(provider: &Value) -> Result<Directory, String> {
    let exact = value!({ "oidc:iss": "https://oidc.example.com", "oidc:aud": "sts.aliyuncs.com",
        "oidc:sub": "system:serviceaccount:demo:app" });
    let config = value!({ "accounts": [{
        "uid": "1234567890123456",
        "oidc_providers": [provider],
        "roles": [
            { "name": "pods", "id": "77", "trust": trust(PROVIDER, &exact) },
            { "name": "second", "trust": trust(PROVIDER, &value!({ "oidc:aud": "second-client" })) },
            { "name": "elsewhere", "trust": trust("acs:ram::1234567890123456:oidc-provider/other", &value!({})) },
            { "name": "account", "trust": { "Version": "1", "Statement": [{ "Effect": "Allow",
                "Action": "sts:AssumeRole", "Principal": { "RAM": ["acs:ram::1234567890123456:root"] } }] } },
        ],
    }] });
    let config = Config::parse("test", &config.to_string(), Format::Json).map_err(|e| e.to_string())?;
    Ok(config.directory().unwrap())
}

fn by_key_set() -> Value {
    value!({ "name": "demo", "issuer": "https://oidc.example.com",
        "client_ids": ["sts.aliyuncs.com", "second-client"], "jwks": fixture()["jwks"] })
}

/// An unsigned call, good but for the changes; an empty value leaves the parameter out.
fn call(client: &Client<'_>, changes: &[(&str, &str)]) -> Reply {
    let good = token("good");
    let mut parameters = vec![
        ("Action", "AssumeRoleWithOIDC"),
        ("Version", "2015-04-01"),
        ("OIDCProviderArn", PROVIDER),
        ("RoleArn", ROLE),
        ("RoleSessionName", "pod-1"),
        ("OIDCToken", &good),
    ];
    for &(name, value) in changes {
        parameters.retain(|(known, _)| *known != name);
        parameters.push((name, value));
    }
    parameters.retain(|(_, value)| !value.is_empty());
    client.unsigned(&parameters)
}

#[test]
fn a_token_of_the_provider_stands_in_for_a_signature() {
    let directory = config(&by_key_set()).unwrap();
    let client = Client::new(&directory);
    let reply = call(&client, &[("DurationSeconds", "900")]);
    assert_eq!(reply.status, 200, "{}", reply.body);
    let body = json(&reply);
    let names: Vec<&String> = body.as_object().unwrap().keys().collect();
    assert_eq!(names, ["RequestId", "OIDCTokenInfo", "AssumedRoleUser", "Credentials"]);
    assert_eq!(
        body["OIDCTokenInfo"],
        value!({ "Subject": "system:serviceaccount:demo:app", "Issuer": "https://oidc.example.com",
            "ClientIds": "sts.aliyuncs.com", "ExpirationTime": "2026-11-23T13:33:56Z",
            "IssuanceTime": "2026-11-23T12:33:56Z", "VerificationInfo": "Success" })
    );
    assert_eq!(
        body["AssumedRoleUser"],
        value!({ "Arn": format!("{ROLE}/pod-1"), "AssumedRoleId": "77:pod-1" })
    );
    assert_eq!(body["Credentials"]["Expiration"], "2026-11-23T12:49:56Z");
    let xml = call(&client, &[("Format", "XML")]).body;
    assert!(
        xml.contains("<AssumeRoleWithOIDCResponse><RequestId>") && xml.contains("<Subject>system:"),
        "{xml}"
    );
}

#[test]
fn every_refusal_has_its_code_status_and_message() {
    let directory = config(&by_key_set()).unwrap();
    let client = Client::new(&directory);
    let role = |name: &str| format!("acs:ram::1234567890123456:role/{name}");
    let denied = (403, "AuthenticationFail.NoPermission", "There is no permission");
    let invalid = (400, "AuthenticationFail.OIDCToken.Invalid", "This JsonWebToken is invalid.");
    let mandatory = |name: &'static str, message: &'static str| ([(name, String::new())], (400, message));
    for (change, (status, code)) in [
        mandatory("OIDCProviderArn", "MissingOIDCProviderArn"),
        mandatory("OIDCToken", "MissingOIDCToken"),
        mandatory("RoleArn", "MissingRoleArn"),
        mandatory("RoleSessionName", "MissingRoleSessionName"),
    ] {
        let changes = change.each_ref().map(|(name, value)| (*name, value.as_str()));
        let reply = call(&client, &changes);
        assert_eq!((reply.status, json(&reply)["Code"].as_str().unwrap()), (status, code));
    }
    for (name, value, (status, code, message)) in [
        (
            "OIDCProviderArn",
            role("pods"),
            (400, "InvalidParameter.OIDCProviderArn", "The parameter OIDCProviderArn is wrongly formed."),
        ),
        (
            "OIDCToken",
            "abc".into(),
            (400, "InvalidParameter.OIDCToken", "The parameter OIDCToken is wrongly formed."),
        ),
        (
            "OIDCToken",
            "a".repeat(20_001),
            (400, "InvalidParameter.OIDCToken", "The parameter OIDCToken is wrongly formed."),
        ),
        (
            "OIDCProviderArn",
            format!("{PROVIDER}-x"),
            (403, "AuthenticationFail.NoPermission", "No such OIDC Provider registered."),
        ),
        ("OIDCToken", "a.b.c".into(), invalid),
        ("OIDCToken", token("altered"), invalid),
        ("OIDCToken", token("other_key"), invalid),
        ("OIDCToken", token("unsigned"), invalid),
        ("OIDCToken", token("relabelled"), invalid),
        ("OIDCToken", token("no_expiry"), invalid),
        ("OIDCToken", token("not_yet"), invalid),
        (
            "OIDCToken",
            token("other_issuer"),
            (
                400,
                "AuthenticationFail.OIDCToken.IssuerNotMatch",
                "The issuer in the OIDC Token doesn't match the OIDC Provider registered.",
            ),
        ),
        (
            "OIDCToken",
            token("other_audience"),
            (400, "AuthenticationFail.OIDCToken.AudienceNotMatch", "Invalid audience."),
        ),
        (
            "RoleArn",
            role("none"),
            (404, "EntityNotExist.Role", "The role not exists: acs:ram::1234567890123456:role/none. "),
        ),
        ("OIDCToken", token("other_subject"), denied),
        ("RoleArn", role("second"), denied),
        ("RoleArn", role("elsewhere"), denied),
        ("RoleArn", role("account"), denied),
        (
            "DurationSeconds",
            "3601".into(),
            (400, "InvalidParameter.DurationSeconds", "The Min/Max value of DurationSeconds is 15min/1hr."),
        ),
    ] {
        let reply = call(&client, &[(name, &value)]);
        let body = json(&reply);
        let got = (reply.status, body["Code"].as_str().unwrap(), body["Message"].as_str().unwrap());
        assert_eq!(got, (status, code, message), "{name}={value:.80}");
    }
    let mut late = client;
    late.now = NOW + Duration::seconds(3540);
    let body = json(&call(&late, &[]));
    assert_eq!(body["Code"], "AuthenticationFail.OIDCToken.Expired");
    assert_eq!(body["Message"], "This JsonWebToken is expired.");
}

#[test]
fn any_key_and_any_audience_of_the_provider_will_do() {
    let directory = config(&by_key_set()).unwrap();
    let client = Client::new(&directory);
    for name in ["second_key", "no_kid", "several_audiences"] {
        let reply = call(&client, &[("OIDCToken", &token(name))]);
        assert_eq!(reply.status, 200, "{name}: {}", reply.body);
    }
    let second = "acs:ram::1234567890123456:role/second";
    let reply = call(&client, &[("OIDCToken", &token("several_audiences")), ("RoleArn", second)]);
    assert_eq!(json(&reply)["OIDCTokenInfo"]["ClientIds"], "second-client,sts.aliyuncs.com");
}

#[test]
fn keys_in_pem_form_are_taken_and_unusable_ones_refused() {
    let provider = |changes: Value| {
        let mut provider = value!({ "name": "demo", "issuer": "https://oidc.example.com", "client_ids": ["sts.aliyuncs.com"] });
        provider.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
        provider
    };
    let directory = config(&provider(value!({ "public_keys": [fixture()["public_key"]] }))).unwrap();
    let client = Client::new(&directory);
    assert_eq!(call(&client, &[]).status, 200);
    assert_eq!(
        json(&call(&client, &[("OIDCToken", &token("second_key"))]))["Code"],
        "AuthenticationFail.OIDCToken.Invalid"
    );
    for (changes, problem) in [
        (value!({}), "needs a client id, and an RSA key"),
        (value!({ "jwks": { "keys": [] } }), "needs a client id, and an RSA key"),
        (value!({ "jwks": "{}" }), "jwks: not a JSON web key set"),
        (
            value!({ "jwks": { "keys": [{ "kty": "RSA", "n": "!", "e": "AQAB" }] } }),
            "whose \"n\" is not base64url",
        ),
        (value!({ "public_keys": ["x"] }), "public_keys[0]: not a public key in PEM form"),
        (value!({ "public_keys": [fixture()["short_key"]] }), "an RSA key of 1024 bits; RS256 needs 2048"),
    ] {
        let error = config(&provider(changes)).unwrap_err();
        assert!(error.contains(problem), "{error}");
    }
}
