//! TLS on the port of plain HTTP, as a client with its own trust sees it.

use std::io;
use std::sync::Arc;

use oss_emulator::config::{Config, Format};
use oss_emulator::faults::{Action, Fault};
use oss_emulator::{Builder, Emulator, Tls};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, RootCertStore};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;

use crate::support::{Connection, OPEN, admin, admin_bytes, request};

fn builder() -> Builder {
    let config = format!(
        "regions = [\"cn-hangzhou\", \"cn-beijing\"]\n[[buckets]]\nname = \"{OPEN}\"\nacl = \"public-read-write\"\n\
         [[cnames]]\ndomain = \"files.example.com\"\nbucket = \"{OPEN}\"\n"
    );
    let config = Config::parse("test", &config, Format::Toml).unwrap();
    Emulator::builder().admin_port(0).config(config).tls(Tls::made())
}

/// A client that trusts this authority and nobody else.
fn trusting(pem: &str) -> TlsConnector {
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from_pem_slice(pem.as_bytes()).unwrap()).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
    TlsConnector::from(Arc::new(config.with_root_certificates(roots).with_no_client_auth()))
}

/// Sends bytes to a host by that name; all that comes until the other side closes.
async fn exchange(
    emulator: &Emulator,
    connector: &TlsConnector,
    name: &str,
    bytes: &[u8],
) -> io::Result<String> {
    let socket = TcpStream::connect(emulator.address()).await?;
    let mut stream = connector.connect(ServerName::try_from(name.to_owned()).unwrap(), socket).await?;
    stream.write_all(bytes).await?;
    let mut text = String::new();
    stream.read_to_string(&mut text).await?;
    Ok(text)
}

fn closing(method: &str, target: &str) -> Vec<u8> {
    request(method, target).header("connection", "close").bytes()
}

#[tokio::test]
async fn one_port_speaks_both_and_the_certificate_has_the_names_of_the_service() {
    let emulator = builder().start().await.unwrap();
    let path = format!("/{OPEN}/k");
    let plain = request("PUT", &path).body("content").send(emulator.address()).await;
    assert_eq!(plain.status, 200);
    let connector = trusting(emulator.certificate().unwrap());
    for name in [
        "localhost",
        "open-bucket.localhost",
        "sts.localhost",
        "127.0.0.1",
        "::1",
        "sts.aliyuncs.com",
        "sts.cn-beijing.aliyuncs.com",
        "oss-cn-beijing.aliyuncs.com",
        "any-bucket.oss-cn-hangzhou.aliyuncs.com",
        "any-bucket.oss-cn-beijing-internal.aliyuncs.com",
        "any-bucket.oss-accelerate.aliyuncs.com",
        "files.example.com",
    ] {
        let text = exchange(&emulator, &connector, name, &closing("GET", &path)).await;
        assert!(text.as_ref().is_ok_and(|text| text.ends_with("\r\n\r\ncontent")), "{name}: {text:?}");
    }
    let stranger = exchange(&emulator, &connector, "example.com", &closing("GET", &path)).await;
    assert!(stranger.is_err(), "a name that is not in the certificate");
    emulator.stop().await;
}

#[tokio::test]
async fn who_does_not_trust_the_authority_gets_nowhere_and_disturbs_nobody() {
    let (emulator, other) = (builder().start().await.unwrap(), builder().start().await.unwrap());
    let wrong = trusting(other.certificate().unwrap());
    assert!(exchange(&emulator, &wrong, "localhost", &closing("GET", "/")).await.is_err());
    let mut garbage = Connection::open(emulator.address()).await;
    garbage.send(&[22, 3, 1, 0, 5, 1, 2, 3, 4, 5]).await;
    let answer = garbage.read_to_end().await.unwrap_or_default();
    assert!(!answer.starts_with(b"HTTP"), "it is no HTTP");
    assert_eq!(request("GET", "/_health").send(emulator.address()).await.status, 200);
    while !admin(&emulator, "GET", "/connections", "").await.1["open"].as_array().unwrap().is_empty() {
        tokio::task::yield_now().await;
    }
    emulator.stop().await;
    other.stop().await;
}

#[tokio::test]
async fn policies_know_that_the_transport_is_secure() {
    let policy = r#"{"Version":"1","Statement":[{"Effect":"Allow","Action":"oss:*","Resource":"*",
        "Condition":{"Bool":{"acs:SecureTransport":"true"}}}]}"#;
    let config = serde_json::json!({ "accounts": [{ "uid": "1234567890123456", "users": [{ "name": "app",
        "keys": [{ "id": "LTAI5tFakeKey", "secret": "FakeSecret" }], "policies": [policy] }] }] });
    let config = Config::parse("test", &config.to_string(), Format::Json).unwrap();
    let emulator = Emulator::builder().config(config).tls(Tls::made()).start().await.unwrap();
    let key = oss_emulator::auth::sign::Signer {
        access_key_id: "LTAI5tFakeKey",
        access_key_secret: "FakeSecret",
        token: None,
    };
    let list = || request("GET", "/").header("connection", "close").sign_with(key);
    assert_eq!(list().send(emulator.address()).await.status, 403);
    let connector = trusting(emulator.certificate().unwrap());
    let text = exchange(&emulator, &connector, "localhost", &list().bytes()).await.unwrap();
    assert!(text.starts_with("HTTP/1.1 200 "), "{text}");
    emulator.stop().await;
}

#[tokio::test]
async fn faults_strike_inside_tls_too() {
    let emulator = builder().start().await.unwrap();
    let path = format!("/{OPEN}/k");
    request("PUT", &path).body("0123456789").send(emulator.address()).await;
    let connector = trusting(emulator.certificate().unwrap());
    let get = || async { exchange(&emulator, &connector, "localhost", &closing("GET", &path)).await };
    for (action, kind) in [
        (Action::Reset { after: None }, io::ErrorKind::ConnectionReset),
        (
            Action::Truncate { after: 4, end: oss_emulator::faults::Ending::Close },
            io::ErrorKind::UnexpectedEof,
        ),
    ] {
        emulator.add_fault(Fault::new(action).times(1)).unwrap();
        assert_eq!(get().await.unwrap_err().kind(), kind);
    }
    assert!(get().await.unwrap().ends_with("0123456789"));
    emulator.stop().await;
}

#[tokio::test]
async fn the_certificate_comes_from_the_admin_address_or_from_files() {
    let emulator = builder().start().await.unwrap();
    let mut connection = Connection::open(emulator.admin_address().unwrap()).await;
    connection.send(&admin_bytes("GET", "/certificate", "")).await;
    let reply = connection.reply(false).await.unwrap();
    assert_eq!(reply.header("content-type"), Some("application/x-pem-file"));
    assert_eq!(reply.text(), emulator.certificate().unwrap());
    emulator.stop().await;

    let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let folder = std::env::temp_dir().join(format!("oss-emulator-tls-{}", std::process::id()));
    std::fs::create_dir(&folder).unwrap();
    let (chain, key) = (folder.join("chain.pem"), folder.join("key.pem"));
    std::fs::write(&chain, made.cert.pem()).unwrap();
    std::fs::write(&key, made.signing_key.serialize_pem()).unwrap();
    let given = Tls::read(&chain, &key).unwrap();
    let swapped = Tls::read(&key, &chain).unwrap_err().to_string();
    let missing = Tls::read(&folder.join("none.pem"), &key).unwrap_err().to_string();
    std::fs::remove_dir_all(&folder).unwrap();
    assert!(swapped.contains("chain.pem: ") || swapped.contains("key.pem: "), "{swapped}");
    assert!(missing.contains("none.pem: "), "{missing}");
    let emulator = Emulator::builder().tls(given).start().await.unwrap();
    assert_eq!(emulator.certificate(), None, "whom to trust is known to who gave it");
    let connector = trusting(&made.cert.pem());
    let text = exchange(&emulator, &connector, "localhost", &closing("GET", "/_health")).await.unwrap();
    assert!(text.ends_with(r#"{"status":"ok"}"#), "{text}");
    emulator.stop().await;
}
