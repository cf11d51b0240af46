'use strict';

// All cases of compat.test.js, with ours over Node's http.

process.env.COMPAT_TRANSPORT = 'node';
require('./compat.test.js');
