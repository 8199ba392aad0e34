import { imageResultSchema } from '@maroquin/contracts';
import { proseToYUpdate } from '@maroquin/prose';
import * as Y from 'yjs';
import { CollabClient } from '../../test/support/collab-client.js';
import { select } from '../../test/support/commented-document.js';
import type { Person } from '../../test/support/people.js';
import { png } from '../../test/support/office/png.js';
import { until } from '../../test/support/until.js';

/** What a document holds. */
export interface Holding {
  readonly words: number;
  readonly images: number;
  readonly comments: number;
  readonly suggestions: number;
}

/** The last words of the text: once they are there, all of it is. */
export const LAST_WORDS = 'Fin du document mesuré.';
const WORDS_EACH = 50;
/** A title stands before so many paragraphs. */
const TITLED = 20;
const WORDS = [
  ...['le', 'préfet', 'arrête', 'sur', 'proposition', 'du', 'secrétaire', 'général', 'les', 'mesures'],
  ...['nécessaires', 'à', 'la', 'circulation', 'dans', 'chaque', 'commune', 'du', 'département', 'concerné'],
];

type Json = Parameters<typeof proseToYUpdate>[0];

/** Paragraphs, the n-th of which is the n-th block, with titles among them. */
function textOf(holding: Holding, author: string, imageIds: readonly string[]): Json {
  const paragraphs = Math.ceil(holding.words / WORDS_EACH);
  const date = new Date().toISOString();
  let images = 0;
  let suggestions = 0;
  const due = (all: number, at: number): number => Math.ceil((all * (at + 1)) / paragraphs);
  const content = Array.from({ length: paragraphs }, (_, at) => {
    if (at % TITLED === 0)
      return {
        type: 'heading',
        attrs: { level: 2 },
        content: [text(`Titre ${String(at)} ${run(at, WORDS_EACH)}`)],
      };
    const parts: object[] = [text(`Alinéa ${String(at)} ${run(at, WORDS_EACH - 10)} `)];
    for (; suggestions < due(holding.suggestions, at); suggestions += 1) {
      const type = suggestions % 2 === 0 ? 'insertion' : 'deletion';
      const attrs = { id: `c${String(suggestions)}`, author, date };
      parts.push({ ...text(`${run(suggestions, 2)} `), marks: [{ type, attrs }] }, text(`${run(at, 1)} `));
    }
    for (; images < due(holding.images, at); images += 1) {
      const id = imageIds[images % imageIds.length] ?? '';
      parts.push({
        type: 'image',
        attrs: { src: `attachment:${id}`, alt: `Image ${String(images)}`, width: 64, height: 48 },
      });
    }
    return { type: 'paragraph', content: parts };
  });
  const end = { type: 'paragraph', content: [text(LAST_WORDS)] };
  return { type: 'doc', content: [...content, end] } as Json;
}

const text = (words: string) => ({ type: 'text', text: words });
const run = (from: number, count: number): string =>
  Array.from({ length: count }, (_, at) => WORDS[(from + at) % WORDS.length] ?? '').join(' ');

export interface LongDocument {
  readonly id: string;
  /** The whole of it, as one update. */
  readonly update: Uint8Array;
}

/** A document that is written, commented and suggested in as people do it: through the public interfaces. */
export async function longDocument(person: Person, holding: Holding): Promise<LongDocument> {
  const parentId = await person.http.create('/spaces', { name: 'Mesures' });
  const id = await person.http.create('/documents', { title: 'Document long', parentId, kind: 'prose' });
  const imageIds: string[] = [];
  for (let number = 0; number < Math.min(holding.images, 20); number += 1) {
    const bytes = png(64, 48, [number * 10, 90, 120]);
    const picture = { name: `${String(number)}.png`, type: 'image/png', bytes };
    imageIds.push((await person.http.sendFile(imageResultSchema, `/documents/${id}/images`, picture)).id);
  }
  const client = new CollabClient(person.http, id);
  try {
    // Before it is connected, so that all of it goes as one answer.
    const written = client.edit((doc) =>
      Y.applyUpdate(doc, proseToYUpdate(textOf(holding, person.id, imageIds))),
    );
    await written;
    if (client.refused.length > 0) throw new Error(`the text was refused: ${client.refused.join(' ')}`);
    await comment(person, id, client.doc, holding.comments);
    return { id, update: Y.encodeStateAsUpdate(client.doc) };
  } finally {
    client.close();
  }
}

async function comment({ http }: Person, id: string, doc: Y.Doc, comments: number): Promise<void> {
  const paragraphs = doc.getXmlFragment('prose').length - 1;
  const marked = (): number =>
    JSON.stringify(doc.getXmlFragment('prose').toJSON()).split('comment').length - 1;
  for (let number = 0; number < comments; number += 1) {
    const at = 1 + Math.floor((number * (paragraphs - 2)) / comments);
    const block = at % TITLED === 0 ? at + 1 : at;
    const chosen = select(doc, block, `Alinéa ${String(block)}`);
    await http.create(`/documents/${id}/comments`, { ...chosen, text: `Remarque ${String(number)}` });
  }
  await until(() => marked() >= comments, 'the marks of the comments are here');
}
