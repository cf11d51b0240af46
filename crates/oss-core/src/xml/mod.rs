//! XML both ways: replies become the values xml2js would make, as JSON text; request bodies are written escaped.

mod write;

pub use write::Writer;
