import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '@maroquin/platform/config';
import { Database } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { Keys } from '@maroquin/platform/keys';
import { generateAuthenticationOptions } from '@simplewebauthn/server';
import type { KnownAccount } from '../../accounts/accounts.service.js';
import { type NewSession, Sessions } from '../../sessions/sessions.service.js';
import { SignInAttempts, type SignInOrigin } from '../attempts/sign-in-attempts.js';
import { Passkey } from '../factor.entities.js';
import { Ceremonies, type Ceremony, CEREMONY_MS } from './ceremonies.js';
import { openRecord, type PasskeyRecord, userHandleOf } from './passkey-record.js';
import { type PasskeyCredential, verifyPasskey } from './verify-passkey.js';

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

  /** Names no passkey, so that it tells nothing about anybody. @throws {DomainError} request.too-many */
  async begin(origin: SignInOrigin): Promise<{ options: Record<string, unknown>; cookie: string }> {
    this.attempts.ask(origin);
    const options = await generateAuthenticationOptions({
      rpID: this.ceremonies.relyingParty.id,
      timeout: CEREMONY_MS,
      userVerification: 'required',
    });
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
  ): Promise<NewSession | 'planted' | 'user-handle' | 'signature' | 'counter'> {
    const record = await this.recordOf(found);
    if (record?.credentialId !== credential.id) return 'planted';
    const handle = Buffer.from(credential.response.userHandle ?? '', 'base64url');
    if (!handle.equals(userHandleOf(found.personId))) return 'user-handle';
    const counter = await verifyPasskey(credential, record, challenge, this.ceremonies.relyingParty);
    if (counter === null) return 'signature';
    return (await this.start(found, record, counter)) ?? 'counter';
  }

  /** null for a record that was put there from outside. */
  private async recordOf({ passkeyId, personId, orgId }: FoundPasskey): Promise<PasskeyRecord | null> {
    const keys = await this.keys.forOrg(orgId);
    const row = await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      tx.manager.findOneBy(Passkey, { id: passkeyId }),
    );
    if (row === null) return null;
    try {
      return openRecord(keys, personId, passkeyId, row.recordSealed);
    } catch (error) {
      if (error instanceof DomainError && error.code === 'sealed.damaged') return null;
      throw error;
    }
  }

  /** null when the count of signatures did not rise: the key may have been copied (WebAuthn L3 §6.1.1). */
  private start(
    { passkeyId, personId, orgId }: FoundPasskey,
    { synced }: PasskeyRecord,
    counter: number,
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
      // RFC 8176 §2: a key that is proof of itself, in hardware or in software, and its person verified by the device
      const amr = [synced ? 'swk' : 'hwk', 'user', 'mfa'];
      return this.sessions.start(tx, { personId, orgId }, 'passkey', { amr });
    });
  }
}
