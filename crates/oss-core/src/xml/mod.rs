//! XML both ways: replies become the values xml2js would make, as JSON text; request bodies are written escaped.

mod entities;
mod json;
mod read;
mod scan;
mod write;

pub use read::{service_error, to_json};
pub use write::Writer;
