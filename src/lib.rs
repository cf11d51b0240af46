//! Binding: converts between JavaScript and the core, and nothing else. The only room that says `napi`.

#![expect(clippy::needless_pass_by_value, reason = "napi hands arguments over by value")]

mod batch;
mod buffers;
pub mod client;
pub mod credentials;
pub mod input;
mod outcome;
pub mod port;
pub mod progress;
pub mod relays;
pub mod sign;
pub mod streams;
pub mod sts;
mod threads;
pub mod transfer;

use mimalloc::MiMalloc;
use napi::bindgen_prelude::{Env, Result};
use napi_derive::napi;

/// What one thread allocates here another frees: JavaScript's and the tasks' trade every operation.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// The content type that belongs to a file extension (`.txt`) or name, by the table of mime 2.6.
#[napi(catch_unwind)]
pub fn mime_type(name: String) -> Option<String> {
    oss_core::mime::of_name(&name).map(str::to_string)
}

/// The value that xml2js makes of a document, as JSON text.
#[napi(catch_unwind)]
pub fn parse_xml(env: Env, text: String) -> Result<String> {
    oss_core::xml::to_json(text.as_bytes()).map_err(|e| client::plain(env, &e))
}
