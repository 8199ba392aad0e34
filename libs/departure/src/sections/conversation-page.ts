import type { MessageView } from '@maroquin/contracts';
import type { WholeMessage } from '@maroquin/messaging';

const ESCAPES: Readonly<Record<string, string>> = {
  ...{ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' },
};
const escaped = (text: string): string => text.replace(/[&<>"']/gu, (sign) => ESCAPES[sign] ?? sign);

/** Nothing of it runs, and nothing is fetched, whatever somebody wrote. */
const head = (title: string): string => `<!doctype html>
<html lang="fr"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(title)}</title>
<style>body{font:1rem/1.5 sans-serif;max-width:50rem;margin:2rem auto;padding:0 1rem}article{margin:1rem 0}
.r{margin-left:2rem;border-left:3px solid #ccc;padding-left:1rem}p{white-space:pre-wrap;margin:.2rem 0}
header{color:#444}</style></head><body>
<h1>${escaped(title)}</h1>
`;

const moment = new Intl.DateTimeFormat('fr-FR', {
  dateStyle: 'long',
  timeStyle: 'short',
  timeZone: 'Europe/Paris',
});

/** A conversation as a page that every browser shows, without a network. */
export async function* conversationPage(
  title: string,
  messages: AsyncIterable<WholeMessage>,
): AsyncGenerator<string> {
  yield head(title);
  for await (const { replyTo, message } of messages)
    yield `<article id="${replyTo === null ? '' : `${String(replyTo)}-`}${String(message.seq)}"${replyTo === null ? '' : ' class="r"'}>${inside(message)}</article>\n`;
  yield '</body></html>\n';
}

function inside(message: MessageView): string {
  const { at, author, files = [], event, reactions = [], editedAt } = message;
  const when = at === null ? '' : `<time datetime="${escaped(at)}">${moment.format(new Date(at))}</time>`;
  const changed = editedAt === undefined ? '' : ' (modifié)';
  const sent = files.map(({ name }) => `<li>${escaped(name)}</li>`).join('');
  const signs = reactions.map(({ sign, count }) => `${escaped(sign)} ${String(count)}`).join(' · ');
  return [
    `<header><b>${escaped(author?.name ?? '')}</b> ${when}${changed}</header>`,
    `<p>${escaped(event === undefined ? wordsOf(message) : `[${event.kind}]`)}</p>`,
    sent === '' ? '' : `<ul>${sent}</ul>`,
    signs === '' ? '' : `<footer>${signs}</footer>`,
  ].join('');
}

/** Mentions are ids in the text; a page says names. */
const wordsOf = ({ text, deleted, mentions = [] }: MessageView): string =>
  deleted !== undefined
    ? '[message supprimé]'
    : mentions.reduce((words, { id, name }) => words.replaceAll(`<@${id}>`, `@${name}`), text);
