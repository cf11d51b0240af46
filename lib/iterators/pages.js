'use strict';

const { abortError } = require('../abort');

/**
 * The items of pages, one after the other. While the caller has those of a page, the next one is on its way; leaving the
 * iteration early gives it up.
 *
 * @template Item, Place
 * @param {(place: Place | undefined, signal: AbortSignal) => Promise<{ items: Item[], next: Place | undefined }>} fetch a page;
 *   `place` is the `next` of the one before
 * @param {AbortSignal | undefined} signal the caller's
 * @returns {AsyncGenerator<Item, void, void>}
 */
async function* items(fetch, signal) {
  const stop = new AbortController();
  const relay = () => stop.abort(signal?.reason);
  if (signal?.aborted) relay();
  else signal?.addEventListener('abort', relay, { once: true });
  /** @param {Place} [place] */
  const ask = (place) => {
    const page = fetch(place, stop.signal);
    // Whoever waits for it hears of it; after an early end nobody does.
    page.catch(() => {});
    return page;
  };
  try {
    for (let coming = ask(); ; ) {
      const page = await coming;
      if (page.next !== undefined) coming = ask(page.next);
      for (const item of page.items) {
        if (stop.signal.aborted) throw abortError(stop.signal.reason);
        yield item;
      }
      if (page.next === undefined) return;
    }
  } finally {
    signal?.removeEventListener('abort', relay);
    stop.abort();
  }
}

/**
 * A name of a list that was asked for with `encoding-type=url`, without which names with control characters make no XML.
 *
 * @param {string | undefined} text
 */
function decoded(text) {
  return decodeURIComponent((text ?? '').replace(/\+/g, ' '));
}

module.exports = { decoded, items };
