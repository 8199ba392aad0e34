export interface TextPart {
  readonly text: string;
  /** Present when this part may be followed: always http or https. */
  readonly href?: string;
}

// Longest first rule of thumb: a link ends before a blank, an angle bracket, a quote or a closing guillemet.
const LINK = /https?:\/\/[^\s<>"«»\u00a0\u202f]+/giu;
const TRAILING = /[.,;:!?…'’)\]}]+$/u;

/** Splits a message into plain parts and links. Nothing else is interpreted, so nothing written can become markup. */
export const splitLinks = (text: string): readonly TextPart[] => {
  const parts: TextPart[] = [];
  let from = 0;
  for (const match of text.matchAll(LINK)) {
    const found = trimmed(match[0]);
    const href = safeHref(found);
    if (href === null) continue;
    if (match.index > from) parts.push({ text: text.slice(from, match.index) });
    parts.push({ text: found, href });
    from = match.index + found.length;
  }
  if (from < text.length) parts.push({ text: text.slice(from) });
  return parts;
};

/** The address when it is http or https, else null (javascript:, data:, unreadable). */
export const safeHref = (value: string): string | null => {
  if (!URL.canParse(value)) return null;
  const url = new URL(value);
  return url.protocol === 'http:' || url.protocol === 'https:' ? url.href : null;
};

/** Punctuation after an address belongs to the sentence; a closing bracket opened inside the address does not. */
const trimmed = (link: string): string => {
  let cut = link;
  for (let end = TRAILING.exec(cut); end !== null; end = TRAILING.exec(cut)) {
    const last = cut.at(-1);
    if (last === ')' && count(cut, '(') >= count(cut, ')')) return cut;
    cut = cut.slice(0, -1);
  }
  return cut;
};
const count = (s: string, c: string): number => s.split(c).length - 1;
