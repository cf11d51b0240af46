//! Serves one connection until either side ends it.

use std::net::SocketAddr;
use std::sync::Arc;

use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::TcpStream;
use tokio::time::timeout;

use super::framing::MAX_HEAD;
use super::socket::Socket;
use super::stream::Stream;
use crate::pipeline;
use crate::state::Server;

/// Serves HTTP/1.1 on a socket. When the client goes away, the request that was being answered is dropped with it.
pub(crate) async fn serve(server: Arc<Server>, socket: TcpStream, peer: SocketAddr) {
    // A failure leaves replies waiting for acknowledgements: slower, never wrong.
    let _ = socket.set_nodelay(true);
    let registered = server.connections.open();
    let control = Arc::clone(&registered.control);
    let patience = server.settings.patience;
    let socket = match &server.tls {
        None => Socket::Plain(socket),
        Some(tls) => match timeout(patience, Socket::accept(socket, &tls.config)).await {
            Ok(Ok(socket)) => socket,
            // The client left, took too long, or does not trust the certificate.
            _ => return,
        },
    };
    control.set_secure(socket.is_secure());
    let stream = TokioIo::new(Stream::new(socket, Arc::clone(&control)));
    let handler = {
        let (server, control) = (Arc::clone(&server), Arc::clone(&control));
        service_fn(move |request| pipeline::serve(Arc::clone(&server), Arc::clone(&control), peer, request))
    };
    let mut connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(patience)
        .max_header_size(MAX_HEAD)
        .serve_connection(stream, handler);
    // hyper reports every way in which a client can end a connection as an error; of these one is ours to handle.
    if (&mut connection).await.is_err_and(|error| error.is_timeout()) {
        connection.into_parts().io.into_inner().give_up_on_head().await;
    }
}
