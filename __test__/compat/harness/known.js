'use strict';

// The differences we mean, and which of them were seen.

const { isDeepStrictEqual } = require('node:util');
const { transport } = require('../../support/clients.js');
const differences = require('../differences.js');

function matches(entry, one, signature) {
  if (entry.transport && entry.transport !== transport) return false;
  if (entry.signature && entry.signature !== signature) return false;
  return [entry.cases].flat().some((name) => (name instanceof RegExp ? name.test(one.id) : name === one.id));
}

function isPlace(pattern, at) {
  return pattern.endsWith('*') ? at.startsWith(pattern.slice(0, -1)) : pattern === at;
}

/** Whether a difference is the one that differences.js describes. */
function isMeant(wanted, { theirs, ours }) {
  if (wanted === true) return true;
  if (wanted instanceof RegExp) return theirs?.replace(wanted, '') === ours?.replace(wanted, '');
  if (typeof wanted === 'function') return theirs !== undefined && isDeepStrictEqual(ours, wanted(theirs));
  return isDeepStrictEqual([theirs, ours], [wanted.theirs, wanted.ours]);
}

/** Splits what differs in one run into what is cited and what is not; remembers which citations served. */
class Citations {
  #seen = new Map(differences.map((entry) => [entry, new Set()]));
  #rows = new Map();

  sort(one, signature, found) {
    const entries = differences.filter((entry) => matches(entry, one, signature));
    const cited = found.filter((difference) => entries.some((entry) => this.#serves(entry, one, difference)));
    return { cited, failed: found.filter((difference) => !cited.includes(difference)) };
  }

  #serves(entry, one, difference) {
    const places = Object.keys(entry.at).filter(
      (place) => isPlace(place, difference.at) && isMeant(entry.at[place], difference)
    );
    for (const place of places) this.#seen.get(entry).add(place);
    if (places.length > 0) this.#rows.set(one, new Set(this.#rows.get(one)).add(entry.row));
    return places.length > 0;
  }

  /** The rows of the design that `sort` has found to be why a case differs. */
  rowsOf(one) {
    return this.#rows.get(one) ?? [];
  }

  /** Citations, or places in them, that nothing showed. Other transports show what is theirs. */
  unused() {
    const due = differences.filter((entry) => (entry.transport ?? 'native') === transport);
    return due.flatMap((entry) =>
      Object.keys(entry.at)
        .filter((place) => !this.#seen.get(entry).has(place))
        .map((place) => `${entry.row}: ${entry.cases}: ${place}`)
    );
  }
}

module.exports = { Citations };
