'use strict';

/** @import OSS from '../../index' */
/** @import { Client } from '../types' */

const { byOurNames, timeOf } = require('./read');
const { Refresh } = require('./refresh');

/** After this time a credential that does not say when it expires is asked for again. */
const INTERVAL = 5 * 60000;
/** A credential is replaced when a fifth of its life is left, and at the most this long before it expires. */
const LONGEST_AHEAD = 15 * 60000;
/** So long before it expires it counts as expired, since requests take time; less for one that lives shortly. */
const MARGIN = 10000;
/** How long a credential is used that has expired by our clock when it comes: the service may see that otherwise. */
const HELD = 60000;

/** @typedef {{ accessKeyId: string, accessKeySecret: string, stsToken?: string, expiration?: number }} Credential */

/**
 * The credential of one provider, for all clients that have it: one fetch at a time, ahead of the end and in the
 * background, and the old credential while it is good and there is no new one.
 */
class Cache {
  /** @type {Credential | undefined} */
  #current;
  /** From when on it is refreshed in the background. */
  #due = 0;
  /** From when on it must not be used. */
  #end = 0;
  #life = 0;
  #fetch;
  #refresh = new Refresh(() => this.#replace());

  /** @param {() => unknown} fetch */
  constructor(fetch) {
    this.#fetch = fetch;
  }

  /** The credential, if there is one; it may have expired. */
  get current() {
    return this.#current;
  }

  /** Milliseconds that the last credential was good for when it came. */
  get life() {
    return this.#life;
  }

  /**
   * Resolves when the credential can be used; undefined when it can be at once.
   *
   * @param {Client} [client] whose call asks
   * @returns {Promise<void> | undefined}
   */
  whenFresh(client) {
    const now = Date.now();
    if (now < this.#due) return undefined;
    if (now >= this.#end - this.#margin) return this.#must(client);
    if (this.#end === Number.POSITIVE_INFINITY) return this.#refresh.withPatience(client, now);
    this.#refresh.ifWorthwhile(client, now);
    return undefined;
  }

  /**
   * Fetches another credential, once for all who ask meanwhile; rejects when that fails.
   *
   * @param {Client} [client]
   */
  refresh(client) {
    return this.#refresh.now(client);
  }

  /** Little for a credential that lives for seconds. */
  get #margin() {
    return Math.min(MARGIN, this.#life / 20);
  }

  /** @param {Client | undefined} client */
  #must(client) {
    return this.#refresh.now(client).catch((error) => {
      if (Date.now() >= this.#end) throw error;
    });
  }

  async #replace() {
    const credential = credentialOf(await this.#fetch());
    const now = Date.now();
    const expires = timeOf(credential.expiration);
    this.#current = credential;
    if (Number.isNaN(expires)) {
      this.#life = Number.POSITIVE_INFINITY;
      this.#end = Number.POSITIVE_INFINITY;
      this.#due = now + INTERVAL;
      return;
    }
    this.#life = Math.max(expires - now, 0);
    this.#end = Math.max(expires, now + HELD * jitter());
    const ahead = Math.min((this.#end - now) / 5, LONGEST_AHEAD) * jitter();
    // From the time that is left: a server may give the same credential again until shortly before its end.
    this.#due = this.#end - ahead;
  }
}

/** Spreads what many processes would do at one time. */
function jitter() {
  return 0.9 + Math.random() / 5;
}

/**
 * @param {unknown} given
 * @returns {Credential}
 */
function credentialOf(given) {
  const { accessKeyId, accessKeySecret, stsToken, expiration } = byOurNames(given);
  for (const [name, value] of Object.entries({ accessKeyId, accessKeySecret })) {
    if (!value || typeof value !== 'string') throw new Error(`credentials must give ${name}, a string`);
  }
  return { accessKeyId, accessKeySecret, stsToken: stsToken || undefined, expiration };
}

/** @type {WeakMap<object, Cache>} */
const caches = new WeakMap();

/**
 * The cache in front of a provider: the same for all who have that provider.
 *
 * @param {OSS.CredentialsSource} provider
 * @returns {Cache}
 */
function cacheOf(provider) {
  let cache = caches.get(/** @type {object} */ (provider));
  if (!cache) {
    cache = new Cache(fetcherOf(provider));
    caches.set(/** @type {object} */ (provider), cache);
  }
  return cache;
}

/** Providers of the core are fetched from past their own cache, which is this one. */
const FETCH = Symbol('fetch');

/** @param {any} provider */
function fetcherOf(provider) {
  if (typeof provider === 'function') return () => provider();
  for (const name of [FETCH, 'getCredentials', 'getCredential']) {
    if (typeof provider?.[name] === 'function') return () => provider[name]();
  }
  throw new TypeError(
    "options.credentials must be 'anonymous', a function, or a provider such as OSS.credentials.environment()"
  );
}

module.exports = { cacheOf, FETCH };
