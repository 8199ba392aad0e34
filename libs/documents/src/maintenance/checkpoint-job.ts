import { Inject, Injectable } from '@nestjs/common';
import type { DocumentKind } from '@maroquin/coediting';
import { LOGGER } from '@maroquin/platform/config';
import { DomainError } from '@maroquin/platform/errors';
import type { FeedEntry } from '@maroquin/platform/feeds';
import type { Logger } from '@maroquin/platform/logging';
import { BASE } from '../journal/journal-row.js';
import type { DocumentEntity } from '../journal/document.entity.js';
import { DocumentJournal } from '../journal/document-journal.js';
import { CheckpointMaker, type MakerRequest } from '../checkpoints/checkpoint-maker.js';
import { CheckpointStore } from '../checkpoints/checkpoint-store.js';
import { DocumentRepair } from './document-repair.js';
import { findOffender, type MakerFailure } from '../checkpoints/find-offender.js';
import { type StoredDocument, StoredDocuments } from '../checkpoints/stored-documents.js';
import type { Run } from '../checkpoints/worker/work.js';

/** Taken into one checkpoint: a long journal is covered step by step, so that each step stays within its limits. */
const STEP_UPDATES = 20_000;
const STEP_BYTES = 8 * 1024 * 1024;
const MAX_STEPS = 1_000;
/** Rows of the journal read at once, if they are small: never more than one step takes. */
const ROWS = 1_000;
/** A document that does not fit into the heap and is larger than this is simply large. */
const EXPECTED_MAX_BYTES = 16 * 1024 * 1024;

/** What a checkpoint is made of: content, and what was written behind it. */
interface Tail {
  readonly start: Uint8Array | null;
  readonly runs: readonly Run[];
  readonly lastSeq: number;
}

/** Covers a document's journal with a verified checkpoint, and has the document repaired when that cannot be done. */
@Injectable()
export class CheckpointJob {
  constructor(
    private readonly stored: StoredDocuments,
    private readonly journal: DocumentJournal,
    private readonly store: CheckpointStore,
    private readonly maker: CheckpointMaker,
    private readonly repairs: DocumentRepair,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Runs twice without harm, also at the same time. @throws {DomainError} request.not-found when there is no such document */
  async run(orgId: string, documentId: string): Promise<void> {
    for (let step = 0; step < MAX_STEPS; step += 1) {
      const outcome = await this.stepAtOnce(orgId, documentId);
      if (outcome === 'covered') return;
      if (outcome === 'damaged' && !(await this.step(await this.journal.find(orgId, documentId)))) return;
    }
  }

  /** What most documents need, in two round trips to PostgreSQL. Damaged: it has to be read row by row. */
  private async stepAtOnce(orgId: string, id: string): Promise<'covered' | 'more' | 'damaged'> {
    const stored = await this.readAtOnce(orgId, id);
    if (stored === null) return 'damaged';
    const { document, checkpoint, after, entries, isCut } = stored;
    const tail = new Gathering(checkpoint?.snapshot ?? null, after, document.epochFrom);
    const taken = entries.findIndex((entry) => !tail.take(entry)) + 1 || entries.length;
    if (tail.isOfAnotherEpoch) return 'more';
    if (tail.lastSeq === after) return 'covered';
    const all = taken === entries.length && !isCut;
    const request = requestFor(document.kind, tail);
    const answer = await this.maker.make(request);
    if (answer.status === 'failed') {
      const found = await this.failed(await this.journal.find(orgId, id), request, answer);
      return found ? 'more' : 'covered';
    }
    await this.store.save(document, { seq: tail.lastSeq, snapshot: answer.snapshot }, answer.unshown);
    return all ? 'covered' : 'more';
  }

  /** Null: damaged. */
  private async readAtOnce(orgId: string, id: string): Promise<StoredDocument | null> {
    try {
      const stored = await this.stored.read(orgId, id, ROWS, STEP_BYTES);
      const { entries, isCut, after, head } = stored;
      // The journal's number says whether its end is there.
      return !isCut && (entries.at(-1)?.last ?? after) !== head ? null : stored;
    } catch (error) {
      if (error instanceof DomainError && error.code === 'sealed.damaged') return null;
      throw error;
    }
  }

  /** False: everything is covered. */
  private async step(document: DocumentEntity): Promise<boolean> {
    const tail = await this.tail(document);
    if (tail === 'another epoch') return true;
    if (tail === 'damaged') {
      await this.repairs.repair(document, null);
      return true;
    }
    if (tail === null) return false;
    const request = requestFor(document.kind, tail);
    const answer = await this.maker.make(request);
    if (answer.status === 'failed') return this.failed(document, request, answer);
    await this.store.save(document, { seq: tail.lastSeq, snapshot: answer.snapshot }, answer.unshown);
    return true;
  }

  private async failed(
    document: DocumentEntity,
    request: MakerRequest,
    failure: MakerFailure,
  ): Promise<boolean> {
    const { id, orgId } = document;
    const bytes = request.runs.reduce((sum, { payload }) => sum + payload.length, request.start?.length ?? 0);
    if (failure.fault === 'heap' && bytes > EXPECTED_MAX_BYTES) {
      this.logger.error({ documentId: id, bytes }, 'a document is too large for a checkpoint');
      return false;
    }
    const offender = await findOffender(this.maker, request, failure, request.until);
    this.logger.error({ documentId: id, orgId, failure, offender }, 'a document could not be loaded again');
    if (offender !== null) await this.repairs.repair(document, offender);
    return true;
  }

  /** Null: nothing was written behind the newest checkpoint. */
  private async tail(document: DocumentEntity): Promise<Tail | 'damaged' | 'another epoch' | null> {
    const { checkpoint, damaged } = await this.store.newest(document);
    if (damaged.length > 0) {
      this.logger.error({ documentId: document.id, seqs: damaged }, 'checkpoints are damaged');
      await this.store.deleteDamaged(document, damaged);
    }
    const after = checkpoint?.seq ?? Math.max(0, Number(document.epochFrom) - 1);
    try {
      return await this.read(document, checkpoint?.snapshot ?? null, after);
    } catch (error) {
      if (error instanceof DomainError && error.code === 'sealed.damaged') return 'damaged';
      throw error;
    }
  }

  private async read(
    { id, orgId, epochFrom }: DocumentEntity,
    from: Uint8Array | null,
    after: number,
  ): Promise<Tail | 'another epoch' | null> {
    const tail = new Gathering(from, after, Number(epochFrom));
    for await (const entry of this.journal.entries(orgId, id, after)) if (!tail.take(entry)) break;
    if (tail.isOfAnotherEpoch) return 'another epoch';
    return tail.lastSeq === after ? null : tail;
  }
}

/** Gathers what one checkpoint is made of. */
class Gathering implements Tail {
  readonly runs: Run[] = [];
  lastSeq: number;
  isOfAnotherEpoch = false;
  private bytes = 0;

  constructor(
    public start: Uint8Array | null,
    private readonly after: number,
    private readonly epochFrom: number,
  ) {
    this.lastSeq = after;
  }

  /** False: no further than this. */
  take({
    kind,
    first,
    last,
    erased,
    payload,
  }: Pick<FeedEntry, 'kind' | 'first' | 'last' | 'erased' | 'payload'>): boolean {
    if (kind === BASE && first !== this.epochFrom) {
      this.isOfAnotherEpoch = true;
      return false;
    }
    if (kind === BASE) this.start = payload;
    else if (!erased) this.runs.push({ first, payload });
    this.lastSeq = last;
    this.bytes += payload.length;
    return this.bytes < STEP_BYTES && last - this.after < STEP_UPDATES;
  }
}

const requestFor = (kind: DocumentKind, { start, runs, lastSeq }: Tail): MakerRequest => ({
  kind,
  start,
  runs,
  without: [],
  until: lastSeq,
  salvage: null,
});
