import type { Node } from '@tiptap/pm/model';
import { type BlockRange, changedBlocks, rangeBefore } from './changed-blocks.js';

/** Names of the marks of suggested words. */
export const CHANGES = /^(insertion|deletion)$/;

/** Whether the suggestions in a text are those of before, wherever they stand. Only what was changed is looked at. */
export function hasSameChanges(before: Node, doc: Node): boolean {
  if (before === doc) return true;
  const range = changedBlocks(before, doc);
  return changesIn(doc, range) === changesIn(before, rangeBefore(before, doc, range));
}

/** What stands in a range, but for words that are no suggestion and how many of them there are. */
function changesIn(doc: Node, { from, to }: BlockRange): string {
  const found: unknown[] = [];
  doc.nodesBetween(from, to, (node) => {
    const { breakChange, blockChange } = node.attrs;
    const marks = node.marks.filter(({ type }) => CHANGES.test(type.name));
    const of = [breakChange, blockChange, ...marks.map(({ type, attrs }) => [type.name, attrs])];
    const isPlain = of.every((one) => one === null || one === undefined);
    if (!isPlain) found.push([of, node.type.name, node.text ?? node.toJSON()]);
    else if (node.isBlock || found.at(-1) !== PLAIN) found.push(node.isBlock ? node.type.name : PLAIN);
  });
  return JSON.stringify(found);
}
const PLAIN = 0;
