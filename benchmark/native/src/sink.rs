//! The server of the benchmarks: hyper on one thread, as little as possible beside it.

use std::io::BufRead;
use std::net::Ipv4Addr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use clap::Args;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::net::TcpListener;
use tokio::sync::oneshot;

use crate::answers::Answers;
use crate::{Failure, print_line};

/// What the sink is told on its command line.
#[derive(Args)]
pub(crate) struct Options {
    /// Port on 127.0.0.1; 0 takes a free one
    #[arg(long, default_value_t = 0)]
    port: u16,
}

/// Serves until standard input ends. The first line printed is `{"port":N}`.
pub(crate) fn run(options: &Options) -> Result<(), Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build()?;
    runtime.block_on(async {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, options.port)).await?;
        let answers = Answers::new();
        let connections = Arc::new(AtomicU64::new(0));
        print_line(&format!("{{\"port\":{}}}", listener.local_addr()?.port()))?;
        let stopped = follow_stdin(Arc::clone(&answers), Arc::clone(&connections));
        tokio::select! {
            ended = serve(&listener, &answers, &connections) => ended,
            _ = stopped => Ok(()),
        }
    })
}

async fn serve(
    listener: &TcpListener,
    answers: &Arc<Answers>,
    connections: &AtomicU64,
) -> Result<(), Failure> {
    loop {
        let (stream, _) = listener.accept().await?;
        stream.set_nodelay(true)?;
        connections.fetch_add(1, Ordering::Relaxed);
        let answers = Arc::clone(answers);
        tokio::spawn(async move {
            let service = service_fn(|request| answers.answer(request));
            // A client that closes in the middle is the client's affair.
            let _ = http1::Builder::new().serve_connection(TokioIo::new(stream), service).await;
        });
    }
}

/// Answers each line on standard input with the counts so far. The receiver fires when the input ends, so a sink
/// does not outlive the process that started it.
fn follow_stdin(answers: Arc<Answers>, connections: Arc<AtomicU64>) -> oneshot::Receiver<()> {
    let (stop, stopped) = oneshot::channel::<()>();
    std::thread::spawn(move || {
        for line in std::io::stdin().lock().lines() {
            let counts = format!(
                "{{\"requests\":{},\"received\":{},\"connections\":{}}}",
                answers.requests(),
                answers.received(),
                connections.load(Ordering::Relaxed)
            );
            if line.is_err() || print_line(&counts).is_err() {
                break;
            }
        }
        drop(stop);
    });
    stopped
}
