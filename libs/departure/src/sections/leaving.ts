import type { Requester } from '@maroquin/platform/admission';
import type { OrganisationKeys } from '@maroquin/platform/keys';
import type { Spool } from '../writing/spool.js';
import type { LeftOut } from './left-out.js';

/** What one export is made with. */
export interface Leaving {
  readonly orgId: string;
  readonly at: Date;
  readonly requester: Requester;
  readonly keys: OrganisationKeys;
  /** What could not be taken along. */
  readonly left: LeftOut;
  /** A line for every resource, with where it stands in the export. */
  readonly resources: Spool;
}

/** Rows that are read at once. */
export const AT_ONCE = 200;
