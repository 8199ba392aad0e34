import { Inject, Injectable } from '@nestjs/common';
import { RightsLocks } from '@maroquin/access';
import { CONFIG, type Config } from '@maroquin/platform/config';
import { type Actor, Database } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { Keys } from '@maroquin/platform/keys';
import { groupKind } from './group-collection.js';
import {
  type Collection,
  type Found,
  list,
  LIST_RESPONSE,
  MAX_RESULTS,
  readQuery,
  type SentQuery,
} from './list-query.js';
import type { Complex } from './protocol/attribute.js';
import { applyPatch, type PatchOperation } from './protocol/patch.js';
import { readResource, requireSchema } from './protocol/read-resource.js';
import { type ResourceType, userType } from './protocol/schemas.js';
import { notFound, ScimError } from './protocol/scim-error.js';
import { ScimGroups } from './scim-groups.service.js';
import { ScimUsers } from './scim-users.service.js';
import { StoredCollection } from './stored-collection.js';
import { Tenant } from './tenant.js';
import { userKind } from './user-collection.js';

export const PATH = '/scim/v2';

export interface ListResponse {
  readonly schemas: readonly string[];
  readonly totalResults: number;
  readonly startIndex: number;
  readonly itemsPerPage: number;
  readonly Resources: readonly Complex[];
}

/** What a provisioning client does, whatever request carries it (RFC 7644). */
@Injectable()
export class Scim {
  readonly base: string;

  constructor(
    private readonly users: ScimUsers,
    private readonly groups: ScimGroups,
    private readonly database: Database,
    private readonly locks: RightsLocks,
    private readonly keys: Keys,
    @Inject(CONFIG) config: Pick<Config, 'publicUrl'>,
  ) {
    this.base = `${config.publicUrl}${PATH}`;
  }

  /**
   * The organisation that the token may provision: the home of an administrator who made it for this. Never a browser's
   * session, which other pages could ride on.
   * @throws {DomainError} request.not-found
   */
  async tenantOf(actor: Actor): Promise<Tenant> {
    const scopes = actor.tokenScopes ?? [];
    const isFor = scopes.includes('scim') || scopes.includes('all');
    if (!isFor || !actor.adminOf.includes(actor.orgId)) throw new DomainError('request.not-found');
    return new Tenant(actor, await this.keys.forOrg(actor.orgId), this.base, this.locks);
  }

  private collection(type: ResourceType, { keys, base }: Tenant): Collection {
    const place = { database: this.database, keys, base };
    return type === userType
      ? new StoredCollection(userKind(place, this.keys), place)
      : new StoredCollection(groupKind(place), place);
  }

  async list(tenant: Tenant, type: ResourceType, sent: SentQuery): Promise<ListResponse> {
    const query = readQuery(type, sent);
    return toListResponse(query.startIndex, await list(this.collection(type, tenant), query));
  }

  /** At the root: of every kind for which the question makes sense, one after the other (RFC 7644 §3.4.2.1). */
  async listAll(tenant: Tenant, types: readonly ResourceType[], sent: SentQuery): Promise<ListResponse> {
    const from = Math.max(1, sent.startIndex ?? 1);
    const count = Math.min(MAX_RESULTS, Math.max(0, sent.count ?? MAX_RESULTS));
    const resources: Complex[] = [];
    let total = 0;
    let refusal: unknown = null;
    let understood = 0;
    for (const type of types) {
      const startIndex = Math.max(1, from - total);
      try {
        const page = { ...sent, startIndex, count: count - resources.length };
        const found = await list(this.collection(type, tenant), readQuery(type, page));
        understood += 1;
        total += found.total;
        resources.push(...found.resources);
      } catch (error) {
        if (!(error instanceof ScimError)) throw error;
        refusal = error;
      }
    }
    if (understood === 0) throw refusal;
    return toListResponse(from, { total, resources });
  }

  /** With everything. @throws {ScimError} 404 */
  async get(tenant: Tenant, type: ResourceType, id: string): Promise<Complex> {
    const collection = this.collection(type, tenant);
    const [whole] = await collection.complete(await collection.find('id', id));
    if (whole === undefined) throw notFound();
    return whole;
  }

  /** @throws {ScimError} invalidSyntax, invalidValue @throws {DomainError} what the writer of the kind says */
  async create(tenant: Tenant, type: ResourceType, body: unknown): Promise<Complex> {
    const resource = readResource(type, requireSchema(body, type.core.id));
    return this.whole(tenant, type, await this.writer(type).create(tenant, resource));
  }

  /** All that is not sent is gone (RFC 7644 §3.5.1). */
  async replace(
    tenant: Tenant,
    type: ResourceType,
    id: string,
    body: unknown,
    ifMatch: string | null,
  ): Promise<Complex> {
    const resource = readResource(type, requireSchema(body, type.core.id));
    return this.whole(tenant, type, await this.writer(type).change(tenant, id, ifMatch, () => resource));
  }

  async patch(
    tenant: Tenant,
    type: ResourceType,
    id: string,
    operations: readonly PatchOperation[],
    ifMatch: string | null,
  ): Promise<Complex> {
    const patched = (current: Complex): Complex => applyPatch(type, current, operations);
    return this.whole(tenant, type, await this.writer(type).change(tenant, id, ifMatch, patched));
  }

  remove(tenant: Tenant, type: ResourceType, id: string, ifMatch: string | null): Promise<void> {
    return this.writer(type).remove(tenant, id, ifMatch);
  }

  private writer(type: ResourceType): ScimUsers | ScimGroups {
    return type === userType ? this.users : this.groups;
  }

  private async whole(tenant: Tenant, type: ResourceType, written: Complex): Promise<Complex> {
    if (type !== userType) return written;
    const [whole = written] = await this.collection(type, tenant).complete([written]);
    return whole;
  }
}

const toListResponse = (startIndex: number, { total, resources }: Found): ListResponse => ({
  schemas: [LIST_RESPONSE],
  totalResults: total,
  startIndex,
  itemsPerPage: resources.length,
  Resources: resources,
});
