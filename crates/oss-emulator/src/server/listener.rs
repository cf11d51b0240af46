//! Accepts connections until told to stop.

use std::sync::Arc;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinSet;

use super::connection;
use crate::admin;
use crate::metadata;
use crate::state::Server;

/// How long to wait when the system has no descriptors left, instead of spinning.
const ACCEPT_PAUSE: Duration = Duration::from_millis(20);

/// What a listener serves.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Service {
    /// OSS and STS.
    Cloud,
    /// The admin address.
    Admin,
    /// The metadata service.
    Metadata,
}

/// Accepts until `stop` changes or its sender is gone, then drops every open connection.
pub(crate) async fn run(
    listener: TcpListener,
    service: Service,
    server: Arc<Server>,
    mut stop: watch::Receiver<bool>,
) {
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            _ = stop.changed() => break,
            accepted = listener.accept() => match accepted {
                Ok((socket, peer)) => {
                    let server = Arc::clone(&server);
                    match service {
                        Service::Cloud => connections.spawn(connection::serve(server, socket, peer)),
                        Service::Admin => connections.spawn(admin::serve(server, socket)),
                        Service::Metadata => connections.spawn(metadata::serve(server, socket)),
                    };
                }
                Err(_) => tokio::time::sleep(ACCEPT_PAUSE).await,
            },
            Some(_) = connections.join_next() => {}
        }
    }
    server.fetches.clear();
    connections.shutdown().await;
}
