//! Strict emulator of Alibaba Cloud OSS and STS.

pub mod error;
pub mod ram;
pub mod request;
