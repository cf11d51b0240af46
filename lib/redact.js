'use strict';

const { inspect } = require('node:util');

/** Options that must not turn up in a log because a client did. */
const SECRETS = ['accessKeySecret', 'stsToken'];

/** Objects of the caller that carry requests: their insides are long, and a proxy's may hold its password. */
const CARRIERS = ['agent', 'httpsAgent', 'urllib'];

/** @param {Record<string, any>} members */
function named(members) {
  const shown = { ...members };
  for (const name of CARRIERS) {
    const carrier = shown[name];
    if (carrier) shown[name] = `[${carrier.constructor?.name ?? typeof carrier}]`;
  }
  return shown;
}

/**
 * A client as logs may show it: its own members, with the secrets among its options left out. `client.options` itself is
 * the caller's and stays as it is.
 *
 * @param {{ options: object }} client
 */
function redacted(client) {
  /** @type {Record<string, unknown>} */
  const options = named(client.options);
  for (const name of SECRETS) {
    if (options[name]) options[name] = '[redacted]';
  }
  return { ...named(client), options };
}

/**
 * Makes `console.log`, `util.inspect` and `JSON.stringify` of a class's instances leave secrets out.
 *
 * @param {Function & { prototype: object }} Client
 */
function keepSecrets(Client) {
  const { name } = Client;
  Object.defineProperties(Client.prototype, {
    [inspect.custom]: {
      /**
       * @this {{ options: object }}
       * @param {number} _depth
       * @param {import('node:util').InspectOptions} options
       */
      value(_depth, options) {
        return `${name} ${inspect(redacted(this), options)}`;
      },
    },
    toJSON: {
      /** @this {{ options: object }} */
      value() {
        return redacted(this);
      },
    },
  });
}

module.exports = { keepSecrets };
