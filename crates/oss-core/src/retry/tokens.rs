//! What keeps a client from making an outage worse: retries of all its calls are paid from one bucket.

use std::sync::atomic::{AtomicU32, Ordering};

/// Tokens of a client that has had no failures.
const CAPACITY: u32 = 500;

/// Price of a retry.
const COST: u32 = 5;

/// A bucket of retry tokens.
///
/// A retry takes 5 of 500; the success that it leads to gives them back, and any other success gives 1. So 100 retries in a
/// row without a success are the last ones, and while a tenth of all attempts fails the bucket stays full.
#[derive(Debug)]
pub struct Tokens(AtomicU32);

impl Default for Tokens {
    fn default() -> Self {
        Self(AtomicU32::new(CAPACITY))
    }
}

impl Tokens {
    /// Pays for a retry; false when there is too little left.
    pub fn pay(&self) -> bool {
        let take = |left: u32| left.checked_sub(COST);
        self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, take).is_ok()
    }

    /// Counts a success, and gives back what the retry before it cost.
    pub fn succeeded(&self, after_retry: bool) {
        // Nearly always nothing is missing, and a look costs less than a change.
        if self.0.load(Ordering::Relaxed) < CAPACITY {
            let gain = if after_retry { COST } else { 1 };
            let put = |left: u32| Some((left + gain).min(CAPACITY));
            // It cannot fail: `put` always gives a value.
            let _ = self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, put);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_outage_uses_the_bucket_up_and_successes_fill_it() {
        let tokens = Tokens::default();
        assert_eq!((0..1000).filter(|_| tokens.pay()).count(), 100);
        for _ in 0..4 {
            tokens.succeeded(false);
        }
        assert!(!tokens.pay());
        tokens.succeeded(false);
        assert!(tokens.pay());
        tokens.succeeded(true);
        assert!(tokens.pay());
        for _ in 0..1000 {
            tokens.succeeded(true);
        }
        assert_eq!((0..1000).filter(|_| tokens.pay()).count(), 100);
    }
}
