//! Bytes and long texts across the border, and the one place with `unsafe`.
//!
//! In: a small Buffer is copied, a large one is read where it is. JavaScript holds it alive until it is dropped here, and
//! the [`Gate`] holds an environment that shuts down until that has happened.
//!
//! Out: small bodies are copied into memory of JavaScript, large ones are handed over.

use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use napi::JsString;
use napi::bindgen_prelude::{Buffer, BufferSlice, Env, JsValue, Result, ToNapiValue, sys};

/// Buffers up to this size are copied on the way in.
const COPIED_IN: usize = 256 * 1024;

/// Bodies up to this size are copied on the way out: cheaper than a finaliser.
const COPIED_OUT: usize = 64 * 1024;

/// Counts the Buffers of one environment that are in use here.
#[derive(Debug, Default)]
pub(crate) struct Gate {
    held: Mutex<usize>,
    freed: Condvar,
}

impl Gate {
    fn enter(self: &Arc<Self>) -> Pass {
        *self.held.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        Pass(Arc::clone(self))
    }

    /// Waits until no Buffer is in use, or for `limit`.
    pub(crate) fn wait(&self, limit: Duration) {
        let held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        let _ = self.freed.wait_timeout_while(held, limit, |held| *held > 0);
    }
}

#[derive(Debug)]
struct Pass(Arc<Gate>);

impl Drop for Pass {
    fn drop(&mut self) {
        *self.0.held.lock().unwrap_or_else(PoisonError::into_inner) -= 1;
        self.0.freed.notify_all();
    }
}

/// A Buffer in use; the fields are dropped in this order.
struct Borrowed {
    buffer: Buffer,
    _pass: Pass,
}

impl AsRef<[u8]> for Borrowed {
    fn as_ref(&self) -> &[u8] {
        &self.buffer
    }
}

/// The bytes of a Buffer for as long as they are needed.
pub(crate) fn bytes_in(env: Env, buffer: BufferSlice<'_>, gate: &Arc<Gate>) -> Result<Bytes> {
    if buffer.len() <= COPIED_IN {
        return Ok(Bytes::copy_from_slice(&buffer));
    }
    let pass = gate.enter();
    Ok(Bytes::from_owner(Borrowed { buffer: buffer.into_buffer(&env)?, _pass: pass }))
}

/// A body on its way to JavaScript.
pub(crate) struct BodyOut(pub(crate) Bytes);

impl ToNapiValue for BodyOut {
    #[expect(unsafe_code, reason = "the trait's method is unsafe by its signature")]
    unsafe fn to_napi_value(raw: sys::napi_env, body: Self) -> Result<sys::napi_value> {
        let bytes = body.0;
        if bytes.len() <= COPIED_OUT {
            let slice = BufferSlice::copy_from(&Env::from_raw(raw), &bytes)?;
            // SAFETY: `raw` is the environment that this function was called with, on its own thread.
            return unsafe { BufferSlice::to_napi_value(raw, slice) };
        }
        // Takes the allocation over when nothing else shares it.
        let vec = Vec::from(bytes);
        // SAFETY: as above.
        unsafe { Buffer::to_napi_value(raw, Buffer::from(vec)) }
    }
}

/// A text on its way to JavaScript. Most have only ASCII, and latin-1 spares V8 the search for anything else.
pub(crate) struct TextOut(pub(crate) String);

impl ToNapiValue for TextOut {
    #[expect(unsafe_code, reason = "the trait's method is unsafe by its signature")]
    unsafe fn to_napi_value(raw: sys::napi_env, text: Self) -> Result<sys::napi_value> {
        let env = Env::from_raw(raw);
        let value = ascii(&env, &text.0)?;
        Ok(value.raw())
    }
}

/// A string of JavaScript.
pub(crate) fn ascii<'env>(env: &'env Env, text: &str) -> Result<JsString<'env>> {
    if text.is_ascii() { env.create_string_latin1(text.as_bytes()) } else { env.create_string(text) }
}
