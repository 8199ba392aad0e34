import { Inject, Injectable } from '@nestjs/common';
import { Accounts, type KnownAccount, type NewSession, sealClaims, Sessions } from '@maroquin/identity';
import { recordAct } from '@maroquin/platform/audit';
import { CLOCK, type Clock, type OidcProviderConfig } from '@maroquin/platform/config';
import { type Actor, Database } from '@maroquin/platform/database';
import { Keys } from '@maroquin/platform/keys';
import { FederatedSession } from './federation.entities.js';
import type { RecognisedPerson } from './provider-client.js';
import { SignInRefused } from './refusal.js';

interface EndedRow {
  readonly session_id: string;
  readonly account_id: string;
  readonly org_id: string;
}

const idTokenOf = (row: string) => ({ table: 'federated_session', column: 'id_token', row });

/** Sessions that began at a provider, and what it calls them. */
@Injectable()
export class FederatedSessions {
  constructor(
    private readonly sessions: Sessions,
    private readonly accounts: Accounts,
    private readonly database: Database,
    private readonly keys: Keys,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws {SignInRefused} account.closed, also when that happened a moment ago */
  async start(
    { id: provider, issuer }: OidcProviderConfig,
    account: KnownAccount,
    { claims, idToken }: RecognisedPerson,
  ): Promise<NewSession> {
    const { orgId, personId } = account;
    const { subject, sid, acr, amr } = claims;
    const keys = await this.keys.forOrg(orgId);
    const subjectHash = this.keys.instance.federatedHash('subject', issuer, subject);
    return this.database.inOrgs({ orgs: [orgId] }, async (tx) => {
      const [identity] = await tx.query<{ id: string }>(
        `select i.id from federated_identity i join account a on a.id = i.account_id
         where i.subject_hash = $1 and i.account_id = $2 and a.disabled_at is null for share of a`,
        [subjectHash, personId],
      );
      if (identity === undefined)
        throw new SignInRefused('account.closed', { page: 'compte', orgId, accountId: personId });
      await tx.query('update federated_identity set last_used_at = $2, claims_sealed = $3 where id = $1', [
        identity.id,
        this.clock.now(),
        sealClaims(keys, 'federated_identity', identity.id, claims),
      ]);
      if (claims.emailVerified === true && claims.email !== null)
        await this.accounts.prove(tx, personId, this.keys.instance.emailHash(claims.email));
      const session = await this.sessions.start(tx, account, 'oidc', { acr, amr });
      const { sessionId } = session;
      await tx.manager.insert(FederatedSession, {
        sessionId,
        orgId,
        provider,
        subjectHash,
        sidHash: sid === null ? null : this.keys.instance.federatedHash('session', issuer, sid),
        idTokenSealed: keys.seal(idTokenOf(sessionId), idToken),
      });
      return session;
    });
  }

  /** Ends the session of this browser. @returns where it began; null: here */
  async signOut(actor: Actor): Promise<{ provider: string; idToken: string } | null> {
    const { sessionId, orgId } = actor;
    if (sessionId === null) return null;
    const keys = await this.keys.forOrg(orgId);
    const row = await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      tx.manager.findOneBy(FederatedSession, { sessionId }),
    );
    await this.sessions.signOut(actor);
    if (row === null) return null;
    return { provider: row.provider, idToken: keys.openText(idTokenOf(sessionId), row.idTokenSealed) };
  }

  /** The session that the provider names; without one, all of that person. */
  async end(
    { id: provider, issuer }: OidcProviderConfig,
    { subject, sid }: { readonly subject: string | null; readonly sid: string | null },
  ): Promise<void> {
    const rows = await this.database.call<EndedRow>('select * from find_federated_sessions($1, $2)', [
      subject === null ? null : this.keys.instance.federatedHash('subject', issuer, subject),
      sid === null ? null : this.keys.instance.federatedHash('session', issuer, sid),
    ]);
    for (const orgId of new Set(rows.map((row) => row.org_id)))
      await this.endOf(
        orgId,
        rows.filter((row) => row.org_id === orgId).map((row) => row.session_id),
        provider,
      );
  }

  private endOf(orgId: string, sessionIds: readonly string[], provider: string): Promise<void> {
    return this.database.inOrgs({ orgs: [orgId] }, async (tx) => {
      await this.sessions.endThese(tx, sessionIds);
      for (const targetId of sessionIds)
        await recordAct(tx, {
          orgId,
          actorId: null,
          action: 'session.ended',
          targetId,
          details: { by: 'provider', provider },
          at: this.clock.now(),
        });
    });
  }
}
