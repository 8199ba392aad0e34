import { Inject, Injectable } from '@nestjs/common';
import type { PersonClaims } from '@maroquin/identity';
import { SignInAttempts, SignInRefused } from '@maroquin/sign-in';
import { CLOCK, type Clock, newId } from '@maroquin/platform/config';
import { Database, isUniqueViolation, type Tx } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { Keys } from '@maroquin/platform/keys';
import { AdministratorEnrolment } from './administrator-enrolment.service.js';
import { AdministratorSessions, type KnownAdministrator } from './administrator-sessions.service.js';

/** Which administration account a person of a provider opens. */
@Injectable()
export class AdministratorIdentities {
  constructor(
    private readonly database: Database,
    private readonly keys: Keys,
    private readonly attempts: SignInAttempts,
    private readonly enrolment: AdministratorEnrolment,
    private readonly sessions: AdministratorSessions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws {DomainError} request.too-many, sign-in.link-used */
  async mayBegin(address: string, token: string | undefined): Promise<void> {
    this.attempts.ask({ address, cookie: undefined });
    if (token !== undefined) await this.enrolment.about(token);
  }

  /** @returns value of Set-Cookie @throws {SignInRefused} account.unknown @throws {DomainError} sign-in.link-used, account.exists, sign-in.failed */
  async enter(
    { id: provider, issuer }: { readonly id: string; readonly issuer: string },
    { subject, acr, amr }: PersonClaims,
    token: string | null,
  ): Promise<string> {
    const hash = this.keys.instance.federatedHash('administrator', issuer, subject);
    const start = (tx: Tx, account: KnownAdministrator): Promise<string> =>
      this.sessions.start(tx, account, 'oidc', { acr, amr });
    if (token !== null)
      return this.enrolment.complete(token, 'oidc', async (tx, account) => {
        await this.link(tx, account, provider, hash);
        return start(tx, account);
      });
    const [row] = await this.database.call<{ administrator_id: string; org_id: string }>(
      'select * from find_administrator_identity($1)',
      [hash],
    );
    if (row === undefined) throw new SignInRefused('account.unknown');
    const account = { administratorId: row.administrator_id, orgId: row.org_id };
    return this.database.inOrgs({ orgs: [account.orgId] }, (tx) => start(tx, account));
  }

  private async link(
    tx: Tx,
    { administratorId, orgId }: KnownAdministrator,
    provider: string,
    hash: Buffer,
  ): Promise<void> {
    await tx
      .query(
        `insert into administrator_identity (id, org_id, administrator_id, provider, subject_hash, created_at)
         values ($1, $2, $3, $4, $5, $6)`,
        [newId(), orgId, administratorId, provider, hash, this.clock.now()],
      )
      .catch((error: unknown) => {
        throw isUniqueViolation(error) ? new DomainError('account.exists', { cause: error }) : error;
      });
  }
}
