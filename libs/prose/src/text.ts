import { mentionWords } from './nodes/mention.node.js';
import { signOf } from './common/task-signs.js';
import type { ProseNode } from './common/prose-json.js';
import { unfilled } from './nodes/field.node.js';

const TEXT_BLOCKS = new Set(['paragraph', 'heading', 'codeBlock']);
/** Parts the reading text from the notes; a form feed, because no text of a document may hold one (XML forbids it). */
const NOTES_SEPARATOR = '\f';

export interface TextOptions {
  /** Append the notes, one a line, after a form feed. Default: false. */
  notes?: boolean;
}

interface Sink {
  out: string[];
  notes: ProseNode[];
}

function isStruck(node: ProseNode): boolean {
  return node.marks?.some((mark) => mark.type === 'deletion') ?? false;
}

function isRemoved(node: ProseNode): boolean {
  const change = node.attrs?.['blockChange'];
  return typeof change === 'object' && change !== null && 'kind' in change && change.kind === 'del';
}

function collect(node: ProseNode, sink: Sink): void {
  if (node.type === 'text') {
    if (!isStruck(node)) sink.out.push(node.text ?? '');
    return;
  }
  if (node.type === 'footnote') {
    if (!isRemoved(node)) sink.notes.push(node);
    return;
  }
  if (node.type === 'mention' && !isRemoved(node)) sink.out.push(mentionWords(node.attrs));
  if (node.type === 'field' && !isRemoved(node)) sink.out.push(unfilled(node.attrs));
  if (node.type === 'hardBreak') sink.out.push('\n');
  if (node.type === 'taskItem') sink.out.push(`${signOf(node.attrs?.['checked'] === true)} `);
  for (const child of node.content ?? []) collect(child, sink);
  if (TEXT_BLOCKS.has(node.type)) sink.out.push('\n');
}

/**
 * The text a person reads: a block a line, a line break too, in document order, cells included.
 * Insertions are in, struck text is out; a task begins with its box; pictures, rules and notes have no text. A paragraph whose end is struck
 * still ends its line. With `notes`, the notes follow after a form feed, in the order of their anchors.
 */
export function textOf(doc: ProseNode, { notes = false }: TextOptions = {}): string {
  const body: Sink = { out: [], notes: [] };
  collect(doc, body);
  if (!notes || body.notes.length === 0) return body.out.join('');
  const foot: Sink = { out: [], notes: [] };
  for (const note of body.notes) for (const child of note.content ?? []) collect(child, foot);
  return body.out.join('') + NOTES_SEPARATOR + foot.out.join('');
}
