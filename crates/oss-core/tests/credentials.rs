//! Providers and the calls of STS, against servers, files and programs.
#![cfg(test)]

use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use oss_core::Credential;
use oss_core::credentials::{
    Ambient, AssumedRole, Chain, Command, EcsRole, Environment, Failure, Fixed, IniProfile, Issued, Process,
    Provider, Role, Surroundings,
};
use oss_core::sts::{Action, StsClient, StsRequest};
use oss_core::transport::TlsOptions;
use tokio::io::AsyncWriteExt;

use server::{Server, read_request, reply};

#[expect(dead_code, reason = "other tests use the rest")]
mod server;

const NOW_MS: i64 = 1_795_437_296_123;
const ISSUED: &str = r#"{"Credentials":{"AccessKeyId":"STS.id","AccessKeySecret":"fake-secret","SecurityToken":"fake-token","Expiration":"2026-11-23T13:34:56Z"}}"#;

fn sts() -> StsClient {
    StsClient::new(&TlsOptions::default(), None).unwrap()
}

async fn fetch(provider: &dyn Provider, ambient: Ambient) -> Result<Issued, Failure> {
    provider.fetch(&Surroundings::new(ambient, sts(), NOW_MS)).await
}

fn keys() -> Credential {
    Credential {
        access_key_id: "fake-id".into(),
        access_key_secret: "fake-secret".into(),
        security_token: None,
    }
}

/// A server that keeps what it is asked and answers with one status and body after the other, the last one again and again.
async fn scripted(answers: &[(&'static str, &'static str)]) -> (Server, Arc<Mutex<Vec<String>>>) {
    let seen: Arc<Mutex<Vec<String>>> = Arc::default();
    let kept = Arc::clone(&seen);
    let answers: Arc<[_]> = answers.into();
    let server = Server::start(move |mut stream| {
        let (seen, answers) = (Arc::clone(&kept), Arc::clone(&answers));
        async move {
            while let Some((head, body)) = read_request(&mut stream).await {
                let at = {
                    let mut seen = seen.lock().unwrap();
                    seen.push(format!("{head}{}", String::from_utf8(body).unwrap()));
                    seen.len() - 1
                };
                let (status, body) = answers[at.min(answers.len() - 1)];
                let reply = reply(status, &[], body);
                stream.write_all(reply.as_bytes()).await.unwrap();
            }
        }
    })
    .await;
    (server, seen)
}

#[tokio::test]
async fn the_role_of_an_instance_is_asked_for_with_a_token() {
    let document = r#"{"Code":"Success","AccessKeyId":"a","AccessKeySecret":"b","SecurityToken":"c","Expiration":"2026-11-23T13:34:56Z"}"#;
    let answers = [("200 OK", "imds-token"), ("200 OK", "my-role\n"), ("200 OK", document)];
    let (server, seen) = scripted(&answers).await;
    let provider = EcsRole { endpoint: Some(format!("http://{}/", server.address)), ..EcsRole::default() };
    let issued = fetch(&provider, Ambient::default()).await.unwrap();
    assert_eq!(issued.credential.security_token.as_deref(), Some("c"));
    assert_eq!(issued.expires_ms, Some(1_795_440_896_000));
    let seen = seen.lock().unwrap();
    let lower: Vec<String> = seen.iter().map(|request| request.to_ascii_lowercase()).collect();
    assert!(lower[0].starts_with("put /latest/api/token "));
    assert!(lower[0].contains("x-aliyun-ecs-metadata-token-ttl-seconds: 21600\r\n"));
    assert!(lower[1].starts_with("get /latest/meta-data/ram/security-credentials/ "));
    assert!(lower[2].starts_with("get /latest/meta-data/ram/security-credentials/my-role "));
    assert!(lower[1..].iter().all(|request| request.contains("x-aliyun-ecs-metadata-token: imds-token\r\n")));
}

#[tokio::test]
async fn without_a_token_of_the_instance_nothing_more_is_asked() {
    let (server, seen) = scripted(&[("404 Not Found", "")]).await;
    let endpoint = Some(format!("http://{}", server.address));
    let failure = fetch(&EcsRole { endpoint, ..EcsRole::default() }, Ambient::default()).await.unwrap_err();
    assert!(failure.to_string().ends_with("status 404, and IMDSv1 is not allowed"), "{failure}");
    assert_eq!(seen.lock().unwrap().len(), 1);
}

#[tokio::test]
async fn a_role_is_assumed_by_the_credential_of_its_source() {
    let (server, seen) = scripted(&[("503 Busy", "{}"), ("200 OK", ISSUED)]).await;
    let role = Role {
        arn: Some("acs:ram::1:role/a".into()),
        external_id: Some("agreed".into()),
        endpoint: Some(format!("http://{}", server.address)),
        ..Role::default()
    };
    let provider = AssumedRole { source: Arc::new(Fixed(keys())), role };
    let issued = fetch(&provider, Ambient::default()).await.unwrap();
    assert_eq!(issued.credential.access_key_id, "STS.id");
    let seen = seen.lock().unwrap();
    assert_eq!(seen.len(), 2, "a busy service is asked again");
    let field = |form: &str, name: &str| {
        let start = format!("{name}=");
        let form = form.rsplit("\r\n\r\n").next().unwrap();
        form.split('&').find_map(|field| field.strip_prefix(&start).map(str::to_owned)).unwrap()
    };
    assert_eq!(field(&seen[1], "ExternalId"), "agreed");
    assert_eq!(field(&seen[1], "RoleSessionName"), "ali-oss-native");
    assert_ne!(field(&seen[0], "SignatureNonce"), field(&seen[1], "SignatureNonce"));
}

#[tokio::test]
async fn a_chain_takes_the_first_credential_and_tells_what_all_said() {
    let file = PathBuf::from("no/such/file");
    let chain = Chain(vec![
        Arc::new(Environment),
        Arc::new(IniProfile { profile: None, file: Some(file) }),
        Arc::new(Process::new(Command::Words(vec!["no-such-program".into()]))),
    ]);
    let failure = fetch(&chain, Ambient::default()).await.unwrap_err();
    let said: Vec<&str> = failure.said().map(|(provider, _)| provider).collect();
    assert_eq!(said, ["environment", "credentials file", "process"]);
    let set = [("OSS_ACCESS_KEY_ID", "a"), ("OSS_ACCESS_KEY_SECRET", "b")];
    assert_eq!(fetch(&chain, Ambient::of(set)).await.unwrap().credential.access_key_id, "a");
}

#[cfg(unix)]
#[tokio::test]
async fn a_program_has_the_environment_and_a_limit() {
    let environment = || Ambient::of([("PATH", "/usr/bin:/bin"), ("PRINTED", "fake-id")]);
    let shell = |line: &str| Process::new(Command::Shell(line.to_owned()));
    let print = shell(r#"printf '{"AccessKeyId":"%s","AccessKeySecret":"b"}' "$PRINTED""#);
    assert_eq!(fetch(&print, environment()).await.unwrap().credential.access_key_id, "fake-id");
    let slow = Process { limit: Duration::from_millis(50), ..shell("sleep 5") };
    let failure = fetch(&slow, environment()).await.unwrap_err();
    assert_eq!(failure.to_string(), "no credential: process: the program has not ended within 50 ms");
    let failure = fetch(&shell("echo visible; exit 7"), environment()).await.unwrap_err();
    assert_eq!(failure.to_string(), "no credential: process: the program ended with exit status: 7");
}

#[tokio::test]
async fn how_often_a_call_is_made_is_limited_by_number_and_time() {
    let (server, seen) = scripted(&[("500 Broken", "{}")]).await;
    let request = |retry_max, timeout| StsRequest {
        endpoint: format!("http://{}", server.address),
        action: Action::GetCallerIdentity,
        credential: keys(),
        timeout,
        retry_max,
    };
    let outcome = sts().call(&request(Some(1), Duration::from_secs(60)), NOW_MS).await;
    assert_eq!(outcome.reply.unwrap().status, 500);
    assert_eq!(outcome.error.unwrap().attempts().len(), 2);
    assert_eq!(seen.lock().unwrap().len(), 2);
    let outcome = sts().call(&request(None, Duration::ZERO), NOW_MS).await;
    assert_eq!(outcome.error.unwrap().attempts().len(), 1);
}

#[tokio::test]
async fn a_wrong_clock_is_corrected_once_and_for_later_calls() {
    let refusal =
        r#"{"Code":"InvalidTimeStamp.Expired","Message":"Specified time stamp or date value is expired."}"#;
    let seen: Arc<Mutex<Vec<String>>> = Arc::default();
    let kept = Arc::clone(&seen);
    let server = Server::start(move |mut stream| {
        let seen = Arc::clone(&kept);
        async move {
            while let Some((_, body)) = read_request(&mut stream).await {
                let body = String::from_utf8(body).unwrap();
                let right = body.contains("Timestamp=2026-11-23T13%3A34");
                seen.lock().unwrap().push(body);
                let date = [("Date", "Mon, 23 Nov 2026 13:34:56 GMT")];
                let answer =
                    if right { reply("200 OK", &date, "{}") } else { reply("400 Bad", &date, refusal) };
                stream.write_all(answer.as_bytes()).await.unwrap();
            }
        }
    })
    .await;
    let request = |retry_max| StsRequest {
        endpoint: format!("http://{}", server.address),
        action: Action::GetCallerIdentity,
        credential: keys(),
        timeout: Duration::from_secs(60),
        retry_max,
    };
    let sts = sts();
    assert!(sts.call(&request(Some(0)), NOW_MS).await.error.unwrap().is_service());
    assert_eq!(seen.lock().unwrap().len(), 1);
    assert!(sts.call(&request(None), NOW_MS).await.error.is_none());
    assert!(seen.lock().unwrap().len() <= 3);
    let before = seen.lock().unwrap().len();
    assert!(sts.call(&request(None), NOW_MS).await.error.is_none());
    assert_eq!(seen.lock().unwrap().len(), before + 1);
}
