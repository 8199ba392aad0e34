import { checkProse, proseFromY } from '@maroquin/prose';
import { createDeleteSetFromStructStore, type Doc, equalDeleteSets } from 'yjs';

/**
 * What keeps the editor from showing the document: the name of an error, or `schema` when it would delete what its
 * schema does not allow, with everything inside. Null: it shows all. Changes the Y.Doc: give it one of no further use.
 */
export function unshownProse(doc: Doc): string | null {
  const before = createDeleteSetFromStructStore(doc.store);
  try {
    checkProse(proseFromY(doc));
  } catch (error) {
    return error instanceof Error ? error.name : 'error';
  }
  return equalDeleteSets(before, createDeleteSetFromStructStore(doc.store)) ? null : 'schema';
}
