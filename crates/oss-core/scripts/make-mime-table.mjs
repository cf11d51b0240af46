// Writes src/mime_table.rs from mime@2.6.0, the table ali-oss reads.
//
//   npm ci && node crates/oss-core/scripts/make-mime-table.mjs

import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const VERSION = '2.6.0';
const require = createRequire(process.env.MIME_FROM ?? import.meta.url);
const { version } = require('mime/package.json');
if (version !== VERSION) throw new Error(`mime@${VERSION} wanted, mime@${version} found`);

const standard = require('mime/types/standard');
const other = require('mime/types/other');
const mime = require('mime');

// Both tables name an extension several times; `getType` knows which one wins.
const extensions = new Set([...Object.values(standard), ...Object.values(other)].flat());
const rows = [...extensions]
  .map((extension) => extension.replace(/^\*/, ''))
  .filter((extension, index, all) => all.indexOf(extension) === index && mime.getType(extension) !== null)
  .sort()
  .map((extension) => `    (${JSON.stringify(extension)}, ${JSON.stringify(mime.getType(extension))}),`);

const text = `//! Content types by extension, from mime@${VERSION}.
//!
//! Made by \`scripts/make-mime-table.mjs\`; do not edit.

/// Extension without its dot, and content type; sorted by extension.
pub(crate) static TYPES: [(&str, &str); ${rows.length}] = [
${rows.join('\n')}
];
`;
writeFileSync(new URL('../src/mime_table.rs', import.meta.url), text);
