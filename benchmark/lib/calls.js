'use strict';

const assert = require('node:assert');

/** Different keys, so that nothing can be remembered per key. */
const KEYS = 1000;

const keysFor = (suffix) => Array.from({ length: KEYS }, (_, index) => `bench/object-${index}${suffix}`);

async function read(port, size) {
  const response = await fetch(`http://127.0.0.1:${port}/${size}`, { headers: { connection: 'close' } });
  return Buffer.from(await response.arrayBuffer());
}

/** For each method of a peer: tries it once against what it must give, then returns the call to repeat. */
const PREPARE = {
  async put(peer, port, size) {
    const keys = keysFor(`/${size}`);
    const body = await read(port, size);
    assert.strictEqual(body.length, size);
    return (index) => peer.put(keys[index % KEYS], body);
  },

  async get(peer, port, size) {
    const keys = keysFor(`/${size}`);
    assert.ok(
      (await read(port, size)).equals(await peer.get(keys[0])),
      'get gave other bytes than the sink sent'
    );
    return async (index) => {
      const { length } = await peer.get(keys[index % KEYS]);
      if (length !== size) throw new Error(`get gave ${length} bytes, not ${size}`);
    };
  },

  async list(peer) {
    assert.strictEqual(await peer.list(), 1000, 'list must give 1,000 keys');
    return () => peer.list();
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

exports.prepare = (peer, operation, port) => PREPARE[operation.call](peer, port, operation.size);
