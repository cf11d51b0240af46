//! Transfers: objects of any size moved in parts, several at a time, that go on where they were cut off.
//!
//! A transfer is many operations. Each goes through [`Client::execute`](crate::client::Client::execute), which signs,
//! repeats and checks it like any other.

mod budget;
mod checkpoint;
mod copy;
mod crew;
mod download;
mod engine;
mod failure;
mod identity;
mod ledger;
mod operations;
mod parts;
mod plan;
mod progress;
mod session;
mod stop;
mod upload;

pub use self::checkpoint::{Done, Resume};
pub use self::copy::{Copy, copy};
pub use self::download::{Download, download};
pub use self::engine::{Answer, Engine, Host, Place, Ready, Settings};
pub use self::progress::{Meter, Progress, Reporter};
pub use self::stop::Stop;
pub use self::upload::{Source, Upload, upload};
