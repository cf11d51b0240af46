//! Uploads by HTML forms: `multipart/form-data` as it streams in, and the policy that says what a form may hold
//! (documentation: PostObject).

mod fields;
mod multipart;
mod policy;

pub(crate) use fields::{File, Form};
pub(crate) use multipart::Multipart;
pub(crate) use policy::{Policy, SizeRange};
