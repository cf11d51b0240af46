'use strict';

const { inspect } = require('node:util');

const SHOWN_LENGTH = 400;
const SHOWN_PLACES = 20;

function show(value) {
  const text = value === undefined ? '(absent)' : inspect(value, { depth: 8, breakLength: Infinity });
  return text.length > SHOWN_LENGTH ? `${text.slice(0, SHOWN_LENGTH)}…` : text;
}

/** One case's uncited differences, for the eye. */
function explain(one, signature, failed) {
  const lines = failed.map(
    ({ at, theirs, ours }) => `    ${at}\n      theirs ${show(theirs)}\n      ours   ${show(ours)}`
  );
  return [`${one.id} (${signature})`, ...lines].join('\n');
}

/** Counts of cases per method: identical, differing as cited, differing otherwise. */
class Tally {
  #methods = new Map();

  add(one, verdict) {
    if (!this.#methods.has(one.method)) this.#methods.set(one.method, { identical: 0, cited: 0, failed: 0 });
    this.#methods.get(one.method)[verdict] += 1;
  }

  toString() {
    const total = { identical: 0, cited: 0, failed: 0 };
    for (const counts of this.#methods.values()) {
      for (const verdict of Object.keys(total)) total[verdict] += counts[verdict];
    }
    const rows = [...this.#methods, ['all methods', total]];
    const line = (name, cells) => name.padEnd(18) + cells.map((cell) => String(cell).padStart(11)).join('');
    return [
      line('method', ['identical', 'cited', 'failed']),
      ...rows.map(([method, { identical, cited, failed }]) => line(method, [identical, cited, failed])),
    ].join('\n');
  }
}

/** How often which places differ without a citation: what to look at first. */
class Places {
  #counts = new Map();

  add(failed) {
    for (const { at } of failed) this.#counts.set(at, (this.#counts.get(at) ?? 0) + 1);
  }

  toString() {
    const most = [...this.#counts].sort(([, a], [, b]) => b - a).slice(0, SHOWN_PLACES);
    return most.map(([at, count]) => `${String(count).padStart(7)}  ${at}\n`).join('');
  }
}

module.exports = { Places, Tally, explain };
