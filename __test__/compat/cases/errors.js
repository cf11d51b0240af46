'use strict';

// What each method makes of the refusals of a server, of replies that are no refusals, and of broken ones.

const { define } = require('../harness/case.js');
const { CALLS } = require('./calls.js');
const { errorDocument, refusal, reply, xml } = require('./replies.js');

const HTML =
  '<html>\n<head><title>502 Bad Gateway</title></head>\n<body><center>Oops</center></body></html>\n';
const inHeader = (status, text) => reply(status, { 'x-oss-err': Buffer.from(text).toString('base64') });

const REPLIES = {
  '403 with XML': refusal(
    403,
    'AccessDenied',
    'You have no right to access this object because of bucket acl.'
  ),
  '403 with the string to sign': refusal(
    403,
    'SignatureDoesNotMatch',
    'The request signature we calculated does not match the signature you provided.',
    '<OSSAccessKeyId>fake</OSSAccessKeyId><StringToSign>GET\n\n</StringToSign><StringToSignBytes>47 45 </StringToSignBytes>'
  ),
  '404 with XML': refusal(404, 'NoSuchKey', 'The specified key does not exist.', '<Key>a.txt</Key>'),
  '404 of the bucket': refusal(404, 'NoSuchBucket', 'The specified bucket does not exist.'),
  '409 with XML': refusal(409, 'BucketNotEmpty', 'The bucket has objects. Please delete them first.'),
  '412 with a condition': refusal(
    412,
    'PreconditionFailed',
    'One failed.',
    '<Condition>If-Match</Condition>'
  ),
  '400 with entities and CDATA': refusal(
    400,
    'InvalidArgument',
    'a &lt;b&gt; &amp; <![CDATA[<c>]]> &#x4e2d;'
  ),
  '500 with XML': refusal(
    500,
    'InternalError',
    'Please contact the server administrator, oss@service.aliyun.com.'
  ),
  '503 with XML': refusal(503, 'ServiceUnavailable', 'Please reduce your request rate.'),
  '403 without a body': reply(403),
  '404 without a body': reply(404),
  '409 without a body': reply(409),
  '412 without a body': reply(412),
  '500 without a body': reply(500),
  '400 with x-oss-err': inHeader(400, errorDocument('InvalidTargetType', 'The target is a link.')),
  '403 with x-oss-err that is no XML': inHeader(403, 'plain text'),
  '404 with x-oss-err': inHeader(404, errorDocument('SymlinkTargetNotExist', 'The target is missing.')),
  '502 with HTML': reply(502, { 'Content-Type': 'text/html' }, HTML),
  '400 with text': reply(400, { 'Content-Type': 'text/plain' }, 'Bad Request'),
  '400 with JSON': reply(400, { 'Content-Type': 'application/json' }, '{"Code":"A"}'),
  '400 with broken XML': xml(400, '<Error><Code>A</Code><Message>open'),
  '400 with XML without a code': xml(400, '<Error><Message>only a message</Message></Error>'),
  '400 with an empty document': xml(400, '<Error/>'),
  '400 with blanks': xml(400, '  \n '),
  '203 of a callback': refusal(203, 'CallbackFailed', 'Error status : 301.'),
  '301 elsewhere': reply(301, { Location: 'http://elsewhere.localhost/' }, 'Moved'),
  '307 elsewhere': refusal(307, 'TemporaryRedirect', 'Please re-send to the temporary address.'),
};

for (const [method, call] of Object.entries(CALLS)) {
  const add = define(method);
  for (const [name, one] of Object.entries(REPLIES)) {
    add('server errors', name, { replies: [one] }, (client, it) => call.run(client, undefined, it));
  }
}
