import { Inject, Injectable } from '@nestjs/common';
import type { NewTotp } from '@maroquin/contracts';
import { Account, type KnownAccount, openAccount } from '@maroquin/identity';
import { recordAct } from '@maroquin/platform/audit';
import { CLOCK, type Clock } from '@maroquin/platform/config';
import { type Actor, Database, type Tx } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { Keys, type OrganisationKeys } from '@maroquin/platform/keys';
import { Secret, TOTP } from 'otpauth';
import { Passkey, Totp } from '../factors/factor.entities.js';
import { requireBrowser, requireFreshSignIn } from '../factors/fresh-sign-in.js';
import { RecoveryCodes } from './recovery-codes.js';

/** RFC 4226 §4 R6: 160 bits. */
const SECRET_BYTES = 20;
/** One step each way for a telephone's clock (RFC 6238 §5.2). */
const WINDOW = 1;

const place = (personId: string) => ({ table: 'totp', column: 'secret', row: personId });

/** An app that shows another six digits every 30 seconds (RFC 6238), as a second proof after the password. */
@Injectable()
export class CodeGenerators {
  constructor(
    private readonly database: Database,
    private readonly keys: Keys,
    private readonly recoveryCodes: RecoveryCodes,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * A new secret, in the place of one that was never confirmed. Not in effect yet.
   * @throws {DomainError} request.not-found, sign-in.not-fresh, factor.totp-exists
   */
  async begin(actor: Actor): Promise<NewTotp> {
    requireBrowser(actor);
    const { personId, orgId } = actor;
    const keys = await this.keys.forOrg(orgId);
    const secret = new Secret({ size: SECRET_BYTES });
    const account = await this.database.inOrgs({ orgs: [orgId] }, async (tx) => {
      await requireFreshSignIn(tx, actor, this.clock.now());
      const set = await tx.query(
        `insert into totp (account_id, org_id, secret_sealed, created_at) values ($1, $2, $3, $4)
         on conflict (account_id) do update
           set secret_sealed = excluded.secret_sealed, created_at = excluded.created_at, last_step = 0
           where totp.confirmed_at is null
         returning account_id`,
        [personId, orgId, keys.seal(place(personId), secret.base32), this.clock.now()],
      );
      if (set.length !== 1) throw new DomainError('factor.totp-exists');
      return tx.manager.findOneByOrFail(Account, { id: personId });
    });
    const label = openAccount(keys, personId, 'email', account.emailSealed);
    return {
      secret: secret.base32,
      uri: new TOTP({ issuer: 'Maroquin', label, secret, digits: 6, period: 30 }).toString(),
    };
  }

  /**
   * In effect once the person's app shows the right code. @returns the recovery codes
   * @throws {DomainError} request.not-found (nothing to confirm), sign-in.not-fresh, sign-in.code-failed
   */
  async confirm(actor: Actor, code: string): Promise<string[]> {
    requireBrowser(actor);
    const { personId, orgId } = actor;
    const keys = await this.keys.forOrg(orgId);
    return this.database.inOrgs({ orgs: [orgId] }, async (tx) => {
      const now = this.clock.now();
      await requireFreshSignIn(tx, actor, now);
      const row = await tx.manager.findOneBy(Totp, { accountId: personId });
      if (row === null || row.confirmedAt !== null) throw new DomainError('request.not-found');
      if (!(await this.accept(tx, keys, row, code))) throw new DomainError('sign-in.code-failed');
      await tx.manager.update(Totp, { accountId: personId }, { confirmedAt: now });
      const codes = await this.recoveryCodes.replace(tx, actor);
      await recordAct(tx, { orgId, actorId: personId, action: 'totp.enabled', targetId: personId, at: now });
      return codes;
    });
  }

  /** Its recovery codes go with it. @throws {DomainError} request.not-found, sign-in.not-fresh */
  async remove(actor: Actor): Promise<void> {
    requireBrowser(actor);
    await this.database.inOrgs({ orgs: [actor.orgId] }, async (tx) => {
      await requireFreshSignIn(tx, actor, this.clock.now());
      if (!(await this.forget(tx, actor, actor.personId))) throw new DomainError('request.not-found');
    });
  }

  /**
   * By the system itself, for whoever has lost the telephone and the recovery codes: the password, or a link, is enough again.
   * @param passkeys those as well, for a person who lost them all
   * @throws {DomainError} factor.totp-unknown when there was nothing to forget
   */
  async forgetOf(account: KnownAccount, { passkeys = false } = {}): Promise<void> {
    const had = await this.database.inOrgs({ orgs: [account.orgId] }, async (tx) => {
      const hadCode = await this.forget(tx, account, null);
      return (passkeys && (await this.forgetPasskeys(tx, account))) || hadCode;
    });
    if (!had) throw new DomainError('factor.totp-unknown');
  }

  private async forgetPasskeys(tx: Tx, { personId, orgId }: KnownAccount): Promise<boolean> {
    const { affected } = await tx.manager.delete(Passkey, { accountId: personId });
    if (affected === 0) return false;
    const act = { orgId, actorId: null, action: 'passkey.removed', targetId: personId };
    await recordAct(tx, { ...act, details: { all: true }, at: this.clock.now() });
    return true;
  }

  /** @returns whether there was one */
  private async forget(tx: Tx, { personId, orgId }: KnownAccount, byId: string | null): Promise<boolean> {
    const { affected } = await tx.manager.delete(Totp, { accountId: personId });
    if (affected !== 1) return false;
    await this.recoveryCodes.remove(tx, personId);
    const at = this.clock.now();
    await recordAct(tx, { orgId, actorId: byId, action: 'totp.disabled', targetId: personId, at });
    return true;
  }

  /** @throws {DomainError} request.not-found (no code generator), sign-in.not-fresh */
  async renewRecoveryCodes(actor: Actor): Promise<string[]> {
    requireBrowser(actor);
    const { personId, orgId } = actor;
    return this.database.inOrgs({ orgs: [orgId] }, async (tx) => {
      const at = this.clock.now();
      await requireFreshSignIn(tx, actor, at);
      if ((await this.find(tx, personId)) === null) throw new DomainError('request.not-found');
      const codes = await this.recoveryCodes.replace(tx, actor);
      const action = 'recovery-codes.renewed';
      await recordAct(tx, { orgId, actorId: personId, action, targetId: personId, at });
      return codes;
    });
  }

  /** The one in effect. */
  async find(tx: Tx, personId: string): Promise<(Totp & { confirmedAt: Date }) | null> {
    const row = await tx.manager.findOneBy(Totp, { accountId: personId });
    return row === null || row.confirmedAt === null ? null : { ...row, confirmedAt: row.confirmedAt };
  }

  /**
   * True once for each time step, also when two come at the same time: what somebody read over a shoulder is worth nothing.
   * @throws {DomainError} sealed.damaged for a secret that was put there from outside
   */
  async accept(tx: Tx, keys: OrganisationKeys, row: Totp, code: string): Promise<boolean> {
    const token = code.replaceAll(/\s/g, '');
    if (!/^\d{6}$/.test(token)) return false;
    const secret = Secret.fromBase32(keys.openText(place(row.accountId), row.secretSealed));
    const timestamp = this.clock.now().getTime();
    const delta = TOTP.validate({ token, secret, digits: 6, period: 30, timestamp, window: WINDOW });
    if (delta === null) return false;
    const accepted = await tx.query(
      'update totp set last_step = $2 where account_id = $1 and last_step < $2 returning account_id',
      [row.accountId, TOTP.counter({ period: 30, timestamp }) + delta],
    );
    return accepted.length === 1;
  }
}
