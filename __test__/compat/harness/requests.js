'use strict';

// Recorded requests as data to compare (DESIGN, Law 1). The clock is frozen, so signatures and dates are compared too.

const { describe } = require('./describe.js');

/** What a transport may do its own way: who it is, how it holds the connection, how it frames the body. */
const TRANSPORT_HEADERS = ['date', 'user-agent', 'connection', 'accept', 'transfer-encoding'];

function describeHeaders(request) {
  const headers = {};
  for (const [name, value] of request.headers) {
    const key = name.toLowerCase();
    if (TRANSPORT_HEADERS.includes(key)) continue;
    headers[key] = key in headers ? `${headers[key]}\n${value}` : value;
  }
  return Object.fromEntries(Object.entries(headers).sort());
}

function describeRequest(request) {
  const { method, target, version } = request;
  const headers = describeHeaders(request);
  const text = request.body.toString('latin1');
  // STS signs a nonce whose length is free.
  const body = text.startsWith('Action=') ? { form: describe(text) } : describe(request.body);
  if (body.form)
    headers['content-length'] = Number(headers['content-length']) === text.length ? 'exact' : 'wrong';
  return { method, target, version, headers, body };
}

module.exports = { describeRequest };
