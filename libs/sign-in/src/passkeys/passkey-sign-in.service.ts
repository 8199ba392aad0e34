import { Inject, Injectable } from '@nestjs/common';
import { type KnownAccount, type NewSession, Sessions } from '@maroquin/identity';
import { CLOCK, type Clock } from '@maroquin/platform/config';
import { Database } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { Keys } from '@maroquin/platform/keys';
import { SignInAttempts, type SignInOrigin } from '../attempts/sign-in-attempts.js';
import { Passkey } from '../factors/factor.entities.js';
import { Ceremonies, type Ceremony } from './ceremonies.js';
import {
  judgePasskey,
  passkeyMethods,
  type PasskeyTrouble,
  type SignedPasskey,
  signInOptions,
} from './judge-passkey.js';
import type { PasskeyCredential } from './verify-passkey.js';

const USE = 'passkey sign-in';

interface FoundPasskey extends KnownAccount {
  readonly passkeyId: string;
}

/** Signing in by a passkey alone: the device holds the key and has verified its person, two proofs at once. */
@Injectable()
export class PasskeySignIn {
  constructor(
    private readonly database: Database,
    private readonly keys: Keys,
    private readonly ceremonies: Ceremonies,
    private readonly attempts: SignInAttempts,
    private readonly sessions: Sessions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws {DomainError} request.too-many */
  async begin(origin: SignInOrigin): Promise<{ options: Record<string, unknown>; cookie: string }> {
    this.attempts.ask(origin);
    const options = await signInOptions(this.ceremonies.relyingParty);
    return { options: { ...options }, cookie: this.ceremonies.begin(USE, options.challenge) };
  }

  /**
   * One answer for an unknown passkey, one of a closed account, one that was planted, and a signature that is wrong.
   * @throws {DomainError} sign-in.passkey-failed, sign-in.step-expired, request.too-many
   */
  async signIn(credential: PasskeyCredential, origin: SignInOrigin): Promise<NewSession> {
    this.attempts.ask(origin);
    const ceremony = this.ceremonies.open(USE, origin.cookie);
    const found = await this.find(credential.id);
    if (found === null) throw new DomainError('sign-in.passkey-failed');
    await this.ceremonies.spend(ceremony);
    const session = await this.judge(credential, found, ceremony);
    if (typeof session !== 'string') return session;
    await this.attempts.recordFailure(found, 'passkey', session);
    throw new DomainError('sign-in.passkey-failed');
  }

  private async find(credentialId: string): Promise<FoundPasskey | null> {
    const [row] = await this.database.call<{ passkey_id: string; account_id: string; org_id: string }>(
      'select passkey_id, account_id, org_id from find_passkey($1)',
      [this.keys.instance.secretHash('credential', credentialId)],
    );
    return row === undefined
      ? null
      : { passkeyId: row.passkey_id, personId: row.account_id, orgId: row.org_id };
  }

  /** @returns why not, as a code */
  private async judge(
    credential: PasskeyCredential,
    found: FoundPasskey,
    { challenge }: Ceremony,
  ): Promise<NewSession | PasskeyTrouble | 'counter'> {
    const { passkeyId: id, personId: ownerId, orgId } = found;
    const keys = await this.keys.forOrg(orgId);
    const row = await this.database.inOrgs({ orgs: [orgId] }, (tx) => tx.manager.findOneBy(Passkey, { id }));
    const stored = row === null ? null : { id, ownerId, sealed: row.recordSealed };
    const { relyingParty } = this.ceremonies;
    const signed = await judgePasskey(credential, keys, stored, { challenge, relyingParty });
    if (typeof signed === 'string') return signed;
    return (await this.start(found, signed)) ?? 'counter';
  }

  /** null when the count of signatures did not rise: the key may have been copied (WebAuthn L3 §6.1.1). */
  private start(
    { passkeyId, personId, orgId }: FoundPasskey,
    { record, counter }: SignedPasskey,
  ): Promise<NewSession | null> {
    return this.database.inOrgs({ orgs: [orgId] }, async (tx) => {
      const counted = await tx.query(
        `update passkey p set counter = $2, last_used_at = $3 from account a
         where p.id = $1 and (p.counter < $2 or (p.counter = 0 and $2 = 0))
           and a.id = p.account_id and a.disabled_at is null
         returning p.id`,
        [passkeyId, counter, this.clock.now()],
      );
      if (counted.length !== 1) return null;
      return this.sessions.start(tx, { personId, orgId }, 'passkey', { amr: passkeyMethods(record) });
    });
  }
}
