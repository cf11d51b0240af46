//! Static websites: which page a visitor gets, and where else the visitor is sent.

mod condition;
mod document;
mod redirect;

pub(crate) use document::{DOCUMENT, Missing, ROOT, Website};
pub(crate) use redirect::{Kind, Redirect};
