'use strict';

/** @import OSS from '../../index' */
/** @import { Failure } from '../types' */

const { cacheOf, FETCH } = require('./cache');
const { emulatorAddress } = require('../emulator-host');
const { extraRoots } = require('../extra-roots');
const { binding, nextCall, outcomeOf, port } = require('../native');

/** A provider of the core. It shows nothing of what it was made with, which may be secret. */
class Provider {
  #description;
  /** @type {OSS.CredentialsSource | undefined} */
  #source;
  /** @type {InstanceType<typeof binding.NativeProvider> | undefined} */
  #native;

  /**
   * @param {object} description which provider, and how it is set up
   * @param {OSS.CredentialsSource} [source] whose credential assumes the role
   */
  constructor(description, source) {
    this.#description = JSON.stringify(description);
    this.#source = source;
    if (source) cacheOf(source);
  }

  /** The credential, as a client would use it now. */
  async getCredentials() {
    const cache = cacheOf(this);
    await cache.whenFresh();
    return /** @type {OSS.ProvidedCredentials} */ ({ ...cache.current });
  }

  /** A new credential. */
  async [FETCH]() {
    const source = this.#source && (await sourceOf(this.#source));
    this.#native ??= new binding.NativeProvider(
      port(),
      { emulator: emulatorAddress(), extraRoots: extraRoots() },
      this.#description
    );
    const call = nextCall();
    this.#native.fetch(call, Date.now(), source);
    const { error, document } = await outcomeOf(call);
    if (error) throw credentialsError(error);
    return document;
  }
}

/** @param {OSS.CredentialsSource} provider */
async function sourceOf(provider) {
  const cache = cacheOf(provider);
  await cache.whenFresh();
  const { accessKeyId, accessKeySecret, stsToken } = /** @type {import('./cache').Credential} */ (
    cache.current
  );
  return { accessKeyId, accessKeySecret, securityToken: stsToken };
}

/** @param {Failure} failure */
function credentialsError({ message, said }) {
  const error = Object.assign(new Error(message), { code: 'CredentialsError', providers: said ?? [] });
  error.name = 'CredentialsError';
  return error;
}

module.exports = { Provider };
