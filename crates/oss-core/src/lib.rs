//! Client core of Alibaba Cloud OSS and STS.
