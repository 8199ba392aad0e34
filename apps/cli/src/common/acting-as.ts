import type { INestApplicationContext } from '@nestjs/common';
import { AccessService } from '@maroquin/access';
import { AccountsCommandService } from '@maroquin/identity';
import { type Clock, CLOCK } from '@maroquin/platform/config';
import { type Actor, Database } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import type { RightsRow } from '@maroquin/platform/proofs';
import { speaksEnglish } from './output.js';

const SEAT = `select s.* from account a join seat s on s.account_id = a.id
  where a.id = $1 and s.org_id = $2 and a.disabled_at is null and (s.ends_at is null or s.ends_at > $3)`;

/**
 * A command that reads what somebody wrote acts as a person, with this person's rights and in its name in the audit.
 * @param user an address or an id
 * @throws {DomainError} account.unknown, also for a seat that the service did not write; account.several
 */
export async function actingAs(suite: INestApplicationContext, user: string): Promise<Actor> {
  const { personId, orgId } = await suite.get(AccountsCommandService).known(user);
  const { genuine } = suite.get(AccessService, { strict: false });
  const now = suite.get<Clock>(CLOCK, { strict: false }).now();
  const [seat] = await suite
    .get(Database)
    .readOnce<RightsRow & { kind: string }>({ orgs: [orgId] }, SEAT, [personId, orgId, now]);
  if (seat === undefined || !genuine.isGenuine('seat', seat)) throw new DomainError('account.unknown');
  return {
    ...(seat.kind === 'guest' ? { standing: 'guest' as const } : {}),
    ...{ personId, orgId, orgs: [orgId], adminOf: seat.kind === 'admin' ? [orgId] : [] },
    ...{ tokenScopes: null, sessionId: null, tokenId: null },
    locale: speaksEnglish() ? 'en' : 'fr',
  };
}
