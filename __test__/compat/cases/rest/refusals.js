'use strict';

// What a server says instead of what was asked for: one reply of each kind that every method is held against.

const { refusal, reply } = require('../replies.js');

const REFUSALS = {
  '403 with XML': refusal(403, 'AccessDenied', 'You have no right to access this object.'),
  '404 with XML': refusal(404, 'NoSuchKey', 'The specified key does not exist.', '<Key>a.txt</Key>'),
  '404 without a body': reply(404),
  '409 with XML': refusal(409, 'Conflict', 'It is not the time for that.'),
  '412 with a condition': refusal(
    412,
    'PreconditionFailed',
    'One failed.',
    '<Condition>If-Match</Condition>'
  ),
  '412 without a body': reply(412),
  '500 with XML': refusal(500, 'InternalError', 'Please contact the server administrator.'),
  '500 without a body': reply(500),
  '502 with HTML': reply(502, { 'Content-Type': 'text/html' }, '<html><body>Oops<br></body></html>'),
  '503 with XML': refusal(503, 'ServiceUnavailable', 'Please reduce your request rate.'),
};

module.exports = { REFUSALS };
