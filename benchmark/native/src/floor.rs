//! Bare hyper as a client: the connection pool and HTTP/1.1, and no signature, checksum or result to build.

use std::net::Ipv4Addr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use bytes::Bytes;
use clap::{Args, ValueEnum};
use http_body_util::{BodyExt, Full};
use hyper::{Method, Request, Uri};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;

use crate::pattern::Repeated;
use crate::{Failure, clock, pattern, print_line};

/// What to do, how often and for how long.
#[derive(Args)]
pub(crate) struct Options {
    /// Port of the sink on 127.0.0.1
    #[arg(long)]
    port: u16,
    /// What to measure
    #[arg(long, value_enum)]
    operation: Operation,
    /// Bytes per object
    #[arg(long, default_value_t = 1024)]
    size: u64,
    /// Calls that run at the same time
    #[arg(long, default_value_t = 32)]
    in_flight: usize,
    /// Measured time
    #[arg(long, default_value_t = 1.0)]
    seconds: f64,
    /// Time before that, not measured
    #[arg(long, default_value_t = 0.2)]
    warm_up: f64,
}

#[derive(Clone, Copy, ValueEnum)]
enum Operation {
    Put,
    Get,
}

/// Runs on one thread and prints `{"ops":N,"wallUs":N,"cpuUs":N|null}`.
pub(crate) fn run(options: &Options) -> Result<(), Failure> {
    let warm_up = Duration::try_from_secs_f64(options.warm_up)?;
    let measured = Duration::try_from_secs_f64(options.seconds)?;
    let worker = Arc::new(Worker::new(options)?);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build()?;
    runtime.block_on(async {
        worker.keep_in_flight(options.in_flight, clock::now() + warm_up).await?;
        let (wall, cpu) = (clock::now(), clock::cpu());
        let ops = worker.keep_in_flight(options.in_flight, wall + measured).await?;
        let (wall, after) = (clock::now() - wall, clock::cpu());
        let cpu = match (cpu, after) {
            (Some(before), Some(after)) => after.saturating_sub(before).as_micros().to_string(),
            _ => "null".to_owned(),
        };
        print_line(&format!("{{\"ops\":{ops},\"wallUs\":{},\"cpuUs\":{cpu}}}", wall.as_micros()))?;
        Ok(())
    })
}

struct Worker {
    client: Client<HttpConnector, Full<Bytes>>,
    method: Method,
    uri: Uri,
    body: Bytes,
    expected: u64,
}

impl Worker {
    fn new(options: &Options) -> Result<Self, Failure> {
        let mut connector = HttpConnector::new();
        connector.set_nodelay(true);
        let (method, body, expected) = match options.operation {
            Operation::Put => (Method::PUT, content(options.size), 0),
            Operation::Get => (Method::GET, Bytes::new(), options.size),
        };
        Ok(Self {
            client: Client::builder(TokioExecutor::new()).build(connector),
            method,
            uri: format!("http://{}:{}/bench/object/{}", Ipv4Addr::LOCALHOST, options.port, options.size)
                .parse()?,
            body,
            expected,
        })
    }

    /// Keeps `in_flight` calls running until `end` and says how many were completed.
    async fn keep_in_flight(self: &Arc<Self>, in_flight: usize, end: Instant) -> Result<u64, Failure> {
        let ops = Arc::new(AtomicU64::new(0));
        let lanes: Vec<_> = (0..in_flight)
            .map(|_| {
                let (worker, ops) = (Arc::clone(self), Arc::clone(&ops));
                tokio::spawn(async move {
                    while clock::now() < end {
                        worker.call().await?;
                        ops.fetch_add(1, Ordering::Relaxed);
                    }
                    Ok::<(), Failure>(())
                })
            })
            .collect();
        for lane in lanes {
            lane.await??;
        }
        Ok(ops.load(Ordering::Relaxed))
    }

    async fn call(&self) -> Result<(), Failure> {
        let request = Request::builder()
            .method(self.method.clone())
            .uri(self.uri.clone())
            .body(Full::new(self.body.clone()))?;
        let response = self.client.request(request).await?;
        let status = response.status();
        let mut body = response.into_body();
        let mut size = 0;
        while let Some(frame) = body.frame().await {
            size += frame?.data_ref().map_or(0, |data| data.len() as u64);
        }
        if !status.is_success() || size != self.expected {
            return Err(format!("the sink answered {status} with {size} bytes").into());
        }
        Ok(())
    }
}

fn content(size: u64) -> Bytes {
    let mut body = Repeated::new(pattern::block(), size);
    let mut slices = Vec::new();
    while let Some(slice) = body.next_slice() {
        slices.push(slice);
    }
    match slices.as_slice() {
        [one] => one.clone(),
        many => many.concat().into(),
    }
}
