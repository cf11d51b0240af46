'use strict';

const { elements, isObject } = require('./xml-writer');

const NO_TEXT = 'the key and value of the tag must be String';
const OBJECT_TAG =
  'tag can contain letters, numbers, spaces, and the following symbols: plus sign (+), hyphen (-), equal sign (=), period (.), underscore (_), colon (:), and forward slash (/)';

/**
 * What texts of a tag must match, and what is said otherwise.
 *
 * @typedef {[pattern: RegExp, message: string][]} Rules
 */

// The patterns are ali-oss's, with the range from + to = and no empty value: what it refuses is refused here.
/** @type {Rules} */
const OBJECT_TEXT = [[/^[a-zA-Z0-9 +-=._:/]+$/, OBJECT_TAG]];

/** @type {{ key: Rules, value: Rules }} */
const OBJECT_RULES = {
  key: [...OBJECT_TEXT, [/^.{1,128}$/, 'tag key can be a maximum of 128 bytes in length']],
  value: [...OBJECT_TEXT, [/^.{0,256}$/, 'tag value can be a maximum of 256 bytes in length']],
};

/** @type {{ key: Rules, value: Rules }} */
const BUCKET_RULES = {
  key: [
    [/^.{1,64}$/, 'tag key can be a maximum of 64 bytes in length'],
    [/^(?!https*:\/\/|Aliyun)/, 'tag key can not startsWith: http://, https://, Aliyun'],
  ],
  value: [[/^.{0,128}$/, 'tag value can be a maximum of 128 bytes in length']],
};

/**
 * Refuses tags that an object cannot have.
 *
 * @param {unknown} tags
 */
function checkObjectTags(tags) {
  if (!isObject(tags)) throw new Error('tag must be Object');
  const entries = Object.entries(tags);
  if (entries.length > 10) throw new Error('maximum of 10 tags for a object');
  checkEach(entries, OBJECT_RULES);
}

/**
 * Refuses tags that a bucket cannot have.
 *
 * @param {unknown} tags
 */
function checkBucketTags(tags) {
  if (!isObject(tags)) throw new Error('bucket tag must be Object');
  const entries = Object.entries(tags);
  if (entries.length > 20) throw new Error('maximum of 20 tags for a bucket');
  checkEach(entries, BUCKET_RULES);
}

/**
 * @param {[string, unknown][]} entries
 * @param {{ key: Rules, value: Rules }} rules
 */
function checkEach(entries, rules) {
  for (const [key, value] of entries) {
    checkText(key, rules.key);
    checkText(value, rules.value);
  }
}

/**
 * @param {unknown} text
 * @param {Rules} rules
 */
function checkText(text, rules) {
  if (typeof text !== 'string') throw new Error(NO_TEXT);
  for (const [pattern, message] of rules) {
    if (!pattern.test(text)) throw new Error(message);
  }
}

/**
 * Tags as the service takes them.
 *
 * @param {Record<string, string>} tags
 */
function taggingOf(tags) {
  const list = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
  return elements({ Tagging: { TagSet: { Tag: list } } });
}

/**
 * The tags of an object, from the document that tells them.
 *
 * @param {any} document
 */
function objectTagsIn(document) {
  const { Tag } = document.TagSet;
  return tagsFrom(Tag);
}

/**
 * The tags of a bucket, from the document that tells them or from its entry in a list. An entry without tags gives
 * `{ undefined: undefined }`, as in ali-oss.
 *
 * @param {any} node
 */
function bucketTagsIn(node) {
  if (node.Tagging !== undefined) return tagsFrom(node.Tagging.TagSet.Tag);
  if (node.TagSet !== undefined) return tagsFrom(node.TagSet.Tag);
  return tagsFrom(node.Tag === undefined ? node : node.Tag);
}

/** @param {any} nodes */
function tagsFrom(nodes) {
  /** @type {Record<string, string>} */
  const tags = {};
  for (const { Key, Value } of [].concat(nodes || [])) tags[Key] = Value;
  return tags;
}

module.exports = { bucketTagsIn, checkBucketTags, checkObjectTags, objectTagsIn, taggingOf };
