import * as Y from 'yjs';
import { CollabClient } from '../support/collab-client.js';
import type { HttpClient } from '../support/http-client.js';
import { until } from '../support/until.js';
import { type Editor, marksIn } from './editor.js';
import type { Verdict } from './verdict.js';

export interface SharedDocument {
  readonly id: string;
  readonly kind: 'prose' | 'text';
  readonly editors: readonly Editor[];
  /** The copy of somebody with an unmodified y-websocket provider, who only reads. */
  readonly stock: Y.Doc;
}

const contentOf = (doc: Y.Doc, kind: 'prose' | 'text'): string =>
  kind === 'prose' ? doc.getXmlFragment('prose').toJSON() : doc.getText('text').toString();

/** Reads the document back by two doors that know nothing of the writers, and holds every copy against it. */
export async function checkDocument(
  reader: HttpClient,
  document: SharedDocument,
  verdict: Verdict,
): Promise<void> {
  const { id, kind, editors } = document;
  for (const editor of editors) {
    verdict.acked += editor.acked;
    for (const code of editor.client.refused) verdict.blame('lost', `${editor.name} was refused: ${code}`);
  }
  checkMarks(await reader.text(id), 'GET text', document, verdict);
  const fresh = new CollabClient(reader, id);
  await until(() => fresh.synced, 'a fresh reader has the document');
  const content = contentOf(fresh.doc, kind);
  fresh.close();
  checkMarks(content, 'fresh sync', document, verdict);
  const copies = [
    ...editors.map((editor) => [editor.name, editor.client.doc] as const),
    ['y-websocket', document.stock] as const,
  ];
  for (const [name, copy] of copies) {
    await until(() => contentOf(copy, kind) === content, `the copy of ${name} is the document`).catch(() => {
      verdict.blame('lost', `the copy of ${name} differs from the document`);
    });
  }
}

function checkMarks(text: string, door: string, { kind, editors }: SharedDocument, verdict: Verdict): void {
  const found = marksIn(text);
  const times = new Map<string, number>();
  for (const { mark } of found) times.set(mark, (times.get(mark) ?? 0) + 1);
  for (const [mark, count] of times)
    if (count > 1) verdict.blame('duplicated', `${mark} ${String(count)} × in ${door}`);
  for (const editor of editors) {
    for (const mark of editor.kept) if (!times.has(mark)) verdict.blame('lost', `${mark} in ${door}`);
    for (const mark of editor.deleted)
      if (times.has(mark)) verdict.blame('lost', `deletion of ${mark} in ${door}`);
    if (kind === 'text') continue;
    const numbers = found.filter(({ author }) => author === editor.name).map(({ number }) => number);
    if (numbers.some((number, index) => number <= (numbers[index - 1] ?? 0)))
      verdict.blame('reordered', `${editor.name} in ${door}`);
  }
}
