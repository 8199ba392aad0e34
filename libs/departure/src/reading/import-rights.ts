import { Inject, Injectable } from '@nestjs/common';
import { Grants } from '@maroquin/access';
import { CLOCK, type Clock } from '@maroquin/platform/config';
import type { Actor } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import type { ExportSource } from '../format/export-source.js';
import type { Arriving } from './arriving.js';
import { asOwner } from './as-owner.js';
import { type GrantLine, LISTS } from './lines.js';
import { readLines } from './read-lines.js';
import { unlessRefused } from './unless-refused.js';

/** They are held in memory. */
const MAX_RIGHTS = 1_000_000;

/** Who may what, once everything is there; at the end the importer keeps what the export gives, and no more. */
@Injectable()
export class ImportRights {
  constructor(
    private readonly grants: Grants,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws {DomainError} organisation.export-changed for more than can be held */
  async read(source: ExportSource, { rights }: Arriving): Promise<void> {
    let count = 0;
    for await (const line of readLines(source, LISTS.grants.path, LISTS.grants.schema)) {
      count += 1;
      if (count > MAX_RIGHTS) throw new DomainError('organisation.export-changed');
      const of = rights.get(line.resourceId);
      if (of === undefined) rights.set(line.resourceId, [line]);
      else of.push(line);
    }
  }

  async bring(actor: Actor, arriving: Arriving): Promise<void> {
    // What is inside first: the importer has it by what stands above.
    for (const [there, { id, ownerId, kind }] of [...arriving.resources].reverse()) {
      // Who takes part is known already; what was sent there has the rights of the conversation.
      if (kind === 'direct') continue;
      const maker = asOwner(actor, ownerId);
      const given = await this.give(maker, id, arriving.rights.get(there) ?? [], arriving);
      if (ownerId === null && !given.has(actor.personId)) await this.leave(actor, id, arriving);
    }
  }

  /** @returns to whom */
  private async give(
    actor: Actor,
    resourceId: string,
    lines: readonly GrantLine[],
    arriving: Arriving,
  ): Promise<ReadonlySet<string>> {
    const subjects = new Set<string>();
    for (const { subjectId: there, role, customRoleId, expiresAt } of lines) {
      const subjectId = arriving.subjects.get(there);
      const end = expiresAt === null ? null : new Date(expiresAt);
      const wanted = customRoleId === null ? role : arriving.roles.get(customRoleId);
      const refused = (): void => arriving.leave('right', `${resourceId} ${there}`);
      if (subjectId === undefined || wanted === undefined || (end !== null && end <= this.clock.now())) {
        refused();
        continue;
      }
      subjects.add(subjectId);
      if (subjectId === actor.personId) continue;
      await unlessRefused(
        () => this.grants.set(actor, { resourceId, subjectId, role: wanted, expiresAt: end }),
        refused,
      );
    }
    return subjects;
  }

  /** Where nobody else manages, the importer stays the manager, and the place is named in the answer. */
  private async leave(actor: Actor, resourceId: string, arriving: Arriving): Promise<void> {
    await unlessRefused(
      () => this.grants.remove(actor, resourceId, actor.personId),
      ({ code }) => {
        if (code === 'access.last-manager') arriving.leave('managed by the importer', resourceId);
      },
    );
  }
}
