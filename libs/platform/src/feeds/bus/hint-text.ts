import type { Hint } from './bus.js';

/** A PostgreSQL notification holds fewer than 8,000 bytes. */
const MAX_TEXT = 7_900;
/** Hints taken from one text: more than fit into one that was written here. */
const MAX_WORDS = 1_000;

const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const FEED = new RegExp(`^f(${uuid}):([0-9a-z]{1,10})$`);
const MESSAGE = new RegExp(`^x(${uuid}):(${uuid}):([0-9a-z]{1,10}):(${uuid})?$`);
const READ = new RegExp(`^d(${uuid}):(${uuid}):([0-9a-z]{1,10})$`);
const NOTIFIED = new RegExp(`^n(${uuid})$`);
const OWN = new RegExp(`^p(${uuid}):(${uuid})$`);
const TYPING = new RegExp(`^w(${uuid}):(${uuid}):(${uuid})$`);
const HERE = new RegExp(`^h(${uuid}):(${uuid}):([01])$`);
const RESOURCE = new RegExp(`^r(${uuid}):(${uuid})?:(${uuid})$`);

function toWord(hint: Hint): string {
  switch (hint.kind) {
    case 'feed':
      return `f${hint.feed}:${hint.seq.toString(36)}`;
    case 'changes':
      return 'c';
    case 'missed':
      return 'm';
    case 'resource':
      return `r${hint.orgId}:${hint.parentId ?? ''}:${hint.id}`;
    case 'message':
      return `x${hint.orgId}:${hint.conversation}:${hint.seq.toString(36)}:${hint.by ?? ''}`;
    case 'read':
      return `d${hint.person}:${hint.conversation}:${hint.seq.toString(36)}`;
    case 'notified':
      return `n${hint.person}`;
    case 'own':
      return `p${hint.person}:${hint.conversation}`;
    case 'typing':
      return `w${hint.orgId}:${hint.conversation}:${hint.person}`;
    case 'here':
      return `h${hint.orgId}:${hint.person}:${hint.here ? '1' : '0'}`;
  }
}

const numberIn = (digits: string): number | null => {
  const seq = Number.parseInt(digits, 36);
  return Number.isSafeInteger(seq) ? seq : null;
};

function fromWord(word: string): Hint | null {
  if (word === 'c') return { kind: 'changes' };
  if (word === 'm') return { kind: 'missed' };
  switch (word[0]) {
    case 'f': {
      const [, feed = '', digits = ''] = FEED.exec(word) ?? [];
      const seq = numberIn(digits);
      return seq === null ? null : { kind: 'feed', feed, seq };
    }
    case 'x': {
      const [, orgId = '', conversation = '', digits = '', by = null] = MESSAGE.exec(word) ?? [];
      const seq = numberIn(digits);
      return seq === null ? null : { kind: 'message', orgId, conversation, seq, by };
    }
    case 'd': {
      const [, person = '', conversation = '', digits = ''] = READ.exec(word) ?? [];
      const seq = numberIn(digits);
      return seq === null ? null : { kind: 'read', person, conversation, seq };
    }
    case 'n': {
      const [, person] = NOTIFIED.exec(word) ?? [];
      return person === undefined ? null : { kind: 'notified', person };
    }
    case 'p': {
      const [, person, conversation] = OWN.exec(word) ?? [];
      return person === undefined || conversation === undefined
        ? null
        : { kind: 'own', person, conversation };
    }
    case 'w':
    case 'h':
      return presenceIn(word);
    default:
      return resourceIn(word);
  }
}

function presenceIn(word: string): Hint | null {
  const [, org, conversation, typist] = TYPING.exec(word) ?? [];
  if (org !== undefined && conversation !== undefined && typist !== undefined)
    return { kind: 'typing', orgId: org, conversation, person: typist };
  const [, orgId, person, here] = HERE.exec(word) ?? [];
  if (orgId === undefined || person === undefined) return null;
  return { kind: 'here', orgId, person, here: here === '1' };
}

function resourceIn(word: string): Hint | null {
  const [, orgId, parentId, id] = RESOURCE.exec(word) ?? [];
  if (orgId === undefined || id === undefined) return null;
  return { kind: 'resource', orgId, parentId: parentId ?? null, id };
}

/** Hints as ASCII texts of fewer than 8,000 bytes, each beginning with the name of the node that speaks. */
export function encodeHints(node: string, hints: Iterable<Hint>): string[] {
  const texts: string[] = [];
  let text = node;
  for (const hint of hints) {
    const word = toWord(hint);
    if (text.length + 1 + word.length > MAX_TEXT) {
      texts.push(text);
      text = node;
    }
    text += ` ${word}`;
  }
  if (text !== node) texts.push(text);
  return texts;
}

/** What others said; a node's own words and what it does not understand are left out. Never throws. */
export function decodeHints(node: string, text: string): Hint[] {
  if (text.length > MAX_TEXT) return [];
  const [speaker, ...words] = text.split(' ', MAX_WORDS);
  if (speaker === node) return [];
  return words.flatMap((word) => fromWord(word) ?? []);
}
