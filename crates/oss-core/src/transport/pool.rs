//! Idle connections, newest first, at most [`MAX_IDLE`] for at most [`MAX_IDLE_TIME`].

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::{Duration, Instant};

use super::connection::Connection;
use super::{Origin, Proxy};
use crate::clock;

/// Idle connections kept per client.
const MAX_IDLE: usize = 256;

/// How long one is kept: below the service's own limit, and what ali-oss's agents keep.
const MAX_IDLE_TIME: Duration = Duration::from_secs(15);

/// What requests must share to use the same connections.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Route {
    pub(super) origin: Origin,
    pub(super) proxy: Option<Arc<Proxy>>,
}

#[derive(Debug, Default)]
pub(super) struct Pool {
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    idle: HashMap<Route, Vec<Idle>>,
    count: usize,
    reaping: bool,
    closed: bool,
}

#[derive(Debug)]
struct Idle {
    connection: Box<Connection>,
    since: Instant,
}

impl Pool {
    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The connection that became idle last: the one least likely to have been closed by the server.
    pub(super) fn take(&self, route: &Route) -> Option<Box<Connection>> {
        let mut state = self.state();
        let idle = state.idle.get_mut(route)?.pop()?;
        state.count -= 1;
        Some(idle.connection)
    }

    /// Keeps a connection for the next request on its route.
    pub(super) fn put(self: &Arc<Self>, route: &Route, connection: Box<Connection>) {
        let mut state = self.state();
        if state.closed || state.count >= MAX_IDLE {
            return;
        }
        let idle = Idle { connection, since: clock::now() };
        match state.idle.get_mut(route) {
            Some(list) => list.push(idle),
            None => drop(state.idle.insert(route.clone(), vec![idle])),
        }
        state.count += 1;
        if !state.reaping {
            state.reaping = true;
            tokio::spawn(reap(Arc::downgrade(self)));
        }
    }

    pub(super) fn count(&self) -> usize {
        self.state().count
    }

    /// Closes what is idle, and keeps nothing from now on.
    pub(super) fn close(&self) {
        let mut state = self.state();
        state.closed = true;
        state.count = 0;
        let idle = std::mem::take(&mut state.idle);
        drop(state);
        drop(idle);
    }

    /// Closes what has been idle for too long; gives the time until the next one is due.
    fn close_stale(&self) -> Option<Duration> {
        let mut state = self.state();
        let now = clock::now();
        let mut oldest = None;
        let mut count = 0;
        state.idle.retain(|_, list| {
            list.retain(|idle| now.saturating_duration_since(idle.since) < MAX_IDLE_TIME);
            count += list.len();
            oldest = oldest.into_iter().chain(list.iter().map(|idle| idle.since)).min();
            !list.is_empty()
        });
        state.count = count;
        state.reaping = oldest.is_some();
        oldest.map(|since| (since + MAX_IDLE_TIME).saturating_duration_since(now))
    }
}

/// Runs while anything is idle; ends with the pool.
async fn reap(pool: Weak<Pool>) {
    let mut wait = MAX_IDLE_TIME;
    loop {
        tokio::time::sleep(wait).await;
        let Some(pool) = pool.upgrade() else { return };
        match pool.close_stale() {
            Some(next) => wait = next,
            None => return,
        }
    }
}
