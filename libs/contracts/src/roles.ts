import { z } from 'zod';

/** Roles in rising order; each includes those before it. */
export const roles = ['reader', 'commenter', 'suggester', 'editor', 'manager'] as const;
export const roleSchema = z.enum(roles);
export type Role = z.infer<typeof roleSchema>;

export const roleAtLeast = (role: Role | null, wanted: Role): boolean =>
  role !== null && roles.indexOf(role) >= roles.indexOf(wanted);

/** What a token may do; `all` stands for every scope (interfaces: token scopes). */
export const tokenScopes = ['documents', 'files', 'messages', 'admin', 'scim', 'all'] as const;
export const tokenScopeSchema = z.enum(tokenScopes);
export type TokenScope = z.infer<typeof tokenScopeSchema>;

/**
 * Every act that needs a right on a resource. Naming an act that is not in this list does not compile,
 * and an act without a policy sentence is refused at boot.
 */
export const actions = [
  'resource.read',
  'resource.create',
  'resource.rename',
  'resource.move',
  'resource.trash',
  'resource.purge',
  'document.read',
  'document.comment',
  'document.suggest',
  'document.edit',
  'document.moderate',
  'channel.read',
  'channel.archive',
  'message.post',
  'message.moderate',
  'conversation.manage',
  'file.read',
  'file.write',
  'access.read',
  'access.share',
  'access.link',
  'access.answer',
  'access.manage',
] as const;
export type Action = (typeof actions)[number];

/** Acts that a custom role may add to the standard role it stands on. */
export const extraActs = [
  'resource.create',
  'resource.rename',
  'resource.move',
  'resource.trash',
  'access.share',
  'access.link',
  'access.answer',
] as const satisfies readonly Action[];
export const extraActSchema = z.enum(extraActs);
export type ExtraAct = (typeof extraActs)[number];

/** The lowest standard role that has the act: an added act is as wide as there, and no wider. */
export const leastRoleFor: Readonly<Record<ExtraAct, Role>> = {
  'resource.create': 'editor',
  'resource.rename': 'editor',
  'resource.move': 'editor',
  'resource.trash': 'editor',
  'access.share': 'manager',
  'access.link': 'manager',
  'access.answer': 'manager',
};

/** By which others come in: for no guest and no link. */
export const letsOthersIn = ({ acts }: { readonly acts: readonly ExtraAct[] }): boolean =>
  acts.some((act) => leastRoleFor[act] === 'manager');

/** Standard roles that a custom one may stand on: who has all acts needs no more. */
export const baseRoles = ['reader', 'commenter', 'suggester', 'editor'] as const satisfies readonly Role[];
export const baseRoleSchema = z.enum(baseRoles);
export type BaseRole = (typeof baseRoles)[number];

/** A right: a standard role, and what a custom role adds to it. */
export interface HeldRight {
  readonly role: Role;
  readonly acts: readonly ExtraAct[];
}
export const rightHasAct = ({ role, acts }: HeldRight, act: ExtraAct): boolean =>
  roleAtLeast(role, leastRoleFor[act]) || acts.includes(act);

/** Everything that the other right allows, and perhaps more. */
export const rightCovers = (held: HeldRight, other: HeldRight): boolean =>
  roleAtLeast(held.role, other.role) && other.acts.every((act) => rightHasAct(held, act));

/** Acts on the organisation itself, not on one of its resources. */
export const organisationActions = [
  'people.list',
  'people.manage',
  'space.create',
  'team.manage',
  'access.audit',
  'access.review',
  'review.take-part',
  'duty.manage',
  'break-glass.ask',
  'organisation.end',
  'role.list',
  'role.manage',
] as const;
export type OrganisationAction = (typeof organisationActions)[number];
