import { GROUP_SIZES, PERSONAS, type Persona } from './personas.js';

/** What a row is about. `none`: no resource. `person`: the owner; `member`: somebody of the organisation with nothing. `trashed`: a prose document in the trash. `private`: a private discussion, `restricted`: a restricted folder, both the owner's alone. `direct`: a conversation of the owner, the editor and the commenter. `comment`: the thread of one on words of a document. */
const kinds = [
  'space',
  'folder',
  'prose',
  'text',
  'file',
  'channel',
  'direct',
  'thread',
  'comment',
  'private',
  'restricted',
  'unsent',
  'trashed',
  'upload',
  'person',
  'member',
  'team',
  'role',
  'session',
  'review',
  'none',
] as const;
export type Kind = (typeof kinds)[number];

/**
 * `+` the row's status. `o` the row's status, and no trace of the resource in the answer. `-` 404, to the byte what is
 * answered where nothing is. `!` 401, likewise. `r` 403: refused to somebody who may know that it is there.
 */
export type Cell = '+' | 'o' | '-' | '!' | 'r';

export interface Row {
  /** As in the description of the interface, without its prefix: `GET /resources/{id}`, `WS /collab/{id}`, `MSG message.send`. */
  readonly route: string;
  /** The route and, after #, which of its requests: `PATCH /resources/{id}#move`. Names how the request is made. */
  readonly request: string;
  readonly kind: Kind;
  readonly status: number;
  readonly cells: ReadonlyMap<Persona, Cell>;
}

const isKind = (text: string): text is Kind => kinds.some((kind) => kind === text);
const isCell = (text: string): text is Cell => '+o-!r'.includes(text);

/** One row a line: method, path, kind, status, then the cells in the groups of `personas.ts`. @throws {Error} naming a line that is none */
export function table(text: string): Row[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('//'))
    .map(rowOf);
}

function rowOf(line: string): Row {
  const [method = '', path = '', kind = '', status = '', ...groups] = line.split(/\s+/);
  const letters = groups.join('').split('');
  const fits = groups.map((group) => group.length).join() === GROUP_SIZES.join();
  if (!isKind(kind) || !/^\d{3}$/.test(status) || !fits || !letters.every(isCell))
    throw new Error(`no row of the matrix: ${line}`);
  const request = `${method} ${path}`;
  const cells = new Map(PERSONAS.map((persona, index) => [persona, letters[index] as Cell]));
  return { route: request.split('#')[0] ?? request, request, kind, status: Number(status), cells };
}
