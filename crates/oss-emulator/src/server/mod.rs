//! Sockets: accepting, framing, recording, breaking.

mod connection;
pub(crate) mod connections;
pub(crate) mod control;
mod framing;
pub(crate) mod listener;
mod socket;
mod stream;
