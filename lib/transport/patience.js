'use strict';

/** Keeps the timeouts of a request that Rust does not keep: until there is a connection, then between two bytes. */
class Patience {
  #timer;
  #response;
  #stop;
  #hasSocket = false;

  /**
   * @param {number} connect milliseconds
   * @param {number} response milliseconds
   * @param {(error: Error) => void} stop
   */
  constructor(connect, response, stop) {
    this.#response = response;
    this.#stop = stop;
    this.#timer = setTimeout(() => stop(this.#unconnected(connect)), connect);
  }

  /** @param {number} limit */
  #unconnected(limit) {
    return this.#hasSocket
      ? timeout('ConnectionTimeoutError', `Connect timeout for ${limit}ms`, -2)
      : timeout('SocketAssignTimeoutError', `Connect timeout for ${limit}ms, working sockets is full`, -2);
  }

  connecting() {
    this.#hasSocket = true;
  }

  connected() {
    const limit = this.#response;
    const stop = this.#stop;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(
      () => stop(timeout('ResponseTimeoutError', `Response timeout for ${limit}ms`, -1)),
      limit
    );
  }

  moved() {
    this.#timer.refresh();
  }

  end() {
    clearTimeout(this.#timer);
  }
}

/**
 * @param {string} name
 * @param {string} message
 * @param {number} status
 */
function timeout(name, message, status) {
  const error = Object.assign(new Error(message), { status });
  error.name = name;
  return error;
}

module.exports = { Patience };
