'use strict';

// Random operations on a service that fails, and what must be true of it afterwards.

const assert = require('node:assert/strict');
const { random } = require('./random.js');

const KEYS = 40;
const LOGS = 20;
/** The least size of a part that is not the last. */
const PART = 102_400;

/** The writes of one key. */
class History {
  /** Each with its value (`undefined` when it deletes), when it was issued and when its call ended, and whether it succeeded. */
  writes = [{ value: undefined, start: -1, end: -1, acknowledged: true }];

  /**
   * The values that may be there: those of writes that no acknowledged one followed. One follows another when it was issued
   * after the other's call had ended.
   */
  possible() {
    const newest = Math.max(...this.writes.filter((write) => write.acknowledged).map(({ start }) => start));
    return this.writes.filter(({ end }) => end >= newest).map(({ value }) => value);
  }
}

class Chaos {
  errors = [];
  /** Calls of the client, each of which is one request if nothing fails. */
  calls = 0;
  #client;
  #random;
  #clock = 0;
  #counts = {};
  #objects = new Map();
  #logs = Array.from({ length: LOGS }, (_, i) => ({
    name: `log-${i}`,
    position: 0,
    busy: false,
    records: [],
  }));
  /** Uploads in parts by key: whether one began, whether it was completed, and its bytes. */
  #uploads = new Map();
  #begun = 0;

  constructor(client, seed) {
    this.#client = this.#counting(client);
    this.#random = random(seed);
    for (let i = 0; i < KEYS; i++) this.#objects.set(`key-${i}`, new History());
  }

  #counting(client) {
    return new Proxy(client, {
      get: (target, name) => {
        this.calls += 1;
        return target[name].bind(target);
      },
    });
  }

  async run(operations, inFlight) {
    let left = operations;
    const worker = async () => {
      while (left-- > 0) {
        const [name, work] = this.#choose();
        this.#counts[name] = (this.#counts[name] ?? 0) + 1;
        try {
          await work();
        } catch (error) {
          if (error instanceof assert.AssertionError) throw error;
          this.errors.push(error);
        }
      }
    };
    await Promise.all(Array.from({ length: inFlight }, worker));
  }

  summary() {
    const counts = Object.entries(this.#counts).map(([name, count]) => `${name} ${count}`);
    return counts.join(', ');
  }

  #below(limit) {
    return Math.floor(this.#random() * limit);
  }

  #choose() {
    const key = `key-${this.#below(KEYS)}`;
    const turn = this.#random();
    if (turn < 0.3)
      return ['put', () => this.#write(key, this.#value(key), (bytes) => this.#client.put(key, bytes))];
    if (turn < 0.35) return ['putStream', () => this.#putStream(key)];
    if (turn < 0.42) return ['delete', () => this.#write(key, undefined, () => this.#client.delete(key))];
    if (turn < 0.55) return ['get', () => this.#get(key)];
    if (turn < 0.65) return ['getStream', () => this.#getStream(key)];
    if (turn < 0.7) return ['head', () => absent(this.#client.head(key))];
    if (turn < 0.75) return ['list', () => this.#client.listV2({ 'max-keys': 100 })];
    if (turn < 0.93) return this.#appending();
    return ['upload in parts', () => this.#upload()];
  }

  /** Bytes that no other write has, and that say whose they are. */
  #value(key) {
    const bytes = Buffer.alloc(64 + this.#below(40_000), `${key} ${this.#clock} ${this.#random()};`);
    return bytes;
  }

  async #write(key, value, call) {
    const write = { value, start: this.#clock++, end: Number.POSITIVE_INFINITY, acknowledged: false };
    this.#objects.get(key).writes.push(write);
    try {
      await call(value);
      write.acknowledged = true;
    } finally {
      write.end = this.#clock++;
    }
  }

  #putStream(key) {
    const { Readable } = require('node:stream');
    return this.#write(key, this.#value(key), (bytes) =>
      this.#client.putStream(key, Readable.from([bytes.subarray(0, 50), bytes.subarray(50)]))
    );
  }

  async #get(key) {
    const result = await absent(this.#client.get(key));
    if (result) this.#assertWhole(key, result.content);
  }

  async #getStream(key) {
    const result = await absent(this.#client.getStream(key));
    if (result) this.#assertWhole(key, Buffer.concat(await result.stream.toArray()));
  }

  #assertWhole(key, bytes) {
    const { writes } = this.#objects.get(key);
    assert.ok(
      writes.some(({ value }) => value?.equals(bytes)),
      `${key} has bytes that nobody wrote`
    );
  }

  #appending() {
    const free = this.#logs.filter(({ busy }) => !busy);
    if (free.length === 0) return ['list', () => this.#client.listV2()];
    return ['append', () => this.#append(free[this.#below(free.length)])];
  }

  /** One append at a time to each log; after one whose fate is not known, the end of the log is looked up. */
  async #append(log) {
    log.busy = true;
    const record = { text: `<${this.#clock++}>`, acknowledged: false };
    try {
      if (log.position === undefined) {
        const head = await absent(this.#client.head(log.name));
        log.position = head ? Number(head.res.headers['content-length']) : 0;
      }
      log.records.push(record);
      const { position } = log;
      log.position = undefined;
      const appended = await this.#client.append(log.name, Buffer.from(record.text), { position });
      assert.equal(Number(appended.nextAppendPosition), position + record.text.length);
      log.position = Number(appended.nextAppendPosition);
      record.acknowledged = true;
    } finally {
      log.busy = false;
    }
  }

  async #upload() {
    const name = `parts-${this.#begun++}`;
    const bytes = Buffer.alloc(PART + 1000, `${name} ${this.#random()};`);
    const upload = { bytes, known: false, complete: false };
    this.#uploads.set(name, upload);
    const { uploadId } = await this.#client.initMultipartUpload(name);
    upload.known = true;
    try {
      const part = (number, start, end) => this.#client.uploadPart(name, uploadId, number, bytes, start, end);
      const parts = await Promise.all([part(1, 0, PART), part(2, PART, bytes.length)]);
      const done = parts.map(({ etag }, i) => ({ number: i + 1, etag }));
      await this.#client.completeMultipartUpload(name, uploadId, done);
      upload.complete = true;
    } finally {
      if (!upload.complete) await this.#giveUp(name, uploadId);
    }
  }

  /** As a careful program does: until the service says that the upload is gone. */
  async #giveUp(name, uploadId) {
    for (;;) {
      try {
        await this.#client.abortMultipartUpload(name, uploadId);
        return;
      } catch (error) {
        this.errors.push(error);
        if (error.code === 'NoSuchUpload') return;
      }
    }
  }

  /** What is at a key is what a write left there that no acknowledged write followed. */
  async checkObjects() {
    for (const [key, history] of this.#objects) {
      const found = (await absent(this.#client.get(key)))?.content;
      const possible = history.possible();
      const fits = possible.some((value) => (value && found ? value.equals(found) : value === found));
      assert.ok(fits, `${key} has none of the ${possible.length} values that it may have`);
    }
  }

  /** Acknowledged records are there once, in their order, others at most once, and nothing else. */
  async checkLogs() {
    for (const { name, records } of this.#logs) {
      const content = String((await absent(this.#client.get(name)))?.content ?? '');
      const found = content.match(/<\d+>/g) ?? [];
      assert.equal(found.join(''), content, `${name} has something else in it`);
      assert.equal(new Set(found).size, found.length, `a record of ${name} is there twice`);
      const acknowledged = records.filter((record) => record.acknowledged).map(({ text }) => text);
      const unknown = new Set(records.filter((record) => !record.acknowledged).map(({ text }) => text));
      assert.deepEqual(
        found.filter((text) => !unknown.has(text)),
        acknowledged,
        `${name} has lost records`
      );
    }
  }

  /** No upload is left but those whose beginning was not answered, one for each; objects are whole or not there. */
  async checkUploads() {
    const { uploads = [] } = await this.#client.listUploads({ 'max-uploads': 1000 });
    const left = uploads.map(({ name }) => name);
    assert.equal(new Set(left).size, left.length, 'an upload began twice');
    for (const name of left)
      assert.ok(!this.#uploads.get(name).known, `the upload of ${name} was left behind`);
    for (const [name, { bytes, complete }] of this.#uploads) {
      const found = (await absent(this.#client.get(name)))?.content;
      assert.ok(found ? found.equals(bytes) : !complete, `${name} is not what was uploaded`);
    }
  }
}

/** The result, or nothing where there is no object. */
async function absent(call) {
  try {
    return await call;
  } catch (error) {
    if (error.code === 'NoSuchKey') return undefined;
    throw error;
  }
}

module.exports = { Chaos };
