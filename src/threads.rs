//! The threads that work for all environments of the process.

use napi::bindgen_prelude::create_custom_tokio_runtime;
use napi_derive::module_init;

/// Starts the threads: one per two cores, at most four. An operation is a few microseconds of work, and each further
/// thread costs wake-ups.
///
/// napi starts a runtime of its own, with a thread per core, unless it finds one when it loads the module.
#[module_init]
fn start() {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads((cores / 2).clamp(1, 4))
        .thread_name("ali-oss-native")
        .enable_all()
        .build();
    // Without it napi makes one of its own at first use, which then reports why there is none.
    if let Ok(runtime) = runtime {
        create_custom_tokio_runtime(runtime);
    }
}
