'use strict';

/** @import OSS from '../../index' */
/** @import { Client } from '../types' */

const { EventEmitter } = require('node:events');
const { callable } = require('../callable');
const OSSClient = require('../client');
const { localAddress } = require('./address');
const { Readiness } = require('./readiness');

/** Sent to one member, and to the others when that one is down. */
const READS = ['head', 'get', 'getStream', 'list', 'getACL'];
/** Sent to all members. */
const WRITES = ['put', 'putStream', 'delete', 'deleteMulti', 'copy', 'putMeta', 'putACL'];
/** How often a member may fail to answer before it counts as down. */
const CHECKS = 3;

/** Several buckets that hold the same objects. */
class ClusterClient extends EventEmitter {
  #readiness = new Readiness();

  /** @param {OSS.ClusterOptions} options */
  constructor(options) {
    if (!Array.isArray(options?.cluster)) throw new Error('require options.cluster to be an array');
    super();
    this.on('error', (error) => this.defaultErrorHandler(error));
    /** @type {Client[]} */
    this.clients = options.cluster.map((member) => memberOf(options, member));
    /** @type {Record<number, boolean>} */
    this.availables = Object.fromEntries(this.clients.map((_, i) => [i, true]));
    this.schedule = options.schedule || 'roundRobin';
    this.masterOnly = Boolean(options.masterOnly);
    this.index = 0;
    this._checkAvailableLock = false;
    /** @type {NodeJS.Timeout | null} */
    this._timerId = this._deferInterval(
      () => this._checkAvailable(true),
      options.heartbeatInterval || 10_000
    );
    this._ignoreStatusFile = options.ignoreStatusFile || false;
    this._init();
  }

  /**
   * Waits until the members have been asked for the first time, or calls back then; a flag says that it is so.
   *
   * @param {[flagOrCallback?: boolean | (() => void)]} given
   * @returns {any}
   */
  ready(...given) {
    const [flagOrCallback] = given;
    if (given.length === 0) return new Promise((resolve) => this.#readiness.wait(() => resolve(undefined)));
    if (typeof flagOrCallback === 'function') this.#readiness.wait(flagOrCallback);
    else this.#readiness.set(Boolean(flagOrCallback));
    return undefined;
  }

  /** @param {Parameters<OSS['signatureUrl']>} given */
  signatureUrl(...given) {
    return this.chooseAvailable().signatureUrl(...given);
  }

  /** @param {Parameters<OSS['getObjectUrl']>} given */
  getObjectUrl(...given) {
    return this.chooseAvailable().getObjectUrl(...given);
  }

  /** The member for the next call: the first that is up, or each in its turn; the first when all are down. */
  chooseAvailable() {
    if (this.schedule === 'masterSlave') {
      const first = this.masterOnly ? 0 : this.clients.findIndex((_, i) => this.availables[i]);
      return this.clients[Math.max(first, 0)];
    }
    for (let n = 0; n < this.clients.length; n += 1) {
      const i = this._nextRRIndex();
      if (this.availables[i]) return this.clients[i];
    }
    return this.clients[0];
  }

  /** Ends the asking of the members, which keeps a process alive. */
  close() {
    clearInterval(this._timerId ?? undefined);
    this._timerId = null;
  }

  /**
   * Prints an error that nobody else listens for.
   *
   * @param {Error} error
   */
  defaultErrorHandler(error) {
    if (this.listenerCount('error') > 1) return;
    console.error(`[${Date()}][pid: ${process.pid}][ClusterClient] ${error.stack}`);
  }

  _init() {
    this._checkAvailable(this._ignoreStatusFile).then(
      () => this.ready(true),
      (error) => this.emit('error', error)
    );
  }

  _nextRRIndex() {
    const i = this.index;
    this.index = i + 1 >= this.clients.length ? 0 : i + 1;
    return i;
  }

  /**
   * Asks every member whether it is up, after a file to ask for has been written to all.
   *
   * @param {boolean} ignoreStatusFile
   */
  async _checkAvailable(ignoreStatusFile) {
    const name = `._ali-oss/check.status.${localAddress()}.txt`;
    const content = Buffer.from(`check available started at ${Date()}`);
    if (!ignoreStatusFile) await /** @type {any} */ (this).put(name, content);
    if (this._checkAvailableLock) return;
    this._checkAvailableLock = true;
    const down = [];
    for (const [i, client] of this.clients.entries()) {
      let isUp = false;
      for (let n = 0; n < CHECKS && !isUp; n += 1) isUp = await this._checkStatus(client, name);
      if (!isUp) down.push(client._objectUrl(name));
      this.availables[i] = isUp;
    }
    this._checkAvailableLock = false;
    if (down.length > 0) {
      const message = `${down.length} data node down, please check status file: ${down.join(', ')}`;
      this.emit('error', Object.assign(new Error(message), { name: 'CheckAvailableError' }));
    }
  }

  /**
   * Calls again and again, `timeout` milliseconds apart, until the timer is cleared.
   *
   * @param {(this: this) => Promise<unknown>} task
   * @param {number} timeout
   * @param {(error?: unknown) => void} [callback]
   */
  _deferInterval(task, timeout, callback) {
    return setInterval(this._createCallback(this, task, callback), timeout);
  }

  /**
   * @param {this} context
   * @param {(this: this) => Promise<unknown>} task
   * @param {(error?: unknown) => void} [callback] told when the task has ended; without one a failure is thrown
   */
  _createCallback(context, task, callback = this._error) {
    return () => {
      task.call(context).then(() => callback(), callback);
    };
  }

  /** @param {unknown} [error] */
  _error(error) {
    if (error) throw error;
  }

  /**
   * @param {Client} client
   * @param {string} name
   */
  async _checkStatus(client, name) {
    try {
      await client.head(name);
      return true;
    } catch (error) {
      return hasAnswered(error);
    }
  }
}

/**
 * @param {any} options of the cluster: its members have some of them too, unless they have their own
 * @param {any} member
 * @returns {Client}
 */
function memberOf(options, member) {
  const common = ['timeout', 'agent', 'transport', 'urllib'].filter((name) => name in options);
  const shared = Object.fromEntries(common.map((name) => [name, options[name]]));
  return /** @type {any} */ (new OSSClient({ ...shared, ...member }));
}

/**
 * @param {InstanceType<typeof ClusterClient>} cluster
 * @param {string} name
 * @param {unknown[]} given
 */
async function readOne(cluster, name, given) {
  const chosen = cluster.chooseAvailable();
  /** @type {any} */
  let last;
  for (const client of [chosen, ...cluster.clients.filter((one) => one !== chosen)]) {
    try {
      return await /** @type {any} */ (client)[name](...given);
    } catch (error) {
      if (hasAnswered(error)) throw error;
      last = error;
    }
  }
  last.message += ' (all clients are down)';
  throw last;
}

/**
 * @param {InstanceType<typeof ClusterClient>} cluster
 * @param {string} name
 * @param {unknown[]} given
 */
async function writeAll(cluster, name, given) {
  const [key, body, ...rest] = given;
  const bodies = name.startsWith('put')
    ? require('./copies').copiesOf(body, cluster.clients.length)
    : undefined;
  const results = await Promise.all(
    cluster.clients.map((client, i) => {
      const arguments_ = bodies ? [key, bodies[i], ...rest] : given;
      return /** @type {any} */ (client)[name](...arguments_);
    })
  );
  return results[0];
}

/**
 * Whether an error is a member's answer, so that another member would not do better.
 *
 * @param {any} error
 */
function hasAnswered({ status }) {
  return status >= 200 && status < 500;
}

/** @type {[string[], typeof readOne][]} */
const FAMILIES = [
  [READS, readOne],
  [WRITES, writeAll],
];
for (const [names, send] of FAMILIES) {
  for (const name of names) {
    /**
     * @this {InstanceType<typeof ClusterClient>}
     * @param {unknown[]} given
     */
    const method = function method(...given) {
      return send(this, name, given);
    };
    Object.defineProperty(method, 'name', { value: name });
    Object.defineProperty(ClusterClient.prototype, name, {
      value: method,
      writable: true,
      configurable: true,
    });
  }
}

module.exports = callable(ClusterClient);
