import { MENTION, type MessageView } from '@maroquin/contracts';

type Mentioned = NonNullable<MessageView['mentions']>[number];

/** Whom one chose while writing, by the words that stand for them. Kept as long as the page, for drafts and edits. */
const chosen = new Map<string, string>();
const names = new Map<string, string>();
const MOST = 1_000;

/** Answers how the person is written: of two with one name, the second has a number, so that each stays who it is. */
export function rememberMention(id: string, name: string): string {
  if (chosen.size > MOST) {
    chosen.clear();
    names.clear();
  }
  let own = name;
  for (let number = 2; (chosen.get(`@${own}`) ?? id) !== id; number += 1) own = `${name} (${String(number)})`;
  chosen.set(`@${own}`, id);
  names.set(id, own);
  return own;
}

export const isEverybody = (whom: string): boolean => whom === 'ici' || whom === 'tous';

/** What a mention is called; null: somebody who is no longer there. */
export const mentionName = (whom: string, mentions: readonly Mentioned[] = []): string | null =>
  isEverybody(whom) ? whom : (mentions.find(({ id }) => id === whom)?.name ?? names.get(whom) ?? null);

/** As one writes it, for a field: names instead of ids. */
export function toWritten(text: string, mentions: readonly Mentioned[] = []): string {
  const written = new Map(mentions.map(({ id, name }) => [id, rememberMention(id, name)]));
  return text.replaceAll(MENTION, (token, whom: string) => {
    const name = written.get(whom) ?? mentionName(whom);
    return name === null ? token : `@${name}`;
  });
}

/** What a message says in one line: its words, or else the names of its files. */
export const saidIn = ({
  text,
  mentions,
  files = [],
}: Pick<MessageView, 'text' | 'mentions' | 'files'>): string =>
  text === '' ? files.map(({ name }) => name).join(', ') : withNames(text, mentions);

/** To be read: names instead of ids. */
export const withNames = (text: string, mentions: readonly Mentioned[] = []): string =>
  text.replaceAll(MENTION, (token, whom: string) => {
    const name = mentionName(whom, mentions);
    return name === null ? token : `@${name}`;
  });

/** As it is sent: ids instead of the names that were chosen, the longest first, where no word goes on. */
export function toSent(written: string): string {
  let text = written;
  for (const name of [...chosen.keys()]
    .filter((one) => text.includes(one))
    .sort((a, b) => b.length - a.length))
    text = replaced(text, name, `<@${chosen.get(name) ?? ''}>`);
  for (const whom of ['ici', 'tous']) text = replaced(text, `@${whom}`, `<@${whom}>`);
  return text;
}

const WORD = /[\p{L}\p{N}_<@]/u;
function replaced(text: string, name: string, token: string): string {
  let result = '';
  let from = 0;
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, from)) {
    const end = at + name.length;
    const isWhole = !WORD.test(text.charAt(at - 1)) && !WORD.test(text.charAt(end));
    result += text.slice(from, at) + (isWhole ? token : name);
    from = end;
  }
  return result + text.slice(from);
}
