//! Transfers: one call of JavaScript that lives for many requests.
//!
//! What a transfer has to say meanwhile JavaScript asks for, one thing at a time: how far it is, and questions. Before each
//! request it asks for the client, since options and credentials may have changed, and when its credential was refused, for
//! another one.

mod asker;
mod input;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use napi::bindgen_prelude::{BufferSlice, Env, External, Result};
use napi_derive::napi;
use oss_core::transfer::{Engine, Meter, Ready, Reporter, Stop};
use oss_core::transport::Transport;

use self::asker::{Asker, Events};
use self::input::TransferInput;
use crate::buffers::bytes_in;
use crate::client::NativeClient;
use crate::input::{from_json, unix_ms};
use crate::port::{Finished, Port, Shared};

/// The transfers of one environment that are under way, by the numbers of their calls.
#[derive(Default)]
pub(crate) struct Transfers(Mutex<HashMap<u32, Door>>);

/// How JavaScript reaches a transfer.
struct Door {
    stop: Stop,
    asker: Arc<Asker>,
    /// One reader at a time.
    events: Arc<tokio::sync::Mutex<Events>>,
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Transfers {
    fn with<T>(&self, number: u32, what: impl FnOnce(&Door) -> T) -> Option<T> {
        lock(&self.0).get(&number).map(what)
    }

    fn close(&self, number: u32) {
        if let Some(door) = lock(&self.0).remove(&number) {
            door.asker.close();
        }
    }

    /// Gives up all of them.
    pub(crate) fn clear(&self) {
        for (_, door) in lock(&self.0).drain() {
            door.asker.close();
        }
    }
}

/// Closes the door of a transfer however it ends.
struct Closing(Arc<Shared>, u32);

impl Drop for Closing {
    fn drop(&mut self) {
        self.0.transfers.close(self.1);
    }
}

/// Starts a transfer; its outcome comes through the port under the number `call`.
#[napi(catch_unwind)]
pub fn start_transfer(
    env: Env,
    native: &External<NativeClient>,
    call: u32,
    transfer: String,
    content: Option<BufferSlice<'_>>,
) -> Result<()> {
    let port = Arc::clone(native.port());
    let content = content.map(|content| bytes_in(env, content, &port.gate)).transpose()?;
    let input: TransferInput = from_json(&transfer).map_err(|e| crate::client::plain(env, &e))?;
    let (asker, questions) = Asker::new();
    let (meter, stop) = (Arc::new(Meter::default()), Stop::default());
    let reporter = input.progress.then(|| Reporter::new(Arc::clone(&meter)));
    let events = Arc::new(tokio::sync::Mutex::new(Events::new(questions, reporter)));
    let door = Door { stop: stop.clone(), asker: Arc::clone(&asker), events };
    lock(&port.transfers.0).insert(call, door);
    let closing = Closing(Arc::clone(&port), call);
    let engine = Arc::new(Engine::new(asker, input.settings(), meter, stop));
    native.port().start(env, call, async move {
        let closing = closing;
        input.run(&engine, &closing.0, content).await
    })
}

/// Answers a question of a transfer with the client to go on with, as it is now. With a `relay` JavaScript sends the request.
#[napi(catch_unwind)]
pub fn answer_transfer(
    native: &External<NativeClient>,
    transfer: u32,
    question: u32,
    now: f64,
    relay: Option<u32>,
) -> Result<()> {
    let port = native.port();
    let relay = relay.map(|number| Arc::new(port.relays.open(number, true, false)) as Arc<dyn Transport>);
    let ready = Ready { client: Arc::clone(native.client()?), transport: relay, now_ms: unix_ms(now) };
    let asker = native.port().transfers.with(transfer, |door| Arc::clone(&door.asker));
    if let Some(asker) = asker {
        asker.answer(question, ready);
    }
    Ok(())
}

#[napi]
impl Port {
    /// Asks for what a transfer has to say next; `done` says that it has ended.
    #[napi(catch_unwind)]
    pub fn read_transfer(&self, env: Env, call: u32, transfer: u32) -> Result<()> {
        let events = self.shared.transfers.with(transfer, |door| Arc::clone(&door.events));
        self.shared.start(env, call, async move {
            Finished::Event(match events {
                Some(events) => events.lock().await.next().await,
                None => None,
            })
        })
    }

    /// Says that there is no answer to a question: no client, or no other credential.
    #[napi(catch_unwind)]
    pub fn decline_transfer(&self, transfer: u32, question: u32) {
        self.shared.transfers.with(transfer, |door| door.asker.decline(question));
    }

    /// Gives a transfer up. Its sockets are closed at once; its outcome comes when what it has begun is removed.
    #[napi(catch_unwind)]
    pub fn stop_transfer(&self, transfer: u32) {
        self.shared.transfers.with(transfer, |door| door.stop.stop());
    }
}
