import { randomInt } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { decodeRun, decodeSnapshot, MalformedError } from '@maroquin/coediting';
import { LOGGER } from '@maroquin/platform/config';
import { type FeedEntry, Feeds, type SeqRange } from '@maroquin/platform/feeds';
import type { Logger } from '@maroquin/platform/logging';
import { BASE } from '../journal/journal-row.js';
import type { DocumentEntity } from '../journal/document.entity.js';
import { DocumentEpochs } from '../epochs/document-epochs.js';
import { CheckpointMaker } from '../checkpoints/checkpoint-maker.js';
import { CheckpointStore } from '../checkpoints/checkpoint-store.js';
import type { Offender } from '../checkpoints/find-offender.js';
import { Quarantine, type Quarantined } from '../checkpoints/quarantine.js';
import { type Salvaged, salvageContent } from '../checkpoints/salvage-content.js';
import type { Run } from '../checkpoints/worker/work.js';

/** Yjs draws clientIDs of 32 bits. */
const MAX_CLIENT_ID = 2 ** 32;
/** Epochs tried, should people write meanwhile. */
const MAX_TURNS = 10;
/** Entries named one by one in the quarantine. */
const MAX_NAMED = 500;

/** All that is intact of a document's present epoch. */
interface Remains {
  readonly start: Uint8Array | null;
  readonly entries: readonly FeedEntry[];
  readonly runs: readonly Run[];
  readonly damaged: readonly SeqRange[];
  /** The journal's number. */
  readonly head: number;
}

/**
 * A document always opens from its last good state: what harms it or is damaged is left out, everything else is kept
 * as far as it has a place, and a new epoch begins with that. Nothing is deleted; what was left out is named.
 */
@Injectable()
export class DocumentRepair {
  constructor(
    private readonly feeds: Feeds,
    private readonly store: CheckpointStore,
    private readonly maker: CheckpointMaker,
    private readonly epochs: DocumentEpochs,
    private readonly quarantine: Quarantine,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** `known`: an update that is known to offend; null when rows are damaged. */
  async repair(document: DocumentEntity, known: Offender | null): Promise<void> {
    const bad = new Map<number, Offender>();
    if (known !== null) bad.set(known.seq, known);
    for (let turn = 0; turn < MAX_TURNS; turn += 1) {
      const remains = await this.remains(document);
      // Somebody else has repaired it, or restored it.
      if (remains === null) return;
      await this.feeds.mendHead(document.orgId, document.id, remains.head);
      if (bad.size === 0 && remains.damaged.length === 0) return;
      const intact = { ...remains, kind: document.kind };
      const made = await salvageContent(this.maker, intact, bad, randomInt(1, MAX_CLIENT_ID));
      if (await this.begin(document, remains, made, bad)) return;
    }
    throw new Error('the journal kept moving');
  }

  /** Null: another epoch has begun. */
  private async remains(document: DocumentEntity): Promise<Remains | null> {
    const { id, orgId } = document;
    const { checkpoint } = await this.store.newest(document);
    const after = checkpoint?.seq ?? Math.max(0, Number(document.epochFrom) - 1);
    const near = await this.feeds.salvage(orgId, id, after);
    const begun = near.entries.findLast(({ kind, erased }) => kind === BASE && !erased);
    if (begun !== undefined && begun.first !== Number(document.epochFrom)) return null;
    const found = remainsOf(checkpoint?.snapshot ?? null, near.entries, near.damaged, after);
    if (checkpoint !== null || after === 0 || found.start !== null) return found;
    // The content with which this epoch began is damaged: what stood before it is the nearest to it.
    const all = await this.feeds.salvage(orgId, id, 0);
    return { ...remainsOf(null, all.entries, all.damaged, 0), damaged: near.damaged };
  }

  /** False: somebody wrote meanwhile. */
  private async begin(
    document: DocumentEntity,
    remains: Remains,
    { snapshot, clients, lost }: Salvaged,
    bad: ReadonlyMap<number, Offender>,
  ): Promise<boolean> {
    const { id, orgId } = document;
    const items = quarantined(remains, [...bad.values()], lost);
    const begun = await this.epochs.begin({
      orgId,
      documentId: id,
      actorId: null,
      expectedSeq: remains.head,
      content: decodeSnapshot(snapshot).update,
      retired: clients,
      alongside: async (tx, seq, epoch) => {
        await this.quarantine.add(tx, { orgId, id, epoch, seq }, items);
      },
    });
    if (begun.status === 'moved') return false;
    this.logger.warn(
      { documentId: id, epoch: begun.epoch, seq: begun.seq, items: items.slice(0, MAX_NAMED) },
      'a document was repaired',
    );
    return true;
  }
}

/** From the newest content that an entry states, or from `start`. */
function remainsOf(
  start: Uint8Array | null,
  all: readonly FeedEntry[],
  damaged: readonly SeqRange[],
  after: number,
): Remains {
  const base = all.findLastIndex(({ kind, erased }) => kind === BASE && !erased);
  const entries = all.slice(base + 1);
  return {
    start: base === -1 ? start : (all[base]?.payload ?? null),
    entries,
    runs: entries.filter(({ erased }) => !erased).map(({ first, payload }) => ({ first, payload })),
    damaged,
    head: Math.max(after, all.at(-1)?.last ?? 0, damaged.at(-1)?.last ?? 0),
  };
}

function quarantined(
  { entries, damaged }: Remains,
  bad: readonly Offender[],
  lost: readonly number[],
): Quarantined[] {
  const one = (seq: number, reason: Quarantined['reason']): Quarantined => ({
    first: seq,
    last: seq,
    reason,
    authorId: authorOf(entries, seq),
  });
  const items = [
    ...damaged.map((range): Quarantined => ({ ...range, reason: 'damaged', authorId: null })),
    ...bad.map(({ seq, reason }) => one(seq, reason)),
    ...lost.map((seq) => one(seq, 'depends')),
  ].sort((a, b) => a.first - b.first);
  const joined = joinNeighbours(items);
  const rest = joined.splice(MAX_NAMED);
  const [first, last] = [rest[0], rest.at(-1)];
  if (first !== undefined && last !== undefined)
    joined.push({ first: first.first, last: last.last, reason: 'depends', authorId: null });
  return joined;
}

function joinNeighbours(items: readonly Quarantined[]): Quarantined[] {
  const joined: Quarantined[] = [];
  for (const item of items) {
    const before = joined.at(-1);
    const follows =
      before?.last === item.first - 1 && before.reason === item.reason && before.authorId === item.authorId;
    if (follows) joined[joined.length - 1] = { ...before, last: item.last };
    else joined.push(item);
  }
  return joined;
}

function authorOf(entries: readonly FeedEntry[], seq: number): string | null {
  const entry = entries.find(({ first, last }) => first <= seq && seq <= last);
  if (entry === undefined) return null;
  try {
    return decodeRun(entry.payload)[seq - entry.first]?.personId ?? null;
  } catch (error) {
    if (error instanceof MalformedError) return entry.actorId;
    throw error;
  }
}
