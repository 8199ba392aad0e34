import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
// eslint-disable-next-line no-restricted-imports -- fills the tables as the superuser, without libs/platform/database on purpose
import { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { toPgConfig } from '@maroquin/platform/database';
import type { OrganisationKeys } from '@maroquin/platform/keys';
import { proveFormer } from '@maroquin/platform/proofs';
import type { TestPlatform } from '@maroquin/testing';
import type { Grant, Town } from './town.js';

/** An instance whose rows have no proofs yet. */
const NOTHING_KNOWN = { known: () => Promise.resolve(new Set<string>()), remember: () => Promise.resolve() };
const QUIET = { info: () => undefined, warn: () => undefined, error: () => undefined };
/** Rows in one chunk of COPY. */
const CHUNK = 2_000;

/**
 * Puts a whole organisation into the tables by COPY, with names that open. Foreign keys are not looked at on the way
 * (the rows are made to fit), so a million resources take about a minute.
 */
export async function loadTown(
  { connections, keys }: Pick<TestPlatform, 'connections' | 'keys'>,
  orgId: string,
  town: Town,
): Promise<void> {
  const orgKeys = await keys.forOrg(orgId);
  const client = new Client(toPgConfig(connections.superuser));
  await client.connect();
  try {
    await client.query('set session_replication_role = replica');
    const copy = (table: string, rows: Iterable<readonly (string | null)[]>): Promise<void> =>
      pipeline(Readable.from(chunks(rows)), client.query(copyFrom(`copy ${table} from stdin`)));
    await copy(
      'subject (org_id, id, kind)',
      mapped([...town.people.map((id) => [id, 'person']), ...town.teams.map((id) => [id, 'team'])], (row) => [
        orgId,
        ...row,
      ]),
    );
    const now = new Date().toISOString();
    await copy(
      'seat (org_id, account_id, kind, created_at)',
      mapped(town.people, (id) => [orgId, id, 'member', now]),
    );
    await copy(
      'membership (org_id, team_id, member_id, added_at)',
      mapped(town.memberships(), ([team, member]) => [orgId, team, member, now]),
    );
    await copy(
      'access_grant (org_id, resource_id, subject_id, role, granted_at)',
      mapped(town.grants(), ({ fromId, subjectId, role }) => [orgId, fromId, subjectId, role, now]),
    );
    await copy(
      'scope_grant (org_id, scope_id, subject_id, from_resource_id, role)',
      mapped(town.flattened(), (grant) => scopeGrantRow(orgId, grant)),
    );
    await copy(
      'resource (id, org_id, parent_id, kind, scope_id, name_sealed, name_hash, created_at, updated_at)',
      resourceRows(town, orgId, orgKeys),
    );
    await client.query(
      `insert into permission_scope (org_id, id, parent_scope_id)
       select org_id, id, parent_id from resource where id = scope_id`,
    );
    await proveFormer(connections.owner, { keys: keys.instance, memory: NOTHING_KNOWN, logger: QUIET });
    for (const sql of ['analyze', 'checkpoint']) await client.query(sql);
  } finally {
    await client.end();
  }
}

function* mapped<T>(
  items: Iterable<T>,
  row: (item: T) => readonly (string | null)[],
): Generator<readonly (string | null)[]> {
  for (const item of items) yield row(item);
}

const scopeGrantRow = (orgId: string, { scopeId, subjectId, fromId, role }: Grant): string[] => [
  orgId,
  scopeId,
  subjectId,
  fromId,
  role,
];

function* resourceRows(
  town: Town,
  orgId: string,
  keys: OrganisationKeys,
): Generator<readonly (string | null)[]> {
  let index = 0;
  for (const { id, parentId, kind, scopeId, updatedAt } of town.resources()) {
    index += 1;
    const sealed = keys.seal({ table: 'resource', column: 'name', row: id }, `Dossier ${String(index)}`);
    const at = updatedAt.toISOString();
    yield [
      id,
      orgId,
      parentId,
      kind,
      scopeId,
      `\\\\x${sealed.toString('hex')}`,
      `\\\\x${index.toString(16).padStart(16, '0')}`,
      at,
      at,
    ];
  }
}

/** PostgreSQL's text format of COPY; nothing here holds a tab or a line end. */
function* chunks(rows: Iterable<readonly (string | null)[]>): Generator<string> {
  let lines: string[] = [];
  for (const row of rows) {
    lines.push(row.map((value) => value ?? '\\N').join('\t'));
    if (lines.length < CHUNK) continue;
    yield `${lines.join('\n')}\n`;
    lines = [];
  }
  if (lines.length > 0) yield `${lines.join('\n')}\n`;
}
