//! Clients that write and read until the emulator is gone.

use std::net::SocketAddr;
use std::sync::Arc;

use super::WORKERS;
use super::body::Body;
use super::model::{Model, PLAIN, Upload, VERSIONED, length};
use super::random::Random;
use crate::support::{Connection, Reply, Request, request};

/// Smallest part that is not the last.
const MIN_PART: usize = 100 * 1024;
/// An object that grows is begun anew beyond this size.
const MAX_LOG: usize = 4_000_000;
/// How many keys each writer has.
const KEYS: usize = 4;

pub(super) async fn enable_versioning(address: SocketAddr) {
    let body = "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>";
    let reply = request("PUT", &format!("/{VERSIONED}?versioning")).body(body).sign().send(address).await;
    assert_eq!(reply.status, 200, "{}", reply.text());
}

/// Writes to the keys of one writer until the connection breaks.
pub(super) async fn write(model: Arc<Model>, number: usize, random: Random, address: SocketAddr) {
    let Some(connection) = Connection::try_open(address).await else { return };
    let mut writer = Writer { model, number, random, connection };
    while writer.step().await.is_some() {}
}

/// Reads keys of all writers until the connection breaks.
pub(super) async fn read(model: Arc<Model>, mut random: Random, address: SocketAddr) {
    let Some(mut connection) = Connection::try_open(address).await else { return };
    loop {
        let key = key(random.below(WORKERS), &mut random);
        connection.send_if_open(&request("GET", &format!("/{PLAIN}/{key}")).bytes()).await;
        let Some(reply) = connection.reply(false).await else { return };
        match reply.status {
            200 => model.saw(&key, &reply.body),
            404 => {}
            status => panic!("{status}: {}", reply.text()),
        }
    }
}

fn key(number: usize, random: &mut Random) -> String {
    format!("{number}/{}", random.below(KEYS))
}

struct Writer {
    model: Arc<Model>,
    number: usize,
    random: Random,
    connection: Connection,
}

impl Writer {
    /// One change; `None` when the connection broke.
    async fn step(&mut self) -> Option<()> {
        let key = key(self.number, &mut self.random);
        let path = format!("/{PLAIN}/{key}");
        match self.random.below(12) {
            0..=4 => {
                let body = Body::new(&mut self.random);
                self.model.begin(&key, Some(vec![body]));
                self.send(request("PUT", &path).body(body.bytes())).await?;
            }
            5 => {
                self.model.begin(&key, None);
                self.send(request("DELETE", &path)).await?;
            }
            6 | 7 => return self.append().await,
            8 | 9 => return self.multipart(&key).await,
            _ => return self.put_version(&key).await,
        }
        self.model.end(&key);
        Some(())
    }

    /// Appends to a key that nothing else writes.
    async fn append(&mut self) -> Option<()> {
        let key = format!("{}/log", self.number);
        let mut object = self.model.known(&key).unwrap_or_default();
        let path = format!("/{PLAIN}/{key}");
        let position = length(&object);
        if position > MAX_LOG {
            self.model.begin(&key, None);
            self.send(request("DELETE", &path)).await?;
            self.model.end(&key);
            return Some(());
        }
        let body = Body::new(&mut self.random);
        object.push(body);
        self.model.begin(&key, Some(object));
        let append = format!("{path}?append&position={position}");
        self.send(request("POST", &append).body(body.bytes())).await?;
        self.model.end(&key);
        Some(())
    }

    async fn multipart(&mut self, key: &str) -> Option<()> {
        let path = format!("/{PLAIN}/{key}");
        let begun = self.send(request("POST", &format!("{path}?uploads")).body("")).await?;
        let id = begun.element("UploadId").unwrap();
        let path = format!("{path}?uploadId={id}");
        let upload = Upload { key: key.to_owned(), ..Upload::default() };
        self.model.uploads.lock().unwrap().insert(id.clone(), upload);
        self.model.acknowledge();
        for number in 1..=self.random.pick(&[1, 2, 3]) {
            let body = Body::of_size(&mut self.random, MIN_PART, 1_000_000);
            self.change(&id, |upload| upload.pending_part = Some((number, body)));
            self.send(request("PUT", &format!("{path}&partNumber={number}")).body(body.bytes())).await?;
            self.change(&id, |upload| upload.parts.extend(upload.pending_part.take()));
            self.model.acknowledge();
        }
        if self.random.chance(25) {
            // It stays.
            return Some(());
        }
        if self.random.chance(33) {
            self.change(&id, |upload| upload.ending = true);
            self.send(request("DELETE", &path)).await?;
        } else {
            let parts = self.change(&id, |upload| {
                upload.ending = true;
                upload.parts.values().copied().collect()
            });
            self.model.begin(key, Some(parts));
            self.send(request("POST", &path).header("x-oss-complete-all", "yes").body("")).await?;
            self.model.end(key);
        }
        self.model.uploads.lock().unwrap().remove(&id);
        self.model.acknowledge();
        Some(())
    }

    fn change<T>(&self, id: &str, change: impl FnOnce(&mut Upload) -> T) -> T {
        change(self.model.uploads.lock().unwrap().get_mut(id).unwrap())
    }

    async fn put_version(&mut self, key: &str) -> Option<()> {
        let body = Body::new(&mut self.random);
        let reply = self.send(request("PUT", &format!("/{VERSIONED}/{key}")).body(body.bytes())).await?;
        let id = reply.header("x-oss-version-id").unwrap().to_owned();
        self.model.versions.lock().unwrap().insert((key.to_owned(), id), body);
        self.model.acknowledge();
        Some(())
    }

    async fn send(&mut self, request: Request) -> Option<Reply> {
        self.connection.send_if_open(&request.bytes()).await;
        let reply = self.connection.reply(false).await?;
        assert!((200..300).contains(&reply.status), "{}: {}", reply.status, reply.text());
        Some(reply)
    }
}
