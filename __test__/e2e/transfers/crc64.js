'use strict';

const POLYNOMIAL = 0xc96c5795d7870f42n;
const MASK = 0xffffffffffffffffn;

const TABLE = Array.from({ length: 256 }, (_, byte) => {
  let value = BigInt(byte);
  for (let bit = 0; bit < 8; bit++) value = value & 1n ? (value >> 1n) ^ POLYNOMIAL : value >> 1n;
  return value;
});

/** CRC-64/XZ in decimal, as the service states it. */
function crc64(bytes) {
  let value = MASK;
  for (const byte of bytes) value = TABLE[Number((value ^ BigInt(byte)) & 0xffn)] ^ (value >> 8n);
  return String(value ^ MASK);
}

module.exports = { crc64 };
