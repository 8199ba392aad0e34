import { Bulk } from './bulk.js';
import { ScimGroups } from './scim-groups.service.js';
import { ScimMount } from './scim.mount.js';
import { Scim } from './scim.service.js';
import { ScimUsers } from './scim-users.service.js';
import { SignInAddresses } from './sign-in-address.js';

/** What serves a provisioning client. */
export const provisioning = [Bulk, Scim, ScimGroups, ScimMount, ScimUsers, SignInAddresses];
