import PostalMime, { type Address, type Email } from 'postal-mime';

export interface Mail {
  readonly subject: string;
  readonly from: string;
  readonly to: string;
  readonly cc: string;
  /** As the message says; null: it does not say, or no date that can be read. */
  readonly date: string | null;
  readonly text: string;
  /** The text was taken out of HTML. */
  readonly isFormatted: boolean;
  readonly attached: readonly {
    readonly name: string | null;
    readonly type: string;
    readonly size: number;
    /** What it holds, to be kept as a file of its own. */
    readonly content: Blob;
  }[];
  /** Attachments beyond those. */
  readonly more: number;
}

const LIMITS = { maxNestingDepth: 30, maxHeadersSize: 256 * 1024, maxRfc822NestingDepth: 3 };
const MAX_PEOPLE = 50;
const MAX_ATTACHED = 100;
const MAX_TEXT = 512 * 1024;
/** Taken apart to find the text: more of it would hold the page up for seconds. */
const MAX_HTML = 1024 * 1024;
/** Signs by which a name reads otherwise than it is written, as in "fdp.exe". */
const TURNS = /[\u202A-\u202E\u2066-\u2069]/gu;

/** A message (RFC 5322): who wrote to whom, what it says, and the names of what is attached. Nothing in it is asked for or run. */
export async function readMail(bytes: Uint8Array): Promise<Mail> {
  const mail = await PostalMime.parse(bytes, LIMITS);
  const plain = mail.text?.trim() ?? '';
  const isFormatted = plain === '' && mail.html !== undefined;
  return {
    subject: (mail.subject ?? '').replaceAll(TURNS, ''),
    from: peopleOf(mail.from === undefined ? [] : [mail.from]),
    to: peopleOf(mail.to),
    cc: peopleOf(mail.cc),
    date: dateOf(mail),
    text: (isFormatted ? textOfHtml((mail.html ?? '').slice(0, MAX_HTML)) : plain).slice(0, MAX_TEXT),
    isFormatted,
    attached: mail.attachments.slice(0, MAX_ATTACHED).map(({ filename, mimeType, content }) => ({
      name: filename?.replaceAll(TURNS, '') ?? null,
      type: mimeType,
      size: typeof content === 'string' ? content.length : content.byteLength,
      // Of no kind that a browser shows: it is saved, whatever it says that it is.
      content: new Blob([typeof content === 'string' ? content : new Uint8Array(content)], {
        type: 'application/octet-stream',
      }),
    })),
    more: Math.max(0, mail.attachments.length - MAX_ATTACHED),
  };
}

const dateOf = ({ date }: Email): string | null =>
  date === undefined || Number.isNaN(Date.parse(date)) ? null : date;

const peopleOf = (people: readonly Address[] = []): string =>
  people.slice(0, MAX_PEOPLE).map(nameOf).join(', ').replaceAll(TURNS, '') +
  (people.length > MAX_PEOPLE ? ', …' : '');

const nameOf = ({ name, address, group }: Address): string => {
  if (group !== undefined) return `${name} (${peopleOf(group)})`;
  if (address === '') return name;
  return name === '' ? address : `${name} <${address}>`;
};

const UNSEEN = 'head, script, style, template, noscript, title';
const BLOCKS = 'p, div, li, tr, table, ul, ol, blockquote, pre, h1, h2, h3, h4, h5, h6, section, article, hr';

/** A document without a window loads no picture, asks for nothing and runs nothing: its words are taken out of it. */
function textOfHtml(html: string): string {
  const page = new DOMParser().parseFromString(html, 'text/html');
  for (const one of page.querySelectorAll(UNSEEN)) one.remove();
  for (const one of page.querySelectorAll('br')) one.replaceWith('\n');
  for (const one of page.querySelectorAll(BLOCKS)) one.append('\n');
  return (page.body.textContent ?? '')
    .replaceAll(/[^\S\n]+/gu, ' ')
    .replaceAll(/ ?\n ?/gu, '\n')
    .replaceAll(/\n{3,}/gu, '\n\n')
    .trim();
}
