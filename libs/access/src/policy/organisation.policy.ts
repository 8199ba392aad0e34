import type { OrganisationAction } from '@maroquin/contracts';

/** What a sentence about an organisation may look at. */
interface OrganisationFacts {
  /** The organisation is this person's home; a guest's seat is not. */
  readonly member: boolean;
  readonly admin: boolean;
}

/** One sentence for each act on an organisation. */
export const organisationPolicy: Readonly<Record<OrganisationAction, (facts: OrganisationFacts) => boolean>> =
  {
    'people.list': ({ member }) => member,
    'people.manage': ({ admin }) => admin,
    'space.create': ({ member }) => member,
    'team.manage': ({ admin }) => admin,
    // To know who may see what; not to see it. Auditors too (duties/).
    'access.audit': ({ admin }) => admin,
    'duty.manage': ({ admin }) => admin,
    // To read one place for hours, with the agreement of a key custodian (break-glass/).
    'break-glass.ask': ({ admin }) => admin,
    // With the agreement of a key custodian (identity/ending).
    'organisation.end': ({ admin }) => admin,
    'access.review': ({ admin }) => admin,
    // To choose one when giving a right; a guest gives none.
    'role.list': ({ member }) => member,
    'role.manage': ({ admin }) => admin,
    // Whoever is appointed reviewer, or manages a space.
    'review.take-part': ({ member }) => member,
  };
