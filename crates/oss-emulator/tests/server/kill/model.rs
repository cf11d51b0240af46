//! What the emulator has acknowledged, and what it may have done beside.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::body::Body;

/// A bucket without versions.
pub(super) const PLAIN: &str = "plain-bucket";
/// One with versions.
pub(super) const VERSIONED: &str = "versioned-bucket";

/// An object: the bodies that were put, appended or joined, one after the other.
pub(super) type Object = Vec<Body>;

/// What a key may hold instead.
#[derive(Debug, Clone)]
pub(super) struct Pending(pub(super) Option<Object>);

/// What a key of [`PLAIN`] holds.
#[derive(Debug, Default)]
pub(super) struct Key {
    /// The state that was acknowledged last.
    pub(super) known: Option<Object>,
    /// What a request makes of it that is not answered.
    pub(super) pending: Option<Pending>,
    /// A reader saw what the request makes of it, so it must stay.
    pub(super) seen: bool,
}

/// What an upload to a key of [`PLAIN`] holds.
#[derive(Debug, Default)]
pub(super) struct Upload {
    /// The key of its object.
    pub(super) key: String,
    /// The parts by number.
    pub(super) parts: BTreeMap<u32, Body>,
    /// A part that is not answered.
    pub(super) pending_part: Option<(u32, Body)>,
    /// It is being completed or aborted.
    pub(super) ending: bool,
}

/// All of it. Locks are held for moments.
#[derive(Debug, Default)]
pub(super) struct Model {
    pub(super) keys: Mutex<BTreeMap<String, Key>>,
    /// By id.
    pub(super) uploads: Mutex<BTreeMap<String, Upload>>,
    /// The versions of [`VERSIONED`] that were acknowledged, by key and id.
    pub(super) versions: Mutex<BTreeMap<(String, String), Body>>,
    acknowledged: AtomicUsize,
}

impl Model {
    /// How many requests were acknowledged.
    pub(super) fn acknowledged(&self) -> usize {
        self.acknowledged.load(Ordering::SeqCst)
    }

    pub(super) fn acknowledge(&self) {
        self.acknowledged.fetch_add(1, Ordering::SeqCst);
    }

    /// A request begins that makes `next` of a key.
    pub(super) fn begin(&self, key: &str, next: Option<Object>) {
        self.keys.lock().unwrap().entry(key.to_owned()).or_default().pending = Some(Pending(next));
    }

    /// It was acknowledged.
    pub(super) fn end(&self, key: &str) {
        let mut keys = self.keys.lock().unwrap();
        let state = keys.get_mut(key).unwrap();
        state.known = state.pending.take().unwrap().0;
        state.seen = false;
        drop(keys);
        self.acknowledge();
    }

    /// What a key holds, as far as its only writer knows.
    pub(super) fn known(&self, key: &str) -> Option<Object> {
        self.keys.lock().unwrap().get(key)?.known.clone()
    }

    /// A reader was given these bytes. No two objects have the same, unless they are empty.
    pub(super) fn saw(&self, key: &str, found: &[u8]) {
        let mut keys = self.keys.lock().unwrap();
        let Some(state) = keys.get_mut(key).filter(|_| !found.is_empty()) else { return };
        if let Some(Pending(Some(pending))) = &state.pending {
            state.seen |= length(pending) == found.len() && bytes(pending) == found;
        }
    }
}

/// The bytes of an object.
pub(super) fn bytes(object: &Object) -> Vec<u8> {
    object.iter().flat_map(|body| body.bytes()).collect()
}

/// How many there are.
pub(super) fn length(object: &Object) -> usize {
    object.iter().map(|body| body.length()).sum()
}
