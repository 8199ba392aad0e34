import type { ExportFormat } from '@maroquin/contracts';
import type { ProseNode } from '../common/prose-json.js';
import type { ChangeFilter } from '../suggestions/resolve-changes.js';
import { resolved } from '../suggestions/resolved.js';

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
  return filter === undefined ? doc : resolved(doc, 'accept', filter);
}
