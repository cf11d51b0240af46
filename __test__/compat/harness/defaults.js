'use strict';

// What our defaults change against our parity options, grouped as in defaults.json:
// row of the design → what changes → the cases, with the signature version where only one shows it.

const ROWS = [
  { row: 'F7', test: (change) => /^requests\[\d+\]\.headers\.content-md5 is gone$/.test(change) },
  { row: 'F6', test: (change, one) => /^outcome/.test(change) && /CRC/.test(one.name) },
];

/** Signatures cover Content-MD5, so they change with it. */
function isConsequence(difference, found) {
  const request = difference.at.match(/^(requests\[\d+\]\.headers\.)authorization$/);
  return request !== null && found.some(({ at }) => at === `${request[1]}content-md5`);
}

function changeOf({ at, theirs, ours }) {
  if (ours === undefined) return `${at} is gone`;
  return theirs === undefined ? `${at} is new` : `${at} differs`;
}

class DefaultChanges {
  #changes = new Map();

  add(one, signature, found) {
    for (const difference of found) {
      if (isConsequence(difference, found)) continue;
      const change = changeOf(difference);
      const row = ROWS.find(({ test }) => test(change, one))?.row ?? 'unexplained';
      const key = JSON.stringify([row, change]);
      if (!this.#changes.has(key)) this.#changes.set(key, new Map());
      const cases = this.#changes.get(key);
      cases.set(one, [...(cases.get(one) ?? []), signature]);
    }
  }

  toJSON() {
    const grouped = {};
    for (const [key, cases] of [...this.#changes].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const [row, change] = JSON.parse(key);
      grouped[row] ??= {};
      const names = [...cases].map(([one, signatures]) =>
        signatures.length === one.signatures.length ? one.id : `${one.id} (${signatures})`
      );
      grouped[row][change] = names.sort();
    }
    return grouped;
  }
}

module.exports = { DefaultChanges };
