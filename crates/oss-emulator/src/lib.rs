//! Strict emulator of Alibaba Cloud OSS and STS.
