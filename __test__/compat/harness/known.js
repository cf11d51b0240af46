// The differences we mean, and which of them were seen.

const { isDeepStrictEqual } = require('node:util');
const differences = require('../differences.js');

function matches(entry, one, signature) {
  if (entry.signature && entry.signature !== signature) return false;
  return [entry.cases].flat().some((name) => (name instanceof RegExp ? name.test(one.id) : name === one.id));
}

/** Splits what differs in one run into what is cited and what is not; remembers which citations served. */
class Citations {
  #seen = new Map(differences.map((entry) => [entry, new Set()]));

  sort(one, signature, found) {
    const entries = differences.filter((entry) => matches(entry, one, signature));
    const isCited = (difference) => {
      const entry = entries.find((candidate) => {
        const wanted = candidate.at[difference.at];
        return (
          wanted && isDeepStrictEqual([difference.theirs, difference.ours], [wanted.theirs, wanted.ours])
        );
      });
      if (entry) this.#seen.get(entry).add(difference.at);
      return entry !== undefined;
    };
    const cited = found.filter(isCited);
    return { cited, failed: found.filter((difference) => !cited.includes(difference)) };
  }

  /** Citations, or places in them, that nothing showed. */
  unused() {
    return differences.flatMap((entry) =>
      Object.keys(entry.at)
        .filter((at) => !this.#seen.get(entry).has(at))
        .map((at) => `${entry.row}: ${entry.cases}: ${at}`)
    );
  }
}

module.exports = { Citations };
