//! The HTTP interface of the admin address: JSON in, JSON out.

use std::convert::Infallible;
use std::sync::Arc;

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderValue, Method, Request, Response, StatusCode};
use http_body_util::{BodyExt, Full, Limited};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::net::TcpStream;

use crate::faults::Fault;
use crate::state::Server;

/// Longest request body.
const MAX_BODY: usize = 64 * 1024;

/// A status and what is said with it.
type Answer = (StatusCode, Value);

/// Serves one connection.
pub(crate) async fn serve(server: Arc<Server>, socket: TcpStream) {
    let service = service_fn(move |request| {
        let server = Arc::clone(&server);
        async move { Ok::<_, Infallible>(respond(&server, request).await) }
    });
    // However the connection ends, there is nothing left to do.
    let _ =
        http1::Builder::new().timer(TokioTimer::new()).serve_connection(TokioIo::new(socket), service).await;
}

/// JSON, but for the certificate, which is a file.
async fn respond(server: &Server, request: Request<Incoming>) -> Response<Full<Bytes>> {
    let authority = server.tls.as_ref().and_then(|tls| tls.authority.clone());
    match authority {
        Some(pem) if request.method() == Method::GET && request.uri().path() == "/certificate" => {
            let mut response = Response::new(Full::from(pem));
            response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/x-pem-file"));
            response
        }
        _ => write(answer(server, request).await),
    }
}

fn write((status, value): Answer) -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::from(value.to_string()));
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response
}

async fn answer(server: &Server, request: Request<Incoming>) -> Answer {
    let (parts, body) = request.into_parts();
    let path: Vec<&str> = parts.uri.path().split('/').filter(|part| !part.is_empty()).collect();
    let query = parts.uri.query().unwrap_or_default();
    match (parts.method, path.as_slice()) {
        (Method::GET, ["health"]) => ok(json!({ "status": "ok" })),
        (Method::GET, ["journal"]) => journal(server, query),
        (Method::DELETE, ["journal"]) => {
            server.journal.iter().for_each(super::Journal::clear);
            ok(json!({}))
        }
        (Method::GET, ["clock"]) => clock(server),
        (Method::PUT, ["clock"]) => set_clock(server, &read_all(body).await),
        (Method::GET, ["connections"]) => ok(json!(server.connections.counts())),
        (Method::GET, ["faults"]) => ok(json!({ "faults": server.faults.list() })),
        (Method::POST, ["faults"]) => add_fault(server, &read_all(body).await),
        (Method::DELETE, ["faults"]) => {
            server.faults.clear();
            ok(json!({}))
        }
        (Method::DELETE, ["faults", id]) => remove_fault(server, id),
        (Method::POST, ["reset"]) => reset(server).await,
        (method, _) => {
            error(StatusCode::NOT_FOUND, format!("no such admin call: {method} {}", parts.uri.path()))
        }
    }
}

fn ok(value: Value) -> Answer {
    (StatusCode::OK, value)
}

fn error(status: StatusCode, message: impl Into<String>) -> Answer {
    (status, json!({ "error": message.into() }))
}

/// The body; nothing when it is too long or broken, which no JSON parser accepts either.
async fn read_all(body: Incoming) -> Bytes {
    Limited::new(body, MAX_BODY).collect().await.map(http_body_util::Collected::to_bytes).unwrap_or_default()
}

fn journal(server: &Server, query: &str) -> Answer {
    let since = query.split('&').find_map(|part| part.strip_prefix("since="));
    match since.map_or(Ok(0), str::parse) {
        Ok(since) => ok(json!({ "requests": server.journal.as_ref().map(|journal| journal.since(since)) })),
        Err(_) => error(StatusCode::BAD_REQUEST, "since must be a sequence number"),
    }
}

fn clock(server: &Server) -> Answer {
    ok(json!({ "now_ms": server.clock.now_ms(), "offset_ms": server.clock.offset_ms() }))
}

/// Exactly one of the three, in milliseconds.
#[derive(Debug, Deserialize)]
enum ClockChange {
    /// Since 1970.
    #[serde(rename = "now_ms")]
    Now(i64),
    /// Ahead of the machine's clock.
    #[serde(rename = "offset_ms")]
    Offset(i64),
    /// To go forward from here.
    #[serde(rename = "advance_ms")]
    Advance(i64),
}

fn set_clock(server: &Server, body: &[u8]) -> Answer {
    let offset = server.clock.offset_ms();
    let offset = match serde_json::from_slice(body) {
        Ok(ClockChange::Offset(offset)) => offset,
        Ok(ClockChange::Advance(step)) => offset.saturating_add(step),
        Ok(ClockChange::Now(now)) => now.saturating_sub(server.clock.now_ms()).saturating_add(offset),
        Err(problem) => {
            return error(
                StatusCode::BAD_REQUEST,
                format!("expected one of now_ms, offset_ms, advance_ms: {problem}"),
            );
        }
    };
    server.clock.set_offset_ms(offset);
    clock(server)
}

fn add_fault(server: &Server, body: &[u8]) -> Answer {
    match serde_json::from_slice::<Fault>(body) {
        Err(problem) => error(StatusCode::BAD_REQUEST, format!("not a fault: {problem}")),
        Ok(rule) => match server.faults.add(rule) {
            Ok(rule) => ok(json!(rule)),
            Err(problem) => error(StatusCode::BAD_REQUEST, problem.to_string()),
        },
    }
}

fn remove_fault(server: &Server, id: &str) -> Answer {
    match id.parse() {
        Ok(id) if server.faults.remove(id) => ok(json!({})),
        _ => error(StatusCode::NOT_FOUND, format!("no such fault: {id}")),
    }
}

/// Back to the beginning: the buckets of the configuration and no others, no sessions, nonces, faults or requests, the
/// machine's time.
async fn reset(server: &Server) -> Answer {
    server.fetches.clear();
    server.store.clear();
    server.directory.clear_sessions();
    server.sts.clear();
    server.instance.clear();
    server.faults.clear();
    server.clock.set_offset_ms(0);
    server.plant();
    server.journal.iter().for_each(super::Journal::clear);
    match server.store.settle().await {
        Ok(()) => ok(json!({})),
        Err(problem) => error(StatusCode::INTERNAL_SERVER_ERROR, problem.to_string()),
    }
}
