//! Binding: converts between JavaScript and the core, and nothing else. The only room that says `napi`.

#![expect(clippy::needless_pass_by_value, reason = "napi hands arguments over by value")]

mod buffers;
pub mod client;
pub mod input;
mod outcome;
pub mod port;
pub mod sts;

use mimalloc::MiMalloc;
use napi_derive::{module_init, napi};

/// What one thread allocates here another frees: JavaScript's and the tasks' trade every operation.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// Starts the threads that work for all environments of the process.
///
/// One per two cores, at most four: an operation is a few microseconds of work, and each further thread costs wake-ups.
#[module_init]
fn start_threads() {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads((cores / 2).clamp(1, 4))
        .thread_name("ali-oss-native")
        .enable_all()
        .build();
    // Without it napi makes one of its own at first use, which then reports why there is none.
    if let Ok(runtime) = runtime {
        napi::bindgen_prelude::create_custom_tokio_runtime(runtime);
    }
}

/// The content type that belongs to a file extension (`.txt`) or name, by the table of mime 2.6.
#[napi(catch_unwind)]
pub fn mime_type(name: String) -> Option<String> {
    oss_core::mime::of_name(&name).map(str::to_string)
}
