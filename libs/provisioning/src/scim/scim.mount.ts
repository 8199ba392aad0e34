import { Inject, Injectable } from '@nestjs/common';
import { LOGGER } from '@maroquin/platform/config';
import type { Actor } from '@maroquin/platform/database';
import { type BodyLimits, JSON_BODY, JsonBodies, takeTurn, toKnownError } from '@maroquin/platform/http';
import type { Logger } from '@maroquin/platform/logging';
import type { Request, Response } from 'express';
import { Bulk } from './bulk.js';
import { BULK_BYTES, resourceTypeViews, schemaViews, serviceProviderConfig } from './discovery.js';
import { LIST_RESPONSE } from './list-query.js';
import { readAddress, readSearch } from './messages.js';
import { isNamed, versionOf } from './preconditions.js';
import { type Complex, textOf } from './protocol/attribute.js';
import { readPatch } from './protocol/patch.js';
import { project, wantedOf } from './protocol/project.js';
import { requireSchema } from './protocol/read-resource.js';
import { groupType, type ResourceType, userType } from './protocol/schemas.js';
import { notFound, ScimError, toScimError } from './protocol/scim-error.js';
import { Scim } from './scim.service.js';
import type { Tenant } from './tenant.js';

const MEDIA_TYPE = 'application/scim+json';
const SEARCH_REQUEST = 'urn:ietf:params:scim:api:messages:2.0:SearchRequest';
/** A group of thousands is one body. */
const BODY: BodyLimits = { ...JSON_BODY, bytes: BULK_BYTES, values: 100_000 };
const types: Readonly<Record<string, ResourceType>> = { Users: userType, Groups: groupType };

interface Exchange {
  readonly tenant: Tenant;
  readonly request: Request;
  readonly response: Response;
}

/** `/scim/v2/`: RFC 7644 beside the interface of the house, with its own media type, errors and names. */
@Injectable()
export class ScimMount {
  constructor(
    private readonly scim: Scim,
    private readonly bulk: Bulk,
    private readonly bodies: JsonBodies,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Answers one request of an authenticated client. @throws {ScimError} @throws {DomainError} */
  async handle(actor: Actor, request: Request, response: Response): Promise<void> {
    const tenant = await this.scim.tenantOf(actor);
    response.setHeader('Cache-Control', 'no-store');
    const [endpoint = '', id, ...more] = segmentsOf(request.path);
    if (more.length > 0) throw notFound();
    // Before its body: a method that is not known here is refused whatever it sends.
    allow({ request, response }, methodsAt(endpoint, id));
    if (['POST', 'PUT', 'PATCH'].includes(request.method)) await this.takeBody(request, response);
    await takeTurn(request);
    const exchange = { tenant, request, response };
    const type = Object.hasOwn(types, endpoint) ? types[endpoint] : undefined;
    if (type === undefined) await this.others(exchange, endpoint, id);
    else if (id === undefined) await this.collection(exchange, type);
    else if (id === '.search') await this.search(exchange, [type]);
    else await this.resource(exchange, type, id);
  }

  /** Everything that went wrong, as RFC 7644 §3.12 writes it. */
  refuse(error: unknown, response: Response): void {
    const refusal =
      toScimError(error) ??
      toScimError(toKnownError(error)) ??
      new ScimError(500, null, 'Something went wrong here. Try again later.');
    if (refusal.status >= 500) this.logger.error({ err: error }, 'a provisioning request failed');
    if (refusal.status === 401) response.setHeader('WWW-Authenticate', 'Bearer realm="scim"');
    if (refusal.retryAfterSeconds !== undefined)
      response.setHeader('Retry-After', String(refusal.retryAfterSeconds));
    response.removeHeader('ETag');
    response.setHeader('Cache-Control', 'no-store');
    send(response, refusal.status, refusal.body);
  }

  private async takeBody(request: Request, response: Response): Promise<void> {
    if (request.is([MEDIA_TYPE, 'application/json']) === false)
      throw new ScimError(415, null, `Send ${MEDIA_TYPE}.`);
    await this.bodies.read(request, response, [MEDIA_TYPE, 'application/json'], BODY);
  }

  private async others(exchange: Exchange, endpoint: string, id: string | undefined): Promise<void> {
    const { request, tenant, response } = exchange;
    if (endpoint === 'Bulk' && id === undefined) {
      return send(response, 200, await this.bulk.run(tenant, request.body));
    }
    if (endpoint === '.search' && id === undefined) return this.search(exchange, [userType, groupType]);
    if (endpoint === '' && id === undefined) {
      const sent = readAddress(request.query);
      return send(response, 200, await this.scim.listAll(tenant, [userType, groupType], sent));
    }
    if (endpoint === 'Me') throw new ScimError(501, null, 'A token stands for no person: there is no /Me.');
    this.discover(exchange, endpoint, id);
  }

  /** What the server is and can do (RFC 7644 §4); a filter on it is refused there. */
  private discover({ request, response }: Exchange, endpoint: string, id: string | undefined): void {
    const { base } = this.scim;
    const views =
      endpoint === 'ResourceTypes'
        ? resourceTypeViews(base)
        : endpoint === 'Schemas'
          ? schemaViews(base)
          : null;
    const isConfig = endpoint === 'ServiceProviderConfig' && id === undefined;
    if (views === null && !isConfig) throw notFound();
    if (readAddress(request.query).filter !== null)
      throw new ScimError(403, null, 'There is nothing to filter here.');
    if (views === null) return send(response, 200, serviceProviderConfig(base));
    if (id === undefined) {
      const all = [...views.values()];
      const count = all.length;
      return send(response, 200, {
        schemas: [LIST_RESPONSE],
        totalResults: count,
        startIndex: 1,
        itemsPerPage: count,
        Resources: all,
      });
    }
    const view = views.get(id);
    if (view === undefined) throw notFound();
    send(response, 200, view);
  }

  private async search(
    { tenant, request, response }: Exchange,
    kinds: readonly ResourceType[],
  ): Promise<void> {
    const sent = readSearch(requireSchema(request.body, SEARCH_REQUEST));
    const [only, ...others] = kinds;
    const found =
      only !== undefined && others.length === 0
        ? await this.scim.list(tenant, only, sent)
        : await this.scim.listAll(tenant, kinds, sent);
    send(response, 200, found);
  }

  private async collection({ tenant, request, response }: Exchange, type: ResourceType): Promise<void> {
    const sent = readAddress(request.query);
    if (methodOf(request) === 'GET') return send(response, 200, await this.scim.list(tenant, type, sent));
    const made = await this.scim.create(tenant, type, request.body);
    response.setHeader('Location', `${this.scim.base}${type.endpoint}/${textOf(made['id'])}`);
    answer({ request, response }, type, made, 201);
  }

  private async resource(exchange: Exchange, type: ResourceType, id: string): Promise<void> {
    const { tenant, request, response } = exchange;
    const ifMatch = request.get('if-match') ?? null;
    if (methodOf(request) === 'GET') {
      const found = await this.scim.get(tenant, type, id);
      const isKnown = isNamed(request.get('if-none-match') ?? null, found);
      return answer(exchange, type, found, isKnown ? 304 : 200);
    }
    // Whoever writes to what cannot be there learns so before anything is read.
    await this.scim.get(tenant, type, id);
    if (request.method === 'DELETE') {
      await this.scim.remove(tenant, type, id, ifMatch);
      response.status(204).end();
      return;
    }
    if (request.method === 'PUT')
      return answer(exchange, type, await this.scim.replace(tenant, type, id, request.body, ifMatch), 200);
    const patched = await this.scim.patch(tenant, type, id, readPatch(request.body), ifMatch);
    // A group of thousands is not sent back for one member more, unless it is asked for (§3.5.2).
    const isAsked =
      request.query['attributes'] !== undefined || request.query['excludedAttributes'] !== undefined;
    answer(exchange, type, patched, type === groupType && !isAsked ? 204 : 200);
  }
}

/** @throws {ScimError} 404 for what is no address */
function segmentsOf(path: string): string[] {
  try {
    return path
      .split('/')
      .filter((segment) => segment !== '')
      .map((segment) => decodeURIComponent(segment));
  } catch {
    throw notFound();
  }
}

/** HEAD is GET without what is answered; Node leaves that out. */
const methodOf = ({ method }: Request): string => (method === 'HEAD' ? 'GET' : method);

/** null: whatever the method, there is nothing. */
function methodsAt(endpoint: string, id: string | undefined): readonly string[] | null {
  if (endpoint === 'Bulk' && id === undefined) return ['POST'];
  if (endpoint === '.search' || id === '.search') return ['POST'];
  if (Object.hasOwn(types, endpoint))
    return id === undefined ? ['GET', 'POST'] : ['GET', 'PUT', 'PATCH', 'DELETE'];
  const isRead = ['', 'ServiceProviderConfig', 'ResourceTypes', 'Schemas'].includes(endpoint);
  return isRead ? ['GET'] : null;
}

/** @throws {ScimError} 405 */
function allow(
  { request, response }: Pick<Exchange, 'request' | 'response'>,
  methods: readonly string[] | null,
): void {
  if (methods === null || methods.includes(methodOf(request))) return;
  // RFC 9110 §15.5.6: what would have been right comes with it.
  response.setHeader('Allow', methods.join(', '));
  throw new ScimError(405, null, 'This is not done here.');
}

function answer(
  { request, response }: Pick<Exchange, 'request' | 'response'>,
  type: ResourceType,
  resource: Complex,
  status: number,
): void {
  const { attributes, excludedAttributes } = readAddress(request.query);
  const wanted = wantedOf(type, attributes, excludedAttributes);
  response.setHeader('ETag', versionOf(resource));
  if (status === 204 || status === 304) response.status(status).end();
  else send(response, status, project(type, resource, wanted));
}

function send(response: Response, status: number, body: object): void {
  response.status(status).type(MEDIA_TYPE).send(JSON.stringify(body));
}
