'use strict';

const fs = require('node:fs');

// Section types of ELF: the dynamic symbols, their versions, and the versions that are needed of other libraries.
const SHT_DYNSYM = 11;
const SHT_GNU_VERNEED = 0x6ffffffe;
const SHT_GNU_VERSYM = 0x6fffffff;

/**
 * The versions of glibc that a shared library needs, and for which symbols (64-bit little-endian ELF).
 *
 * @param {string} file
 * @returns {Map<string, string[]>} names of symbols by `2.17`, the oldest first
 */
function neededGlibc(file) {
  const elf = fs.readFileSync(file);
  if (elf.toString('latin1', 0, 4) !== '\x7fELF') throw new Error(`${file} is no ELF file`);
  const sections = readSections(elf);
  const versions = readNeeds(elf, sections);
  const symbols = sections.find(({ type }) => type === SHT_DYNSYM);
  const versionOf = sections.find(({ type }) => type === SHT_GNU_VERSYM);
  const found = new Map();
  for (let index = 0; symbols && index * 24 < symbols.size; index += 1) {
    // The highest bit says that the symbol is hidden.
    const version = versions.get(elf.readUInt16LE(versionOf.offset + index * 2) & 0x7fff);
    if (!version?.startsWith('GLIBC_')) continue;
    const number = version.slice('GLIBC_'.length);
    const name = text(elf, sections[symbols.link], elf.readUInt32LE(symbols.offset + index * 24));
    found.set(number, [...(found.get(number) ?? []), name]);
  }
  return new Map([...found].sort(([a], [b]) => compareVersions(a, b)));
}

function readSections(elf) {
  const [start, size, count] = [
    Number(elf.readBigUInt64LE(0x28)),
    elf.readUInt16LE(0x3a),
    elf.readUInt16LE(0x3c),
  ];
  return Array.from({ length: count }, (_, index) => {
    const at = start + index * size;
    return {
      type: elf.readUInt32LE(at + 4),
      offset: Number(elf.readBigUInt64LE(at + 0x18)),
      size: Number(elf.readBigUInt64LE(at + 0x20)),
      link: elf.readUInt32LE(at + 0x28),
      info: elf.readUInt32LE(at + 0x2c),
    };
  });
}

/** Names of versions by the numbers that symbols have. */
function readNeeds(elf, sections) {
  const versions = new Map();
  const needs = sections.find(({ type }) => type === SHT_GNU_VERNEED);
  let library = needs?.offset;
  for (let left = needs?.info ?? 0; left > 0; left -= 1) {
    let version = library + elf.readUInt32LE(library + 8);
    for (let each = elf.readUInt16LE(library + 2); each > 0; each -= 1) {
      versions.set(
        elf.readUInt16LE(version + 6),
        text(elf, sections[needs.link], elf.readUInt32LE(version + 8))
      );
      version += elf.readUInt32LE(version + 12);
    }
    library += elf.readUInt32LE(library + 12);
  }
  return versions;
}

function text(elf, strings, offset) {
  const start = strings.offset + offset;
  return elf.toString('latin1', start, elf.indexOf(0, start));
}

/** Orders `2.2.5` before `2.17`. */
function compareVersions(a, b) {
  const [left, right] = [a.split('.').map(Number), b.split('.').map(Number)];
  const place = left.findIndex((number, index) => number !== (right[index] ?? -1));
  return place === -1 ? left.length - right.length : left[place] - (right[place] ?? -1);
}

module.exports = { compareVersions, neededGlibc };
