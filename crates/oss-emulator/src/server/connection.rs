//! Serves one connection until either side ends it.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::TcpStream;

use super::stream::Stream;
use crate::pipeline;
use crate::state::Server;

/// A head must be complete within this time, and a kept-alive connection sees its next request within it.
const HEAD_TIMEOUT: Duration = Duration::from_secs(60);
/// Longest request line and headers together.
const MAX_HEAD_SIZE: usize = 64 * 1024;

/// Serves HTTP/1.1 on a socket. When the client goes away, the request that was being answered is dropped with it.
pub(crate) async fn serve(server: Arc<Server>, socket: TcpStream, peer: SocketAddr) {
    // A failure leaves replies waiting for acknowledgements: slower, never wrong.
    let _ = socket.set_nodelay(true);
    let registered = server.connections.open();
    let control = Arc::clone(&registered.control);
    let stream = TokioIo::new(Stream::new(socket, Arc::clone(&control)));
    let handler = {
        let (server, control) = (Arc::clone(&server), Arc::clone(&control));
        service_fn(move |request| pipeline::serve(Arc::clone(&server), Arc::clone(&control), peer, request))
    };
    // hyper reports every way in which a client can end a connection as an error; none of them is ours to handle.
    let _ = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_TIMEOUT)
        .max_header_size(MAX_HEAD_SIZE)
        .serve_connection(stream, handler)
        .await;
}
