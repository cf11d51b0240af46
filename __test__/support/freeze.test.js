'use strict';

const assert = require('node:assert/strict');
const { test } = require('node:test');
const { INSTANT, freezeDate } = require('./freeze.js');

test('the clock stands still until it is thawed', async () => {
  const before = Date;
  const thaw = freezeDate();
  assert.equal(Date.now(), INSTANT);
  assert.equal(new Date().toISOString(), '2026-11-23T12:34:56.123Z');
  await new Promise((resolve) => setImmediate(resolve));
  const later = new Date();
  assert.equal(later.getTime(), INSTANT);
  assert.equal(Date(), new before(INSTANT).toString());
  thaw();
  assert.equal(Date, before);
  assert.notEqual(Date.now(), INSTANT);
});

test('other dates are as ever', () => {
  const thaw = freezeDate(1000);
  assert.equal(new Date(5).getTime(), 5);
  assert.equal(new Date(2020, 0, 1).getFullYear(), 2020);
  assert.equal(Date.parse('1970-01-01T00:00:01Z'), 1000);
  assert.equal(Date.UTC(1970), 0);
  assert.ok(new Date() instanceof Date);
  assert.equal(Date.name, 'Date');
  thaw();
});
