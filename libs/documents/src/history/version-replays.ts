import { Injectable } from '@nestjs/common';
import type { DocumentKind } from '@maroquin/contracts';
import { Admission, requesterOf } from '@maroquin/platform/admission';
import { RecentResults } from '@maroquin/platform/config';
import type { Actor } from '@maroquin/platform/database';
import type { WrittenComparison } from './history-worker.js';
import { HistoryReader } from './history-reader.js';
import { JournalPrefix } from './journal-prefix.js';

/** A document of an organisation. */
interface Place {
  readonly orgId: string;
  readonly id: string;
}

export interface ReplayedContent {
  readonly kind: DocumentKind;
  /** JSON of the content. */
  readonly content: string;
}

export interface ReplayedComparison extends WrittenComparison {
  readonly kind: DocumentKind;
  readonly isSameEpoch: boolean;
}

/** Characters of JSON that are kept: a version never changes, and is often looked at several times. */
const KEPT = 32 * 1024 * 1024;

/**
 * Versions made from the journal. To replay a journal takes a thread for seconds and a good part of its memory, so each
 * person has one at a time and waits for a fair turn. Access rule: the caller has checked document.edit.
 */
@Injectable()
export class VersionReplays {
  private readonly contents = new RecentResults<ReplayedContent>(KEPT / 2);
  private readonly comparisons = new RecentResults<ReplayedComparison>(KEPT / 2);

  constructor(
    private readonly admission: Admission,
    private readonly journal: JournalPrefix,
    private readonly reader: HistoryReader,
  ) {}

  /** @throws {DomainError} request.not-found, request.too-many, server.busy, version.too-large */
  async content(actor: Actor, place: Place, seq: number): Promise<ReplayedContent> {
    const key = `${place.orgId} ${place.id} ${String(seq)}`;
    const make = async (): Promise<ReplayedContent> => {
      const { kind, rows } = await this.journal.open(place.orgId, place.id, seq);
      return { kind, content: await this.reader.read({ task: 'content', kind, seq }, { rows }) };
    };
    return this.kept(actor, this.contents, key, make);
  }

  /** @throws {DomainError} as `content` */
  async compare(
    actor: Actor,
    { orgId, id }: Place,
    { from, to }: { readonly from: number; readonly to: number },
  ): Promise<ReplayedComparison> {
    const make = async (): Promise<ReplayedComparison> => {
      const { kind, rows, epochFrom } = await this.journal.open(orgId, id, to);
      const isSameEpoch = from >= epochFrom;
      const before = isSameEpoch ? {} : { before: (await this.journal.open(orgId, id, from)).rows };
      const found = await this.reader.read({ task: 'compare', kind, from, to }, { rows, ...before });
      return { ...found, kind, isSameEpoch };
    };
    return this.kept(actor, this.comparisons, `${orgId} ${id} ${String(from)} ${String(to)}`, make);
  }

  /** The version as a first update of its own. @throws {DomainError} as `content` */
  rewrite(actor: Actor, { orgId, id }: Place, seq: number): Promise<Uint8Array> {
    return this.admission.run('worker', requesterOf(actor), async () => {
      const { kind, rows } = await this.journal.open(orgId, id, seq);
      return this.reader.read({ task: 'rewrite', kind, seq }, { rows });
    });
  }

  private async kept<Result extends { readonly content: string }>(
    actor: Actor,
    results: RecentResults<Result>,
    key: string,
    make: () => Promise<Result>,
  ): Promise<Result> {
    const known = results.get(key);
    if (known !== undefined) return known;
    return this.admission.run('worker', requesterOf(actor), async () => {
      // Whoever asks for the same several times at once has it made once.
      const meanwhile = results.get(key);
      if (meanwhile !== undefined) return meanwhile;
      const made = await make();
      results.set(key, made, made.content.length);
      return made;
    });
  }
}
