import type { InstanceKeys } from '../keys/index.js';

interface RelationFacts {
  /** Primary key. */
  readonly key: readonly string[];
  /** What else says who may do what. */
  readonly says: readonly string[];
}

/** Tables whose rows give rights, or say where they hold, with all that is authenticated of a row: in this order, which is part of the proof. */
export const RELATIONS = {
  access_grant: {
    key: ['org_id', 'resource_id', 'subject_id'],
    says: ['role', 'custom_role_id', 'expires_at', 'granted_by', 'granted_at'],
  },
  scope_grant: {
    key: ['org_id', 'scope_id', 'subject_id', 'from_resource_id'],
    says: ['role', 'acts', 'expires_at'],
  },
  seat: { key: ['org_id', 'account_id'], says: ['kind', 'created_at', 'ends_at'] },
  membership: { key: ['org_id', 'team_id', 'member_id'], says: ['added_at'] },
  custom_role: { key: ['org_id', 'id'], says: ['base', 'acts', 'deleted_at'] },
  organisation_duty: { key: ['org_id', 'subject_id', 'duty'], says: ['granted_by', 'granted_at'] },
  permission_scope: { key: ['org_id', 'id'], says: ['parent_scope_id', 'inherits', 'confined'] },
  resource: {
    key: ['org_id', 'id'],
    says: [
      ...['parent_id', 'kind', 'scope_id', 'personal_of', 'internal', 'restricted', 'marking', 'created_by'],
      ...['archived_at', 'suggestions_only'],
    ],
  },
  feed: { key: ['org_id', 'id'], says: ['seq'] },
} as const satisfies Readonly<Record<string, RelationFacts>>;

export type Relation = keyof typeof RELATIONS;
export const relations = Object.keys(RELATIONS) as Relation[];
/** Those whose rows get their proofs as the act that wrote them ends. A feed's number gets its own as it is raised. */
export const relationsOfActs = relations.filter((relation) => relation !== 'feed');

/** All that is authenticated of a row, and nothing else of it, as JSON. `t`: the table. */
export const saidOf = (relation: Relation): string =>
  `jsonb_build_object(${columnsOf(relation)
    .map((column) => `'${column}', t.${column}`)
    .join(', ')})`;

export const columnsOf = (relation: Relation): readonly string[] => {
  const { key, says } = RELATIONS[relation];
  return [...key, ...says];
};

/** A row as PostgreSQL gives it, as columns or as JSON. */
export type RightsRow = object & { readonly proof?: Buffer | string | null };

/** Times are compared as they are used: in milliseconds. JSON and columns give them, and large numbers, in different forms. */
const plain = (column: string, value: unknown): unknown => {
  if (value instanceof Date) return value.getTime();
  if (column === 'seq') return String(value);
  return typeof value === 'string' && column.endsWith('_at') ? Date.parse(value) : value;
};

const contentOf = (relation: Relation, row: object): Buffer => {
  const values = columnsOf(relation).map((column) => plain(column, Reflect.get(row, column) ?? null));
  return Buffer.from(JSON.stringify([relation, ...values]), 'utf8');
};

export const proofFor = (keys: InstanceKeys, relation: Relation, row: object): Buffer =>
  keys.rightsProof(contentOf(relation, row));

/** Whether this service wrote the row as it is. JSON has the proof in PostgreSQL's own form. */
export function isProven(keys: InstanceKeys, relation: Relation, row: RightsRow): boolean {
  const { proof } = row;
  if (proof === null || proof === undefined) return false;
  const bytes = typeof proof === 'string' ? Buffer.from(proof.replace(/^\\x/, ''), 'hex') : proof;
  return bytes.equals(proofFor(keys, relation, row));
}

/** That of a feed whose last entry has this number. */
export const headProof = (keys: InstanceKeys, orgId: string, feed: string, seq: number): Buffer =>
  proofFor(keys, 'feed', { org_id: orgId, id: feed, seq });

/** Which row, without anything that it says. */
export interface RowName {
  readonly relation: Relation;
  readonly key: readonly string[];
}

export const nameOf = (relation: Relation, row: object): RowName => ({
  relation,
  key: RELATIONS[relation].key.map((column) => String(Reflect.get(row, column))),
});
