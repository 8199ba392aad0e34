import { Inject, Injectable } from '@nestjs/common';
import type { firstRunSchema } from '@maroquin/contracts';
import { AccessService } from '@maroquin/access';
import { Account, sealAccount, sealOrganisationName } from '@maroquin/identity';
import { recordAct } from '@maroquin/platform/audit';
import { CLOCK, type Clock } from '@maroquin/platform/config';
import { type Actor, Database, isUniqueViolation } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { Keys } from '@maroquin/platform/keys';
import type { z } from 'zod';
import { PasswordHasher } from '@maroquin/platform/passwords';
import { requireGoodPassword } from '../passwords/password-rules.js';
import { Passwords } from '../passwords/passwords.service.js';

/** The first administrator names the organisation and gives its own name, address and password. Once. */
@Injectable()
export class FirstRun {
  constructor(
    private readonly access: AccessService,
    private readonly database: Database,
    private readonly keys: Keys,
    private readonly hasher: PasswordHasher,
    private readonly passwords: Passwords,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws {DomainError} request.not-found (done already, or not for this person), account.exists, password.* */
  async run(
    actor: Actor,
    { organisation, name, email, password }: z.infer<typeof firstRunSchema>,
  ): Promise<void> {
    this.access.requireOrganisation(actor, 'people.manage');
    const { personId, orgId, sessionId } = actor;
    if (sessionId === null) throw new DomainError('request.not-found');
    requireGoodPassword(password, [organisation, name, email]);
    const hash = await this.hasher.hash(password);
    const keys = await this.keys.forOrg(orgId);
    const now = this.clock.now();
    await this.database.inOrgs({ orgs: [orgId] }, async (tx) => {
      const first = await tx.query<{ id: string }>(
        'update organisation set set_up_at = $2, name_sealed = $3, version = version + 1 where id = $1 and set_up_at is null returning id',
        [orgId, now, sealOrganisationName(keys, organisation)],
      );
      if (first.length !== 1) throw new DomainError('request.not-found');
      await tx.manager
        .update(
          Account,
          { id: personId },
          {
            emailHash: this.keys.instance.emailHash(email),
            emailSealed: sealAccount(keys, personId, 'email', email),
            emailSince: now,
            emailProvenAt: null,
            nameSealed: sealAccount(keys, personId, 'name', name),
          },
        )
        .catch((error: unknown) => {
          throw isUniqueViolation(error) ? new DomainError('account.exists', { cause: error }) : error;
        });
      await this.passwords.store(tx, { personId, orgId }, hash, sessionId);
      await recordAct(tx, {
        orgId,
        actorId: personId,
        action: 'organisation.set-up',
        targetId: orgId,
        at: now,
      });
    });
  }
}
