'use strict';

/** What the suite needs of the emulator's admin address. */
function adminOf(address) {
  const call = async (method, target, body) => {
    const response = await fetch(`http://${address}${target}`, { method, body: JSON.stringify(body) });
    const answer = await response.json();
    if (!response.ok) throw new Error(`${method} ${target}: ${answer.error}`);
    return answer;
  };
  return {
    /** Moves the emulator's clock on, for as long as `during` runs. */
    async later(milliseconds, during) {
      await call('PUT', '/clock', { offset_ms: milliseconds });
      try {
        return await during();
      } finally {
        await call('PUT', '/clock', { offset_ms: 0 });
      }
    },
  };
}

module.exports = { adminOf };
