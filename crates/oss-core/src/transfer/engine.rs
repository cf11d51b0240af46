//! What all transfers have in common: the way to the service, and how far and how fast they may go.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use super::budget::Purse;
use super::failure::Failure;
use super::progress::Meter;
use super::stop::Stop;
use crate::client::{Body, CallOptions, Client, Outcome};
use crate::error::Error;
use crate::operation::Operation;
use crate::transport::{Timeouts, Transport};

/// A future that a [`Host`] gives back.
pub type Answer<'a, T> = Pin<Box<dyn Future<Output = Result<T, Error>> + Send + 'a>>;

/// What a request needs.
#[derive(Debug)]
pub struct Ready {
    /// With a credential that can be used.
    pub client: Arc<Client>,
    /// What sends the request in place of the client's own transport.
    pub transport: Option<Arc<dyn Transport>>,
    /// Unix time in milliseconds.
    pub now_ms: i64,
}

/// Who has the client that a transfer uses. It may change between two requests, and so may its credential.
pub trait Host: Send + Sync + std::fmt::Debug {
    /// What the next request needs.
    fn ready(&self) -> Answer<'_, Ready>;

    /// The service has refused the credential of a request that was signed at `now_ms`, with this code. Whether there is
    /// another one now.
    fn refused<'a>(&'a self, code: &'a str, now_ms: i64) -> Answer<'a, bool>;
}

/// Where an object is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Bucket; `None` where the endpoint is the domain of one.
    pub bucket: Option<String>,
    /// Key.
    pub key: String,
}

/// How a transfer goes about it.
#[derive(Debug, Clone, Copy)]
pub struct Settings {
    /// Bytes of a part, 100 KiB to 5 GiB; `None` lets the size of the object decide.
    pub part_size: Option<u64>,
    /// Parts under way at the same time.
    pub parallel: usize,
    /// Compare the CRC-64 of the whole with that of the service.
    pub crc64: bool,
    /// Phase limits of each request.
    pub timeouts: Timeouts,
}

/// One transfer's way to the service.
#[derive(Debug)]
pub struct Engine {
    host: Arc<dyn Host>,
    pub(super) meter: Arc<Meter>,
    pub(super) stop: Stop,
    pub(super) settings: Settings,
    pub(super) purse: Purse,
}

impl Engine {
    /// An engine for one transfer, which counts its bytes in `meter` and ends early when `stop` says so.
    pub fn new(host: Arc<dyn Host>, settings: Settings, meter: Arc<Meter>, stop: Stop) -> Self {
        Self { host, meter, stop, settings, purse: Purse::default() }
    }

    /// Carries out an operation; once more if its credential was refused and there is another.
    pub(super) async fn execute(
        &self,
        operation: Operation,
        body: impl Fn() -> Body + Send + Sync,
    ) -> Result<Outcome, Failure> {
        let mut refreshed = false;
        loop {
            let Ready { client, transport, now_ms } = self.host.ready().await?;
            let call = CallOptions::new(self.settings.timeouts);
            // In a box: futures that wait for it stay small.
            let outcome = match transport {
                None => Box::pin(client.execute(operation.clone(), body(), call, now_ms)).await,
                Some(transport) => {
                    Box::pin(client.execute_through(transport, operation.clone(), body(), call, now_ms)).await
                }
            };
            let Some(error) = &outcome.error else { return Ok(outcome) };
            let code = error.as_service().and_then(|service| service.code.clone());
            match code {
                Some(code) if !refreshed && self.host.refused(&code, now_ms).await? => refreshed = true,
                _ => return Err(Failure::of(outcome)),
            }
        }
    }
}

/// A header of the reply to an operation that succeeded.
pub(super) fn header<'a>(outcome: &'a Outcome, name: &str) -> Option<&'a str> {
    outcome.reply.as_ref()?.headers.get(name)?.to_str().ok()
}

/// The CRC-64 that the service states of an object or a part.
pub(super) fn stated_crc64(outcome: &Outcome) -> Option<u64> {
    header(outcome, "x-oss-hash-crc64ecma")?.trim().parse().ok()
}

/// The document of a reply.
pub(super) fn document(outcome: &Outcome) -> serde_json::Value {
    let text = outcome.reply.as_ref().and_then(|reply| reply.document.as_deref());
    text.and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default()
}

/// Puts what is to be told of a transfer into its last outcome, as its document.
pub(super) fn with_summary(mut outcome: Outcome, summary: &serde_json::Value) -> Outcome {
    if let Some(reply) = &mut outcome.reply {
        reply.document = Some(summary.to_string());
    }
    outcome
}

/// Runs what may block on the threads for that.
pub(super) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Error> {
    tokio::task::spawn_blocking(work).await.map_err(Error::internal)
}
