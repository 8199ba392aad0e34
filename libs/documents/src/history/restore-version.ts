import { Injectable } from '@nestjs/common';
import { AccessService } from '@maroquin/access';
import type { Actor } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { DocumentEpochs } from '../epochs/document-epochs.js';
import { RestoreActs } from './restore-acts.js';
import { VersionMarks } from './version-marks.js';
import { VersionReplays } from './version-replays.js';

export interface Restored {
  /** The restored text, as the newest version. */
  readonly seq: number;
  /** The text that it replaced. */
  readonly before: number;
}

/** Brings an earlier version back as the newest one. What was written since stays in the history. */
@Injectable()
export class RestoreVersion {
  constructor(
    private readonly access: AccessService,
    private readonly replays: VersionReplays,
    private readonly epochs: DocumentEpochs,
    private readonly marks: VersionMarks,
    private readonly acts: RestoreActs,
  ) {}

  /** @throws {DomainError} request.not-found, request.too-many, server.busy, version.too-large, server.unavailable */
  async restore(actor: Actor, id: string, seq: number): Promise<Restored> {
    const { orgId } = await this.access.require(actor, 'document.edit', id);
    if (seq < 1) throw new DomainError('request.not-found');
    const content = await this.replays.rewrite(actor, { orgId, id }, seq);
    if ((await this.acts.head(orgId, id)) === seq) return { seq, before: seq };
    const begun = await this.epochs.begin({
      orgId,
      documentId: id,
      actorId: actor.personId,
      expectedSeq: null,
      content,
      alongside: async (tx, base) => {
        const before = base - 1;
        const mark = { orgId, documentId: id, seq: before, restoredSeq: seq, createdBy: actor.personId };
        await this.marks.set(tx, { ...mark, kind: 'before-restore' });
        await this.acts.record(tx, actor, { orgId, id, seq, before });
      },
    });
    if (begun.status === 'begun') return { seq: begun.seq, before: begun.seq - 1 };
    throw new DomainError('server.unavailable', { retryAfterSeconds: 2 });
  }
}
