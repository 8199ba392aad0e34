import { z } from 'zod';

/** Roles in rising order; each includes those before it. `suggester` comes with the documents issue. */
export const roles = ['reader', 'commenter', 'editor', 'manager'] as const;
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
  'document.read',
  'document.comment',
  'document.edit',
  'channel.read',
  'message.post',
  'file.read',
  'file.write',
  'access.read',
  'access.manage',
] as const;
export type Action = (typeof actions)[number];

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
] as const;
export type OrganisationAction = (typeof organisationActions)[number];
