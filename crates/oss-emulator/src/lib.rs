//! Strict emulator of Alibaba Cloud OSS and STS.

pub mod auth;
pub mod config;
pub mod error;
pub mod ram;
pub mod request;
pub mod sts;
