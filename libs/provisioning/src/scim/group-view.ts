import type { OrganisationKeys } from '@maroquin/platform/keys';
import type { Complex } from './protocol/attribute.js';
import { schemasOf } from './protocol/read-resource.js';
import { groupType } from './protocol/schemas.js';
import { weakTag } from './user-view.js';

/** A team as the database has it. */
export interface GroupRow {
  readonly id: string;
  readonly name_sealed: Buffer;
  readonly created_at: Date;
  readonly external_id_sealed: Buffer | null;
  readonly updated_at: Date | null;
  /** Changes when somebody comes or goes. */
  readonly members_tag: string | null;
}

export interface MemberRow {
  readonly team_id: string;
  readonly member_id: string;
  /** Of the person, or of the team. */
  readonly name_sealed: Buffer;
  readonly is_team: boolean;
}

export const openTeamName = (keys: OrganisationKeys, id: string, sealed: Buffer): string =>
  keys.openText({ table: 'team', column: 'name', row: id }, sealed);

const externalContext = (id: string) => ({ table: 'scim_group', column: 'external_id', row: id });
export const sealExternalId = (keys: OrganisationKeys, id: string, externalId: string): Buffer =>
  keys.seal(externalContext(id), externalId);

/** As it is answered, but for `members`. */
export function toGroup(keys: OrganisationKeys, row: GroupRow, base: string): Complex {
  const { id, external_id_sealed, created_at, updated_at } = row;
  const resource: Complex = {
    ...(external_id_sealed === null
      ? {}
      : { externalId: keys.openText(externalContext(id), external_id_sealed) }),
    displayName: openTeamName(keys, id, row.name_sealed),
  };
  return {
    ...resource,
    schemas: schemasOf(groupType, resource),
    id,
    meta: {
      resourceType: 'Group',
      created: created_at.toISOString(),
      lastModified: (updated_at ?? created_at).toISOString(),
      location: `${base}/Groups/${id}`,
      version: weakTag(
        row.name_sealed,
        external_id_sealed ?? '',
        updated_at?.toISOString() ?? '',
        row.members_tag ?? '',
      ),
    },
  };
}

export function toMember(keys: OrganisationKeys, row: MemberRow, base: string): Complex {
  const { member_id: id, is_team, name_sealed } = row;
  const name = is_team
    ? openTeamName(keys, id, name_sealed)
    : keys.openText({ table: 'account', column: 'name', row: id }, name_sealed);
  return {
    value: id,
    $ref: `${base}/${is_team ? 'Groups' : 'Users'}/${id}`,
    type: is_team ? 'Group' : 'User',
    display: name,
  };
}
