import { MENTION } from '@maroquin/contracts';
import { splitLinks } from './message-text.js';

/** Text with a meaning; nothing that is written can become anything else than these. */
export type Inline =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'link'; readonly text: string; readonly href: string }
  | { readonly kind: 'code'; readonly text: string }
  /** `whom`: the id of a person or team, or `ici`, `tous`. */
  | { readonly kind: 'mention'; readonly target: string }
  | { readonly kind: 'strong' | 'em' | 'del'; readonly parts: readonly Inline[] };
export type Block =
  | { readonly kind: 'paragraph' | 'quote'; readonly parts: readonly Inline[] }
  | { readonly kind: 'code'; readonly text: string }
  | {
      readonly kind: 'bullets' | 'numbers';
      readonly start: number;
      readonly items: readonly (readonly Inline[])[];
    };

const FENCE = '```';
const BULLET = /^[-*•] +/u;
const NUMBER = /^(\d{1,4})[.)] +/u;
const QUOTE = /^> ?/u;

/**
 * A message as it is shown. Its signs are those that people type, and the text can be read without them: **strong**,
 * *stressed*, ~~struck~~, `code`, lines that begin with "- ", "1. " or "> ", and code between lines of three backticks.
 * Linear in the length of the text, whatever is written.
 */
export function richText(text: string): readonly Block[] {
  const blocks: Block[] = [];
  const lines = text.split('\n');
  const lastFence = lines.lastIndexOf(FENCE);
  for (let at = 0; at < lines.length;) {
    const line = lines[at] ?? '';
    const end = at < lastFence && line.startsWith(FENCE) ? lines.indexOf(FENCE, at + 1) : -1;
    if (end > at) {
      blocks.push({ kind: 'code', text: lines.slice(at + 1, end).join('\n') });
      at = end + 1;
      continue;
    }
    const kind = kindOf(line);
    const from = at;
    at += 1;
    while (at < lines.length && kindOf(lines[at] ?? '') === kind && !(lines[at] ?? '').startsWith(FENCE))
      at += 1;
    blocks.push(blockOf(kind, lines.slice(from, at)));
  }
  return blocks;
}

type LineKind = 'paragraph' | 'quote' | 'bullets' | 'numbers';
const kindOf = (line: string): LineKind =>
  QUOTE.test(line) ? 'quote' : BULLET.test(line) ? 'bullets' : NUMBER.test(line) ? 'numbers' : 'paragraph';

function blockOf(kind: LineKind, lines: readonly string[]): Block {
  if (kind === 'paragraph') return { kind, parts: inlines(lines.join('\n')) };
  if (kind === 'quote')
    return { kind, parts: inlines(lines.map((line) => line.replace(QUOTE, '')).join('\n')) };
  const sign = kind === 'bullets' ? BULLET : NUMBER;
  const start = Number(NUMBER.exec(lines[0] ?? '')?.[1] ?? 1);
  return { kind, start, items: lines.map((line) => inlines(line.replace(sign, ''))) };
}

const MARKS = [
  { sign: '`', kind: 'code' },
  { sign: '**', kind: 'strong' },
  { sign: '~~', kind: 'del' },
  { sign: '*', kind: 'em' },
  { sign: '_', kind: 'em' },
] as const;
const WORD = /[\p{L}\p{N}]/u;
const BLANK = /\s/u;
/** Marks within marks, at most. */
const DEPTH = 4;

export function inlines(text: string, depth = 0): readonly Inline[] {
  const parts: Inline[] = [];
  /** Signs that close nothing from some place on close nothing later either. */
  const gone = new Set<string>();
  let from = 0;
  for (let at = 0; at < text.length;) {
    const found = depth < DEPTH ? markAt(text, at, gone) : null;
    if (found === null) {
      at += 1;
      continue;
    }
    parts.push(...plain(text.slice(from, at)));
    const { kind, sign, end } = found;
    const inner = text.slice(at + sign.length, end);
    parts.push(kind === 'code' ? { kind, text: inner } : { kind, parts: inlines(inner, depth + 1) });
    at = end + sign.length;
    from = at;
  }
  return [...parts, ...plain(text.slice(from))];
}

interface Mark {
  readonly kind: (typeof MARKS)[number]['kind'];
  readonly sign: string;
  readonly end: number;
}

/** A mark that begins here and ends somewhere: around something, and not in the middle of a word. */
function markAt(text: string, at: number, gone: Set<string>): Mark | null {
  for (const { sign, kind } of MARKS) {
    if (!text.startsWith(sign, at) || gone.has(sign)) continue;
    const before = text.charAt(at - 1);
    const after = text.charAt(at + sign.length);
    if (kind !== 'code' && (after === '' || BLANK.test(after) || WORD.test(before))) continue;
    const end = text.indexOf(sign, at + sign.length + 1);
    if (end < 0) {
      gone.add(sign);
      continue;
    }
    const opensWord =
      kind !== 'code' && (BLANK.test(text.charAt(end - 1)) || WORD.test(text.charAt(end + sign.length)));
    if (opensWord || text.slice(at, end).includes('\n\n')) continue;
    return { kind, sign, end };
  }
  return null;
}

function plain(text: string): readonly Inline[] {
  const parts: Inline[] = [];
  let from = 0;
  for (const match of text.matchAll(MENTION)) {
    parts.push(...linked(text.slice(from, match.index)), { kind: 'mention', target: match[1] ?? '' });
    from = match.index + match[0].length;
  }
  return [...parts, ...linked(text.slice(from))];
}

const linked = (text: string): readonly Inline[] =>
  text === ''
    ? []
    : splitLinks(text).map((part) =>
        part.href === undefined
          ? { kind: 'text', text: part.text }
          : { kind: 'link', text: part.text, href: part.href },
      );
