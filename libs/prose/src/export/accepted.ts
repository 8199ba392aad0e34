import type { ExportFormat } from '@maroquin/contracts';
import { Transform } from '@tiptap/pm/transform';
import type { ProseNode } from '../common/prose-json.js';
import { checkProse } from '../schema.js';
import { type ChangeFilter, resolveChanges } from '../suggestions/resolve-changes.js';

const all: ChangeFilter = () => true;

/** What a format cannot show as suggested. HTML shows words and pictures so, and no blocks or ends of paragraphs. */
const ACCEPTED: Readonly<Partial<Record<ExportFormat, ChangeFilter>>> = {
  pdf: all,
  pdfa: all,
  md: all,
  txt: all,
  html: (_change, { isBlock }) => isBlock,
};

/** The document with the suggestions accepted that the format cannot show: what is struck as a whole goes. */
export function asAccepted(doc: ProseNode, format: ExportFormat): ProseNode {
  const filter = ACCEPTED[format];
  if (filter === undefined) return doc;
  try {
    const tr = new Transform(checkProse(doc));
    resolveChanges(tr, 'accept', filter);
    return tr.docChanged ? (tr.doc.toJSON() as ProseNode) : doc;
  } catch (error) {
    // A damaged document is written as it is.
    if (error instanceof RangeError) return doc;
    throw error;
  }
}
