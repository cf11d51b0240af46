//! The metadata service of an ECS instance, and a credentials URI beside it, at an address of their own.

mod api;
mod instance;

pub(crate) use api::serve;
pub(crate) use instance::Instance;
pub use instance::Metadata;
