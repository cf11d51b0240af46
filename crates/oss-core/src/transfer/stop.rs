//! How the caller of a transfer gives it up.

use tokio::sync::watch;

/// A switch that is thrown once. Clones share it.
#[derive(Debug, Clone)]
pub struct Stop(watch::Sender<bool>);

impl Default for Stop {
    fn default() -> Self {
        Self(watch::Sender::new(false))
    }
}

impl Stop {
    /// Gives the transfer up: its connections are closed, and what it began in the service is removed unless it is to be
    /// kept.
    pub fn stop(&self) {
        self.0.send_replace(true);
    }

    /// Whether it has been thrown.
    pub(super) fn is_stopped(&self) -> bool {
        *self.0.borrow()
    }

    /// Ends once the transfer has been given up.
    pub(super) async fn stopped(&self) {
        let mut thrown = self.0.subscribe();
        // `self` is a sender, so the channel is open.
        let _ = thrown.wait_for(|thrown| *thrown).await;
    }
}
