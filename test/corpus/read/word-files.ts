import { readFileSync } from 'node:fs';
import { strToU8, zipSync } from 'fflate';
import type { ReaderSamples, ReportSample } from '../../contracts/report-reader.ts';

const FOLDER = new URL('./files/', import.meta.url);

/** A file of test/corpus/read/files. */
export function fileOf(path: string): Uint8Array {
  return new Uint8Array(readFileSync(new URL(path, FOLDER)));
}

const NAMESPACES = [
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"',
  'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"',
  'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"',
  'xmlns:v="urn:schemas-microsoft-com:vml"',
  'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"',
  'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"',
  'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"',
  'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"',
  'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"',
].join(' ');
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** Parts of a document besides its body, each the content of its root element. */
export interface DocxParts {
  readonly styles?: string;
  readonly numbering?: string;
  readonly footnotes?: string;
  readonly endnotes?: string;
  readonly header?: string;
  readonly footer?: string;
  readonly comments?: string;
  /** How many pages the last program counted. */
  readonly pages?: number;
}

const ROOTS = {
  styles: 'styles',
  numbering: 'numbering',
  footnotes: 'footnotes',
  endnotes: 'endnotes',
  comments: 'comments',
};

/** A document as Word packs it. @param body what `w:body` holds. */
export function docx(body: string, { pages, ...parts }: DocxParts = {}): Uint8Array {
  const roots: Readonly<Record<string, string>> = { ...ROOTS, header: 'hdr', footer: 'ftr' };
  const named = Object.entries(parts);
  const relations = named
    .map(([name], at) => `<Relationship Id="r${at}" Type="${OFFICE}/${name}" Target="${name}.xml"/>`)
    .join('');
  const part = (root: string, content: string) =>
    strToU8(
      `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:${root} ${NAMESPACES}>${content}</w:${root}>`,
    );
  const relationships = (content: string) =>
    strToU8(
      `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${content}</Relationships>`,
    );
  return zipSync({
    '[Content_Types].xml': strToU8(
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
    ),
    '_rels/.rels': relationships(
      `<Relationship Id="r1" Type="${OFFICE}/officeDocument" Target="word/document.xml"/>`,
    ),
    'word/document.xml': part('document', `<w:body>${body}</w:body>`),
    'word/_rels/document.xml.rels': relationships(relations),
    ...Object.fromEntries(
      named.map(([name, content]) => [`word/${name}.xml`, part(roots[name] ?? name, content ?? '')]),
    ),
    ...(pages === undefined
      ? {}
      : { 'docProps/app.xml': strToU8(`<Properties><Pages>${pages}</Pages></Properties>`) }),
  });
}

/** A run. @param properties what `w:rPr` holds. */
export function run(text: string, properties = ''): string {
  return `<w:r>${properties === '' ? '' : `<w:rPr>${properties}</w:rPr>`}<w:t xml:space="preserve">${text}</w:t></w:r>`;
}

/** A paragraph of text or of runs. @param properties what `w:pPr` holds. */
export function paragraph(content: string, properties = ''): string {
  const inner = content.startsWith('<') || content === '' ? content : run(content);
  return `<w:p>${properties === '' ? '' : `<w:pPr>${properties}</w:pPr>`}${inner}</w:p>`;
}

/** A cell of text or of paragraphs. @param properties what `w:tcPr` holds. */
export function cell(content: string, properties = ''): string {
  return `<w:tc><w:tcPr>${properties}</w:tcPr>${content.startsWith('<w:') ? content : paragraph(content)}</w:tc>`;
}

export function row(cells: string, properties = ''): string {
  return `<w:tr>${properties === '' ? '' : `<w:trPr>${properties}</w:trPr>`}${cells}</w:tr>`;
}

export function table(...rows: readonly string[]): string {
  return `<w:tbl><w:tblPr/>${rows.join('')}</w:tbl>`;
}

const RULES = [
  '云民发〔2023〕17号',
  '第一章总则',
  '第二条农村低保标准为每人每月260元。',
  '（二）重度残疾人。',
  '云岭县民政局',
];
const NOTICE = [
  '一、提高标准',
  '低保标准由300元/人·月执行，面积10^4亩，2016‑2020年有效。',
  '260（含配套30元）',
  '80',
  '咨询地点：县政务大厅。',
];

function samples(
  ending: string,
  more: readonly ReportSample[],
  broken: ReaderSamples['broken'],
): ReaderSamples {
  const own = [
    { name: 'a rule with counted articles', bytes: fileOf(`${ending}/rules.${ending}`), words: RULES },
    {
      name: 'a notice with changes, a table and a box',
      bytes: fileOf(`${ending}/notice.${ending}`),
      words: NOTICE,
    },
    ...more,
  ];
  const others = ['docx', 'doc', 'rtf']
    .filter((other) => other !== ending)
    .map((other) => ({ name: `a ${other}`, bytes: fileOf(`${other}/rules.${other}`) }));
  const text = { name: 'a text', bytes: new TextEncoder().encode('低保标准由260元提高到300元。') };
  const pdf = { name: 'a PDF', bytes: new TextEncoder().encode('%PDF-1.7\n1 0 obj') };
  return { own, others: [...others, text, pdf], broken };
}

const cut = (path: string) => fileOf(path).subarray(0, 6000);

/** For the contract of readers: each format's own files, those of others, and damaged ones. */
export const DOCX_SAMPLES = samples(
  'docx',
  [
    { name: 'what LibreOffice writes', bytes: fileOf('docx/libreoffice.docx'), words: NOTICE },
    { name: 'one paragraph', bytes: docx(paragraph('低保标准。')), words: ['低保标准。'] },
  ],
  [
    { name: 'a document that is cut off', bytes: cut('docx/rules.docx') },
    { name: 'a document without text', bytes: docx(paragraph('')) },
    { name: 'a document whose XML is damaged', bytes: docx('<w:p><w:r>') },
    { name: 'an archive of something else', bytes: zipSync({ 'a.txt': strToU8('低保标准') }) },
  ],
);
export const DOC_SAMPLES = samples(
  'doc',
  [],
  [
    { name: 'a document that is cut off', bytes: cut('doc/notice.doc') },
    { name: 'the head of a compound file', bytes: fileOf('doc/notice.doc').subarray(0, 512) },
  ],
);
export const RTF_SAMPLES = samples(
  'rtf',
  [],
  [{ name: 'a file without text', bytes: new TextEncoder().encode('{\\rtf1\\ansi }') }],
);
