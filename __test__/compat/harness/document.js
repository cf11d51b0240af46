'use strict';

// The results of a run as they stand in docs/COMPAT.md, between two marks; what is written by hand stands outside of them.

const { AXES, axesOf, optionsOf } = require('./axes.js');
const { methodOf } = require('./surface.js');

const BEGIN = '<!-- results: written by "npm run compat" -->';
const END = '<!-- end of the results -->';

/** Cases by some name: how many there are, how many gave the same, and the rows that say why others did not. */
class Counts {
  #lines = new Map();

  add(name, rows) {
    const line = this.#lines.get(name) ?? { cases: 0, differ: 0, rows: new Set() };
    this.#lines.set(name, line);
    line.cases += 1;
    if (rows.length > 0) line.differ += 1;
    for (const row of rows) line.rows.add(row);
  }

  /** A table with a line for each of `names`, which may have no case. */
  table(title, names) {
    const lines = names.map((name) => {
      const { cases, differ, rows } = this.#lines.get(name) ?? { cases: 0, differ: 0, rows: new Set() };
      const why = [...rows].sort((a, b) => a.slice(1) - b.slice(1)).join(' ');
      return `| ${name} | ${cases} | ${cases - differ} | ${why} |`;
    });
    return [
      `| ${title} | Cases | Identical | Others differ as said in |`,
      '|---|--:|--:|---|',
      ...lines,
    ].join('\n');
  }
}

/** Gathers what the run finds, case by case. */
class Findings {
  #axes = new Counts();
  #methods = new Counts();
  #options = new Counts();
  #cases = 0;
  #identical = 0;
  #runs = 0;

  /** @param rows the rows of the design that say why the case differs; none when it does not */
  add(one, rows) {
    this.#cases += 1;
    this.#runs += one.signatures.length;
    if (rows.length === 0) this.#identical += 1;
    for (const axis of axesOf(one)) this.#axes.add(axis, rows);
    for (const option of optionsOf(one)) this.#options.add(`\`${option}\``, rows);
    this.#methods.add(`\`${methodOf(one)}\``, rows);
  }

  /** @param surface what ali-oss has (surface.js) */
  toMarkdown({ methods, helpers, statics, options }) {
    const code = (names) => [...names].sort().map((name) => `\`${name}\``);
    return [
      `${this.#cases} cases, compared ${this.#runs} times (most in both signature versions): ${this.#identical} identical, ` +
        `${this.#cases - this.#identical} differ as a row says, none in another way. A case may belong to several subjects.`,
      this.#axes.table('Subject', AXES),
      `### The ${options.length} options of a client`,
      this.#options.table('Option', code(options)),
      `### The ${methods.length} public methods`,
      this.#methods.table('Method', code(methods)),
      '### Constructors and statics',
      this.#methods.table('Name', code(['constructor', ...statics])),
      '### Methods with an underscore, which programs call or override',
      this.#methods.table('Method', code(helpers)),
    ].join('\n\n');
  }
}

/** The results in a document. */
function resultsIn(text) {
  const [begin, end] = marks(text);
  return text.slice(begin, end).trim();
}

/** A document with other results. */
function withResults(text, results) {
  const [begin, end] = marks(text);
  return `${text.slice(0, begin)}\n\n${results}\n\n${text.slice(end)}`;
}

function marks(text) {
  const [begin, end] = [text.indexOf(BEGIN), text.indexOf(END)];
  if (begin === -1 || end < begin) throw new Error(`the document lacks "${BEGIN}" and "${END}"`);
  return [begin + BEGIN.length, end];
}

module.exports = { Findings, resultsIn, withResults };
