'use strict';

/** What can become ready once, and tell who waits for it. */
class Readiness {
  #ready = false;
  /** @type {(() => void)[]} */
  #waiting = [];

  /** @param {() => void} callback */
  wait(callback) {
    this.#waiting.push(callback);
    this.#tell();
  }

  /** @param {boolean} ready */
  set(ready) {
    this.#ready = ready;
    this.#tell();
  }

  #tell() {
    if (!this.#ready) return;
    for (const callback of this.#waiting.splice(0)) process.nextTick(callback);
  }
}

module.exports = { Readiness };
