//! `oss-emulator`: the emulator as a program.

mod descriptors;

use std::io::{IsTerminal, Write};
use std::net::IpAddr;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use clap::Parser;
use oss_emulator::config::Config;
use oss_emulator::{Emulator, Metadata, Storage, Tls};
use serde_json::json;
use tokio::io::AsyncReadExt;

/// How many turns of tasks pass at most before the sockets are looked at again.
const EVENT_INTERVAL: u32 = 7;

/// Strict emulator of Alibaba Cloud OSS and STS. Prints one line of JSON with its addresses, and stops when its standard
/// input ends or on SIGINT or SIGTERM.
#[derive(Debug, Parser)]
#[command(version)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
struct Arguments {
    /// Address to listen at.
    #[arg(long, default_value = "127.0.0.1")]
    host: IpAddr,
    /// Port to listen at; 0 takes a free one.
    #[arg(long, default_value_t = 0)]
    port: u16,
    /// Open the admin address on this port; 0, or no value, takes a free one.
    #[arg(long, num_args = 0..=1, default_missing_value = "0")]
    admin_port: Option<u16>,
    /// Open the metadata service of an ECS instance on this port; 0, or no value, takes a free one.
    #[arg(long, num_args = 0..=1, default_missing_value = "0")]
    metadata_port: Option<u16>,
    /// The role that is attached to the instance, instead of the first of the accounts.
    #[arg(long, value_name = "ARN", requires = "metadata_port")]
    metadata_role: Option<String>,
    /// How long the credentials of the instance are good for.
    #[arg(long, value_name = "SECONDS", requires = "metadata_port")]
    metadata_seconds: Option<u32>,
    /// Answer metadata requests without a token too (IMDSv1).
    #[arg(long, requires = "metadata_port")]
    metadata_v1: bool,
    /// Region of hosts that state none, instead of the first of the configuration.
    #[arg(long)]
    region: Option<String>,
    /// TOML or JSON file with accounts, users, roles, buckets and domains.
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Keep buckets and objects in this directory, across restarts and crashes, instead of in memory.
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// Throw the bytes of objects away and give back others of the same length and CRC-64; for measuring clients.
    #[arg(long, conflicts_with = "data")]
    discard: bool,
    /// Serve TLS too, on the same port, with a certificate made at the start unless one is given.
    #[arg(long)]
    tls: bool,
    /// PEM file of the certificate for TLS, perhaps a chain.
    #[arg(long, value_name = "FILE", requires = "tls_key")]
    tls_cert: Option<PathBuf>,
    /// PEM file of its key.
    #[arg(long, value_name = "FILE", requires = "tls_cert")]
    tls_key: Option<PathBuf>,
    /// Write the authority of the certificate that is made, which clients have to trust, to this PEM file.
    #[arg(long, value_name = "FILE", requires = "tls", conflicts_with = "tls_cert")]
    tls_ca: Option<PathBuf>,
    /// How long a client may take for a head or for the next piece of a body, and be idle.
    #[arg(long, value_name = "SECONDS", default_value_t = 60, value_parser = clap::value_parser!(u64).range(1..))]
    timeout: u64,
    /// Write one line to a request on standard error.
    #[arg(long)]
    access_log: bool,
    /// Do not stop when standard input ends. It is not watched either when it is a terminal.
    #[arg(long)]
    no_stdin: bool,
}

type Problem = Box<dyn std::error::Error>;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            let causes = std::iter::successors(Some(problem.as_ref()), |error| error.source());
            let text: Vec<String> = causes.map(ToString::to_string).collect();
            // A closed standard error leaves the exit code to speak.
            let _ = writeln!(std::io::stderr(), "oss-emulator: {}", text.join(": "));
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> Result<(), Problem> {
    // Hashing a piece of a large body takes milliseconds. The default interval of 61 such turns between two looks at the
    // sockets would make small requests wait for all of them.
    let runtime =
        tokio::runtime::Builder::new_multi_thread().event_interval(EVENT_INTERVAL).enable_all().build()?;
    let result = runtime.block_on(serve(arguments));
    // A thread may still wait for standard input, which cannot be interrupted.
    runtime.shutdown_background();
    result
}

async fn serve(arguments: &Arguments) -> Result<(), Problem> {
    descriptors::raise_limit();
    // Before the line is printed: who reads it may send a signal at once.
    let mut signals = Signals::listen()?;
    let emulator = start(arguments).await?;
    if let (Some(path), Some(authority)) = (&arguments.tls_ca, emulator.certificate()) {
        std::fs::write(path, authority).map_err(|e| format!("{}: {e}", path.display()))?;
    }
    announce(&emulator)?;
    let watch_stdin = !arguments.no_stdin && !std::io::stdin().is_terminal();
    tokio::select! {
        () = signals.stop() => {}
        () = end_of_stdin(), if watch_stdin => {}
    }
    emulator.stop().await;
    Ok(())
}

async fn start(arguments: &Arguments) -> Result<Emulator, Problem> {
    let mut builder = Emulator::builder().host(arguments.host).port(arguments.port);
    builder = builder.patience(Duration::from_secs(arguments.timeout));
    if let (Some(chain), Some(key)) = (&arguments.tls_cert, &arguments.tls_key) {
        builder = builder.tls(Tls::read(chain, key)?);
    } else if arguments.tls {
        builder = builder.tls(Tls::made());
    }
    if let Some(port) = arguments.admin_port {
        builder = builder.admin_port(port);
    }
    if let Some(port) = arguments.metadata_port {
        let usual = Metadata::default();
        builder = builder.metadata(Metadata {
            port,
            role: arguments.metadata_role.clone(),
            seconds: arguments.metadata_seconds.unwrap_or(usual.seconds),
            allow_v1: arguments.metadata_v1,
        });
    }
    if let Some(region) = &arguments.region {
        builder = builder.region(region);
    }
    if let Some(path) = &arguments.config {
        builder = builder.config(Config::read(path)?);
    }
    if let Some(directory) = &arguments.data {
        builder = builder.storage(Storage::Directory(directory.clone()));
    }
    if arguments.discard {
        builder = builder.storage(Storage::Discard);
    }
    if arguments.access_log {
        builder = builder.access_log();
    }
    Ok(builder.start().await?)
}

fn announce(emulator: &Emulator) -> std::io::Result<()> {
    let address = emulator.address();
    let line = json!({
        "address": address,
        "port": address.port(),
        "admin": emulator.admin_address(),
        "metadata": emulator.metadata_address(),
        "region": emulator.region(),
    });
    let mut out = std::io::stdout().lock();
    writeln!(out, "{line}")?;
    out.flush()
}

async fn end_of_stdin() {
    let mut scrap = [0; 1024];
    let mut stdin = tokio::io::stdin();
    // What is written to it means nothing; an error ends it like its end.
    while stdin.read(&mut scrap).await.is_ok_and(|count| count > 0) {}
}

/// The signals that stop the program, SIGINT and SIGTERM.
#[cfg(unix)]
struct Signals {
    interrupt: tokio::signal::unix::Signal,
    terminate: tokio::signal::unix::Signal,
}

#[cfg(unix)]
impl Signals {
    fn listen() -> std::io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Self { interrupt: signal(SignalKind::interrupt())?, terminate: signal(SignalKind::terminate())? })
    }

    async fn stop(&mut self) {
        tokio::select! {
            _ = self.interrupt.recv() => {}
            _ = self.terminate.recv() => {}
        }
    }
}

/// The signal that stops the program, Ctrl-C.
#[cfg(windows)]
struct Signals(tokio::signal::windows::CtrlC);

#[cfg(windows)]
impl Signals {
    fn listen() -> std::io::Result<Self> {
        tokio::signal::windows::ctrl_c().map(Self)
    }

    async fn stop(&mut self) {
        self.0.recv().await;
    }
}
