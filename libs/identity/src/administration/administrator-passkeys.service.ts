import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '@maroquin/platform/config';
import { Database } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { Keys } from '@maroquin/platform/keys';
import { generateAuthenticationOptions } from '@simplewebauthn/server';
import { SignInAttempts, type SignInOrigin } from '../factors/attempts/sign-in-attempts.js';
import { CEREMONY_MS } from '../factors/passkeys/ceremonies.js';
import { openRecord, type PasskeyRecord, userHandleOf } from '../factors/passkeys/passkey-record.js';
import { type PasskeyCredential, verifyPasskey } from '../factors/passkeys/verify-passkey.js';
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

  /** Names no passkey, so that it tells nothing about anybody. @throws {DomainError} request.too-many */
  async begin(origin: SignInOrigin): Promise<{ options: Record<string, unknown>; cookie: string }> {
    this.attempts.ask(origin);
    const options = await generateAuthenticationOptions({
      rpID: this.ceremonies.relyingParty.id,
      timeout: CEREMONY_MS,
      userVerification: 'required',
    });
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
    const record = await this.recordOf(found);
    const counter =
      record?.credentialId === credential.id && isOf(credential, found)
        ? await verifyPasskey(credential, record, challenge, this.ceremonies.relyingParty)
        : null;
    const session = counter === null || record === null ? null : await this.start(found, record, counter);
    if (session !== null) return session;
    const { administratorId: personId, orgId } = found;
    await this.attempts.recordFailure({ personId, orgId }, 'administration passkey', 'signature');
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

  /** null for a record that was put there from outside. */
  private async recordOf({ passkeyId, administratorId, orgId }: Found): Promise<PasskeyRecord | null> {
    const keys = await this.keys.forOrg(orgId);
    const [row] = await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      tx.query<{ record_sealed: Buffer }>('select record_sealed from administrator_passkey where id = $1', [
        passkeyId,
      ]),
    );
    if (row === undefined) return null;
    try {
      return openRecord(keys, administratorId, passkeyId, row.record_sealed);
    } catch (error) {
      if (error instanceof DomainError && error.code === 'sealed.damaged') return null;
      throw error;
    }
  }

  /** null when the count of signatures did not rise: the key may have been copied (WebAuthn L3 §6.1.1). */
  private start(
    { passkeyId, ...account }: Found,
    { synced }: PasskeyRecord,
    counter: number,
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
      return this.sessions.start(tx, account, 'passkey', { amr: [synced ? 'swk' : 'hwk', 'user', 'mfa'] });
    });
  }
}

const isOf = ({ response }: PasskeyCredential, { administratorId }: Found): boolean =>
  Buffer.from(response.userHandle ?? '', 'base64url').equals(userHandleOf(administratorId));
