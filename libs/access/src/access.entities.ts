import { AccessGrant, PermissionScope, ScopeGrant } from './engine/grant.entities.js';
import { ExternalLinkRow, LinkVisit } from './links/link.entities.js';
import { AccessRequestRow } from './requests/access-request.entity.js';
import { AccessReview } from './reviews/review.entity.js';
import { Membership, Seat, Subject, Team } from './engine/subject.entities.js';
import { Resource } from './tree/resource.entity.js';

/** For the one list of entities that opens the database. */
export const accessEntities = [
  Resource,
  PermissionScope,
  AccessGrant,
  ScopeGrant,
  Subject,
  Seat,
  Team,
  Membership,
  ExternalLinkRow,
  LinkVisit,
  AccessRequestRow,
  AccessReview,
];
