//! Binding: the only room that says `napi`.
