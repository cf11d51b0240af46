//! Plain Rust clients: connections, HTTP/1.1 and files, and no signature, checksum or result to build.

mod bodies;
mod client;

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use clap::{Args, ValueEnum};

use self::client::Client;
use crate::{Failure, clock, print_line};

/// What to do, how often and for how long.
#[derive(Args)]
pub(crate) struct Options {
    /// Port of the sink on 127.0.0.1
    #[arg(long)]
    port: u16,
    /// What sends
    #[arg(long, value_enum, default_value = "hyper")]
    client: Kind,
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
    /// Measured calls, instead of a time
    #[arg(long)]
    calls: Option<u64>,
    /// Time before that, not measured
    #[arg(long, default_value_t = 0.2)]
    warm_up: f64,
    /// The file that is sent or written
    #[arg(long, required_if_eq_any([("operation", "put-file"), ("operation", "get-file")]))]
    file: Option<PathBuf>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Kind {
    Hyper,
    Reqwest,
}

#[derive(Clone, Copy, PartialEq, ValueEnum)]
enum Operation {
    Put,
    Get,
    PutFile,
    GetFile,
}

/// When a loop of calls is over.
#[derive(Clone, Copy)]
enum End {
    At(Instant),
    After(u64),
}

/// Runs on one thread and prints `{"ops":N,"wallUs":N,"cpuUs":N|null,"peakBytes":N|null}`.
pub(crate) fn run(options: &Options) -> Result<(), Failure> {
    let warm_up = Duration::try_from_secs_f64(options.warm_up)?;
    let measured = Duration::try_from_secs_f64(options.seconds)?;
    let client = Arc::new(Client::new(options)?);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().enable_time().build()?;
    runtime.block_on(async {
        if options.calls.is_none() {
            keep_in_flight(&client, options.in_flight, End::At(clock::now() + warm_up)).await?;
        }
        let (wall, cpu) = (clock::now(), clock::cpu());
        let end = options.calls.map_or(End::At(wall + measured), End::After);
        let ops = keep_in_flight(&client, options.in_flight, end).await?;
        let (wall, after) = (clock::now() - wall, clock::cpu());
        let cpu = cpu.zip(after).map(|(before, after)| after.saturating_sub(before).as_micros());
        print_line(&format!(
            "{{\"ops\":{ops},\"wallUs\":{},\"cpuUs\":{},\"peakBytes\":{}}}",
            wall.as_micros(),
            number(cpu),
            number(clock::peak_bytes()),
        ))?;
        Ok(())
    })
}

fn number(value: Option<impl ToString>) -> String {
    value.map_or_else(|| "null".to_owned(), |value| value.to_string())
}

/// Keeps `in_flight` calls running until `end` and says how many were completed.
async fn keep_in_flight(client: &Arc<Client>, in_flight: usize, end: End) -> Result<u64, Failure> {
    let started = Arc::new(AtomicU64::new(0));
    let done = Arc::new(AtomicU64::new(0));
    let lanes: Vec<_> = (0..in_flight)
        .map(|_| {
            let (client, started, done) = (Arc::clone(client), Arc::clone(&started), Arc::clone(&done));
            tokio::spawn(async move {
                loop {
                    let index = started.fetch_add(1, Ordering::Relaxed);
                    let over = match end {
                        End::At(time) => clock::now() >= time,
                        End::After(calls) => index >= calls,
                    };
                    if over {
                        return Ok::<(), Failure>(());
                    }
                    client.call().await?;
                    done.fetch_add(1, Ordering::Relaxed);
                }
            })
        })
        .collect();
    for lane in lanes {
        lane.await??;
    }
    Ok(done.load(Ordering::Relaxed))
}
