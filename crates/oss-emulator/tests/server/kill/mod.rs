//! The program is killed under load, again and again, on one data directory: what it acknowledged is there and whole, and
//! so is all or nothing of what it did not.
//!
//! Five kills by default. `OSS_KILLS=100 OSS_KILL_SEED=7 cargo test -p oss-emulator --test server kill --
//! --nocapture` makes more, with other random numbers.

mod body;
mod check;
mod model;
#[path = "../../model/random.rs"]
mod random;
mod worker;

use std::sync::Arc;
use std::time::Duration;

use self::model::Model;
use self::random::Random;
use crate::process::start;
use crate::support::Scratch;

/// How many connections write at a time, each to keys of its own.
const WORKERS: usize = 8;
/// As many more read what the others write.
const READERS: usize = 2;

fn variable(name: &str, otherwise: u64) -> u64 {
    #[expect(clippy::disallowed_methods, reason = "the soak command asks for more kills")]
    let text = std::env::var(name).ok();
    text.map_or(otherwise, |text| text.parse().unwrap())
}

/// Another sequence, which this one settles.
fn fork(random: &mut Random) -> Random {
    Random::new(random.below(usize::MAX) as u64)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_acknowledged_is_lost_and_nothing_half_written_is_seen() {
    let (kills, seed) = (variable("OSS_KILLS", 5), variable("OSS_KILL_SEED", 20_240_229));
    println!("{kills} kills, seed {seed}");
    let mut random = Random::new(seed);
    let scratch = Scratch::new();
    let config = scratch.path().join("config.json");
    let bucket = |name| format!(r#"{{"name":"{name}","acl":"public-read-write"}}"#);
    let buckets = [bucket(model::PLAIN), bucket(model::VERSIONED)].join(",");
    std::fs::write(&config, format!(r#"{{"buckets":[{buckets}]}}"#)).unwrap();
    let data = scratch.path().join("data");
    let arguments = ["--config", config.to_str().unwrap(), "--data", data.to_str().unwrap()];

    let model = Arc::new(Model::default());
    for kill in 1..=kills + 1 {
        let (mut child, line) = start(&arguments);
        let address = line["address"].as_str().unwrap().parse().unwrap();
        let checked = check::all(&model, address).await;
        println!("before kill {kill}: {checked}");
        if kill > kills {
            child.kill().unwrap();
            child.wait().unwrap();
            return;
        }
        if kill == 1 {
            worker::enable_versioning(address).await;
        }
        let mut tasks = Vec::new();
        for number in 0..WORKERS {
            tasks.push(tokio::spawn(worker::write(Arc::clone(&model), number, fork(&mut random), address)));
        }
        for _ in 0..READERS {
            tasks.push(tokio::spawn(worker::read(Arc::clone(&model), fork(&mut random), address)));
        }
        // Some requests after the start, and at any moment between two replies.
        let goal = model.acknowledged() + random.below(150);
        while model.acknowledged() < goal {
            tokio::task::yield_now().await;
        }
        tokio::time::sleep(Duration::from_micros(random.below(8_000) as u64)).await;
        child.kill().unwrap();
        child.wait().unwrap();
        for task in tasks {
            task.await.unwrap();
        }
    }
}
