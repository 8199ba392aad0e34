import { decodeRun, decodeSnapshot } from '@maroquin/coediting';
import type { DocumentKind } from '@maroquin/contracts';
import { proseFromY, type ProseNode, proseToYUpdate } from '@maroquin/prose';
import { Doc, encodeStateAsUpdate } from 'yjs';
import { compareAcross, compareInEpoch } from './compare/compare-versions.js';
import { applyAll, type JournalledUpdate, openDoc } from './compare/replay.js';
import type { Comparison } from './compare/union.js';

/** A row of a journal; `payload` is a run of updates, or what an epoch began with. */
export interface PrefixRow {
  readonly first: number;
  readonly actorId: string | null;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly isBase: boolean;
  readonly payload: Uint8Array;
}

export type HistoryRequest =
  | {
      readonly task: 'content';
      readonly kind: DocumentKind;
      readonly rows: readonly PrefixRow[];
      readonly seq: number;
    }
  /** The version as a first update of its own, which shares no history with the journal. */
  | {
      readonly task: 'anew';
      readonly kind: DocumentKind;
      readonly rows: readonly PrefixRow[];
      readonly seq: number;
    }
  /** `before` absent: the earlier version is in the same epoch. */
  | {
      readonly task: 'compare';
      readonly kind: DocumentKind;
      readonly from: number;
      readonly to: number;
      readonly before?: readonly PrefixRow[];
      readonly rows: readonly PrefixRow[];
    };

export interface HistoryAnswers {
  readonly content: ProseNode | string;
  readonly anew: Uint8Array;
  readonly compare: Comparison;
}

interface Numbered extends JournalledUpdate {
  readonly seq: number;
}

/** Runs in a worker thread: replaying foreign bytes may cost or hang, and must not stop the server. */
export default function answer(request: HistoryRequest): HistoryAnswers[HistoryRequest['task']] {
  if (request.task === 'compare') return compare(request);
  const content = contentAt(request);
  return request.task === 'content' ? content : anew(content);
}

function contentAt({ kind, rows, seq }: Exclude<HistoryRequest, { task: 'compare' }>): ProseNode | string {
  const doc = openDoc(true);
  applyAll(
    doc,
    unroll(rows, seq).map(({ update }) => update),
  );
  return kind === 'text' ? doc.getText('text').toJSON() : proseFromY(doc);
}

function anew(content: ProseNode | string): Uint8Array {
  if (typeof content !== 'string') return proseToYUpdate(content);
  const doc = new Doc();
  doc.getText('text').insert(0, content);
  return encodeStateAsUpdate(doc);
}

function compare({ kind, from, to, before, rows }: Extract<HistoryRequest, { task: 'compare' }>): Comparison {
  const all = unroll(rows, to);
  if (before === undefined) {
    const split = all.findIndex(({ seq }) => seq > from);
    const earlier = split < 0 ? all : all.slice(0, split);
    return compareInEpoch(
      kind,
      earlier.map(({ update }) => update),
      split < 0 ? [] : all.slice(split),
    );
  }
  const old = unroll(before, from).map(({ update }) => update);
  const [base, ...updates] = all;
  if (base === undefined) throw new Error('an epoch begins with its base');
  return compareAcross(kind, old, { base, updates });
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
