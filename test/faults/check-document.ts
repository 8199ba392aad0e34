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

/** What two copies of one document have in common when they hold the same changes. */
interface Replica {
  readonly content: string;
  /** client:clock, sorted. */
  readonly stateVector: string;
}

const replicaOf = (doc: Y.Doc, kind: 'prose' | 'text'): Replica => ({
  content: contentOf(doc, kind),
  stateVector: [...Y.decodeStateVector(Y.encodeStateVector(doc))]
    .map(([client, clock]) => `${String(client)}:${String(clock)}`)
    .sort()
    .join(' '),
});

/** Reads the document back by two ways that know nothing of the writers, and holds every copy against it. */
export async function checkDocument(
  readers: readonly [HttpClient, ...HttpClient[]],
  document: SharedDocument,
  verdict: Verdict,
): Promise<void> {
  const { id, kind, editors } = document;
  const [reader] = readers;
  for (const editor of editors) {
    verdict.acked += editor.acked;
    for (const code of editor.client.refused) verdict.blame('lost', `${editor.name} was refused: ${code}`);
  }
  checkMarks(await reader.text(id), 'GET text', document, verdict);
  const fresh = readers.map((one) => new CollabClient(one, id));
  await until(() => fresh.every(({ synced }) => synced), 'fresh readers of every node have the document');
  const truth = fresh[0]?.doc ?? new Y.Doc();
  checkMarks(contentOf(truth, kind), 'fresh sync', document, verdict);
  const copies = [
    ...fresh.slice(1).map(({ doc }, index) => [`node ${String(index + 2)}`, doc] as const),
    ...editors.map((editor) => [editor.name, editor.client.doc] as const),
    ['y-websocket', document.stock] as const,
  ];
  await checkReplicas(truth, copies, kind, verdict);
  for (const client of fresh) client.close();
}

async function checkReplicas(
  truth: Y.Doc,
  copies: readonly (readonly [string, Y.Doc])[],
  kind: 'prose' | 'text',
  verdict: Verdict,
): Promise<void> {
  for (const [name, copy] of copies) {
    const equal = (): boolean => {
      const [a, b] = [replicaOf(copy, kind), replicaOf(truth, kind)];
      return a.content === b.content && a.stateVector === b.stateVector;
    };
    verdict.replicas.compared += 1;
    await until(equal, `the copy of ${name} is the document`).catch(() => {
      verdict.replicas.different += 1;
      verdict.blame('lost', `the copy of ${name} differs from the document`);
    });
  }
}

function checkMarks(text: string, source: string, { kind, editors }: SharedDocument, verdict: Verdict): void {
  const found = marksIn(text);
  const times = new Map<string, number>();
  for (const { mark } of found) times.set(mark, (times.get(mark) ?? 0) + 1);
  for (const [mark, count] of times)
    if (count > 1) verdict.blame('duplicated', `${mark} ${String(count)} × in ${source}`);
  for (const editor of editors) {
    for (const mark of editor.kept) if (!times.has(mark)) verdict.blame('lost', `${mark} in ${source}`);
    for (const mark of editor.deleted)
      if (times.has(mark)) verdict.blame('lost', `deletion of ${mark} in ${source}`);
    if (kind === 'text') continue;
    const numbers = found.filter(({ author }) => author === editor.name).map(({ number }) => number);
    if (numbers.some((number, index) => number <= (numbers[index - 1] ?? 0)))
      verdict.blame('reordered', `${editor.name} in ${source}`);
  }
}
