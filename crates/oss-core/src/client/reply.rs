//! Receives a reply: into memory or a file, checked, inflated, and read where it is a document.

use std::path::Path;

use bytes::{Bytes, BytesMut};
use http::{HeaderMap, Method, StatusCode};

use super::budget::Budget;
use super::call::Call;
use super::download::Download;
use super::inflate::inflate;
use super::integrity;
use super::outcome::Reply;
use super::refusal::refusal;
use super::resume::{Continuation, Head, Rest, go_on};
use super::stream::ReplyStream;
use crate::crc64::{self, Crc64};
use crate::error::Error;
use crate::operation::ReplyKind;
use crate::transport::{Exchange, Incoming};
use crate::xml;

/// A claimed length up to here is believed before the bytes are there.
const BELIEVED_LENGTH: usize = 64 * 1024 * 1024;

/// Receives the rest of an exchange.
///
/// The reply is given even when the body broke off, with what came.
pub(super) async fn receive(
    call: Call<'_>,
    check: bool,
    mut exchange: Exchange,
    budget: &mut Budget,
) -> (Reply, Result<(), Error>) {
    let operation = call.operation;
    if !operation.accepts(exchange.status) {
        return refused(exchange).await;
    }
    let whole = check && integrity::is_whole_object(operation, exchange.status);
    let mut reply = head(&mut exchange);
    if operation.reply == ReplyKind::Stream {
        let stated = integrity::stated(&reply.headers).filter(|_| whole);
        let continuation = Continuation::new(call, &reply, budget);
        reply.stream = Some(ReplyStream::new(exchange.body, stated, continuation));
        return (reply, Ok(()));
    }
    let target = call.options.target.as_deref().filter(|_| operation.reply == ReplyKind::File);
    let body = Pieces { body: exchange.body, received: 0, rest: None, call, budget };
    let received = match target {
        Some(_) if exchange.status == StatusCode::NOT_MODIFIED => Ok(()),
        Some(path) => receive_file(path, whole, Head::of(&reply), body).await,
        None => receive_bytes(whole, &mut reply, body).await,
    };
    (reply, received)
}

/// Receives a reply that the operation does not accept, and reads the error in it.
pub(super) async fn refused(mut exchange: Exchange) -> (Reply, Result<(), Error>) {
    let mut reply = head(&mut exchange);
    exchange.body.limit_total();
    let mut gathered = Gathered::default();
    let received = loop {
        match exchange.body.chunk().await {
            Ok(Some(piece)) => gathered.push(&reply.headers, piece),
            Ok(None) => break Ok(()),
            Err(error) => break Err(error),
        }
    };
    let bytes = gathered.into_bytes();
    reply.size = bytes.len() as u64;
    let bytes = match received {
        Ok(()) => inflate(&reply.headers, bytes).await,
        Err(error) => {
            reply.body = Some(bytes);
            return (reply, Err(error));
        }
    };
    let read = bytes.map(|bytes| {
        let error = refusal(reply.status, &reply.headers, &bytes);
        reply.body = Some(bytes);
        error
    });
    let error = read.unwrap_or_else(|error| error);
    (reply, Err(error))
}

/// What the head of a reply says.
pub(super) fn head(exchange: &mut Exchange) -> Reply {
    let reason = exchange.reason.take();
    Reply {
        status: exchange.status,
        reason: reason.unwrap_or_else(|| exchange.status.canonical_reason().unwrap_or("").to_string()),
        headers: std::mem::take(&mut exchange.headers),
        connection: exchange.connection,
        body: None,
        size: 0,
        document: None,
        stream: None,
    }
}

/// A body as it comes, over as many connections as it takes.
struct Pieces<'a> {
    body: Box<dyn Incoming>,
    /// How many bytes have come.
    received: usize,
    /// What is still to come, once it has broken off.
    rest: Option<Rest>,
    call: Call<'a>,
    budget: &'a mut Budget,
}

impl Pieces<'_> {
    async fn next(&mut self, head: Head<'_>) -> Result<Option<Bytes>, Error> {
        loop {
            let error = match self.body.chunk().await {
                Ok(piece) => {
                    let length = piece.as_ref().map_or(0, Bytes::len);
                    self.received += length;
                    if let Some(rest) = &mut self.rest {
                        rest.took(length);
                    }
                    return Ok(piece);
                }
                Err(error) => error,
            };
            // Whoever wants to be asked is asked about whole attempts.
            if self.rest.is_none() && self.call.options.consent.is_none() {
                self.rest = Rest::of(self.call.operation, head);
                if let Some(rest) = &mut self.rest {
                    rest.took(self.received);
                }
            }
            let Some(rest) = &mut self.rest else { return Err(error) };
            self.body = go_on(self.call, self.budget, rest, error).await?;
        }
    }
}

async fn receive_file(path: &Path, whole: bool, head: Head<'_>, mut body: Pieces<'_>) -> Result<(), Error> {
    let mut file = Download::open(path).await?;
    let mut crc = whole.then(Crc64::new);
    while let Some(piece) = body.next(head).await? {
        if !file.can_start_anew() {
            body.budget.exhaust();
        }
        if let Some(crc) = &mut crc {
            crc.update(&piece);
        }
        file.write(piece).await?;
    }
    integrity::compare(integrity::stated(head.headers), crc.map(|crc| crc.value()))?;
    file.finish().await
}

async fn receive_bytes(whole: bool, reply: &mut Reply, mut body: Pieces<'_>) -> Result<(), Error> {
    let operation = body.call.operation;
    // An object flows for as long as it takes; documents and empty replies have the whole timeout once.
    if operation.reply == ReplyKind::Xml || operation.method != Method::GET {
        body.body.limit_total();
    }
    let mut gathered = Gathered::default();
    let received = loop {
        match body.next(Head::of(reply)).await {
            Ok(Some(piece)) => gathered.push(&reply.headers, piece),
            Ok(None) => break Ok(()),
            Err(error) => break Err(error),
        }
    };
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
    if operation.reply == ReplyKind::Xml {
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
    fn push(&mut self, headers: &HeaderMap, piece: Bytes) {
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

    fn into_bytes(self) -> Bytes {
        self.first.unwrap_or_else(|| self.rest.freeze())
    }
}

fn claimed_length(headers: &HeaderMap) -> usize {
    let length = headers.get(http::header::CONTENT_LENGTH).and_then(|value| value.to_str().ok());
    length.and_then(|length| length.parse().ok()).unwrap_or(0).min(BELIEVED_LENGTH)
}
