'use strict';

/** @import OSS from '../../index' */
/** @import { Client } from '../types' */

const { headerNames, parameters } = require('../parameters');
const { isObject } = require('../xml-writer');

/**
 * The V1 signature of a text.
 *
 * @this {Client}
 * @param {string} stringToSign
 */
function signature(stringToSign) {
  const encoding = /** @type {BufferEncoding} */ (this.options.headerEncoding);
  return this._native.current.signText(Buffer.from(stringToSign, encoding));
}

/**
 * The `Authorization` header of V1, for a request that the caller puts together.
 *
 * @this {Client}
 * @param {string} method
 * @param {string} resource `/bucket/key`
 * @param {OSS.RequestParams['subres'] | null} [subres]
 * @param {OSS.RequestHeaders} [headers] with `x-oss-date`
 */
function authorization(method, resource, subres, headers) {
  const text = canonicalText(method, resource, subres, headers);
  return `OSS ${this.options.accessKeyId}:${this.signature(text)}`;
}

/**
 * What V1 signs (help page "Include signatures in the Authorization header").
 *
 * @param {string} method
 * @param {string} resource
 * @param {any} subres
 * @param {unknown} headers
 */
function canonicalText(method, resource, subres, headers) {
  const known = lowerCased(headers);
  const ours = Object.keys(known)
    .filter((name) => name.startsWith('x-oss-'))
    .sort()
    .map((name) => `${name}:${String(known[name]).trim()}`);
  return [
    method.toUpperCase(),
    known['content-md5'] || '',
    known['content-type'],
    known['x-oss-date'],
    ...ours,
    resource + signedQuery(subres),
  ].join('\n');
}

/**
 * @param {unknown} headers
 * @returns {Record<string, any>}
 */
function lowerCased(headers) {
  if (!isObject(headers)) return {};
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

/** @param {any} subres */
function signedQuery(subres) {
  if (typeof subres === 'string' && subres.trim() !== '') return `?${subres}`;
  if (Array.isArray(subres)) return `?${subres.slice().sort().join('&')}`;
  const pairs = Object.keys(subres || {})
    .sort()
    .map((name) => (subres[name] || subres[name] === 0 ? `${name}=${subres[name]}` : name));
  return pairs.length > 0 ? `?${pairs.join('&')}` : '';
}

/**
 * The `Authorization` header of V4, for a request that the caller puts together.
 *
 * @this {Client}
 * @param {string} method
 * @param {OSS.SignedRequestV4} request its headers or queries have `x-oss-date`
 * @param {string} [bucketName]
 * @param {string} [objectName]
 * @param {readonly string[]} [additionalHeaders]
 */
function authorizationV4(method, request, bucketName, objectName, additionalHeaders) {
  const encoding = /** @type {BufferEncoding} */ (this.options.headerEncoding);
  const headers = Object.entries(request.headers).map(([name, value]) => [
    name,
    typeof value === 'string' ? Buffer.from(value, encoding).toString() : value,
  ]);
  /** @type {string} */
  const date = Object.fromEntries(headers)['x-oss-date'] || request.queries?.['x-oss-date'];
  const what = `${method.toUpperCase()}\n${bucketName || ''}\n${date ?? ''}\n${objectName || ''}`;
  const details = JSON.stringify({
    query: parameters(request.queries),
    headers: headers.flatMap(([name, value]) => [name, String(value)]),
    additionalHeaders: headerNames(additionalHeaders),
  });
  const signed = this._native.current.authorizationV4(what, details);
  if (!date) throw new TypeError("Cannot read properties of undefined (reading 'split')");
  return signed;
}

module.exports = { authorization, authorizationV4, signature };
