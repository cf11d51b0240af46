// Does not compile: the compiler names the file that says why.

import utils = require('ali-oss/lib/common/signUtils');

export const authorization: unknown = utils.authorization;
