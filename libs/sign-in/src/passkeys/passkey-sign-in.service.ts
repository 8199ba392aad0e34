import { Inject, Injectable } from '@nestjs/common';
import type { KnownAccount } from '@maroquin/identity';
import { CLOCK, type Clock } from '@maroquin/platform/config';
import { Database, type Tx } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { Keys } from '@maroquin/platform/keys';
import { SignInAttempts, type SignInOrigin } from '../attempts/sign-in-attempts.js';
import { Ceremonies } from './ceremonies.js';
import {
  judgePasskey,
  passkeyMethods,
  type PasskeyTrouble,
  type SignedPasskey,
  signInOptions,
} from './judge-passkey.js';
import type { PasskeyCredential } from './verify-passkey.js';

const USE = 'passkey sign-in';

/** Whose passkeys they are, and what they open. */
export interface PasskeyOwners<Session> {
  readonly table: 'passkey' | 'administrator_passkey';
  readonly owner: 'account' | 'administrator';
  readonly prefix: '' | 'administration ';
  /** @param amr how the person proved who it is (RFC 8176) */
  start(tx: Tx, owner: KnownAccount, amr: string[]): Promise<Session>;
}
export const PASSKEY_OWNERS = Symbol('PASSKEY_OWNERS');

interface FoundPasskey {
  readonly passkey_id: string;
  readonly owner_id: string;
  readonly org_id: string;
}

/** Signing in by a passkey alone: the device holds the key and has verified its person, two proofs at once. */
@Injectable()
export class PasskeySignIn<Session> {
  constructor(
    private readonly database: Database,
    private readonly keys: Keys,
    private readonly ceremonies: Ceremonies,
    private readonly attempts: SignInAttempts,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(PASSKEY_OWNERS) private readonly owners: PasskeyOwners<Session>,
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
  async signIn(credential: PasskeyCredential, origin: SignInOrigin): Promise<Session> {
    this.attempts.ask(origin);
    const ticket = this.ceremonies.open(USE, origin.cookie);
    const found = await this.find(credential.id);
    if (found === undefined) throw new DomainError('sign-in.passkey-failed');
    await this.ceremonies.spend(ticket);
    const judged = await this.judge(credential, found, ticket.value);
    if (typeof judged !== 'string') return judged.session;
    const owner = { personId: found.owner_id, orgId: found.org_id };
    await this.attempts.recordFailure(owner, `${this.owners.prefix}passkey`, judged);
    throw new DomainError('sign-in.passkey-failed');
  }

  private async find(credentialId: string): Promise<FoundPasskey | undefined> {
    const { table, owner, prefix } = this.owners;
    const [row] = await this.database.call<FoundPasskey>(
      `select passkey_id, ${owner}_id as owner_id, org_id from find_${table}($1)`,
      [this.keys.instance.secretHash(`${prefix}credential`, credentialId)],
    );
    return row;
  }

  /** @returns why not, as a code */
  private async judge(
    credential: PasskeyCredential,
    found: FoundPasskey,
    challenge: string,
  ): Promise<{ readonly session: Session } | PasskeyTrouble | 'counter'> {
    const { passkey_id: id, owner_id: ownerId, org_id: orgId } = found;
    const keys = await this.keys.forOrg(orgId);
    const [row] = await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      tx.query<{ record_sealed: Buffer }>(`select record_sealed from ${this.owners.table} where id = $1`, [
        id,
      ]),
    );
    const stored = row === undefined ? null : { id, ownerId, sealed: row.record_sealed };
    const { relyingParty } = this.ceremonies;
    const signed = await judgePasskey(credential, keys, stored, { challenge, relyingParty });
    return typeof signed === 'string' ? signed : this.start(found, signed);
  }

  private start(
    { passkey_id, owner_id: personId, org_id: orgId }: FoundPasskey,
    { record, counter }: SignedPasskey,
  ): Promise<{ readonly session: Session } | 'counter'> {
    const { table, owner } = this.owners;
    return this.database.inOrgs({ orgs: [orgId] }, async (tx) => {
      const counted = await tx.query(
        `update ${table} p set counter = $2, last_used_at = $3 from ${owner} a
         where p.id = $1 and (p.counter < $2 or (p.counter = 0 and $2 = 0))
           and a.id = p.${owner}_id and a.disabled_at is null
         returning p.id`,
        [passkey_id, counter, this.clock.now()],
      );
      // The count did not rise: the key may have been copied (WebAuthn L3 §6.1.1).
      if (counted.length !== 1) return 'counter';
      return { session: await this.owners.start(tx, { personId, orgId }, passkeyMethods(record)) };
    });
  }
}
