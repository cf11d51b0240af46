//! Sink server and plain Rust clients for the benchmarks.
//!
//! `bench-native sink` answers like OSS and does no work; `bench-native floor` is the least a client can cost.
//! Both print JSON lines on standard output and are driven by `benchmark/run.js`.

mod answers;
mod canned;
mod clock;
mod floor;
mod objects;
mod pattern;
mod sink;

use std::error::Error;
use std::io::Write;
use std::process::ExitCode;

use clap::Parser;

#[derive(Parser)]
#[command(about = "Sink server and plain Rust clients for the benchmarks")]
enum Command {
    /// Serves on loopback until standard input ends; each line read there is answered with the counts so far
    Sink(sink::Options),
    /// Drives a sink with plain hyper or reqwest for a while and prints what it cost
    Floor(floor::Options),
}

fn main() -> ExitCode {
    let done = match Command::parse() {
        Command::Sink(options) => sink::run(&options),
        Command::Floor(options) => floor::run(&options),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Nothing is left to tell if standard error is gone.
            let _ = writeln!(std::io::stderr(), "bench-native: {error}");
            ExitCode::FAILURE
        }
    }
}

/// What ends a subcommand early; shown to the person who runs it.
type Failure = Box<dyn Error + Send + Sync>;

/// Prints one line of JSON and flushes it, since the reader waits for it on a pipe.
fn print_line(json: &str) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{json}")?;
    out.flush()
}
