import { Inject, Injectable } from '@nestjs/common';
import { recordAct } from '@maroquin/platform/audit';
import { CLOCK, type Clock, LOGGER, newId } from '@maroquin/platform/config';
import { Database } from '@maroquin/platform/database';
import type { Logger } from '@maroquin/platform/logging';
import type { SignInRefused } from './refusal.js';

/** Keeps why somebody was not let in, and says which page explains it. */
@Injectable()
export class Refusals {
  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** @returns path of the page; the number in its fragment is what the person may tell an administrator */
  async record(provider: string, refusal: SignInRefused): Promise<string> {
    const incident = newId();
    const at = this.clock.now();
    const { reason, orgId, accountId, page, missing } = refusal;
    await this.database.call('select note_sign_in_refusal($1, $2, $3, $4)', [incident, at, provider, reason]);
    if (orgId !== null)
      await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
        recordAct(tx, {
          orgId,
          actorId: null,
          action: 'sign-in.refused',
          ...(accountId === null ? {} : { targetId: accountId }),
          details: { reason, provider },
          at,
        }),
      );
    // A code alone: what a provider sent may name people.
    this.logger.warn({ reason, provider, incident }, 'sign-in refused');
    const query = new URLSearchParams({ motif: page, fournisseur: provider });
    if (missing.length > 0) query.set('manque', missing.join(','));
    return `/connexion/refus?${query.toString()}#${incident}`;
  }
}
