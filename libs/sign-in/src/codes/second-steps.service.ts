import { Inject, Injectable } from '@nestjs/common';
import { idSchema } from '@maroquin/contracts';
import { Account, isSameSecret, type KnownAccount, type NewSession, Sessions } from '@maroquin/identity';
import { recordAct } from '@maroquin/platform/audit';
import { CLOCK, type Clock, newId } from '@maroquin/platform/config';
import { Database, type Tx } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { Keys, type OrganisationKeys } from '@maroquin/platform/keys';
import { z } from 'zod';
import { SignInAttempts, type SignInOrigin } from '../attempts/sign-in-attempts.js';
import { browserCookies } from '../factors/browser-cookies.js';
import { SecondProofs } from './second-proofs.js';

const USE = 'second step';
const STEP_MS = 5 * 60_000;

/** How somebody came before it was asked for the code. */
const firstProofs = ['password', 'ldap', 'link'] as const;
export type FirstProof = (typeof firstProofs)[number];

const ticketSchema = z.object({
  id: z.string(),
  personId: idSchema,
  orgId: idSchema,
  /** The password that was right, whom the directory said it was, or the link that was used: a later one makes the step worthless. */
  first: z.string(),
  method: z.enum(firstProofs),
  until: z.number(),
});
type Step = z.infer<typeof ticketSchema>;

/** Stands for the first proof in a ticket, without being it. */
const tagOf = (keys: OrganisationKeys, sealed: Buffer): string =>
  keys.hash('second step', sealed).toString('base64url');

/**
 * Between a right password, or a link, and the code: half a session. It is a sealed cookie that this page alone takes, for five
 * minutes and once; no other route reads it, so it gives no right.
 */
@Injectable()
export class SecondSteps {
  constructor(
    private readonly database: Database,
    private readonly keys: Keys,
    private readonly proofs: SecondProofs,
    private readonly sessions: Sessions,
    private readonly attempts: SignInAttempts,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Value of Set-Cookie when this account needs a second proof; null when the first is enough.
   * @param first what the account holds of the first proof: its sealed password, whom the directory knows it as, or
   *   the hash of the link
   */
  async begin(
    tx: Tx,
    { personId, orgId }: KnownAccount,
    first: Buffer,
    method: FirstProof,
  ): Promise<string | null> {
    if ((await this.proofs.generators.find(tx, personId)) === null) return null;
    const keys = await this.keys.forOrg(orgId, tx);
    const step: Step = {
      id: newId(),
      personId,
      orgId,
      first: tagOf(keys, first),
      method,
      until: this.clock.now().getTime() + STEP_MS,
    };
    const at = this.clock.now();
    await recordAct(tx, { orgId, actorId: null, action: 'sign-in.half', targetId: personId, at });
    return browserCookies.step.set(this.keys.instance.sealTicket(USE, step), STEP_MS / 1_000);
  }

  /**
   * @param code six digits, or a recovery code
   * @throws {DomainError} sign-in.step-expired, sign-in.code-failed, sign-in.wait, request.too-many
   */
  async complete(code: string, origin: SignInOrigin): Promise<NewSession> {
    this.attempts.ask(origin);
    const step = this.open(origin.cookie);
    // After a link apart: whoever guesses codes behind a password that they know keeps nobody out who has the mail.
    const attempt = this.attempts.begin(
      `code of ${step.personId}${step.method === 'link' ? ' after a link' : ''}`,
      [step],
      origin,
    );
    const keys = await this.keys.forOrg(step.orgId);
    const session = await this.database.inOrgs({ orgs: [step.orgId] }, (tx) =>
      this.prove(tx, keys, step, code),
    );
    if (session === null) {
      await this.attempts.recordFailure(step, step.method, 'code');
      throw new DomainError('sign-in.code-failed');
    }
    attempt.succeeded();
    return session;
  }

  /** null when the code is wrong; the transaction then changes nothing. */
  private async prove(tx: Tx, keys: OrganisationKeys, step: Step, code: string): Promise<NewSession | null> {
    const { personId, orgId } = step;
    // Under its lock: who changes the password, or disables the account, does so before this or after the session began.
    const account = await tx.manager.findOne(Account, {
      where: { id: personId },
      lock: { mode: 'pessimistic_write' },
    });
    const first = account?.disabledAt === null ? await this.firstProof(tx, step, account) : null;
    if (first === null || !isSameSecret(tagOf(keys, first), step.first))
      throw new DomainError('sign-in.step-expired');
    const proof = await this.proofs.accept(tx, keys, step, code);
    if (proof === null) return null;
    if (!(await this.proofs.oneUse.take('ticket', [step.id], new Date(step.until), tx)))
      throw new DomainError('sign-in.step-expired');
    const amr = step.method === 'link' ? [proof, 'mfa'] : ['pwd', proof, 'mfa'];
    return this.sessions.start(tx, { personId, orgId }, step.method, { amr });
  }

  private async firstProof(
    tx: Tx,
    { method }: Step,
    { id, passwordSealed }: Account,
  ): Promise<Buffer | null> {
    if (method === 'password') return passwordSealed;
    if (method === 'link') return lastLink(tx, id);
    const [identity] = await tx.query<{ subject_hash: Buffer }>(
      `select subject_hash from federated_identity where account_id = $1 and provider = 'ldap'`,
      [id],
    );
    return identity?.subject_hash ?? null;
  }

  private open(cookie: string | undefined): Step {
    const ticket = browserCookies.step.read(cookie);
    const step = ticketSchema.safeParse(ticket === null ? null : this.keys.instance.openTicket(USE, ticket));
    if (!step.success || step.data.until <= this.clock.now().getTime())
      throw new DomainError('sign-in.step-expired');
    return step.data;
  }
}

/** The link that the person used last. */
async function lastLink(tx: Tx, personId: string): Promise<Buffer | null> {
  const [link] = await tx.query<{ token_hash: Buffer }>(
    'select token_hash from sign_in_link where account_id = $1 and used_at is not null order by used_at desc limit 1',
    [personId],
  );
  return link?.token_hash ?? null;
}
