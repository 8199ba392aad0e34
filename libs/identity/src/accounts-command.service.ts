import { Injectable } from '@nestjs/common';
import { RightsLocks } from '@maroquin/access';
import { emailSchema, idSchema, nameSchema, type TokenScope } from '@maroquin/contracts';
import type { Tx } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { Keys } from '@maroquin/platform/keys';
import { z } from 'zod';
import { Accounts, type KnownAccount } from './accounts/accounts.service.js';
import { INVITATION_LIFETIME_MS, SignInLinks } from './links/sign-in-links.service.js';
import {
  type FirstRunState,
  type NewOrganisation,
  Organisations,
} from './organisations/organisations.service.js';
import { ApiTokens } from './tokens/api-tokens.service.js';

const newUserSchema = z.object({
  email: emailSchema,
  name: nameSchema,
  admin: z.boolean().default(false),
  /** Id or name; without it, the only organisation. */
  org: z.string().optional(),
});

const newOrganisationSchema = z.object({ name: nameSchema, adminName: nameSchema, adminEmail: emailSchema });

/** What the command line does to people: it acts as the system itself, on the machine where it runs. */
@Injectable()
export class AccountsCommandService {
  constructor(
    private readonly organisations: Organisations,
    private readonly accounts: Accounts,
    private readonly links: SignInLinks,
    private readonly tokens: ApiTokens,
    private readonly locks: RightsLocks,
    private readonly keys: Keys,
  ) {}

  firstRunState(): Promise<FirstRunState> {
    return this.organisations.firstRunState();
  }

  /** `setUp` false (default): the first administrator still has to name it. @throws {DomainError} request.invalid */
  createOrganisation({ setUp = false, ...input }: NewOrganisation): Promise<KnownAccount & { link: string }> {
    return this.organisations.create({ setUp, ...parsed(newOrganisationSchema, input) }, this.letIn);
  }

  /** The same, if there is no organisation yet; otherwise null. @throws {DomainError} request.invalid */
  createFirstOrganisation(input: NewOrganisation): Promise<(KnownAccount & { link: string }) | null> {
    const wanted = { setUp: false, ...parsed(newOrganisationSchema, input) };
    return this.organisations.createFirst(wanted, this.letIn);
  }

  /** Printed on the machine itself, whose owner can read everything there anyway. */
  private readonly letIn = async (tx: Tx, first: KnownAccount): Promise<KnownAccount & { link: string }> => {
    const { link } = await this.links.create(tx, first, null, INVITATION_LIFETIME_MS);
    return { ...first, link };
  };

  /** @throws {DomainError} request.invalid, organisation.unknown, account.exists */
  async createUser(input: z.input<typeof newUserSchema>): Promise<{ id: string; link: string }> {
    const { email, name, admin, org } = parsed(newUserSchema, input);
    const orgId = await this.organisations.find(org);
    const keys = await this.keys.forOrg(orgId);
    return this.locks.changeOrganisation(null, orgId, async (tx) => {
      tx.actAsSystem('command');
      const id = await this.accounts.create(tx, keys, { email, name, admin, createdBy: null });
      const { link } = await this.links.create(tx, { personId: id, orgId }, null, INVITATION_LIFETIME_MS);
      return { id, link };
    });
  }

  /** By address. null: nobody has it. */
  async findAccount(email: string): Promise<KnownAccount | null> {
    return (await this.accounts.findByEmail(email))[0] ?? null;
  }

  async createLink(orgId: string, personId: string): Promise<string> {
    return this.locks.addToOrganisation(null, orgId, async (tx) => {
      tx.actAsSystem('command');
      const { link } = await this.links.create(tx, { personId, orgId }, null, INVITATION_LIFETIME_MS);
      return link;
    });
  }

  /** `user`: an address or an id. @throws {DomainError} account.unknown */
  async createToken({
    user,
    scopes,
    days,
  }: {
    user: string;
    scopes: readonly TokenScope[];
    days: number | null;
  }): Promise<{ id: string; token: string }> {
    return this.tokens.create({ ...(await this.known(user)), scopes, days, createdBy: null });
  }

  /**
   * Ends the token with this id, or without one all of the person's.
   * @returns how many were in use until now
   * @throws {DomainError} account.unknown
   */
  async revokeTokens({ user, id }: { user: string; id: string | null }): Promise<{ revoked: number }> {
    return { revoked: await this.tokens.revoke(await this.known(user), id, null) };
  }

  /** By id or name; without it, the only one. @throws {DomainError} organisation.unknown */
  organisation(wanted: string | undefined): Promise<string> {
    return this.organisations.find(wanted);
  }

  /** By address or id. @throws {DomainError} account.unknown, account.several */
  async known(user: string): Promise<KnownAccount> {
    if (idSchema.safeParse(user).success) {
      const found = await this.accounts.findById(await this.organisations.ids(), user);
      if (found === null) throw new DomainError('account.unknown');
      return found;
    }
    const [account, ...others] = await this.accounts.findByEmail(user);
    if (account === undefined) throw new DomainError('account.unknown');
    if (others.length > 0) throw new DomainError('account.several');
    return account;
  }
}

function parsed<S extends z.ZodType>(schema: S, input: unknown): z.infer<S> {
  const { success, data, error } = schema.safeParse(input);
  if (success) return data;
  throw new DomainError('request.invalid', {
    fields: error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message })),
  });
}
