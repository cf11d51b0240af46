//! STS: temporary credentials.

pub mod form;
