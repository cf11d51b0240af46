'use strict';

const assert = require('node:assert');
const { createReadStream } = require('node:fs');
const { rm, stat } = require('node:fs/promises');
const path = require('node:path');

/** Different keys, so that nothing can be remembered per key. */
const KEYS = 1000;

const keysFor = (suffix) => Array.from({ length: KEYS }, (_, index) => `bench/object-${index}${suffix}`);

async function read(port, size) {
  const response = await fetch(`http://127.0.0.1:${port}/${size}`, { headers: { connection: 'close' } });
  return Buffer.from(await response.arrayBuffer());
}

function check(length, size) {
  if (length !== size) throw new Error(`${length} bytes came, not ${size}`);
}

/** For each method of a peer: tries it once against what it must give, then returns the call to repeat. */
const PREPARE = {
  async put(peer, { port, size }) {
    const keys = keysFor(`/${size}`);
    const body = await read(port, size);
    assert.strictEqual(body.length, size);
    return (index) => peer.put(keys[index % KEYS], body);
  },

  async get(peer, { port, size }) {
    const keys = keysFor(`/${size}`);
    assert.ok(
      (await read(port, size)).equals(await peer.get(keys[0])),
      'get gave other bytes than the sink sent'
    );
    return async (index) => check((await peer.get(keys[index % KEYS])).length, size);
  },

  async putFile(peer, { size, file }) {
    return (index) => peer.putFile(`bench/file-${index}/${size}`, file, size);
  },

  async putStream(peer, { size, file }) {
    const pieces = { highWaterMark: 256 * 1024 };
    return (index) => peer.putStream(`bench/stream-${index}/${size}`, createReadStream(file, pieces), size);
  },

  async getFile(peer, { size, target }) {
    return async (index) => {
      await rm(target, { force: true });
      await peer.getFile(`bench/file-${index}/${size}`, target);
      check((await stat(target)).size, size);
    };
  },

  async getStream(peer, { size }) {
    return async (index) => {
      let length = 0;
      await peer.getStream(`bench/stream-${index}/${size}`, (piece) => {
        length += piece.length;
      });
      check(length, size);
    };
  },

  async list(peer, { pages }) {
    return async () => {
      let next;
      for (let page = 0; page < pages; page++) {
        const read = await peer.list(next);
        if (read.keys !== 1000) throw new Error(`list gave ${read.keys} keys, not 1,000`);
        next = read.next;
      }
    };
  },

  async assumeRole(peer) {
    assert.match(await peer.assumeRole(), /^STS\./, 'assumeRole must give the key of a token');
    return () => peer.assumeRole();
  },

  async signV1(peer) {
    const keys = keysFor('.jpg');
    const call = (index) => peer.signV1(keys[index % KEYS]);
    assert.match(await call(0), /^http.*bench\/object-0\.jpg\?.*Signature=/);
    return call;
  },

  async signV4(peer) {
    const keys = keysFor('.jpg');
    const call = (index) => peer.signV4(keys[index % KEYS]);
    assert.match(await call(0), /^http.*bench\/object-0\.jpg\?.*Signature=/i);
    return call;
  },
};

exports.prepare = (peer, operation, port, folder) =>
  PREPARE[operation.call](peer, {
    port,
    size: operation.size,
    pages: operation.pages,
    file: path.join(folder, 'source'),
    target: path.join(folder, `target-${peer.name}`),
  });
