'use strict';

const assert = require('node:assert');
const { Readable } = require('node:stream');
const { test } = require('node:test');
const { client, rejection, serve } = require('./loopback');

// CRC-64 of "hello", and of "hello, world".
const FIRST = '11177612005948864433';
const BOTH = '242422964339304333';

test('the checksum of an append is compared when that of the bytes before is known', async (t) => {
  let crc;
  const { endpoint } = await serve(t, (_, response) =>
    response.writeHead(200, { 'x-oss-hash-crc64ecma': crc, 'x-oss-next-append-position': '5' }).end()
  );
  const made = client({ endpoint });
  const first = () => made.append('a', Buffer.from('hello'));
  const second = (options) => made.append('a', Readable.from([', wor', 'ld']), { position: 5, ...options });

  crc = FIRST;
  await first();
  await made.append('a', Readable.from(['hel', 'lo']), { position: '0' });
  crc = BOTH;
  await second({ previousCrc64: FIRST });
  await second({ previousCrc64: BigInt(FIRST) });

  const { actual, expected, name } = await rejection(first());
  assert.deepStrictEqual([name, expected, actual], ['CrcMismatchError', BOTH, FIRST]);
  const wrong = await rejection(second({ previousCrc64: '1' }));
  assert.deepStrictEqual([wrong.name, wrong.expected], ['CrcMismatchError', BOTH]);
  // What is not known is not compared, nor when nothing is.
  await second();
  await client({ endpoint, crc64: false }).append('a', Buffer.from('hello'));
  const { message } = await rejection(second({ previousCrc64: 'x' }));
  assert.strictEqual(message, 'previousCrc64 must be a CRC-64 in decimal, not x');
});
