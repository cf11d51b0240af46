//! Where requests go: the endpoint of a client, and the address of a bucket or object under it.

mod locate;
mod parse;
mod region;

pub use locate::Location;
pub use parse::{Endpoint, EndpointOptions};
