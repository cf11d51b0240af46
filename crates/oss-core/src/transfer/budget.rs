//! The memory that all transfers of the process share.

use std::sync::Arc;

use tokio::sync::{OwnedSemaphorePermit, Semaphore, SemaphorePermit};

/// KiB for the parts that are under way, beside one part of each transfer.
const SHARED_KIB: u32 = 12 * 1024;

/// What a part costs whose bytes are not held: the blocks between its file and its socket.
pub(super) const PASSING: u64 = 512 * 1024;

static SHARED: Semaphore = Semaphore::const_new(SHARED_KIB as usize);

/// What one transfer may use: its own place for one part, so that none waits for others for ever, and what is left of
/// what all share.
#[derive(Debug)]
pub(super) struct Purse(Arc<Semaphore>);

/// Memory that a part may use until this is dropped.
#[derive(Debug)]
pub(super) enum Claim {
    Own { _permit: OwnedSemaphorePermit },
    Shared { _permit: SemaphorePermit<'static> },
}

impl Default for Purse {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(1)))
    }
}

impl Purse {
    /// Waits until a part may use so many bytes. One that is larger than all there is takes all of it.
    pub(super) async fn claim(&self, bytes: u64) -> Option<Claim> {
        let kib = u32::try_from(bytes.div_ceil(1024)).map_or(SHARED_KIB, |kib| kib.min(SHARED_KIB));
        // Neither semaphore is ever closed.
        tokio::select! {
            biased;
            own = Arc::clone(&self.0).acquire_owned() => own.ok().map(|permit| Claim::Own { _permit: permit }),
            shared = SHARED.acquire_many(kib) => shared.ok().map(|permit| Claim::Shared { _permit: permit }),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[tokio::test]
    async fn each_transfer_has_one_place_and_the_rest_is_shared() {
        let all = u64::from(SHARED_KIB) * 1024;
        let (first, second) = (Purse::default(), Purse::default());
        let own = first.claim(all).await;
        let rest = first.claim(2 * all).await;
        assert!(own.is_some() && rest.is_some());
        let soon = |purse| tokio::time::timeout(Duration::from_millis(20), Purse::claim(purse, 1));
        assert!(soon(&first).await.is_err(), "nothing is left");
        let other = soon(&second).await.expect("its own place");
        assert!(soon(&second).await.is_err());
        drop(rest);
        assert!(soon(&second).await.is_ok());
        drop(other);
    }
}
