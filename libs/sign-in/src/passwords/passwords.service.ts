import { Inject, Injectable } from '@nestjs/common';
import {
  Account,
  type KnownAccount,
  openAccount,
  openOrganisationName,
  openPasswordHash,
  Organisation,
  sealPasswordHash,
  Session,
  Sessions,
} from '@maroquin/identity';
import { recordAct } from '@maroquin/platform/audit';
import { CLOCK, type Clock } from '@maroquin/platform/config';
import { type Actor, Database, type Tx } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { RateLimiter } from '@maroquin/platform/http';
import { Keys } from '@maroquin/platform/keys';
import { DirectoryPasswords } from '../ldap/directory-passwords.service.js';
import { PasswordHasher } from '@maroquin/platform/passwords';
import { requireGoodPassword } from './password-rules.js';

/** Whoever came by a link so recently may set a password without the former one: it may be forgotten. */
const FRESH_LINK_MS = 60 * 60_000;

/** Setting a password. */
@Injectable()
export class Passwords {
  private readonly attempts: RateLimiter;

  constructor(
    private readonly database: Database,
    private readonly keys: Keys,
    private readonly hasher: PasswordHasher,
    private readonly sessions: Sessions,
    private readonly directory: DirectoryPasswords,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.attempts = new RateLimiter({ burst: 5, refillMs: 60_000 }, clock);
  }

  /**
   * Ends every other session of the person. Only from a browser session: a program's token must not lock its person out.
   * @throws {DomainError} request.not-found, password.of-directory, sign-in.failed, password.too-short, password.too-common,
   *   request.too-many
   */
  async set(actor: Actor, current: string | undefined, password: string): Promise<void> {
    const { sessionId, personId, orgId } = actor;
    if (sessionId === null) throw new DomainError('request.not-found');
    this.attempts.take(personId);
    if (await this.directory.owns({ personId, orgId })) throw new DomainError('password.of-directory');
    await this.requireProof(actor, sessionId, current);
    requireGoodPassword(password, await this.knownOf({ personId, orgId }));
    const hash = await this.hasher.hash(password);
    await this.sessions.whilePresent(actor, (tx) => this.store(tx, { personId, orgId }, hash, sessionId));
  }

  /** In the transaction of an act that also sets a password. `hash` was made before it. */
  async store(
    tx: Tx,
    { personId, orgId }: KnownAccount,
    hash: string,
    keepSessionId: string | null,
  ): Promise<void> {
    const passwordSealed = sealPasswordHash(await this.keys.forOrg(orgId), personId, hash);
    await tx.manager.update(Account, { id: personId }, { passwordSealed });
    await this.sessions.endOthers(tx, personId, keepSessionId);
    await recordAct(tx, {
      orgId,
      actorId: personId,
      action: 'password.changed',
      targetId: personId,
      at: this.clock.now(),
    });
  }

  private async requireProof(
    { personId, orgId }: Actor,
    sessionId: string,
    current: string | undefined,
  ): Promise<void> {
    const { account, session } = await this.database.inOrgs({ orgs: [orgId] }, async (tx) => ({
      account: await tx.manager.findOneByOrFail(Account, { id: personId }),
      session: await tx.manager.findOneByOrFail(Session, { id: sessionId }),
    }));
    const age = this.clock.now().getTime() - session.createdAt.getTime();
    if (account.passwordSealed === null || (session.method === 'link' && age < FRESH_LINK_MS)) return;
    const stored = openPasswordHash(await this.keys.forOrg(orgId), personId, account.passwordSealed);
    if (!(await this.hasher.verify(stored, current ?? ''))) throw new DomainError('sign-in.failed');
  }

  /** What the person would think of first. */
  private async knownOf({ personId, orgId }: KnownAccount): Promise<string[]> {
    const keys = await this.keys.forOrg(orgId);
    const { account, organisation } = await this.database.inOrgs({ orgs: [orgId] }, async (tx) => ({
      account: await tx.manager.findOneByOrFail(Account, { id: personId }),
      organisation: await tx.manager.findOneByOrFail(Organisation, { id: orgId }),
    }));
    return [
      openAccount(keys, personId, 'name', account.nameSealed),
      openAccount(keys, personId, 'email', account.emailSealed),
      openOrganisationName(keys, organisation.nameSealed),
    ];
  }
}
