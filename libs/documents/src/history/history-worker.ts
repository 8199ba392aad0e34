import type { MessagePort } from 'node:worker_threads';
import { decodeRun, decodeSnapshot } from '@maroquin/coediting';
import type { DocumentKind } from '@maroquin/contracts';
import { refuseNetworkInThread } from '@maroquin/platform/no-network';
import { proseFromY, type ProseNode, proseToYUpdate } from '@maroquin/prose';
import { Doc, encodeStateAsUpdate } from 'yjs';
import { compareAcross, compareInEpoch } from './compare/compare-versions.js';
import { applyAll, type JournalledUpdate, openDoc } from './compare/replay.js';
import type { Comparison } from './compare/union.js';
import { type PrefixRow, receiveRows } from './row-stream.js';

refuseNetworkInThread();

export type HistoryTask =
  | { readonly task: 'content'; readonly kind: DocumentKind; readonly seq: number }
  /** The version as a first update of its own, which shares no history with the journal. */
  | { readonly task: 'rewrite'; readonly kind: DocumentKind; readonly seq: number }
  | { readonly task: 'compare'; readonly kind: DocumentKind; readonly from: number; readonly to: number };

/** `before`: of the earlier version; null when both are in the same epoch. The ports give rows (row-stream.ts). */
export type HistoryRequest = HistoryTask & {
  readonly rows: MessagePort;
  readonly before: MessagePort | null;
};

/** `content` is JSON: the server hands it on as it is. */
export interface WrittenComparison extends Omit<Comparison, 'content'> {
  readonly content: string;
}

export interface HistoryAnswers {
  /** JSON. */
  readonly content: string;
  readonly rewrite: Uint8Array;
  readonly compare: WrittenComparison;
}

interface Numbered extends JournalledUpdate {
  readonly seq: number;
}

/** Runs in a worker thread: replaying foreign bytes may cost or hang, and must not stop the server. */
export default async function answer(
  request: HistoryRequest,
): Promise<HistoryAnswers[HistoryRequest['task']]> {
  const { rows, before } = request;
  if (request.task === 'compare') {
    const found = await compare(request, rows, before);
    return { ...found, content: JSON.stringify(found.content) };
  }
  const content = await contentAt(request, rows);
  return request.task === 'content' ? JSON.stringify(content) : rewrite(content);
}

async function contentAt(
  { kind, seq }: Exclude<HistoryTask, { task: 'compare' }>,
  rows: MessagePort,
): Promise<ProseNode | string> {
  const doc = openDoc(true);
  for await (const page of receiveRows(rows))
    applyAll(
      doc,
      unroll(page, seq).map(({ update }) => update),
    );
  return kind === 'text' ? doc.getText('text').toJSON() : proseFromY(doc);
}

function rewrite(content: ProseNode | string): Uint8Array {
  if (typeof content !== 'string') return proseToYUpdate(content);
  const doc = new Doc();
  doc.getText('text').insert(0, content);
  return encodeStateAsUpdate(doc);
}

async function compare(
  { kind, from, to }: Extract<HistoryTask, { task: 'compare' }>,
  rows: MessagePort,
  before: MessagePort | null,
): Promise<Comparison> {
  const all = await gathered(rows, to);
  if (before === null) {
    const split = all.findIndex(({ seq }) => seq > from);
    const earlier = split < 0 ? all : all.slice(0, split);
    return compareInEpoch(
      kind,
      earlier.map(({ update }) => update),
      split < 0 ? [] : all.slice(split),
    );
  }
  const old = (await gathered(before, from)).map(({ update }) => update);
  const [base, ...updates] = all;
  if (base === undefined) throw new Error('an epoch begins with its base');
  return compareAcross(kind, old, { base, updates });
}

async function gathered(rows: MessagePort, upTo: number): Promise<Numbered[]> {
  const all: Numbered[] = [];
  for await (const page of receiveRows(rows)) for (const one of unroll(page, upTo)) all.push(one);
  return all;
}

/** Updates up to a place of the journal, each with the person whom the journal names. */
function unroll(rows: readonly PrefixRow[], upTo: number): Numbered[] {
  return rows.flatMap(({ first, actorId, at, isBase, payload }): Numbered[] => {
    if (isBase) return [{ seq: first, personId: actorId, at, update: decodeSnapshot(payload).update }];
    return decodeRun(payload)
      .map(({ personId, update }, index) => ({ seq: first + index, personId, at, update }))
      .filter(({ seq }) => seq <= upTo);
  });
}
