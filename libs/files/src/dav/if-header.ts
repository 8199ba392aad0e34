import { DavError } from './dav-error.js';

interface Condition {
  readonly not: boolean;
  readonly token?: string;
  readonly etag?: string;
}
/** Conditions that must hold together, for one resource: `tag`, or what is addressed. */
interface IfList {
  readonly tag: string | null;
  readonly conditions: readonly Condition[];
}

const MAX_LENGTH = 8_000;
/** Each is looked up in the tree. */
const MAX_LISTS = 20;
const PIECE = /\s*(?:<([^>\s]*)>|\(|\)|Not\b|\[((?:W\/)?"[^"]*")\])/iuy;

/**
 * The `If` header (RFC 4918 §10.4): lists of which one must hold.
 * @throws {DavError} 400 when it does not parse
 */
export function parseIf(header: string | undefined): IfList[] {
  if (header === undefined) return [];
  if (header.length > MAX_LENGTH) throw new DavError(400);
  const lists: IfList[] = [];
  let tag: string | null = null;
  let conditions: Condition[] | null = null;
  let not = false;
  PIECE.lastIndex = 0;
  while (PIECE.lastIndex < header.trimEnd().length) {
    const match = PIECE.exec(header);
    if (match === null) throw new DavError(400);
    const piece = match[0].trim();
    const [, uri, etag] = match;
    if (piece === '(') {
      if (conditions !== null) throw new DavError(400);
      conditions = [];
    } else if (piece === ')') {
      if (conditions === null || conditions.length === 0 || not) throw new DavError(400);
      lists.push({ tag, conditions });
      if (lists.length > MAX_LISTS) throw new DavError(400);
      conditions = null;
    } else if (conditions === null) {
      if (uri === undefined) throw new DavError(400);
      tag = uri;
    } else if (uri !== undefined || etag !== undefined) {
      conditions.push({ not, ...(uri === undefined ? { etag: etag ?? '' } : { token: uri }) });
      not = false;
    } else {
      if (not) throw new DavError(400);
      not = true;
    }
  }
  if (conditions !== null || lists.length === 0) throw new DavError(400);
  return lists;
}

/** Every lock token that the header names without `Not`: by that it is submitted (RFC 4918 §10.4.1). */
export const submittedTokens = (lists: readonly IfList[]): ReadonlySet<string> =>
  new Set(
    lists.flatMap(({ conditions }) =>
      conditions.flatMap(({ token, not }) => (token === undefined || not ? [] : token)),
    ),
  );

/** What is true of the resource that a list is about. */
export interface IfState {
  readonly etag: string | null;
  readonly tokens: ReadonlySet<string>;
}

/** Whether one of the lists holds; no header holds. `stateOf` answers for a tag, and for null what is addressed. */
export async function ifHolds(
  lists: readonly IfList[],
  stateOf: (tag: string | null) => Promise<IfState>,
): Promise<boolean> {
  if (lists.length === 0) return true;
  const states = new Map<string | null, IfState>();
  for (const { tag, conditions } of lists) {
    const state = states.get(tag) ?? (await stateOf(tag));
    states.set(tag, state);
    const { etag, tokens } = state;
    const holds = conditions.every((condition) => {
      const is = condition.token === undefined ? condition.etag === etag : tokens.has(condition.token);
      return is !== condition.not;
    });
    if (holds) return true;
  }
  return false;
}
