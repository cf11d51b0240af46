'use strict';

// Every case, in the order of the files.

require('./put.js');
require('./put-file.js');
require('./get.js');
require('./get-file.js');
require('./streams.js');
require('./head-delete.js');
require('./keys.js');
require('./lists.js');
require('./buckets.js');
require('./signature-url.js');
require('./signature-url-v4.js');
require('./request.js');
require('./sts.js');
require('./construct.js');
require('./habits.js');
require('./errors.js');
require('./network.js');
require('./routes.js');
require('./rest/shared.js');
require('./rest/objects.js');
require('./rest/tags.js');
require('./rest/settings.js');
require('./rest/lifecycle.js');
require('./rest/multipart.js');
require('./rest/multipart-upload.js');
require('./rest/copy-in-parts.js');
require('./rest/live.js');
require('./rest/helpers.js');
require('./rest/seams.js');
require('./rest/refused.js');
require('./options.js');
require('./rest/image.js');
require('./rest/cluster.js');

module.exports = require('../harness/case.js').registry;
