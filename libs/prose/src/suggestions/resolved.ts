import { Transform } from '@tiptap/pm/transform';
import type { ProseNode } from '../common/prose-json.js';
import { checkProse } from '../schema.js';
import { type ChangeFilter, resolveChanges } from './resolve-changes.js';

/** The document with these suggestions accepted or rejected. A damaged one stays as it is. */
export function resolved(doc: ProseNode, verdict: 'accept' | 'reject', matches: ChangeFilter): ProseNode {
  try {
    const tr = new Transform(checkProse(doc));
    resolveChanges(tr, verdict, matches);
    return tr.docChanged ? (tr.doc.toJSON() as ProseNode) : doc;
  } catch (error) {
    if (error instanceof RangeError) return doc;
    throw error;
  }
}

/** The text as it stands while nothing suggested is decided. */
export const withoutSuggestions = (doc: ProseNode): ProseNode => resolved(doc, 'reject', () => true);
