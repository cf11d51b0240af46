//! Receives a reply: into memory or a file, checked, inflated, and read where it is a document.

use bytes::{Bytes, BytesMut};
use http::{HeaderMap, Method, StatusCode};

use super::download::Download;
use super::inflate::inflate;
use super::integrity;
use super::options::CallOptions;
use super::outcome::Reply;
use super::refusal::refusal;
use super::stream::ReplyStream;
use crate::crc64::{self, Crc64};
use crate::error::Error;
use crate::operation::{Operation, ReplyKind};
use crate::transport::{Exchange, Incoming};
use crate::xml;

/// A claimed length up to here is believed before the bytes are there.
const BELIEVED_LENGTH: usize = 64 * 1024 * 1024;

/// Receives the rest of an exchange.
///
/// The reply is given even when the body broke off, with what came.
pub(super) async fn receive(
    operation: &Operation,
    call: &CallOptions,
    check: bool,
    mut exchange: Exchange,
) -> (Reply, Result<(), Error>) {
    let accepted = operation.accepts(exchange.status);
    let whole = check && integrity::is_whole_object(operation, exchange.status);
    let mut reply = Reply {
        status: exchange.status,
        reason: exchange
            .reason
            .take()
            .unwrap_or_else(|| exchange.status.canonical_reason().unwrap_or("").to_string()),
        headers: std::mem::take(&mut exchange.headers),
        connection: exchange.connection,
        body: None,
        size: 0,
        document: None,
        stream: None,
    };
    if accepted && operation.reply == ReplyKind::Stream {
        let stated = integrity::stated(&reply.headers).filter(|_| whole);
        reply.stream = Some(ReplyStream::new(exchange.body, stated));
        return (reply, Ok(()));
    }
    let target = call.target.as_deref().filter(|_| accepted && operation.reply == ReplyKind::File);
    let received = match target {
        Some(_) if exchange.status == StatusCode::NOT_MODIFIED => Ok(()),
        Some(path) => receive_file(path, whole, &reply.headers, exchange.body.as_mut()).await,
        None => receive_bytes(operation, whole, accepted, &mut reply, exchange.body.as_mut()).await,
    };
    if received.is_err() || accepted {
        return (reply, received);
    }
    let body = reply.body.as_deref().unwrap_or_default();
    let error = refusal(reply.status, &reply.headers, body);
    (reply, Err(error))
}

async fn receive_file(
    path: &std::path::Path,
    whole: bool,
    headers: &HeaderMap,
    body: &mut (dyn Incoming + 'static),
) -> Result<(), Error> {
    let mut file = Download::open(path).await?;
    let mut crc = whole.then(Crc64::new);
    while let Some(piece) = body.chunk().await? {
        if let Some(crc) = &mut crc {
            crc.update(&piece);
        }
        file.write(piece).await?;
    }
    integrity::compare(integrity::stated(headers), crc.map(|crc| crc.value()))?;
    file.finish().await
}

async fn receive_bytes(
    operation: &Operation,
    whole: bool,
    accepted: bool,
    reply: &mut Reply,
    body: &mut (dyn Incoming + 'static),
) -> Result<(), Error> {
    // An object flows for as long as it takes; documents and empty replies have the whole timeout once.
    if !accepted || operation.reply == ReplyKind::Xml || operation.method != Method::GET {
        body.limit_total();
    }
    let mut gathered = Gathered::default();
    let received = gathered.fill(&reply.headers, body).await;
    let bytes = gathered.into_bytes();
    reply.size = bytes.len() as u64;
    if let Err(error) = received {
        reply.body = Some(bytes);
        return Err(error);
    }
    if whole {
        integrity::compare(integrity::stated(&reply.headers), Some(crc64::checksum(&bytes)))?;
    }
    let bytes = inflate(&reply.headers, bytes).await?;
    if accepted && operation.reply == ReplyKind::Xml {
        reply.document = Some(xml::to_json(&bytes)?);
    }
    reply.body = Some(bytes);
    Ok(())
}

/// A body in memory: the one piece that a small body is, or a copy of all of them.
#[derive(Debug, Default)]
struct Gathered {
    first: Option<Bytes>,
    rest: BytesMut,
}

impl Gathered {
    async fn fill(&mut self, headers: &HeaderMap, body: &mut (dyn Incoming + 'static)) -> Result<(), Error> {
        while let Some(piece) = body.chunk().await? {
            match self.first.take() {
                None if self.rest.is_empty() => self.first = Some(piece),
                None => self.rest.extend_from_slice(&piece),
                Some(first) => {
                    self.rest.reserve(claimed_length(headers).max(first.len() + piece.len()));
                    self.rest.extend_from_slice(&first);
                    self.rest.extend_from_slice(&piece);
                }
            }
        }
        Ok(())
    }

    fn into_bytes(self) -> Bytes {
        self.first.unwrap_or_else(|| self.rest.freeze())
    }
}

fn claimed_length(headers: &HeaderMap) -> usize {
    let length = headers.get(http::header::CONTENT_LENGTH).and_then(|value| value.to_str().ok());
    length.and_then(|length| length.parse().ok()).unwrap_or(0).min(BELIEVED_LENGTH)
}
