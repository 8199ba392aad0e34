import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Database, type Tx } from '@maroquin/platform/database';
import { Keys } from '@maroquin/platform/keys';
import { DavError } from './dav-error.js';

/** What a client set on a resource and reads again (RFC 4918 §4); the server knows no meaning of it. */
export interface DeadProperty {
  readonly ns: string;
  readonly name: string;
  readonly lang: string | null;
  /** XML between its tags. */
  readonly value: string;
}
export interface PropertyChange {
  readonly ns: string;
  readonly name: string;
  /** null: it is taken away. */
  readonly property: DeadProperty | null;
}

/** Of one resource, all of them together. */
const MAX_CHARACTERS = 64 * 1024;

const storedSchema = z.array(
  z.object({ ns: z.string(), name: z.string(), lang: z.string().nullable(), value: z.string() }),
);
const context = (id: string) => ({ table: 'dav_properties', column: 'sealed', row: id });

@Injectable()
export class DeadProperties {
  constructor(
    private readonly database: Database,
    private readonly keys: Keys,
  ) {}

  async of(orgId: string, ids: readonly string[]): Promise<Map<string, DeadProperty[]>> {
    const found = new Map<string, DeadProperty[]>();
    if (ids.length === 0) return found;
    const rows = await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      tx.query<{ resource_id: string; sealed: Buffer }>(
        'select resource_id, sealed from dav_properties where org_id = $1 and resource_id = any($2::uuid[])',
        [orgId, ids],
      ),
    );
    const keys = await this.keys.forOrg(orgId);
    for (const { resource_id: id, sealed } of rows)
      found.set(id, storedSchema.parse(JSON.parse(keys.openText(context(id), sealed))));
    return found;
  }

  /** All of the changes or none, in their order. @throws {DavError} 507 when it is too much */
  async change(tx: Tx, orgId: string, id: string, changes: readonly PropertyChange[]): Promise<void> {
    const keys = await this.keys.forOrg(orgId, tx);
    const [row] = await tx.query<{ sealed: Buffer }>(
      'select sealed from dav_properties where org_id = $1 and resource_id = $2 for update',
      [orgId, id],
    );
    let properties =
      row === undefined ? [] : storedSchema.parse(JSON.parse(keys.openText(context(id), row.sealed)));
    for (const { ns, name, property } of changes) {
      properties = properties.filter((other) => other.ns !== ns || other.name !== name);
      if (property !== null) properties.push(property);
    }
    const text = JSON.stringify(properties);
    if (text.length > MAX_CHARACTERS) throw new DavError(507);
    await tx.query(
      `insert into dav_properties (resource_id, org_id, sealed) values ($1, $2, $3)
       on conflict (resource_id) do update set sealed = excluded.sealed`,
      [id, orgId, keys.seal(context(id), text)],
    );
  }

  /** What was set on one resource is set on its copy as well. */
  async copy(orgId: string, fromId: string, toId: string): Promise<void> {
    const own = (await this.of(orgId, [fromId])).get(fromId) ?? [];
    if (own.length === 0) return;
    await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      this.change(
        tx,
        orgId,
        toId,
        own.map((property) => ({ ns: property.ns, name: property.name, property })),
      ),
    );
  }
}
