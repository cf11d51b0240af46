//! A client of nothing but a socket, so that tests see and send every byte themselves.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use http::{HeaderMap, HeaderName, HeaderValue, Method};
use oss_emulator::auth::sign::Signer;
use oss_emulator::clock::random_bytes;
use oss_emulator::config::{Config, Format};
use oss_emulator::ram::demo;
use oss_emulator::request::{Address, RequestHead};
use oss_emulator::sts::rpc;
use oss_emulator::{Builder, Emulator};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use time::OffsetDateTime;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// The bucket that anyone may read and write.
pub(crate) const OPEN: &str = "open-bucket";

/// The root key of the demo account.
const ROOT: Signer<'static> = Signer {
    access_key_id: demo::ROOT_ACCESS_KEY_ID,
    access_key_secret: demo::ROOT_ACCESS_KEY_SECRET,
    token: None,
};

/// An emulator with the demo account, an admin address and [`OPEN`].
pub(crate) fn builder() -> Builder {
    let config = format!("[[buckets]]\nname = \"{OPEN}\"\nacl = \"public-read-write\"\n");
    Emulator::builder().admin_port(0).config(Config::parse("test", &config, Format::Toml).unwrap())
}

/// A directory of a test, removed at its end.
pub(crate) struct Scratch(PathBuf);

impl Scratch {
    pub(crate) fn new() -> Self {
        let name = format!("scratch-{:016x}", u64::from_be_bytes(random_bytes()));
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // What cannot be removed lies in the build's own directory.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// A reply.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Reply {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.body.clone()).unwrap()
    }

    /// The text of the first element of that name in the body.
    pub(crate) fn element(&self, name: &str) -> Option<String> {
        self.elements(name).into_iter().next()
    }

    /// The texts of all elements of that name in the body.
    pub(crate) fn elements(&self, name: &str) -> Vec<String> {
        let text = self.text();
        let (open, close) = (format!("<{name}>"), format!("</{name}>"));
        text.split(&open).skip(1).map(|rest| rest.split(&close).next().unwrap().to_owned()).collect()
    }
}

/// The checksum that the service gives, in its form.
pub(crate) fn crc64(bytes: &[u8]) -> String {
    let mut digest = crc64fast::Digest::new();
    digest.write(bytes);
    digest.sum64().to_string()
}

/// One connection.
pub(crate) struct Connection {
    pub(crate) socket: TcpStream,
    rest: Vec<u8>,
}

impl Connection {
    pub(crate) async fn open(address: SocketAddr) -> Self {
        Self::over(TcpStream::connect(address).await.unwrap())
    }

    pub(crate) fn over(socket: TcpStream) -> Self {
        Self { socket, rest: Vec::new() }
    }

    /// `None` when nobody listens.
    pub(crate) async fn try_open(address: SocketAddr) -> Option<Self> {
        Some(Self { socket: TcpStream::connect(address).await.ok()?, rest: Vec::new() })
    }

    /// What cannot be sent gets no reply.
    pub(crate) async fn send_if_open(&mut self, bytes: &[u8]) {
        let _ = self.socket.write_all(bytes).await;
    }

    pub(crate) async fn send(&mut self, bytes: &[u8]) {
        self.socket.write_all(bytes).await.unwrap();
    }

    /// Reads one reply; `head_only` when the request was a HEAD. `None` when the connection ended before a whole one.
    pub(crate) async fn reply(&mut self, head_only: bool) -> Option<Reply> {
        let end = loop {
            if let Some(end) = self.rest.windows(4).position(|bytes| bytes == b"\r\n\r\n") {
                break end + 4;
            }
            self.more().await?;
        };
        let head = String::from_utf8_lossy(&self.rest.drain(..end).collect::<Vec<_>>()).into_owned();
        let mut lines = head.lines();
        let status = lines.next()?.split(' ').nth(1)?.parse().ok()?;
        let split = |line: &str| line.split_once(": ").map(|(n, v)| (n.to_ascii_lowercase(), v.to_owned()));
        let mut reply = Reply { status, headers: lines.filter_map(split).collect(), body: Vec::new() };
        if status == 100 {
            return Some(reply);
        }
        let length = reply.header("content-length").map_or(0, |text| text.parse().unwrap());
        if !head_only {
            while self.rest.len() < length {
                self.more().await?;
            }
            reply.body = self.rest.drain(..length).collect();
        }
        Some(reply)
    }

    /// The length and the CRC-64 of the body of a reply, which is not held in memory.
    pub(crate) async fn reply_in_pieces(&mut self) -> (usize, u64) {
        let reply = self.reply(true).await.expect("a reply");
        let length: usize = reply.header("content-length").unwrap().parse().unwrap();
        let (mut left, mut crc64) = (length, crc64fast::Digest::new());
        loop {
            let now = left.min(self.rest.len());
            crc64.write(&self.rest[..now]);
            self.rest.drain(..now);
            left -= now;
            if left == 0 {
                return (length, crc64.sum64());
            }
            self.more().await.expect("the rest of the body");
        }
    }

    /// Everything until the other side closes; `Err` when it resets.
    pub(crate) async fn read_to_end(&mut self) -> std::io::Result<Vec<u8>> {
        let mut all = std::mem::take(&mut self.rest);
        self.socket.read_to_end(&mut all).await?;
        Ok(all)
    }

    async fn more(&mut self) -> Option<()> {
        match self.socket.read_buf(&mut self.rest).await {
            Ok(0) | Err(_) => None,
            Ok(_) => Some(()),
        }
    }
}

/// One request, unsigned unless `sign` is called.
pub(crate) struct Request {
    method: Method,
    target: String,
    headers: Vec<(String, String)>,
    body: Option<Vec<u8>>,
    signer: Option<Signer<'static>>,
    region: &'static str,
    signed_at: OffsetDateTime,
}

/// A request for a path, which begins with `/bucket`.
pub(crate) fn request(method: &str, target: &str) -> Request {
    Request {
        method: Method::from_bytes(method.as_bytes()).unwrap(),
        target: target.to_owned(),
        headers: Vec::new(),
        body: None,
        signer: None,
        region: "cn-hangzhou",
        signed_at: now(),
    }
}

impl Request {
    pub(crate) fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    pub(crate) fn body(mut self, body: impl AsRef<[u8]>) -> Self {
        self.body = Some(body.as_ref().to_vec());
        self
    }

    /// Signs with the root key of the demo account, V4 in the header.
    pub(crate) fn sign(self) -> Self {
        self.sign_with(ROOT)
    }

    /// Signs as of so many minutes from now, for an emulator whose clock is ahead.
    pub(crate) fn minutes_ahead(mut self, minutes: i64) -> Self {
        self.signed_at = now() + time::Duration::minutes(minutes);
        self
    }

    /// The same for another region.
    pub(crate) fn sign_in(mut self, region: &'static str) -> Self {
        self.region = region;
        self.sign()
    }

    /// With another key, at another time than that of the machine.
    pub(crate) fn sign_at(mut self, signer: Signer<'static>, at: OffsetDateTime) -> Self {
        self.signed_at = at;
        self.sign_with(signer)
    }

    /// For another path and query.
    pub(crate) fn target(mut self, target: &str) -> Self {
        target.clone_into(&mut self.target);
        self
    }

    /// The same with another key.
    pub(crate) fn sign_with(mut self, signer: Signer<'static>) -> Self {
        self.signer = Some(signer);
        self
    }

    pub(crate) async fn send(self, address: SocketAddr) -> Reply {
        let head_only = self.method == Method::HEAD;
        let mut connection = Connection::open(address).await;
        connection.send(&self.bytes()).await;
        connection.reply(head_only).await.expect("a reply")
    }

    /// The request as it goes over the wire.
    pub(crate) fn bytes(mut self) -> Vec<u8> {
        if let Some(body) = &self.body {
            self.headers.push(("content-length".into(), body.len().to_string()));
        }
        let host = self.headers.iter().position(|(name, _)| name == "host");
        let host = host.map_or_else(|| "localhost".to_owned(), |index| self.headers.remove(index).1);
        if let Some(signer) = self.signer {
            self.headers = self.signed_headers(&host, signer);
        }
        let mut text = format!("{} {} HTTP/1.1\r\nhost: {host}\r\n", self.method, self.target);
        for (name, value) in &self.headers {
            text.extend([name, ": ", value, "\r\n"]);
        }
        let mut bytes = (text + "\r\n").into_bytes();
        bytes.extend(self.body.unwrap_or_default());
        bytes
    }

    /// Signs with the root key of the demo account, V1 in the URL, for ten minutes.
    pub(crate) fn sign_url(mut self) -> Self {
        let (mut head, address) = self.head("localhost");
        ROOT.v1_url(&mut head, &address, now().unix_timestamp() + 600);
        self.target = head.target;
        self
    }

    fn signed_headers(&self, host: &str, signer: Signer<'_>) -> Vec<(String, String)> {
        let (mut head, address) = self.head(host);
        signer.v4_header(&mut head, &address, self.region, &[], self.signed_at);
        let text = |value: &HeaderValue| String::from_utf8(value.as_bytes().to_vec()).unwrap();
        head.headers.iter().map(|(name, value)| (name.to_string(), text(value))).collect()
    }

    /// What a server reads from the request before it is signed.
    fn head(&self, host: &str) -> (RequestHead, Address) {
        let (raw_path, query) = self.target.split_once('?').unwrap_or((&self.target, ""));
        let mut headers = HeaderMap::new();
        for (name, value) in &self.headers {
            headers.append(
                HeaderName::from_bytes(name.as_bytes()).unwrap(),
                HeaderValue::from_bytes(value.as_bytes()).unwrap(),
            );
        }
        let head = RequestHead {
            method: self.method.clone(),
            target: self.target.clone(),
            raw_path: raw_path.to_owned(),
            query: query.split('&').filter(|part| !part.is_empty()).map(parameter).collect(),
            headers,
            host: host.to_owned(),
            peer: SocketAddr::from(([127, 0, 0, 1], 1)),
            secure: false,
        };
        let (bucket, object) = raw_path[1..].split_once('/').unwrap_or((&raw_path[1..], ""));
        let some = |text: &str| (!text.is_empty()).then(|| decode(text));
        let address = Address { bucket: some(bucket), object: some(object) };
        (head, address)
    }
}

fn parameter(part: &str) -> oss_emulator::request::QueryParameter {
    let (name, value) = part
        .split_once('=')
        .map_or((part, None), |(name, value)| (name, Some(decode(&value.replace('+', " ")))));
    oss_emulator::request::QueryParameter { name: decode(name), value }
}

fn decode(text: &str) -> String {
    percent_encoding::percent_decode_str(text).decode_utf8().unwrap().into_owned()
}

/// The parameters of a signed RPC call of STS, encoded: a form for POST, a query for GET.
pub(crate) fn sts_call(
    method: &str,
    key: (&str, &str),
    nonce: &str,
    action: &str,
    more: &[(&str, &str)],
) -> String {
    let at = now();
    let timestamp = format!("{}T{:02}:{:02}:{:02}Z", at.date(), at.hour(), at.minute(), at.second());
    let mut parameters = vec![
        ("Action", action),
        ("Version", "2015-04-01"),
        ("Format", "JSON"),
        ("AccessKeyId", key.0),
        ("SignatureMethod", "HMAC-SHA1"),
        ("SignatureVersion", "1.0"),
        ("SignatureNonce", nonce),
        ("Timestamp", &timestamp),
    ];
    parameters.extend_from_slice(more);
    let signature = rpc::sign(key.1, &rpc::string_to_sign(method, parameters.iter().copied()));
    parameters.push(("Signature", &signature));
    let pair =
        |(name, value): &(&str, &str)| format!("{name}={}", utf8_percent_encode(value, NON_ALPHANUMERIC));
    parameters.iter().map(pair).collect::<Vec<_>>().join("&")
}

/// The parameters of an AssumeRole of the demo role for a quarter of an hour.
pub(crate) const ASSUME: [(&str, &str); 3] =
    [("RoleArn", demo::ROLE_ARN), ("RoleSessionName", "test"), ("DurationSeconds", "900")];

/// The machine's time, by the clock of the crate.
pub(crate) fn now() -> OffsetDateTime {
    oss_emulator::clock::Clock::default().now()
}

/// A call of the admin address.
pub(crate) async fn admin(
    emulator: &Emulator,
    method: &str,
    path: &str,
    body: &str,
) -> (u16, serde_json::Value) {
    let mut connection = Connection::open(emulator.admin_address().unwrap()).await;
    connection.send(&admin_bytes(method, path, body)).await;
    let reply = connection.reply(false).await.unwrap();
    (reply.status, serde_json::from_slice(&reply.body).unwrap())
}

/// The same as it goes over the wire.
pub(crate) fn admin_bytes(method: &str, path: &str, body: &str) -> Vec<u8> {
    format!("{method} {path} HTTP/1.1\r\nhost: admin\r\ncontent-length: {}\r\n\r\n{body}", body.len())
        .into_bytes()
}
