//! The nonces of signed calls, each good for one call.

use std::{
    collections::{BTreeSet, HashSet},
    sync::{Mutex, PoisonError},
};

use time::OffsetDateTime;

/// Nonces by key id. One is forgotten once its call's timestamp is too old to be accepted again.
#[derive(Debug, Default)]
pub(super) struct Nonces {
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    used: HashSet<(String, String)>,
    by_end: BTreeSet<(OffsetDateTime, String, String)>,
}

impl Nonces {
    /// Whether the nonce is fresh; it is used up from then on, until `end`.
    pub(super) fn take(
        &self,
        access_key_id: &str,
        nonce: &str,
        end: OffsetDateTime,
        now: OffsetDateTime,
    ) -> bool {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        while state.by_end.first().is_some_and(|(end, ..)| *end < now) {
            if let Some((_, id, nonce)) = state.by_end.pop_first() {
                state.used.remove(&(id, nonce));
            }
        }
        let fresh = state.used.insert((access_key_id.to_owned(), nonce.to_owned()));
        if fresh {
            state.by_end.insert((end, access_key_id.to_owned(), nonce.to_owned()));
        }
        fresh
    }

    /// Forgets all of them.
    pub(super) fn clear(&self) {
        *self.state.lock().unwrap_or_else(PoisonError::into_inner) = State::default();
    }
}
