'use strict';

/** What the scripts tell: a heading to a section, one line to a step, and nothing that scrolls by unread. */

const live = process.stdout.isTTY && !process.env.CI;

function heading(text) {
  line(`\n${text}`);
}

function line(text) {
  process.stdout.write(`${text}\n`);
}

/** Shows a text in place of the last such one; only a terminal shows it at all. */
function passing(text) {
  if (!live) return;
  const width = (process.stdout.columns || 80) - 1;
  process.stdout.write(`\r\x1b[K${text.slice(0, width)}`);
}

/** Takes the passing text away, so that a line can be written. */
function clear() {
  if (live) process.stdout.write('\r\x1b[K');
}

/** `850 ms`, `12.3 s`, `4 min 5 s`. */
function duration(ms) {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

module.exports = { heading, line, passing, clear, duration };
