import { setImmediate as nextTurn } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { idSchema } from '@maroquin/contracts';
import { BULK_OPERATIONS } from './discovery.js';
import { versionOf } from './preconditions.js';
import { type Complex, textOf } from './protocol/attribute.js';
import { readOperations, readPatch } from './protocol/patch.js';
import { isSent, requireSchema, type Sent } from './protocol/read-resource.js';
import { groupType, type ResourceType, userType } from './protocol/schemas.js';
import { badRequest, ScimError, type ScimErrorBody, toScimError } from './protocol/scim-error.js';
import { Scim } from './scim.service.js';
import type { Tenant } from './tenant.js';

const BULK_REQUEST = 'urn:ietf:params:scim:api:messages:2.0:BulkRequest';
const BULK_RESPONSE = 'urn:ietf:params:scim:api:messages:2.0:BulkResponse';
const REFERENCE = /^bulkId:(.{1,200})$/s;
const MAX_NESTING = 20;

const methods = ['POST', 'PUT', 'PATCH', 'DELETE'] as const;
type Method = (typeof methods)[number];

interface Operation {
  readonly method: Method;
  readonly type: ResourceType;
  /** Of what is there already, or a reference to what another operation creates. */
  readonly id: string | null;
  readonly bulkId: string | null;
  readonly version: string | null;
  readonly data: unknown;
}

interface Outcome {
  /** Empty where it was none. */
  readonly method: Method | '';
  readonly bulkId?: string;
  readonly location?: string;
  readonly version?: string;
  readonly status: string;
  readonly response?: ScimErrorBody;
}

/** Many operations in one request, each a transaction of its own (RFC 7644 §3.7). */
@Injectable()
export class Bulk {
  constructor(private readonly scim: Scim) {}

  /** @throws {ScimError} 400 for what is no bulk request, 413 for too many operations */
  async run(tenant: Tenant, body: unknown): Promise<object> {
    const request = requireSchema(body, BULK_REQUEST);
    const { Operations: operations, failOnErrors } = request;
    if (!Array.isArray(operations)) throw badRequest('invalidSyntax', '"Operations" is missing.');
    if (operations.length > BULK_OPERATIONS)
      throw new ScimError(413, null, `At most ${String(BULK_OPERATIONS)} operations in one request.`);
    const most = typeof failOnErrors === 'number' && failOnErrors > 0 ? failOnErrors : Infinity;
    const outcomes = await new BulkRun(this.scim, tenant, operations, most).run();
    return { schemas: [BULK_RESPONSE], Operations: outcomes };
  }
}

/** One request: operations that refer to what is not there yet wait for it. */
class BulkRun {
  private readonly made = new Map<string, string>();
  private readonly outcomes = new Map<number, Outcome>();
  private errors = 0;

  constructor(
    private readonly scim: Scim,
    private readonly tenant: Tenant,
    private readonly operations: readonly unknown[],
    private readonly mostErrors: number,
  ) {}

  async run(): Promise<Outcome[]> {
    let waiting = this.operations.map((_sent, index) => index);
    while (waiting.length > 0 && this.errors < this.mostErrors) {
      const left: number[] = [];
      for (const index of waiting) {
        if (this.errors >= this.mostErrors) break;
        if (!(await this.attempt(index, false))) left.push(index);
      }
      if (left.length === waiting.length) {
        // They wait for each other, or for what nobody makes.
        for (const index of left) if (this.errors < this.mostErrors) await this.attempt(index, true);
        break;
      }
      waiting = left;
    }
    return [...this.outcomes].sort(([a], [b]) => a - b).map(([, outcome]) => outcome);
  }

  /** False: it refers to what is not there yet. */
  private async attempt(index: number, last: boolean): Promise<boolean> {
    await nextTurn();
    const sent = this.operations[index];
    try {
      const operation = readOperation(sent);
      const resolved = this.resolve(operation);
      if (resolved === null && !last) return false;
      if (resolved === null)
        throw new ScimError(409, null, 'It refers to what this request does not create.');
      this.outcomes.set(index, await this.perform(resolved));
    } catch (error) {
      const refusal = toScimError(error);
      if (refusal === null) throw error;
      this.errors += 1;
      this.outcomes.set(index, refused(sent, refusal, this.scim.base));
    }
    return true;
  }

  private resolve(operation: Operation): Operation | null {
    try {
      const { id, data } = operation;
      return {
        ...operation,
        id: id === null ? null : String(this.replaceReferences(id, 0)),
        data: this.replaceReferences(data, 0),
      };
    } catch (error) {
      if (error instanceof Unresolved) return null;
      throw error;
    }
  }

  private replaceReferences(value: unknown, depth: number): unknown {
    if (depth > MAX_NESTING) throw badRequest('invalidSyntax', 'The data is nested too deep.');
    if (typeof value === 'string') {
      const bulkId = REFERENCE.exec(value)?.[1];
      if (bulkId === undefined) return value;
      const id = this.made.get(bulkId);
      if (id === undefined) throw new Unresolved();
      return id;
    }
    if (Array.isArray(value)) return value.map((one) => this.replaceReferences(one, depth + 1));
    if (!isSent(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, one]) => [name, this.replaceReferences(one, depth + 1)]),
    );
  }

  private async perform(operation: Operation): Promise<Outcome> {
    const { scim, tenant } = this;
    const { method, type, id, bulkId, version, data } = operation;
    if (method === 'POST') {
      const made = await scim.create(tenant, type, data);
      if (bulkId !== null) this.made.set(bulkId, textOf(made['id']));
      return { ...done(operation, scim.base, made), status: '201' };
    }
    if (id === null || !idSchema.safeParse(id).success)
      throw new ScimError(404, null, 'There is no such resource.');
    if (method === 'DELETE') {
      await scim.remove(tenant, type, id, version);
      return { ...done(operation, scim.base), status: '204' };
    }
    const changed =
      method === 'PUT'
        ? await scim.replace(tenant, type, id, data, version)
        : await scim.patch(
            tenant,
            type,
            id,
            Array.isArray(data) ? readOperations(data) : readPatch(data),
            version,
          );
    return { ...done(operation, scim.base, changed), status: '200' };
  }
}

class Unresolved extends Error {}

/** @throws {ScimError} invalidSyntax, invalidPath */
function readOperation(sent: unknown): Operation {
  if (!isSent(sent)) throw badRequest('invalidSyntax', 'An operation is no object.');
  const method = methods.find((one) => one === String(sent['method']).toUpperCase());
  if (method === undefined) throw badRequest('invalidSyntax', '"method" is POST, PUT, PATCH or DELETE.');
  const { type, id } = readPath(sent['path']);
  if ((method === 'POST') !== (id === null))
    throw badRequest('invalidPath', 'What is created is named by its kind, what is changed by its id.');
  const bulkId = typeof sent['bulkId'] === 'string' && sent['bulkId'] !== '' ? sent['bulkId'] : null;
  if (method === 'POST' && bulkId === null)
    throw badRequest('invalidSyntax', 'What is created needs a "bulkId".');
  if (method !== 'DELETE' && sent['data'] === undefined)
    throw badRequest('invalidSyntax', '"data" is missing.');
  const { version, data } = sent;
  return { method, type, id, bulkId, version: typeof version === 'string' ? version : null, data };
}

function readPath(path: unknown): { type: ResourceType; id: string | null } {
  const [, endpoint, id = null] = /^(\/[A-Za-z]+)(?:\/([^/]+))?$/.exec(String(path)) ?? [];
  const type = [userType, groupType].find((one) => one.endpoint === endpoint);
  if (type === undefined) throw badRequest('invalidPath', '"path" is /Users or /Groups, or one of these.');
  return { type, id };
}

function done(
  { method, type, id, bulkId }: Operation,
  base: string,
  resource?: Complex,
): Omit<Outcome, 'status'> {
  const location = `${base}${type.endpoint}/${textOf(resource?.['id'] ?? id ?? undefined)}`;
  return {
    method,
    ...(bulkId === null ? {} : { bulkId }),
    location,
    ...(resource === undefined ? {} : { version: versionOf(resource) }),
  };
}

function refused(sent: unknown, refusal: ScimError, base: string): Outcome {
  const operation: Sent = isSent(sent) ? sent : {};
  const { method, bulkId } = operation;
  const named = /^\/(?:Users|Groups)\/[0-9a-f-]{36}$/i.exec(String(operation['path']));
  return {
    method: methods.find((one) => one === String(method).toUpperCase()) ?? '',
    ...(typeof bulkId === 'string' ? { bulkId: bulkId.slice(0, 200) } : {}),
    ...(named === null ? {} : { location: `${base}${named[0]}` }),
    status: String(refusal.status),
    response: refusal.body,
  };
}
