import { roleSchema } from '@maroquin/contracts';
import { DomainError } from '@maroquin/platform/errors';
import type { InstanceKeys } from '@maroquin/platform/keys';
import { z } from 'zod';
import type { TakenGrant } from './grants.service.js';

/** Longer than the offer to undo stands on a screen. */
const UNDO_MS = 10 * 60_000;

const formerSchema = z.object({
  role: roleSchema,
  customRoleId: z.uuid().nullable(),
  expiresAt: z.coerce.date().nullable(),
  grantedBy: z.uuid().nullable(),
  grantedAt: z.coerce.date(),
});
const takenSchema = formerSchema.extend({ until: z.coerce.date() });
/** What who restricts had been given on the resource itself; null: nothing. `same`: restricting changed nothing of it. */
const restrictedSchema = z.object({
  former: z.union([formerSchema, z.literal('same')]).nullable(),
  until: z.coerce.date(),
});
export type FormerGrant = z.infer<typeof restrictedSchema>['former'];

type Set = Pick<TakenGrant, 'resourceId' | 'subjectId'>;

/** Opens for the person who took this very right away, and for nobody else. */
const useOf = (personId: string, { resourceId, subjectId }: Set): string =>
  `undo ${personId} ${resourceId} ${subjectId}`;

export const sealUndo = (keys: InstanceKeys, personId: string, taken: TakenGrant, now: Date): string => {
  const { role, customRoleId, expiresAt, grantedBy, grantedAt } = taken;
  const until = new Date(now.getTime() + UNDO_MS);
  const value = { role, customRoleId, expiresAt, grantedBy, grantedAt, until };
  return keys.sealTicket(useOf(personId, taken), value);
};

/** @throws {DomainError} access.undo-over for a ticket that was not made here for this */
export function openUndo(
  keys: InstanceKeys,
  personId: string,
  set: Set,
  undo: string,
): z.infer<typeof takenSchema> {
  const taken = takenSchema.safeParse(keys.openTicket(useOf(personId, set), undo));
  if (!taken.success) throw new DomainError('access.undo-over');
  return taken.data;
}

const restrictUse = (personId: string, resourceId: string): string =>
  `undo restriction ${personId} ${resourceId}`;

export const sealRestrictUndo = (
  keys: InstanceKeys,
  personId: string,
  resourceId: string,
  former: FormerGrant,
  now: Date,
): string =>
  keys.sealTicket(restrictUse(personId, resourceId), {
    former: former === null || former === 'same' ? former : formerSchema.parse(former),
    until: new Date(now.getTime() + UNDO_MS),
  });

/** @throws {DomainError} access.undo-over for a ticket that was not made here for this, or too long ago */
export function openRestrictUndo(
  keys: InstanceKeys,
  personId: string,
  resourceId: string,
  undo: string,
  now: Date,
): FormerGrant {
  const opened = restrictedSchema.safeParse(keys.openTicket(restrictUse(personId, resourceId), undo));
  if (!opened.success || opened.data.until <= now) throw new DomainError('access.undo-over');
  return opened.data.former;
}
