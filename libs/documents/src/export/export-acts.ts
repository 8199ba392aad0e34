import { Inject, Injectable } from '@nestjs/common';
import type { ExportFormat } from '@maroquin/contracts';
import { recordAct } from '@maroquin/platform/audit';
import { type Clock, CLOCK } from '@maroquin/platform/config';
import { type Actor, Database } from '@maroquin/platform/database';

/**
 * By a command somebody else acts in the name of the person: the audit does not say that the person did. In the mounted
 * tree a program of the person's reads it.
 */
export type ExportedVia = 'command' | 'mount';

/** Every file that leaves is in the audit: what left in which form, never a word of it. */
@Injectable()
export class ExportActs {
  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async exported(
    actor: Actor,
    { orgId, id }: { readonly orgId: string; readonly id: string },
    { format, via }: { readonly format: ExportFormat; readonly via: ExportedVia | undefined },
  ): Promise<void> {
    await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      recordAct(tx, {
        ...{ orgId, actorId: actor.personId, action: 'document.exported', targetId: id },
        ...{ details: { format, ...(via !== undefined && { via }) }, at: this.clock.now() },
      }),
    );
  }
}
