//! The HTTP interface of the metadata service.

use std::convert::Infallible;
use std::sync::Arc;

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::request::Parts;
use http::{HeaderValue, Method, Request, Response, StatusCode};
use http_body_util::Full;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use serde_json::json;
use time::OffsetDateTime;
use tokio::net::TcpStream;

use crate::auth::instant;
use crate::state::Server;

const TOKEN: &str = "/latest/api/token";
const ROLES: &str = "/latest/meta-data/ram/security-credentials/";
/// What `ALIBABA_CLOUD_CREDENTIALS_URI` names: any path would do.
const URI: &str = "/credentials";
/// The longest life of a token, in seconds.
const LONGEST: u32 = 21_600;

/// A status and the text that goes with it.
type Answer = (StatusCode, String);

/// Serves one connection.
pub(crate) async fn serve(server: Arc<Server>, socket: TcpStream) {
    let service = service_fn(move |request: Request<Incoming>| {
        let server = Arc::clone(&server);
        async move { Ok::<_, Infallible>(write(answer(&server, &request.into_parts().0))) }
    });
    // However the connection ends, there is nothing left to do.
    let _ =
        http1::Builder::new().timer(TokioTimer::new()).serve_connection(TokioIo::new(socket), service).await;
}

fn write((status, text): Answer) -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::from(text));
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("text/plain"));
    response
}

fn answer(server: &Server, request: &Parts) -> Answer {
    let now = server.clock.now();
    let header = |name: &str| request.headers.get(name).and_then(|value| value.to_str().ok());
    let get = request.method == Method::GET;
    match request.uri.path() {
        TOKEN if request.method == Method::PUT => {
            token(server, header("x-aliyun-ecs-metadata-token-ttl-seconds"), now)
        }
        URI if get => credential(server, now),
        path if get && path.starts_with("/latest/") => {
            if !server.instance.admits(header("x-aliyun-ecs-metadata-token"), now) {
                return (StatusCode::FORBIDDEN, "a token is needed".to_owned());
            }
            metadata(server, path, now)
        }
        path => not_served(path),
    }
}

fn token(server: &Server, seconds: Option<&str>, now: OffsetDateTime) -> Answer {
    match seconds.and_then(|text| text.parse().ok()).filter(|seconds| (1..=LONGEST).contains(seconds)) {
        Some(seconds) => (StatusCode::OK, server.instance.token(seconds, now)),
        None => (StatusCode::BAD_REQUEST, format!("the life of a token is 1 to {LONGEST} seconds")),
    }
}

fn metadata(server: &Server, path: &str, now: OffsetDateTime) -> Answer {
    let Some(wanted) = path.strip_prefix(ROLES) else { return not_served(path) };
    match server.instance.role(&server.directory) {
        Some((_, role)) if wanted.is_empty() => (StatusCode::OK, role),
        Some((_, role)) if wanted == role => credential(server, now),
        _ => (StatusCode::NOT_FOUND, format!("there is no role {wanted}")),
    }
}

fn credential(server: &Server, now: OffsetDateTime) -> Answer {
    let Some(session) = server.instance.session(&server.directory, now) else {
        return (StatusCode::NOT_FOUND, "there is no role".to_owned());
    };
    let document = json!({
        "AccessKeyId": session.access_key_id,
        "AccessKeySecret": session.access_key_secret,
        "Expiration": instant::extended(session.expires),
        "SecurityToken": session.token,
        "LastUpdated": instant::extended(now.truncate_to_second()),
        "Code": "Success",
    });
    (StatusCode::OK, document.to_string())
}

fn not_served(path: &str) -> Answer {
    (StatusCode::NOT_IMPLEMENTED, format!("not served: {path}"))
}
