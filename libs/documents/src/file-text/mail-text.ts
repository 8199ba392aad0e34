import PostalMime, { type Address } from 'postal-mime';
import { htmlText } from './html-text.js';

/** Who wrote a message to whom, about what, and what it says. What is attached to it is not opened. */
export async function mailText(bytes: Uint8Array): Promise<string> {
  const mail = await PostalMime.parse(bytes, { maxNestingDepth: 30 });
  const people = [mail.from, ...(mail.to ?? []), ...(mail.cc ?? [])].flatMap((one) =>
    one === undefined ? [] : nameOf(one),
  );
  const text = mail.text ?? (mail.html === undefined ? '' : htmlText(mail.html));
  const attached = mail.attachments.flatMap(({ filename }) => filename ?? []);
  return [mail.subject ?? '', people.join(', '), mail.date ?? '', text, ...attached].join('\n');
}

const nameOf = ({ name, address }: Address): string[] => [[name, address].filter(Boolean).join(' ')];
