'use strict';

const PROLOG = '<?xml version="1.0" encoding="UTF-8"?>\n';

/**
 * An object as XML elements: lists repeat their element, undefined and null are left out.
 *
 * Texts stand as they are, as in ali-oss, whose callers escape what needs it: escaping here would do it twice.
 *
 * @param {unknown} value
 * @returns {string}
 */
function elements(value) {
  if (!isObject(value)) return /** @type {object} */ (value).toString();
  return Object.entries(value)
    .filter(([, content]) => content !== undefined && content !== null)
    .map(([name, content]) =>
      (Array.isArray(content) ? content : [content])
        .map((one) => `<${name}>${elements(one)}</${name}>`)
        .join('')
    )
    .join('');
}

/**
 * `elements` behind the line that says it is XML.
 *
 * @param {object} value
 */
function xmlDocument(value) {
  return PROLOG + elements(value);
}

/**
 * An object as XML elements whose texts are escaped, unless they look escaped. Null is left out, what is empty closes itself.
 *
 * @param {any} value
 * @returns {string}
 */
function escapedElements(value = {}) {
  if (Array.isArray(value)) return value.map((item) => escapedElements(item)).join('');
  if (value === null || typeof value !== 'object' || value instanceof Date) return escapedText(value);
  return Object.entries(value)
    .filter(([, content]) => content !== null)
    .map(([name, content]) => escapedElement(name, content))
    .join('');
}

/**
 * @param {string} name
 * @param {any} content
 * @returns {string}
 */
function escapedElement(name, content) {
  // Lists of texts repeat the element, lists of objects stand inside one.
  if (Array.isArray(content) && content.every((item) => item === null || typeof item !== 'object'))
    return content.map((item) => escapedElement(name, item)).join('');
  const inside = escapedElements(content);
  return inside === '' ? `<${name}/>` : `<${name}>${inside}</${name}>`;
}

/** @type {Record<string, string>} */
const ENTITIES = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** @param {unknown} value */
function escapedText(value) {
  return String(value).replace(/[<>&](?![\w#]*;)/g, (mark) => ENTITIES[mark]);
}

/**
 * Whether a value is an object by its tag: no array, no Date, no Buffer.
 *
 * @param {unknown} value
 * @returns {value is Record<string, any>}
 */
function isObject(value) {
  return Object.prototype.toString.call(value) === '[object Object]';
}

module.exports = { PROLOG, elements, escapedElements, isObject, xmlDocument };
