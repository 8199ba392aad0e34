/** An item by yjs: `{client, clock}`. */
function isId(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { client, clock }: Record<string, unknown> = { ...value };
  return (
    Number.isSafeInteger(client) && Number.isSafeInteger(clock) && Number(client) >= 0 && Number(clock) >= 0
  );
}

/** A yjs relative position as JSON (yjs/src/utils/RelativePosition.js), in the document's own root. */
function isPosition(value: unknown, root: string): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { type, tname, item, assoc }: Record<string, unknown> = { ...value };
  return (
    (type === undefined || type === null || isId(type)) &&
    (item === undefined || item === null || isId(item)) &&
    (tname === undefined || tname === null || tname === root) &&
    (assoc === undefined || assoc === null || Number.isSafeInteger(assoc))
  );
}

/**
 * The state of an awareness entry with a cursor that editors can read, or with none: a malformed one throws in every
 * colleague's editor, at each change that it then draws.
 */
export function withReadableCursor(state: object, root: string): object {
  if (!('cursor' in state) || state.cursor === null) return state;
  const { cursor } = state;
  if (typeof cursor === 'object' && cursor !== null && 'anchor' in cursor && 'head' in cursor) {
    if (isPosition(cursor.anchor, root) && isPosition(cursor.head, root)) return state;
  }
  return { ...state, cursor: null };
}
