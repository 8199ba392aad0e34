import type { Flow, Remark } from '../flow/flow.js';
import type { ExportOptions } from '../flow/options.js';
import { writePackage } from '../package/package.js';
import { element, XML_HEAD } from '../package/xml.js';
import { DocxBlocks } from './docx-blocks.js';
import { commentsExtendedPart, commentsPart } from './docx-comments.js';
import {
  contentTypes,
  coreProperties,
  footnotesPart,
  numberingPart,
  rootRelationships,
  SECTION,
  settingsPart,
  stylesPart,
  WORD_NAMESPACES,
} from './docx-parts.js';
import { DocxState } from './docx-state.js';

/** A Word file (ECMA-376, transitional). The same document and options give the same bytes. */
export function writeDocx(
  { blocks, remarks, titles, numberedFrom }: Flow,
  options: ExportOptions,
): Uint8Array {
  const state = new DocxState(options, numbersOf(remarks));
  const parts = new Map<string, string>();
  for (const part of ['styles', 'settings', 'numbering', 'footnotes']) state.body.add(part, `${part}.xml`);
  const body = new DocxBlocks(state, titles, numberedFrom !== null).write(blocks);
  // A document ends with a paragraph; one that ends with a table could not be written below.
  const end = body.endsWith('</w:tbl>') || body === '' ? '<w:p/>' : '';
  parts.set(
    'document',
    XML_HEAD + element('w:document', WORD_NAMESPACES, element('w:body', {}, body + end + SECTION)),
  );
  parts.set('styles', stylesPart(options, numberedFrom === null ? null : state.lists.length + 1));
  parts.set('settings', settingsPart(options));
  parts.set('numbering', numberingPart(state.lists, numberedFrom));
  parts.set('footnotes', footnotesPart(state.footnotes));
  if (remarks.length > 0) {
    state.body.add('comments', 'comments.xml');
    parts.set('comments', commentsPart(remarks, options));
    state.body.add('commentsExtended', 'commentsExtended.xml');
    parts.set('commentsExtended', commentsExtendedPart(remarks));
  }
  const files = new Map<string, string | Uint8Array>([
    ['[Content_Types].xml', contentTypes([...parts.keys()])],
    ['_rels/.rels', rootRelationships()],
    ['docProps/core.xml', coreProperties(options)],
  ]);
  for (const [name, xml] of parts) files.set(`word/${name}.xml`, xml);
  files.set('word/_rels/document.xml.rels', XML_HEAD + state.body.write());
  if (!state.notes.isEmpty) files.set('word/_rels/footnotes.xml.rels', XML_HEAD + state.notes.write());
  for (const [name, bytes] of state.media) files.set(`word/${name}`, bytes);
  return writePackage(files);
}

function numbersOf(remarks: readonly Remark[]): Map<string, number[]> {
  let count = 0;
  return new Map(
    remarks.map(({ id, said }) => {
      const first = count;
      count += said.length;
      return [id, said.map((_, at) => first + at)];
    }),
  );
}
