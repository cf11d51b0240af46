//! Sink server and bare hyper client for the benchmarks.

fn main() {}
