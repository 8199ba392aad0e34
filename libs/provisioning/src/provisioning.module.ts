import { Module } from '@nestjs/common';
import { AccessModule } from '@maroquin/access';
import { IdentityModule } from '@maroquin/identity';
import { Directory } from './directory/client/directory.js';
import { DirectoryPeople } from './directory/sync/directory-people.service.js';
import { DirectorySync } from './directory/sync/directory-sync.service.js';
import { DirectoryTeams } from './directory/sync/directory-teams.service.js';
import { Bulk } from './scim/bulk.js';
import { ScimGroups } from './scim/scim-groups.service.js';
import { ScimMount } from './scim/scim.mount.js';
import { Scim } from './scim/scim.service.js';
import { ScimUsers } from './scim/scim-users.service.js';
import { SignInAddresses } from './scim/sign-in-address.js';

@Module({
  imports: [AccessModule, IdentityModule],
  providers: [
    Bulk,
    Directory,
    DirectoryPeople,
    DirectorySync,
    DirectoryTeams,
    Scim,
    ScimGroups,
    ScimMount,
    ScimUsers,
    SignInAddresses,
  ],
  exports: [Directory, DirectoryPeople, DirectorySync],
})
export class ProvisioningModule {}
