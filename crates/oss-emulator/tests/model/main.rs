//! Random operations on the emulator and on a simple model, which must agree in every reply.

#![cfg(test)]

mod attributes;
mod copies;
mod deletions;
mod listings;
mod objects;
mod random;
mod state;
#[path = "../server/support.rs"]
#[expect(dead_code, reason = "the other tests use the rest of it")]
mod support;
mod uploads;
mod wire;
mod world;

use std::collections::BTreeSet;

use world::World;

const STEPS: u32 = 20_000;
const SEEDS: [u64; 2] = [1, 2];

/// What the seeds together must have met, or they have tested less than they claim.
const OUTCOMES: [&str; 44] = [
    "AbortMultipartUpload 204",
    "AbortMultipartUpload 404 NoSuchUpload",
    "AppendObject 200",
    "AppendObject 409 ObjectNotAppendable",
    "AppendObject 409 PositionNotEqualToLength",
    "CompleteMultipartUpload 200",
    "CompleteMultipartUpload 400 EntityTooSmall",
    "CompleteMultipartUpload 400 InvalidPart",
    "CompleteMultipartUpload 400 InvalidPartOrder",
    "CompleteMultipartUpload 404 NoSuchUpload",
    "CompleteMultipartUpload 409 FileAlreadyExists",
    "CopyObject 200",
    "CopyObject 400 OperationNotSupported",
    "CopyObject 403 InvalidObjectState",
    "CopyObject 404 NoSuchKey",
    "CopyObject 404 NoSuchVersion",
    "CopyObject 409 FileAlreadyExists",
    "DeleteBucket 204",
    "DeleteBucket 409 BucketNotEmpty",
    "DeleteMultipleObjects 200",
    "DeleteObject 204",
    "DeleteObjectTagging 405 MethodNotAllowed",
    "GetObject 200",
    "GetObject 206",
    "GetObject 400 InvalidTargetType",
    "GetObject 403 InvalidObjectState",
    "GetObject 404 NoSuchKey",
    "GetObject 404 NoSuchVersion",
    "GetObject 404 SymlinkTargetNotExist",
    "GetObject 405 MethodNotAllowed",
    "GetObjectAcl 200",
    "GetObjectTagging 200",
    "GetObjectTagging 404 NoSuchVersion",
    "GetSymlink 200",
    "GetSymlink 400 NotSymlink",
    "HeadObject 200",
    "InitiateMultipartUpload 409 FileAlreadyExists",
    "ListObjectVersions 200",
    "ListParts 200",
    "PutObject 200",
    "PutObject 409 FileAlreadyExists",
    "PutObjectAcl 405 MethodNotAllowed",
    "PutSymlink 200",
    "UploadPartCopy 200",
];

/// The seeds of `OSS_MODEL_SEEDS`, separated by commas, or the usual ones.
#[expect(clippy::disallowed_methods, reason = "who runs the tests may ask for more seeds")]
fn seeds() -> Vec<u64> {
    match std::env::var("OSS_MODEL_SEEDS") {
        Ok(text) => text.split(',').map(|seed| seed.trim().parse().expect("a number")).collect(),
        Err(_) => SEEDS.to_vec(),
    }
}

#[tokio::test]
async fn emulator_and_model_agree() {
    let mut met = BTreeSet::new();
    for seed in seeds() {
        let mut world = World::new(seed).await;
        for step in 0..STEPS {
            world.step(step).await;
        }
        world.compare_all().await;
        println!("seed {seed}: {STEPS} operations, {} requests", world.outcomes.values().sum::<u64>());
        for (outcome, times) in &world.outcomes {
            println!("  {outcome}: {times}");
        }
        met.extend(world.outcomes.keys().cloned());
        world.stop().await;
    }
    let missing: Vec<_> = OUTCOMES.iter().filter(|outcome| !met.contains(**outcome)).collect();
    assert!(missing.is_empty(), "no operation ended in {missing:?}");
}
