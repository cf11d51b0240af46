//! A server of the client's own: it keeps what comes in and answers what it was told to.

use std::net::SocketAddr;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::task::JoinSet;

/// A request as it came in.
#[derive(Debug)]
pub(crate) struct Received {
    /// Request line.
    pub(crate) line: String,
    headers: Vec<(String, String)>,
    pub(crate) body: String,
}

impl Received {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
    }
}

/// A server that answers every request alike. Dropping it stops it.
pub(crate) struct Receiver {
    pub(crate) address: SocketAddr,
    requests: UnboundedReceiver<Received>,
    departures: UnboundedReceiver<()>,
    _tasks: JoinSet<()>,
}

impl Receiver {
    /// One that answers with these bytes; nothing at all when they are empty.
    pub(crate) async fn start(reply: impl Into<Vec<u8>>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (sender, requests) = unbounded_channel();
        let (leaver, departures) = unbounded_channel();
        let mut tasks = JoinSet::new();
        tasks.spawn(accept(listener, reply.into(), sender, leaver));
        Self { address, requests, departures, _tasks: tasks }
    }

    /// One that answers 200 with JSON.
    pub(crate) async fn json(body: &str) -> Self {
        Self::start(reply("200 OK", body)).await
    }

    /// The next request.
    pub(crate) async fn next(&mut self) -> Received {
        self.requests.recv().await.unwrap()
    }

    /// Waits until the other side has left the connection of a silent server.
    pub(crate) async fn left(&mut self) {
        self.departures.recv().await.unwrap();
    }

    /// Whether nothing has come in.
    pub(crate) fn is_idle(&mut self) -> bool {
        self.requests.try_recv().is_err()
    }

    /// A URL of this server.
    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }
}

/// A reply with a length.
pub(crate) fn reply(status: &str, body: &str) -> String {
    format!("HTTP/1.1 {status}\r\ncontent-length: {}\r\n\r\n{body}", body.len())
}

/// JSON in Base64, as callbacks are written.
pub(crate) fn base64(json: &serde_json::Value) -> String {
    STANDARD.encode(json.to_string())
}

async fn accept(
    listener: TcpListener,
    reply: Vec<u8>,
    sender: UnboundedSender<Received>,
    leaver: UnboundedSender<()>,
) {
    let mut connections = JoinSet::new();
    while let Ok((socket, _)) = listener.accept().await {
        connections.spawn(serve(socket, reply.clone(), sender.clone(), leaver.clone()));
    }
}

async fn serve(
    mut socket: TcpStream,
    reply: Vec<u8>,
    sender: UnboundedSender<Received>,
    leaver: UnboundedSender<()>,
) {
    let mut bytes = Vec::new();
    let received = loop {
        if socket.read_buf(&mut bytes).await.unwrap() == 0 {
            return;
        }
        if let Some(received) = parse(&bytes) {
            break received;
        }
    };
    // The test may be over.
    let _ = sender.send(received);
    if reply.is_empty() {
        // The connection stays open until the other side gives up.
        let _ = socket.read_buf(&mut bytes).await;
        let _ = leaver.send(());
    }
    let _ = socket.write_all(&reply).await;
}

/// `None` while it is incomplete.
fn parse(bytes: &[u8]) -> Option<Received> {
    let text = std::str::from_utf8(bytes).unwrap();
    let (head, body) = text.split_once("\r\n\r\n")?;
    let mut lines = head.lines();
    let line = lines.next()?.to_owned();
    let header = |line: &str| line.split_once(": ").map(|(n, v)| (n.to_ascii_lowercase(), v.to_owned()));
    let received = Received { line, headers: lines.filter_map(header).collect(), body: body.to_owned() };
    let length = received.header("content-length").map_or(0, |length| length.parse().unwrap());
    (body.len() == length).then_some(received)
}
