import { DirectoryTeam } from './directory/sync/directory-team.entity.js';
import { ScimGroup, ScimUser } from './scim/scim-user.entity.js';

/** For the one list of entities that opens the database. */
export const provisioningEntities = [ScimUser, ScimGroup, DirectoryTeam];
