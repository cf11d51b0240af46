//! Where work starts and where its outcomes go back to JavaScript, in batches.

use std::collections::HashMap;
use std::future::Future;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::Duration;

use bytes::Bytes;
use napi::bindgen_prelude::{Either3, Env, Function, Result, Status, Unknown, spawn};
use napi::threadsafe_function::{ThreadsafeFunction, ThreadsafeFunctionCallMode};
use napi_derive::napi;
use oss_core::client::Outcome;
use tokio::task::AbortHandle;

use crate::buffers::{BodyOut, Gate};
use crate::outcome;

/// How long an environment that goes down waits for its Buffers to be given back.
const SHUTDOWN_LIMIT: Duration = Duration::from_secs(5);

/// One field of a batch: call number, text, or body.
type Field = Either3<u32, String, Option<BodyOut>>;

/// Wakes the JavaScript thread. It keeps the event loop alive only while it is referred to.
type Wake = ThreadsafeFunction<(), Unknown<'static>, Vec<Field>, Status, false, true>;

/// The way between one JavaScript environment and the tasks that work for it.
#[napi]
#[derive(Debug)]
pub struct Port {
    pub(crate) shared: Arc<Shared>,
}

/// What the JavaScript thread and the tasks share.
pub(crate) struct Shared {
    wake: Mutex<Option<Wake>>,
    state: Mutex<State>,
    pub(crate) gate: Arc<Gate>,
}

#[derive(Default)]
struct State {
    /// Calls under way, and how to stop them.
    running: HashMap<u32, AbortHandle>,
    finished: Vec<Finished>,
    /// Calls whose outcomes JavaScript does not have yet.
    undelivered: usize,
    wake_pending: bool,
    closed: bool,
}

struct Finished {
    call: u32,
    text: String,
    body: Option<Bytes>,
}

impl Finished {
    fn new(call: u32, mut outcome: Outcome) -> Self {
        let text = outcome::to_json(&outcome);
        Self { call, text, body: outcome.reply.as_mut().and_then(|reply| reply.body.take()) }
    }
}

#[napi]
impl Port {
    /// `deliver` gets arrays of call number, outcome as JSON, and body or null, one after the other.
    #[napi(constructor, catch_unwind)]
    pub fn new(env: Env, deliver: Function<'_, Vec<f64>, Unknown<'static>>) -> Result<Self> {
        let shared = Arc::new(Shared { wake: Mutex::default(), state: Mutex::default(), gate: Arc::default() });
        let weak = Arc::downgrade(&shared);
        let wake = deliver
            .build_threadsafe_function::<()>()
            .weak::<true>()
            .callee_handled::<false>()
            .build_callback(move |context| Ok(Weak::upgrade(&weak).map_or_else(Vec::new, |s| s.take(&context.env))))?;
        *shared.wake() = Some(wake);
        env.add_env_cleanup_hook(Arc::clone(&shared), |shared| shared.shut_down())?;
        Ok(Self { shared })
    }

    /// Stops a call. Its socket is closed and its outcome is an error, unless it has ended already.
    #[napi(catch_unwind)]
    pub fn cancel(&self, call: u32) {
        if let Some(task) = self.shared.state().running.get(&call) {
            task.abort();
        }
    }
}

impl std::fmt::Debug for Shared {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Port").finish_non_exhaustive()
    }
}

impl Shared {
    fn wake(&self) -> MutexGuard<'_, Option<Wake>> {
        self.wake.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Starts the work of a call. Called on the JavaScript thread.
    pub(crate) fn start(
        self: &Arc<Self>,
        env: &Env,
        call: u32,
        work: impl Future<Output = Outcome> + Send + 'static,
    ) -> Result<()> {
        let mut state = self.state();
        if state.closed {
            return Ok(());
        }
        // Held until the task is registered, so that it cannot end unregistered.
        let delivery = Delivery { shared: Arc::clone(self), call, outcome: None };
        let task = spawn(async move {
            let mut delivery = delivery;
            // Boxed here, so that this thread moves a small future only.
            delivery.outcome = Some(Box::pin(work).await);
        });
        state.running.insert(call, task.abort_handle());
        state.undelivered += 1;
        let first = state.undelivered == 1;
        drop(state);
        if first { self.refer(env) } else { Ok(()) }
    }

    /// Keeps the event loop alive until all outcomes are delivered.
    #[expect(deprecated, reason = "the replacement, cloning, cannot be undone while the port lives")]
    fn refer(&self, env: &Env) -> Result<()> {
        self.wake().as_mut().map_or(Ok(()), |wake| wake.refer(env))
    }

    #[expect(deprecated, reason = "as above")]
    fn unrefer(&self, env: &Env) -> Result<()> {
        self.wake().as_mut().map_or(Ok(()), |wake| wake.unref(env))
    }

    fn finish(&self, finished: Finished) {
        let mut state = self.state();
        state.running.remove(&finished.call);
        if state.closed {
            return;
        }
        state.finished.push(finished);
        let wake = !std::mem::replace(&mut state.wake_pending, true);
        drop(state);
        if wake && let Some(wake) = &*self.wake() {
            wake.call((), ThreadsafeFunctionCallMode::NonBlocking);
        }
    }

    /// The batch for JavaScript. Called on its thread.
    fn take(&self, env: &Env) -> Vec<Field> {
        let mut state = self.state();
        state.wake_pending = false;
        let finished = std::mem::take(&mut state.finished);
        state.undelivered -= finished.len();
        let idle = state.undelivered == 0 && !finished.is_empty();
        drop(state);
        if idle {
            // An event loop that stays alive for too long is the lesser evil.
            let _ = self.unrefer(env);
        }
        let mut batch = Vec::with_capacity(finished.len() * 3);
        for Finished { call, text, body } in finished {
            batch.push(Field::A(call));
            batch.push(Field::B(text));
            batch.push(Field::C(body.map(BodyOut)));
        }
        batch
    }

    /// Ends all work and waits until no Buffer of the environment is in use.
    fn shut_down(&self) {
        let mut state = self.state();
        state.closed = true;
        for task in state.running.values() {
            task.abort();
        }
        state.finished.clear();
        drop(state);
        self.gate.wait(SHUTDOWN_LIMIT);
        *self.wake() = None;
    }
}

/// Delivers the outcome of a call when its task ends, however it ends.
struct Delivery {
    shared: Arc<Shared>,
    call: u32,
    outcome: Option<Outcome>,
}

impl Drop for Delivery {
    fn drop(&mut self) {
        let outcome = self.outcome.take().unwrap_or_else(Outcome::cancelled);
        self.shared.finish(Finished::new(self.call, outcome));
    }
}
