import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type {
  AdministeredOrganisation,
  AdministeredProvider,
  createOrganisationSchema,
  createdOrganisationSchema,
} from '@maroquin/contracts';
import { LinkDelivery, openOrganisationName, Organisations } from '@maroquin/identity';
import { DirectoryClient, DirectoryDown } from '@maroquin/provisioning';
import { probeProvider } from '@maroquin/sign-in';
import { type Config, CONFIG, type LdapConfig, type OidcProviderConfig } from '@maroquin/platform/config';
import { Database } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import type { Administrator } from '@maroquin/platform/http';
import { Keys, type Page, pageByName, pageInOrder, type Paging } from '@maroquin/platform/keys';
import type { z } from 'zod';
import { AdministrationScope } from './administration-scope.js';

interface Row {
  readonly id: string;
  readonly name_sealed: Buffer;
  readonly created_at: Date;
  readonly people: number;
}

/** The organisations of this instance, and the providers by which their people sign in. */
@Injectable()
export class AdministrationOrganisations {
  constructor(
    private readonly scope: AdministrationScope,
    private readonly database: Database,
    private readonly keys: Keys,
    private readonly organisations: Organisations,
    private readonly delivery: LinkDelivery,
    @Inject(CONFIG) private readonly config: Pick<Config, 'signIn' | 'ldap'>,
  ) {}

  /** Those that one administers, in the order of their names. */
  async list(by: Administrator, paging: Paging): Promise<Page<AdministeredOrganisation>> {
    const orgs = await this.scope.organisationsOf(by);
    const rows = await this.database.inOrgs({ orgs }, (tx) =>
      tx.query<Row>(
        `select o.id, o.name_sealed, o.created_at,
           (select count(*)::int from account a where a.org_id = o.id and a.disabled_at is null) as people
         from organisation o`,
      ),
    );
    const views = await Promise.all(
      rows.map(async (row) => ({
        id: row.id,
        name: openOrganisationName(await this.keys.forOrg(row.id), row.name_sealed),
        createdAt: row.created_at.toISOString(),
        people: row.people,
      })),
    );
    return pageByName(this.keys.instance, `organisations ${by.id}`, views, paging);
  }

  /** One more, with its first administrator in the suite. @throws {DomainError} request.not-found, account.exists */
  async create(
    by: Administrator,
    wanted: z.infer<typeof createOrganisationSchema>,
  ): Promise<z.infer<typeof createdOrganisationSchema>> {
    if (!by.everywhere) throw new DomainError('request.not-found');
    return this.organisations.create({ ...wanted, createdBy: by }, async (tx, first) => {
      const { orgId } = first;
      const letsIn = { orgId, personId: by.id, tokenId: null };
      return { id: orgId, ...(await this.delivery.welcome(tx, first, letsIn)) };
    });
  }

  /** Each is asked at this moment, at the same time. They are the instance's, and no secret. */
  async listProviders(paging: Paging): Promise<Page<AdministeredProvider>> {
    const { signIn, ldap } = this.config;
    const directories = ldap === null ? [] : [askDirectory(ldap)];
    const providers = await Promise.all([...signIn.map(askProvider), ...directories]);
    return pageInOrder(this.keys.instance, 'providers', providers, paging);
  }
}

async function askProvider(provider: OidcProviderConfig): Promise<AdministeredProvider> {
  const { id, kind, name, issuer: place } = provider;
  const failed = (await probeProvider(provider)).findings.find(({ ok }) => !ok);
  const answers = failed === undefined;
  const problem = answers ? null : { detail: failed.detail, remedy: failed.remedy };
  return { id, kind, name, place, answers, problem };
}

/** By one question as a sign-in asks it, about nobody: reading all of a directory is for the doctor. */
async function askDirectory(config: LdapConfig): Promise<AdministeredProvider> {
  const { id, name, host, port } = config;
  const problem = await new DirectoryClient(config, () => new Date())
    .recognise(randomUUID(), randomUUID())
    .then(
      () => null,
      (error: unknown) => {
        if (error instanceof DirectoryDown) return NO_DIRECTORY;
        throw error;
      },
    );
  return { id, kind: 'ldap', name, place: `${host}:${String(port)}`, answers: problem === null, problem };
}

const NO_DIRECTORY = {
  detail: {
    fr: 'L’annuaire ne répond pas comme il faut.',
    en: 'The directory does not answer as it should.',
  },
  remedy: {
    fr: 'Lancez maroquin doctor ldap sur le serveur : il dit quoi corriger.',
    en: 'Run maroquin doctor ldap on the server: it says what to correct.',
  },
};
