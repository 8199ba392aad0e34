import { Inject, Injectable } from '@nestjs/common';
import {
  judgePasskey,
  type PasskeyCredential,
  passkeyMethods,
  type PasskeyTrouble,
  type SignedPasskey,
  SignInAttempts,
  signInOptions,
  type SignInOrigin,
} from '@maroquin/sign-in';
import { CLOCK, type Clock } from '@maroquin/platform/config';
import { Database } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { Keys } from '@maroquin/platform/keys';
import { AdministratorCeremonies } from './administrator-ceremonies.js';
import { AdministratorSessions, type KnownAdministrator } from './administrator-sessions.service.js';

const USE = 'passkey sign-in';

interface Found extends KnownAdministrator {
  readonly passkeyId: string;
}

/** Signing in by a passkey that was made for administration: the device has verified its person, two proofs at once. */
@Injectable()
export class AdministratorPasskeys {
  constructor(
    private readonly database: Database,
    private readonly keys: Keys,
    private readonly ceremonies: AdministratorCeremonies,
    private readonly attempts: SignInAttempts,
    private readonly sessions: AdministratorSessions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws {DomainError} request.too-many */
  async begin(origin: SignInOrigin): Promise<{ options: Record<string, unknown>; cookie: string }> {
    this.attempts.ask(origin);
    const options = await signInOptions(this.ceremonies.relyingParty);
    return {
      options: { ...options },
      cookie: this.ceremonies.begin('ceremony', USE, options.challenge),
    };
  }

  /**
   * One answer for an unknown passkey, one of a closed account, one that was planted, and a signature that is wrong.
   * @returns value of Set-Cookie @throws {DomainError} sign-in.passkey-failed, sign-in.step-expired, request.too-many
   */
  async signIn(credential: PasskeyCredential, origin: SignInOrigin): Promise<string> {
    this.attempts.ask(origin);
    const challenge = await this.ceremonies.take('ceremony', USE, origin.cookie);
    const found = await this.find(credential.id);
    if (found === null) throw new DomainError('sign-in.passkey-failed');
    const session = await this.judge(credential, found, challenge);
    if (typeof session !== 'string') return session.cookie;
    const { administratorId: personId, orgId } = found;
    await this.attempts.recordFailure({ personId, orgId }, 'administration passkey', session);
    throw new DomainError('sign-in.passkey-failed');
  }

  private async find(credentialId: string): Promise<Found | null> {
    const [row] = await this.database.call<{ passkey_id: string; administrator_id: string; org_id: string }>(
      'select * from find_administrator_passkey($1)',
      [this.keys.instance.secretHash('administration credential', credentialId)],
    );
    return row === undefined
      ? null
      : { passkeyId: row.passkey_id, administratorId: row.administrator_id, orgId: row.org_id };
  }

  /** @returns why not, as a code */
  private async judge(
    credential: PasskeyCredential,
    found: Found,
    challenge: string,
  ): Promise<{ readonly cookie: string } | PasskeyTrouble | 'counter'> {
    const { passkeyId: id, administratorId: ownerId, orgId } = found;
    const keys = await this.keys.forOrg(orgId);
    const [row] = await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      tx.query<{ record_sealed: Buffer }>('select record_sealed from administrator_passkey where id = $1', [
        id,
      ]),
    );
    const stored = row === undefined ? null : { id, ownerId, sealed: row.record_sealed };
    const { relyingParty } = this.ceremonies;
    const signed = await judgePasskey(credential, keys, stored, { challenge, relyingParty });
    if (typeof signed === 'string') return signed;
    const cookie = await this.start(found, signed);
    return cookie === null ? 'counter' : { cookie };
  }

  /** null when the count of signatures did not rise: the key may have been copied (WebAuthn L3 §6.1.1). */
  private start(
    { passkeyId, ...account }: Found,
    { record, counter }: SignedPasskey,
  ): Promise<string | null> {
    return this.database.inOrgs({ orgs: [account.orgId] }, async (tx) => {
      const counted = await tx.query(
        `update administrator_passkey p set counter = $2, last_used_at = $3 from administrator a
         where p.id = $1 and (p.counter < $2 or (p.counter = 0 and $2 = 0))
           and a.id = p.administrator_id and a.disabled_at is null
         returning p.id`,
        [passkeyId, counter, this.clock.now()],
      );
      if (counted.length !== 1) return null;
      return this.sessions.start(tx, account, 'passkey', { amr: passkeyMethods(record) });
    });
  }
}
