'use strict';

/** The middle of some numbers, with the smallest and the largest; `null` if one of them is missing. */
exports.summary = (numbers) => {
  if (numbers.length === 0 || numbers.some((number) => typeof number !== 'number')) return null;
  const sorted = [...numbers].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  const median = sorted.length % 2 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  return { median, min: sorted[0], max: sorted[sorted.length - 1] };
};
