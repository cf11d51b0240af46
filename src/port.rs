//! Where work starts and where its outcomes go back to JavaScript, in batches.
//!
//! JavaScript puts a call into a channel, and one task on the worker threads starts it: allocating and scheduling happen
//! there. Outcomes gather for one turn of the worker and wake JavaScript once.

use std::collections::HashMap;
use std::future::Future;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::Duration;

use bytes::Bytes;
use napi::bindgen_prelude::{Buffer, Env, FnArgs, Function, Result, Status, Unknown, spawn};
use napi::threadsafe_function::{ThreadsafeFunction, ThreadsafeFunctionCallMode};
use napi_derive::napi;
use oss_core::Listener;
use oss_core::client::{Consent, Outcome};
use oss_core::credentials::{Failure, Issued};
use oss_core::error::Error;
use oss_core::progress::Report;
use serde_json::Value;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::sync::oneshot;
use tokio::task::AbortHandle;

use crate::batch::Batch;
use crate::buffers::{BodyOut, Gate, TextOut};
use crate::progress::Progresses;
use crate::relays::Relays;
use crate::streams::Streams;
use crate::transfer::Transfers;

/// How long an environment that goes down waits for its Buffers to be given back.
const SHUTDOWN_LIMIT: Duration = Duration::from_secs(5);

/// Calls taken out of the channel at a time.
const BATCH: usize = 64;

/// The function of JavaScript that takes a batch.
type Deliver<'a> = Function<'a, FnArgs<(String, Option<Vec<Buffer>>)>, Unknown<'static>>;

/// The JSON of a batch, and its Buffers if it has any.
type Delivered = FnArgs<(TextOut, Option<Vec<BodyOut>>)>;

/// Wakes the JavaScript thread. It keeps the event loop alive only while it is referred to.
type Wake = ThreadsafeFunction<(), Unknown<'static>, Delivered, Status, false, true>;

type Work = Pin<Box<dyn Future<Output = Finished> + Send>>;

/// What became of a call.
#[expect(
    clippy::large_enum_variant,
    reason = "most are outcomes, and a box for each costs more than its place"
)]
pub(crate) enum Finished {
    /// A request has been carried out.
    Outcome(Outcome),
    /// Bytes of a reply were read; `None` after the last ones.
    Piece(std::result::Result<Option<Bytes>, Error>),
    /// Bytes of a body were handed over; false when no more are taken.
    Accepted(bool),
    /// A provider was asked.
    Credential(std::result::Result<Issued, Failure>),
    /// How far a transfer has come: not the end of a call, but a number that gets any number of these.
    Progress(Report),
    /// A relay has something to say: an object.
    Told(Value),
    /// What a transfer has to say, as JSON text; `None` after its end.
    Event(Option<String>),
}

impl From<std::result::Result<Issued, Failure>> for Finished {
    fn from(fetched: std::result::Result<Issued, Failure>) -> Self {
        Self::Credential(fetched)
    }
}

impl From<Outcome> for Finished {
    fn from(outcome: Outcome) -> Self {
        Self::Outcome(outcome)
    }
}

/// The way between one JavaScript environment and the tasks that work for it.
#[napi]
#[derive(Debug)]
pub struct Port {
    pub(crate) shared: Arc<Shared>,
}

/// What the JavaScript thread and the tasks share.
pub(crate) struct Shared {
    requests: UnboundedSender<Request>,
    wake: Mutex<Option<Wake>>,
    /// Calls under way, and how to stop them.
    running: Mutex<HashMap<u32, AbortHandle>>,
    finished: Mutex<Batch>,
    /// Whether a task is about to wake JavaScript.
    waking: AtomicBool,
    /// Calls whose outcomes JavaScript does not have yet; its thread alone changes this.
    undelivered: AtomicUsize,
    closed: AtomicBool,
    /// Calls that wait for JavaScript's leave to try again.
    asking: Mutex<HashMap<u32, oneshot::Sender<bool>>>,
    pub(crate) gate: Arc<Gate>,
    pub(crate) streams: Streams,
    pub(crate) relays: Relays,
    pub(crate) transfers: Transfers,
    pub(crate) progresses: Progresses,
}

enum Request {
    Start(u32, Work),
    Cancel(u32),
}

#[napi]
impl Port {
    /// `deliver` gets outcomes as a JSON array, and the Buffers that hold their bodies.
    #[napi(constructor, catch_unwind)]
    pub fn new(
        env: Env,
        #[napi(ts_arg_type = "(text: string, buffers?: Array<Buffer> | null) => unknown")] deliver: Deliver<
            '_,
        >,
    ) -> Result<Self> {
        let (requests, receiver) = unbounded_channel();
        let shared = Arc::new(Shared {
            requests,
            wake: Mutex::default(),
            running: Mutex::default(),
            finished: Mutex::default(),
            waking: AtomicBool::new(false),
            undelivered: AtomicUsize::new(0),
            closed: AtomicBool::new(false),
            asking: Mutex::default(),
            gate: Arc::default(),
            streams: Streams::default(),
            relays: Relays::default(),
            transfers: Transfers::default(),
            progresses: Progresses::default(),
        });
        let weak = Arc::downgrade(&shared);
        spawn(start_all(Weak::clone(&weak), receiver));
        let wake = deliver
            .build_threadsafe_function::<()>()
            .weak::<true>()
            .callee_handled::<false>()
            .build_callback(move |context| {
                Ok(weak.upgrade().map_or_else(nothing, |shared| shared.take(context.env)))
            })?;
        *lock(&shared.wake) = Some(wake);
        env.add_env_cleanup_hook(Arc::clone(&shared), |shared| shared.shut_down())?;
        Ok(Self { shared })
    }

    /// Answers the question of a call whether its next attempt may start.
    #[napi(catch_unwind)]
    pub fn answer(&self, call: u32, yes: bool) {
        if let Some(asking) = lock(&self.shared.asking).remove(&call) {
            // A call that was stopped meanwhile needs no answer.
            let _ = asking.send(yes);
        }
    }

    /// Stops a call. Its socket is closed and its outcome is an error, unless it has ended already.
    #[napi(catch_unwind)]
    pub fn cancel(&self, call: u32) {
        self.shared.request(Request::Cancel(call));
    }
}

impl std::fmt::Debug for Shared {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Port").finish_non_exhaustive()
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What an environment that is gone gets.
fn nothing() -> Delivered {
    FnArgs::from((TextOut("[]".to_owned()), None))
}

/// Starts calls in the order in which they came; ends with the port.
async fn start_all(shared: Weak<Shared>, mut requests: UnboundedReceiver<Request>) {
    let mut batch = Vec::with_capacity(BATCH);
    while requests.recv_many(&mut batch, BATCH).await > 0 {
        let Some(shared) = shared.upgrade() else { return };
        for request in batch.drain(..) {
            match request {
                Request::Start(call, work) => shared.run(call, work),
                Request::Cancel(call) => {
                    if let Some(task) = lock(&shared.running).get(&call) {
                        task.abort();
                    }
                }
            }
        }
    }
}

impl Shared {
    fn request(&self, request: Request) {
        // The receiver lives as long as the runtime; without it there is nobody left to tell.
        let _ = self.requests.send(request);
    }

    /// Asks for the work of a call to be done. Called on the JavaScript thread.
    pub(crate) fn start<T: Into<Finished>>(
        &self,
        env: Env,
        call: u32,
        work: impl Future<Output = T> + Send + 'static,
    ) -> Result<()> {
        if self.closed.load(Ordering::Acquire) {
            return Ok(());
        }
        self.request(Request::Start(call, Box::pin(async move { work.await.into() })));
        if self.undelivered.fetch_add(1, Ordering::Relaxed) == 0 { self.refer(env) } else { Ok(()) }
    }

    fn run(self: &Arc<Self>, call: u32, work: Work) {
        // Held until the task is registered, so that it cannot end unregistered.
        let mut running = lock(&self.running);
        if self.closed.load(Ordering::Acquire) {
            return;
        }
        let delivery = Delivery { shared: Arc::clone(self), call, finished: None };
        let task = tokio::spawn(async move {
            let mut delivery = delivery;
            delivery.finished = Some(work.await);
        });
        running.insert(call, task.abort_handle());
    }

    /// Keeps the event loop alive until all outcomes are delivered.
    #[expect(deprecated, reason = "the replacement, cloning, cannot be undone while the port lives")]
    fn refer(&self, env: Env) -> Result<()> {
        lock(&self.wake).as_mut().map_or(Ok(()), |wake| wake.refer(&env))
    }

    #[expect(deprecated, reason = "as above")]
    fn unrefer(&self, env: Env) -> Result<()> {
        lock(&self.wake).as_mut().map_or(Ok(()), |wake| wake.unref(&env))
    }

    fn finish(self: &Arc<Self>, call: u32, finished: Finished) {
        lock(&self.running).remove(&call);
        lock(&self.asking).remove(&call);
        self.tell(call, finished);
    }

    /// Says something to whoever waits for the number.
    pub(crate) fn tell(self: &Arc<Self>, call: u32, finished: Finished) {
        if self.closed.load(Ordering::Acquire) {
            return;
        }
        let body = lock(&self.finished).push(call, finished);
        if let Some(body) = body {
            self.streams.keep_download(call, body);
        }
        self.wake_soon();
    }

    /// Asks JavaScript whether a call may go on after an attempt that failed.
    fn ask(self: &Arc<Self>, call: u32, failed: &Outcome) -> oneshot::Receiver<bool> {
        let (asking, answered) = oneshot::channel();
        lock(&self.asking).insert(call, asking);
        lock(&self.finished).push_question(call, failed);
        self.wake_soon();
        answered
    }

    /// Somebody who passes on to JavaScript what comes up without a call.
    pub(crate) fn listener(self: &Arc<Self>) -> Listener {
        let shared = Arc::downgrade(self);
        Listener::new(move |notice| {
            if let Some(shared) = shared.upgrade() {
                lock(&shared.finished).push_notice(&notice);
                shared.wake_soon();
            }
        })
    }

    fn wake_soon(self: &Arc<Self>) {
        if !self.waking.swap(true, Ordering::AcqRel) {
            let shared = Arc::clone(self);
            // Whatever else ends in this turn of the worker goes along.
            spawn(async move {
                tokio::task::yield_now().await;
                shared.wake_up();
            });
        }
    }

    fn wake_up(&self) {
        self.waking.store(false, Ordering::Release);
        if let Some(wake) = &*lock(&self.wake) {
            wake.call((), ThreadsafeFunctionCallMode::NonBlocking);
        }
    }

    /// The batch for JavaScript. Called on its thread.
    fn take(&self, env: Env) -> Delivered {
        let (delivered, text, bodies) = std::mem::take(&mut *lock(&self.finished)).finish();
        if delivered > 0 && self.undelivered.fetch_sub(delivered, Ordering::Relaxed) == delivered {
            // An event loop that stays alive for too long is the lesser evil.
            let _ = self.unrefer(env);
        }
        FnArgs::from((TextOut(text), Some(bodies).filter(|bodies| !bodies.is_empty())))
    }

    /// Ends all work and waits until no Buffer of the environment is in use.
    fn shut_down(&self) {
        let running = lock(&self.running);
        self.closed.store(true, Ordering::Release);
        for task in running.values() {
            task.abort();
        }
        drop(running);
        *lock(&self.finished) = Batch::default();
        lock(&self.asking).clear();
        self.streams.clear();
        self.relays.clear();
        self.transfers.clear();
        self.gate.wait(SHUTDOWN_LIMIT);
        *lock(&self.wake) = None;
    }
}

/// Has the caller asked before each retry of a call.
pub(crate) struct Asking {
    pub(crate) shared: Arc<Shared>,
    pub(crate) call: u32,
}

impl std::fmt::Debug for Asking {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Asking").field(&self.call).finish()
    }
}

impl Consent for Asking {
    fn ask(&self, failed: &Outcome) -> Pin<Box<dyn Future<Output = bool> + Send>> {
        let answered = self.shared.ask(self.call, failed);
        // Without an answer there is nobody left who waits for the outcome.
        Box::pin(async move { answered.await.unwrap_or(false) })
    }
}

/// Delivers what became of a call when its task ends, however it ends.
struct Delivery {
    shared: Arc<Shared>,
    call: u32,
    finished: Option<Finished>,
}

impl Drop for Delivery {
    fn drop(&mut self) {
        let finished = self.finished.take().unwrap_or_else(|| Outcome::cancelled().into());
        self.shared.finish(self.call, finished);
    }
}
