//! Strict emulator of Alibaba Cloud OSS and STS.

mod access;
mod access_log;
mod admin;
pub mod auth;
mod body;
pub mod clock;
mod conditions;
pub mod config;
mod context;
mod dates;
mod emulator;
pub mod error;
mod head;
mod host;
mod model;
mod names;
mod operations;
mod pipeline;
pub mod ram;
mod range;
mod reply;
pub mod request;
mod server;
mod state;
mod storage;
mod strict;
pub mod sts;
mod sts_door;
mod sync;
mod xml;

pub use emulator::{Builder, Emulator, StartError, Storage};
pub use storage::DataError;
