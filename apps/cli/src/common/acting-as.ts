import type { INestApplicationContext } from '@nestjs/common';
import { AccountsCommandService } from '@maroquin/identity';
import { type Actor, Database } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { speaksEnglish } from './output.js';

interface SeatRow {
  readonly kind: 'member' | 'admin' | 'guest';
  readonly ends_at: Date | null;
}
const SEAT = 'select seat_kind as kind, seat_ends_at as ends_at from seat_of($1, $2)';

/**
 * A command that reads what somebody wrote acts as a person, with this person's rights and in its name in the audit.
 * @param user an address or an id
 * @throws {DomainError} account.unknown, account.several
 */
export async function actingAs(suite: INestApplicationContext, user: string): Promise<Actor> {
  const { personId, orgId } = await suite.get(AccountsCommandService).known(user);
  const [seat] = await suite.get(Database).call<SeatRow>(SEAT, [personId, orgId]);
  if (seat === undefined || (seat.ends_at !== null && seat.ends_at <= new Date()))
    throw new DomainError('account.unknown');
  return {
    ...(seat.kind === 'guest' ? { standing: 'guest' as const } : {}),
    ...{ personId, orgId, orgs: [orgId], adminOf: seat.kind === 'admin' ? [orgId] : [] },
    ...{ tokenScopes: null, sessionId: null, tokenId: null },
    locale: speaksEnglish() ? 'en' : 'fr',
  };
}
