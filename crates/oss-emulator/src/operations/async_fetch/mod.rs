//! Objects that the service fetches by itself.

mod fetch;
mod get_async_fetch_task;
mod put_async_fetch_task;

use super::operation::Operation;

pub(super) static ALL: &[&Operation] = &[&put_async_fetch_task::OPERATION, &get_async_fetch_task::OPERATION];
