//! Progress on its way to JavaScript: reports come through the port, any number of them under one number.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use napi::bindgen_prelude::{Env, Result};
use napi_derive::napi;
use oss_core::progress::{Progress, Share};

use crate::port::{Finished, Port, Shared};

/// The transfers of one environment that move many bodies, by numbers that JavaScript gives them.
#[derive(Debug, Default)]
pub(crate) struct Progresses(Mutex<HashMap<u32, Progress>>);

impl Progresses {
    fn lock(&self) -> MutexGuard<'_, HashMap<u32, Progress>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Shared {
    /// A transfer that begins now and is told under `number`.
    pub(crate) fn progress(self: &Arc<Self>, number: u32, total: Option<u64>) -> Progress {
        let port = Arc::downgrade(self);
        Progress::new(total, move |report| {
            if let Some(port) = port.upgrade() {
                port.tell(number, Finished::Progress(report));
            }
        })
    }

    /// What one body adds to the transfer of that number; it is the whole of it if the transfer was not opened.
    pub(crate) fn share_of_progress(self: &Arc<Self>, number: u32) -> Share {
        let opened = self.progresses.lock().get(&number).map(Progress::share);
        opened.unwrap_or_else(|| self.progress(number, None).whole())
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "JavaScript checks that it is whole"
)]
pub(crate) fn whole(bytes: f64) -> u64 {
    bytes as u64
}

#[napi]
impl Port {
    /// Begins a transfer of many bodies, of `total` bytes, of which `moved` are there already.
    #[napi(catch_unwind)]
    pub fn open_progress(&self, number: u32, total: f64, moved: f64) {
        let progress = self.shared.progress(number, Some(whole(total)));
        progress.skip(whole(moved));
        self.shared.progresses.lock().insert(number, progress);
    }

    /// Says that all bodies of a transfer have been moved. The outcome of `call` comes behind the last report.
    #[napi(catch_unwind)]
    pub fn finish_progress(&self, env: Env, call: u32, number: u32) -> Result<()> {
        let progress = self.shared.progresses.lock().get(&number).cloned();
        self.shared.start(env, call, async move {
            if let Some(progress) = progress {
                progress.finish();
            }
            Finished::Accepted(true)
        })
    }

    /// Forgets a transfer.
    #[napi(catch_unwind)]
    pub fn close_progress(&self, number: u32) {
        self.shared.progresses.lock().remove(&number);
    }
}
