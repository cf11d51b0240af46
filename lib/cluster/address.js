'use strict';

const os = require('node:os');

/** Names of network cards that count before others. */
const CARD = /^eth[0-7]?$|^en[0-7]?$/;

/** This machine's IPv4 address, which tells its status file from those of others; undefined without a network. */
function localAddress() {
  const cards = Object.entries(os.networkInterfaces());
  cards.sort(([a], [b]) => Number(CARD.test(b)) - Number(CARD.test(a)));
  for (const [, addresses] of cards) {
    const found = addresses?.find(({ address, family }) => family === 'IPv4' && !address.startsWith('127.'));
    if (found) return found.address;
  }
  return undefined;
}

module.exports = { localAddress };
