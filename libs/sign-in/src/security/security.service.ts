import { Injectable } from '@nestjs/common';
import type { SecurityView } from '@maroquin/contracts';
import { Account, Session, Sessions } from '@maroquin/identity';
import { type Actor, Database } from '@maroquin/platform/database';
import { CodeGenerators } from '../codes/code-generator.service.js';
import { RecoveryCodes } from '../codes/recovery-codes.js';
import { freshUntil, requireBrowser } from '../factors/fresh-sign-in.js';
import { Passkeys } from '../passkeys/passkeys.service.js';

/** How a person comes in, and where it is in. */
@Injectable()
export class Security {
  constructor(
    private readonly database: Database,
    private readonly passkeys: Passkeys,
    private readonly generators: CodeGenerators,
    private readonly recoveryCodes: RecoveryCodes,
    private readonly sessions: Sessions,
  ) {}

  /** @throws {DomainError} request.not-found for a program's token */
  async get(actor: Actor): Promise<SecurityView> {
    const sessionId = requireBrowser(actor);
    const { personId, orgId } = actor;
    return this.database.inOrgs({ orgs: [orgId] }, async (tx) => {
      const account = await tx.manager.findOneByOrFail(Account, { id: personId });
      const generator = await this.generators.find(tx, personId);
      const open = await this.sessions.listOpen(tx, personId);
      const current =
        open.find(({ id }) => id === sessionId) ??
        (await tx.manager.findOneByOrFail(Session, { id: sessionId }));
      return {
        hasPassword: account.passwordSealed !== null,
        passkeys: await this.passkeys.list(tx, actor),
        totp: generator === null ? null : { since: generator.confirmedAt.toISOString() },
        recoveryCodesLeft: await this.recoveryCodes.countLeft(tx, personId),
        sessions: open.map((session) => toOpenSession(session, sessionId)),
        freshUntil: freshUntil(current).toISOString(),
      };
    });
  }

  /** @throws {DomainError} request.not-found */
  async endSession(actor: Actor, id: string): Promise<void> {
    requireBrowser(actor);
    await this.sessions.endOwn(actor, id);
  }

  /** @throws {DomainError} request.not-found for a program's token */
  async endOtherSessions(actor: Actor): Promise<void> {
    requireBrowser(actor);
    await this.sessions.endOwnOthers(actor);
  }
}

const toOpenSession = (session: Session, currentId: string): SecurityView['sessions'][number] => ({
  id: session.id,
  method: session.method,
  strong: session.amr.includes('mfa'),
  createdAt: session.createdAt.toISOString(),
  lastSeenAt: session.lastSeenAt.toISOString(),
  current: session.id === currentId,
});
