//! Emulator and model side by side.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::fmt::Debug;

use oss_emulator::Emulator;
use oss_emulator::config::{Config, Format};

use crate::random::Random;
use crate::state::{Bucket, Found, Versioning};
use crate::support::{Connection, Reply, admin};
use crate::wire::{Call, call, code};

const BUCKETS: [&str; 2] = ["first-bucket", "second-bucket"];
/// Few, so that operations meet; some need escapes, some are common prefixes of others.
const KEYS: [&str; 12] = ["a", "a/", "a/1", "a/2", "a/b/1", "a/b/2", "a0", "b", "b&<", "c d", "é/ü", "z%2F"];
/// How many of the last calls a failure shows.
const TRAIL: usize = 25;

pub(crate) struct World {
    emulator: Emulator,
    connection: Connection,
    pub(crate) random: Random,
    pub(crate) buckets: [Bucket; 2],
    /// Every unique version id that was ever given out.
    ids: BTreeSet<String>,
    /// Version ids that are gone, by key.
    pub(crate) gone: Vec<(String, String)>,
    /// How often each operation ended how.
    pub(crate) outcomes: BTreeMap<String, u64>,
    seed: u64,
    trail: VecDeque<String>,
}

impl World {
    pub(crate) async fn new(seed: u64) -> Self {
        let buckets =
            BUCKETS.map(|name| format!("[[buckets]]\nname = \"{name}\"\nacl = \"public-read-write\"\n"));
        let config = Config::parse("model", &buckets.concat(), Format::Toml).unwrap();
        let emulator = Emulator::builder().admin_port(0).config(config).start().await.unwrap();
        Self {
            connection: Connection::open(emulator.address()).await,
            emulator,
            random: Random::new(seed),
            buckets: BUCKETS.map(Bucket::new),
            ids: BTreeSet::new(),
            gone: Vec::new(),
            outcomes: BTreeMap::new(),
            seed,
            trail: VecDeque::new(),
        }
    }

    pub(crate) async fn stop(self) {
        self.emulator.stop().await;
    }

    /// One random operation.
    pub(crate) async fn step(&mut self, step: u32) {
        let b = self.random.below(2);
        match self.random.below(1000) {
            0..200 => self.put_object(b).await,
            200..360 => self.get_object(b).await,
            360..400 => self.head_object(b).await,
            400..500 => self.delete_object(b).await,
            500..540 => self.delete_multiple(b).await,
            540..630 => self.copy_object(b).await,
            630..690 => self.append_object(b).await,
            690..720 => self.put_symlink(b).await,
            720..740 => self.get_symlink(b).await,
            740..790 => self.tagging(b).await,
            790..820 => self.acl(b).await,
            820..910 => self.upload(b).await,
            910..940 => self.list_objects(b).await,
            940..970 => self.list_versions(b).await,
            970..985 => self.list_uploads(b).await,
            985..990 => self.move_clock().await,
            990..996 => self.delete_bucket(b).await,
            _ => self.set_versioning(b).await,
        }
        if step % 1000 == 999 {
            self.compare_all().await;
            self.empty_bucket(b).await;
        }
    }

    /// Everything that both hold.
    pub(crate) async fn compare_all(&mut self) {
        for b in 0..2 {
            self.compare_objects(b).await;
            self.compare_versions(b).await;
            self.compare_uploads(b).await;
        }
    }

    /// The clock jumps both ways: the order of versions must not depend on it.
    async fn move_clock(&mut self) {
        let body = format!("{{\"offset_ms\":{}}}", self.random.below(1_200_000).cast_signed() - 600_000);
        assert_eq!(admin(&self.emulator, "PUT", "/clock", &body).await.0, 200);
    }

    async fn set_versioning(&mut self, b: usize) {
        let (versioning, word) =
            self.random.pick(&[(Versioning::Enabled, "Enabled"), (Versioning::Suspended, "Suspended")]);
        let body = format!("<VersioningConfiguration><Status>{word}</Status></VersioningConfiguration>");
        let call =
            call("PutBucketVersioning", "PUT", self.buckets[b].name, "", "versioning").body(body).sign();
        let reply = self.send(call).await;
        self.same("status", reply.status, 200);
        self.buckets[b].versioning = versioning;
    }

    pub(crate) async fn delete_bucket(&mut self, b: usize) {
        let name = self.buckets[b].name;
        let reply = self.send(call("DeleteBucket", "DELETE", name, "", "").sign()).await;
        if !self.buckets[b].is_empty() {
            self.refused(&reply, 409, "BucketNotEmpty");
            return;
        }
        self.same("status", reply.status, 204);
        let create = call("PutBucket", "PUT", name, "", "").header("x-oss-acl", "public-read-write").body("");
        let reply = self.send(create.sign()).await;
        self.same("status", reply.status, 200);
        self.buckets[b] = Bucket::new(name);
    }

    pub(crate) fn key(&mut self) -> String {
        self.random.pick(&KEYS).to_owned()
    }

    /// A key and perhaps a version of it: one that is there, one that is gone, one of another key, or `null`.
    pub(crate) fn target(&mut self, b: usize) -> (String, Option<String>) {
        let key = self.key();
        if self.random.chance(50) {
            return (key, None);
        }
        let there = self.buckets[b].keys.get(&key).map(Vec::as_slice).unwrap_or_default();
        if !there.is_empty() && self.random.chance(80) {
            let id = there[self.random.below(there.len())].id.clone();
            return (key, Some(id));
        }
        if !self.gone.is_empty() && self.random.chance(60) {
            let (of, id) = self.random.pick(&self.gone);
            return (if self.random.chance(80) { of } else { key }, Some(id));
        }
        (key, Some("null".to_owned()))
    }

    pub(crate) async fn send(&mut self, call: Call) -> Reply {
        let Call { name, text, is_head, request } = call;
        self.trail.push_back(format!("{name}: {text}"));
        if self.trail.len() > TRAIL {
            self.trail.pop_front();
        }
        self.connection.send(&request.bytes()).await;
        let reply = self.connection.reply(is_head).await;
        let reply = reply.unwrap_or_else(|| self.fail("no reply"));
        let code = code(&reply);
        let outcome = format!("{name} {} {code}", reply.status);
        if let Some(line) = self.trail.back_mut() {
            *line = format!("{line} -> {} {code}", reply.status);
        }
        *self.outcomes.entry(outcome.trim_end().to_owned()).or_default() += 1;
        if reply.header("connection") == Some("close") {
            self.connection = Connection::open(self.emulator.address()).await;
        }
        reply
    }

    /// Reads the version of something new, which must be what the bucket's versioning makes it.
    pub(crate) fn new_version(&mut self, b: usize, id: Option<&str>) -> String {
        match self.buckets[b].versioning {
            Versioning::Unset => self.same("version", id, None),
            Versioning::Suspended => self.same("version", id, Some("null")),
            Versioning::Enabled => {
                let id = id.unwrap_or_else(|| self.fail("no version id")).to_owned();
                let is_new = id != "null" && self.ids.insert(id.clone());
                self.same("a version id that was never given out", is_new, true);
                return id;
            }
        }
        "null".to_owned()
    }

    #[expect(clippy::needless_pass_by_value, reason = "calls read better without borrows")]
    pub(crate) fn same<T: PartialEq + Debug>(&self, what: &str, actual: T, expected: T) {
        if actual != expected {
            self.fail(&format!("{what}: emulator {actual:?}, model {expected:?}"));
        }
    }

    pub(crate) fn refused(&self, reply: &Reply, status: u16, expected: &str) {
        // The error of a HEAD has no body.
        let code = if reply.body.is_empty() { expected.to_owned() } else { code(reply) };
        self.same("refusal", (reply.status, code.as_str()), (status, expected));
    }

    /// The reply to a request for something that `find` did not find.
    pub(crate) fn missing(&self, reply: &Reply, found: &Found<'_>) {
        let Found::Error(status, code, marker) = found else { self.fail("the model has it") };
        self.refused(reply, *status, code);
        self.same("version", reply.header("x-oss-version-id"), *marker);
        self.same("delete marker", reply.header("x-oss-delete-marker"), marker.map(|_| "true"));
    }

    pub(crate) fn fail(&self, what: &str) -> ! {
        let trail: Vec<&str> = self.trail.iter().map(String::as_str).collect();
        panic!("seed {}: {what}\nafter:\n  {}", self.seed, trail.join("\n  "))
    }
}
