//! Binding: converts between JavaScript and the core, and nothing else. The only room that says `napi`.

mod buffers;
mod client;
mod input;
mod outcome;
mod port;
mod sts;

use napi_derive::napi;

/// The content type that belongs to a file extension (`.txt`) or name, by the table of mime 2.6.
#[napi(catch_unwind)]
pub fn mime_type(name: String) -> Option<String> {
    oss_core::mime::of_name(&name).map(str::to_string)
}
