import { Item, UndoManager, type Doc, type Transaction } from 'yjs';

/**
 * Keeps what undo and redo bring back where this page shows it. Yjs names as neighbours of a redone item what stood
 * beside it when it was deleted, which may by now be one and the same item, or may stand the other way round
 * (yjs/src/structs/Item.js, redoItem): each replica then puts it elsewhere, and the server refuses such a change. Nobody
 * has seen the item yet, so before it is sent it gets the neighbours that it really has. Returns how to stop.
 */
export function settleRedoneItems(doc: Doc): () => void {
  const settle = (transaction: Transaction): void => {
    if (!(transaction.origin instanceof UndoManager)) return;
    const from = transaction.beforeState.get(doc.clientID) ?? 0;
    for (const struct of doc.store.clients.get(doc.clientID) ?? []) {
      if (struct.id.clock >= from && struct instanceof Item && struct.parentSub === null) settleItem(struct);
    }
  };
  doc.on('beforeObserverCalls', settle);
  return () => doc.off('beforeObserverCalls', settle);
}

/** Items of the same client with a higher clock do not exist yet for whoever reads this one: they are passed over. */
function settleItem(item: Item): void {
  const isLater = (other: Item): boolean =>
    other.id.client === item.id.client && other.id.clock > item.id.clock;
  let { left, right } = item;
  while (left !== null && isLater(left)) left = left.left;
  while (right !== null && isLater(right)) right = right.right;
  item.origin = left?.lastId ?? null;
  item.rightOrigin = right?.id ?? null;
}
