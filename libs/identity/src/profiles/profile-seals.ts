import { type Profile, profileSchema } from '@maroquin/contracts';
import type { OrganisationKeys } from '@maroquin/platform/keys';

const NOTHING: Profile = { jobTitle: null, department: null, workingHours: null };
const contextOf = (personId: string) => ({ table: 'account', column: 'profile', row: personId });

export const sealProfile = (keys: OrganisationKeys, personId: string, profile: Profile): Buffer =>
  keys.seal(contextOf(personId), JSON.stringify(profile));

/** @throws {DomainError} sealed.damaged */
export const openProfile = (keys: OrganisationKeys, personId: string, sealed: Buffer | null): Profile =>
  sealed === null ? NOTHING : profileSchema.parse(JSON.parse(keys.openText(contextOf(personId), sealed)));
