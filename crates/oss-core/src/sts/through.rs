//! Calls STS through the transport of someone else.

use std::time::Duration;

use bytes::{Bytes, BytesMut};
use http::header::{CONTENT_LENGTH, CONTENT_TYPE, HOST};
use http::{HeaderValue, Method, Uri};
use reqwest::Url;

use super::client::{AssumeRole, StsClient, accept, read_endpoint};
use crate::client::{Outcome, Reply};
use crate::clock::Stopwatch;
use crate::error::Error;
use crate::transport::{Origin, Outgoing, Request, Timeouts, Transport};

impl StsClient {
    /// [`assume_role`](Self::assume_role), sent by `transport`.
    pub async fn assume_role_through(
        &self,
        transport: &dyn Transport,
        request: AssumeRole,
        now_ms: i64,
    ) -> Outcome {
        let watch = Stopwatch::start();
        let url = match read_endpoint(&request.endpoint) {
            Ok(url) => url,
            Err(error) => return Outcome::failed_before_sending(error),
        };
        let mut outcome = Outcome { url: Some(url.to_string()), reply: None, error: None, elapsed_ms: 0 };
        let sent = match self.message(&url, request.form(now_ms), request.timeout) {
            Ok(message) => exchange(transport, message).await,
            Err(error) => Err(error),
        };
        match sent {
            Ok(reply) => accept(&mut outcome, reply),
            Err(error) => outcome.error = Some(error),
        }
        outcome.elapsed_ms = watch.elapsed_ms();
        outcome
    }

    fn message(&self, url: &Url, form: String, timeout: Duration) -> Result<Request, Error> {
        let wrong = |what: &str| Error::input(format!("STS endpoint {url} has no usable {what}"));
        let host = url.host_str().ok_or_else(|| wrong("host"))?;
        let emulator = self.emulator.filter(|_| host.ends_with(".aliyuncs.com"));
        let usual = url.port_or_known_default().unwrap_or(80);
        let authority = url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"));
        let target =
            url.query().map_or_else(|| url.path().to_owned(), |query| [url.path(), "?", query].concat());

        let length = form.len();
        let mut message = http::Request::new(Outgoing::bytes(form.into()));
        *message.method_mut() = Method::POST;
        *message.uri_mut() = target.parse::<Uri>().map_err(|_| wrong("path"))?;
        let headers = message.headers_mut();
        headers.insert(HOST, HeaderValue::from_str(&authority).map_err(|_| wrong("host"))?);
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/x-www-form-urlencoded"));
        headers.insert(CONTENT_LENGTH, length.into());
        let origin = Origin {
            secure: emulator.is_none() && url.scheme() == "https",
            host: host.to_owned(),
            port: emulator.map_or(usual, |emulator| emulator.port()),
        };
        let timeouts = Timeouts { connect: timeout, response: timeout };
        Ok(Request { origin, address: emulator, message, timeouts })
    }
}

async fn exchange(transport: &dyn Transport, request: Request) -> Result<Reply, Error> {
    let mut exchange = transport.send(request).await?;
    exchange.body.limit_total();
    let mut body = BytesMut::new();
    while let Some(piece) = exchange.body.chunk().await? {
        body.extend_from_slice(&piece);
    }
    let body: Bytes = body.freeze();
    Ok(Reply {
        status: exchange.status,
        reason: exchange.reason.unwrap_or_default(),
        headers: exchange.headers,
        connection: exchange.connection,
        size: body.len() as u64,
        body: Some(body),
        document: None,
        stream: None,
    })
}
