import { Inject, Injectable } from '@nestjs/common';
import { openAdministrator, sealAdministrator } from '@maroquin/identity';
import {
  Ceremonies,
  enrolmentOptions,
  type NewPasskeyCredential,
  passkeyMethods,
  requireGoodPassword,
  sealRecord,
  verifyNewPasskey,
} from '@maroquin/sign-in';
import { recordAct } from '@maroquin/platform/audit';
import { CLOCK, type Clock, newId } from '@maroquin/platform/config';
import { Database, isUniqueViolation, type Tx } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { Keys, type OrganisationKeys } from '@maroquin/platform/keys';
import { PasswordHasher } from '@maroquin/platform/passwords';
import { administrationCookies } from './administration-cookies.js';
import { acceptedStep, newGenerator } from './administrator-codes.js';
import { AdministratorSessions, type KnownAdministrator } from './administrator-sessions.service.js';

interface Enrolling extends KnownAdministrator {
  readonly keys: OrganisationKeys;
  readonly hash: Buffer;
  readonly name: string;
  readonly email: string;
}
interface Begun<T> {
  readonly answer: T;
  /** Value of Set-Cookie. */
  readonly cookie: string;
}

/** From a one-use link to an account with a strong way in. The link itself signs nobody in. */
@Injectable()
export class AdministratorEnrolment {
  constructor(
    private readonly database: Database,
    private readonly keys: Keys,
    private readonly ceremonies: Ceremonies,
    private readonly sessions: AdministratorSessions,
    private readonly hasher: PasswordHasher,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Whose link it is. @throws {DomainError} sign-in.link-used: the same for a used, expired and unknown one */
  async about(token: string): Promise<{ name: string; email: string }> {
    const { name, email } = await this.open(token);
    return { name, email };
  }

  /** @throws {DomainError} sign-in.link-used */
  async beginPasskey(token: string): Promise<Begun<{ options: Record<string, unknown> }>> {
    const { administratorId, name, email } = await this.open(token);
    const options = await enrolmentOptions(this.ceremonies.relyingParty, {
      id: administratorId,
      name,
      login: `${email} (administration)`,
      service: 'Maroquin, administration',
    });
    const cookie = this.ceremonies.begin(`passkey enrolment of ${administratorId}`, options.challenge);
    return { answer: { options: { ...options } }, cookie };
  }

  /** @returns value of Set-Cookie @throws {DomainError} sign-in.link-used, sign-in.step-expired, sign-in.passkey-failed, factor.passkey-exists */
  async finishPasskey(
    token: string,
    credential: NewPasskeyCredential,
    cookie: string | undefined,
  ): Promise<string> {
    const account = await this.open(token);
    const { administratorId, orgId, keys } = account;
    const ticket = this.ceremonies.open(`passkey enrolment of ${administratorId}`, cookie);
    await this.ceremonies.spend(ticket);
    const made = await verifyNewPasskey(credential, ticket.value, this.ceremonies.relyingParty);
    if (made === null) throw new DomainError('sign-in.passkey-failed');
    const { counter, ...record } = made;
    const id = newId();
    return this.database.inOrgs({ orgs: [orgId] }, async (tx) => {
      await this.spend(tx, account);
      await tx
        .query(
          `insert into administrator_passkey
             (id, org_id, administrator_id, credential_hash, record_sealed, counter, created_at)
           values ($1, $2, $3, $4, $5, $6, $7)`,
          [
            ...[id, orgId, administratorId],
            this.keys.instance.secretHash('administration credential', record.credentialId),
            ...[sealRecord(keys, administratorId, id, record), counter, this.clock.now()],
          ],
        )
        .catch((error: unknown) => {
          throw isUniqueViolation(error) ? new DomainError('factor.passkey-exists', { cause: error }) : error;
        });
      await this.record(tx, account, 'passkey');
      const amr = passkeyMethods(record);
      return this.sessions.start(tx, account, 'passkey', { amr });
    });
  }

  /** @throws {DomainError} sign-in.link-used */
  async beginGenerator(token: string): Promise<Begun<{ secret: string; uri: string }>> {
    const { administratorId, email } = await this.open(token);
    const generator = newGenerator(email);
    const cookie = this.ceremonies.begin(
      `generator of ${administratorId}`,
      generator.secret,
      administrationCookies.generator,
    );
    return { answer: generator, cookie };
  }

  /** @returns value of Set-Cookie @throws {DomainError} sign-in.link-used, sign-in.step-expired, sign-in.code-failed, password.too-short, password.too-common */
  async finishGenerator(
    token: string,
    { password, code }: { readonly password: string; readonly code: string },
    cookie: string | undefined,
  ): Promise<string> {
    const account = await this.open(token);
    const { administratorId, orgId, keys, name, email } = account;
    requireGoodPassword(password, [name, email]);
    const { value: secret } = this.ceremonies.open(
      `generator of ${administratorId}`,
      cookie,
      administrationCookies.generator,
    );
    const step = acceptedStep(secret, code, this.clock.now());
    if (step === null) throw new DomainError('sign-in.code-failed');
    const hash = await this.hasher.hash(password);
    return this.database.inOrgs({ orgs: [orgId] }, async (tx) => {
      await this.spend(tx, account);
      await tx.query(
        'update administrator set password_sealed = $2, totp_sealed = $3, totp_last_step = $4 where id = $1',
        [
          administratorId,
          sealAdministrator(keys, administratorId, 'password', hash),
          sealAdministrator(keys, administratorId, 'totp', secret),
          step,
        ],
      );
      await this.record(tx, account, 'password');
      return this.sessions.start(tx, account, 'password', { amr: ['pwd', 'otp', 'mfa'] });
    });
  }

  private async open(token: string): Promise<Enrolling> {
    const hash = this.keys.instance.secretHash('administration link', token);
    const [found] = await this.database.call<{ administrator_id: string; org_id: string }>(
      'select * from find_administrator_link($1, $2)',
      [hash, this.clock.now()],
    );
    if (found === undefined) throw new DomainError('sign-in.link-used');
    const { administrator_id: administratorId, org_id: orgId } = found;
    const keys = await this.keys.forOrg(orgId);
    const [row] = await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      tx.query<{ name_sealed: Buffer; email_sealed: Buffer }>(
        'select name_sealed, email_sealed from administrator where id = $1',
        [administratorId],
      ),
    );
    if (row === undefined) throw new DomainError('sign-in.link-used');
    return {
      administratorId,
      orgId,
      keys,
      hash,
      name: openAdministrator(keys, administratorId, 'name', row.name_sealed),
      email: openAdministrator(keys, administratorId, 'email', row.email_sealed),
    };
  }

  /**
   * Uses the link up in the transaction of what gives the account its new way in.
   * @throws {DomainError} sign-in.link-used
   */
  async complete<T>(
    token: string,
    method: 'passkey' | 'password' | 'oidc',
    give: (tx: Tx, account: Enrolling) => Promise<T>,
  ): Promise<T> {
    const account = await this.open(token);
    return this.database.inOrgs({ orgs: [account.orgId] }, async (tx) => {
      await this.spend(tx, account);
      await this.record(tx, account, method);
      return give(tx, account);
    });
  }

  /** Uses the link up, and ends whatever opened this account before: a device that was lost opens it no more. */
  private async spend(tx: Tx, { administratorId, hash }: Enrolling): Promise<void> {
    const now = this.clock.now();
    const used = await tx.query(
      `update administrator_link l set used_at = $2 from administrator a
       where l.token_hash = $1 and l.used_at is null and l.expires_at > $2
         and a.id = l.administrator_id and a.disabled_at is null
       returning l.id`,
      [hash, now],
    );
    if (used.length !== 1) throw new DomainError('sign-in.link-used');
    for (const proof of ['administrator_passkey', 'administrator_identity'])
      await tx.query(`delete from ${proof} where administrator_id = $1`, [administratorId]);
    await tx.query(
      'update administrator set password_sealed = null, totp_sealed = null, totp_last_step = 0 where id = $1',
      [administratorId],
    );
    await this.sessions.endAll(tx, administratorId);
  }

  private record(
    tx: Tx,
    { administratorId, orgId }: KnownAdministrator,
    method: 'passkey' | 'password' | 'oidc',
  ): Promise<void> {
    return recordAct(tx, {
      orgId,
      actorId: administratorId,
      action: 'administrator.enrolled',
      targetId: administratorId,
      details: { method },
      at: this.clock.now(),
    });
  }
}
