import { setTimeout as pause } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { openAdministrator } from '@maroquin/identity';
import { SignInAttempts, type SignInOrigin } from '@maroquin/sign-in';
import { CLOCK, type Clock } from '@maroquin/platform/config';
import { Database } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { Keys } from '@maroquin/platform/keys';
import { PasswordHasher } from '@maroquin/platform/passwords';
import { acceptedStep } from './administrator-codes.js';
import { AdministratorSessions, type KnownAdministrator } from './administrator-sessions.service.js';

/** Longer than judging takes, so that the time of a refusal reveals nothing. */
const REFUSE_AFTER_MS = 400;

interface Secrets {
  readonly password: string | null;
  readonly totp: string | null;
  /** Both as they are stored: what was enrolled again meanwhile is another pair. */
  readonly stored: readonly [password: Buffer | null, totp: Buffer | null];
}

/** By address, password and code at once: never half a sign-in, and one answer for whatever was wrong. */
@Injectable()
export class AdministratorSignIn {
  constructor(
    private readonly database: Database,
    private readonly keys: Keys,
    private readonly hasher: PasswordHasher,
    private readonly attempts: SignInAttempts,
    private readonly sessions: AdministratorSessions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @returns value of Set-Cookie @throws {DomainError} sign-in.failed, sign-in.wait, request.too-many */
  async byPassword(
    { email, password, code }: { readonly email: string; readonly password: string; readonly code: string },
    origin: SignInOrigin,
  ): Promise<string> {
    this.attempts.enter(origin);
    const refusal = pause(REFUSE_AFTER_MS, undefined, { ref: false });
    const hash = this.keys.instance.administratorHash(email);
    const attempt = this.attempts.begin(`administrator ${hash.toString('base64url')}`, [], origin);
    const account = await this.find(hash);
    const secrets = account === null ? null : await this.secretsOf(account);
    const isRight = await this.hasher.verify(secrets?.password ?? null, password);
    const session =
      account !== null && secrets !== null && isRight ? await this.start(account, secrets, code) : null;
    if (session === null) {
      if (account !== null) await this.recordFailure(account, isRight ? 'code' : 'password');
      await refusal;
      throw new DomainError('sign-in.failed');
    }
    attempt.succeeded();
    return session;
  }

  private async find(hash: Buffer): Promise<KnownAdministrator | null> {
    const [row] = await this.database.call<{ administrator_id: string; org_id: string }>(
      'select * from find_administrator($1)',
      [hash],
    );
    return row === undefined ? null : { administratorId: row.administrator_id, orgId: row.org_id };
  }

  private async secretsOf({ administratorId, orgId }: KnownAdministrator): Promise<Secrets> {
    const keys = await this.keys.forOrg(orgId);
    const [row] = await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      tx.query<{ password_sealed: Buffer | null; totp_sealed: Buffer | null }>(
        'select password_sealed, totp_sealed from administrator where id = $1',
        [administratorId],
      ),
    );
    const open = (column: 'password' | 'totp', sealed: Buffer | null | undefined): string | null =>
      sealed === null || sealed === undefined
        ? null
        : openAdministrator(keys, administratorId, column, sealed);
    return {
      password: open('password', row?.password_sealed),
      totp: open('totp', row?.totp_sealed),
      stored: [row?.password_sealed ?? null, row?.totp_sealed ?? null],
    };
  }

  /** null when the code is wrong, or was used: of two at the same time one gets in. */
  private async start(
    account: KnownAdministrator,
    { totp, stored }: Secrets,
    code: string,
  ): Promise<string | null> {
    const step = totp === null ? null : acceptedStep(totp, code, this.clock.now());
    if (step === null) return null;
    return this.database.inOrgs({ orgs: [account.orgId] }, async (tx) => {
      const taken = await tx.query(
        `update administrator set totp_last_step = $2 where id = $1 and totp_last_step < $2
           and password_sealed = $3 and totp_sealed = $4 returning id`,
        [account.administratorId, step, ...stored],
      );
      if (taken.length !== 1) return null;
      return this.sessions.start(tx, account, 'password', { amr: ['pwd', 'otp', 'mfa'] });
    });
  }

  private recordFailure({ administratorId, orgId }: KnownAdministrator, reason: string): Promise<void> {
    return this.attempts.recordFailure(
      { personId: administratorId, orgId },
      'administration password',
      reason,
    );
  }
}
