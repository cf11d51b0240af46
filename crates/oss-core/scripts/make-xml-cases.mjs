// Writes testdata/xml_cases.json: what xml2js, set as ali-oss sets it, makes of documents plain and odd.
//
//   npm ci && node crates/oss-core/scripts/make-xml-cases.mjs

import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(process.env.XML2JS_FROM ?? import.meta.url);
const xml2js = require('xml2js');
const { version } = require('xml2js/package.json');
const sax = createRequire(require.resolve('xml2js'))('sax/package.json').version;

const head = '<?xml version="1.0" encoding="UTF-8"?>\n';
const contents = (key) => `  <Contents>
    <Key>${key}</Key>
    <LastModified>2026-11-23T12:34:56.000Z</LastModified>
    <ETag>"5B3C1A2E053D763E1B002CC607C5A0FE"</ETag>
    <Type>Normal</Type>
    <Size>344606</Size>
    <StorageClass>Standard</StorageClass>
    <Owner><ID>0022012</ID><DisplayName>user-example</DisplayName></Owner>
  </Contents>
`;
const wide = Array.from({ length: 40 }, (_, i) => `<n${i % 25}>${i}</n${i % 25}>`).join('');

const documents = [
  // Replies of the service.
  `${head}<Error>\n  <Code>NoSuchKey</Code>\n  <Message>The specified key does not exist.</Message>\n  <RequestId>5F7C</RequestId>\n  <HostId>b.oss-cn-hangzhou.aliyuncs.com</HostId>\n  <Key>a&amp;b</Key>\n  <EC>0026-00000001</EC>\n</Error>\n`,
  `${head}<ListBucketResult>\n  <Name>b</Name>\n  <Prefix></Prefix>\n  <Marker/>\n  <MaxKeys>100</MaxKeys>\n  <IsTruncated>false</IsTruncated>\n</ListBucketResult>`,
  `${head}<ListBucketResult>\n${contents('a')}</ListBucketResult>`,
  `${head}<ListBucketResult>\n<Name>b</Name>\n${contents('a')}${contents('b &lt;c&gt; &quot;d&quot; &apos;e&apos;')}${contents('中文/😀')}<CommonPrefixes><Prefix>x/</Prefix></CommonPrefixes></ListBucketResult>`,
  '<ListVersionsResult><Version><Key>a</Key></Version><DeleteMarker><Key>b</Key></DeleteMarker><Version><Key>c</Key></Version></ListVersionsResult>',
  '<LocationConstraint>oss-cn-hangzhou</LocationConstraint>',
  '<LocationConstraint xmlns="http://doc.oss-cn-hangzhou.aliyuncs.com">oss-cn-hangzhou</LocationConstraint>',
  '<AccessControlPolicy><Owner><ID>0</ID></Owner><AccessControlList><Grant>private</Grant></AccessControlList></AccessControlPolicy>',
  // Text.
  '<a/>',
  '<a></a>',
  '<a> \n\t</a>',
  '<a> x </a>',
  '<a><b> </b></a>',
  '<a>\u00a0\u2003\ufeff</a>',
  '<a>\u0085</a>',
  '<a>one<b/>two</a>',
  '<a>one<b>1</b>two<b>2</b>three</a>',
  '<a k="v"> <b/> </a>',
  '<a>a\u0001b\u001fc\u007fd"\\/</a>',
  '<a>x\r\ny</a>',
  '<a>&amp;&lt;&gt;&quot;&apos;&#65;&#x4e2d;&#x1F600;&nbsp;&Eacute;&EACUTE;&hearts;</a>',
  '<a>]]></a>',
  '<a>a>b</a>',
  // CDATA, comments, instructions, document types.
  '<a><![CDATA[<b>&amp;]]></a>',
  '<a><![CDATA[  ]]></a>',
  '<a><![CDATA[]]></a>',
  '<a>x<![CDATA[ y ]]>z</a>',
  '<a><![cdata[x]]></a>',
  '<a><![CDATA[a]]]]><![CDATA[>b]]></a>',
  '<a> <![CDATA[ ]]> <b/></a>',
  '<a><!-- - - --><b/><!-- x --></a>',
  '<!-- first --><a/><!-- last -->',
  '<a>x<!-- y -->z</a>',
  '<a><?pi some ? thing?>x</a>',
  '<!DOCTYPE a><a/>',
  '<!DOCTYPE a SYSTEM "x>y" [<!ENTITY e "]>"> <!-- ]> -->]><a>x</a>',
  '<!ELEMENT><a/>',
  // Attributes.
  '<a k="v"/>',
  '<a k=\'v\' l="w"/>',
  '<a k = "v"/>',
  '<a k="1" k="2"/>',
  '<a k="&lt;&amp;x\ny"/>',
  '<a k="a>b\'c"/>',
  '<a k=""/>',
  '<a k="v">text</a>',
  '<a k="v"><b l="w">text</b><b>more</b></a>',
  '<a xmlns:x="u"><x:b x:c="d"/></a>',
  // Tags.
  '<a ><b\n/></a >',
  '< a>x</ a>',
  '<中文>x</中文>',
  '<a.b-c_d:e1/>',
  '<a><b/><c/><b/><c/><d/></a>',
  `<a>${wide}</a>`,
  `<a k="v">${wide}x</a>`,
  '<a><b><c><d><e>deep</e></d></c></b></a>',
  '\ufeff<a/>',
  '  \n<a/>',
  '<a/>trailing',
  '<a/><b/>',
  '<a/>\n',
  // Nothing.
  '',
  ' \n\t',
  '\ufeff',
  head,
  '<!-- nothing -->',
  // Not well-formed.
  'plain text',
  '{"json": true}',
  '<!-- x -->text',
  '<a>',
  '<a><b></a>',
  '<a></b>',
  '</a>',
  '<a><b></c></b></a>',
  '<html>\n<head><title>502 Bad Gateway</title></head>\n<body>\n<hr><center>nginx</center>\n</body>\n</html>\n',
  '<!DOCTYPE html>\n<html lang=en><body/></html>',
  '<a b></a>',
  '<a b c="d"></a>',
  '<a b/>',
  '<a 1="2"/>',
  '<a b="1"c="2"/>',
  '<a b="1"=/>',
  '<a b="1" /x>',
  '<a b="x',
  '<a b',
  '<a b=""/',
  '<a',
  '<',
  '<a>&#1;</a>',
  '<a>&nosuch;</a>',
  '<a>&;</a>',
  '<a>& b</a>',
  '<a>x && y</a>',
  '<a>&amp</a>',
  '<a k="&nosuch;"/>',
  '<a>1 < 2</a>',
  '<a><1/></a>',
  '<a><!-- x -- y --></a>',
  '<a><!-- x',
  '<a><![CDATA[x',
  '<a></>',
  '<a></ >',
  '<a></a b>',
  '<a></a/>',
  '<a$/>',
  '<a><!DOCTYPE b></a>',
  '<!DOCTYPE a><!DOCTYPE b><a/>',
  '<!FOO "x><a/>',
  '<?xml ??><a/>',
  '<a>中\n文😀<b></a>',
];

const cases = [];
for (const xml of documents) {
  try {
    const value = await xml2js.parseStringPromise(xml, { explicitRoot: false, explicitArray: false });
    cases.push({ xml, json: JSON.stringify(value) });
  } catch (error) {
    cases.push({ xml, error: error.message });
  }
}
const file = { source: `xml2js ${version}, sax ${sax}`, cases };
writeFileSync(new URL('../testdata/xml_cases.json', import.meta.url), `${JSON.stringify(file, null, 1)}\n`);
