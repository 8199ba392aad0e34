export { Directory } from './directory/client/directory.js';
export { DirectoryClient, type DirectoryContent } from './directory/client/directory-client.js';
export { DirectoryDown, type DirectoryTrouble } from './directory/client/directory-down.js';
export type { DirectoryPerson } from './directory/client/entry.js';
export { DirectoryPeople } from './directory/sync/directory-people.service.js';
export { DirectorySync } from './directory/sync/directory-sync.service.js';
export { provisioningEntities } from './provisioning.entities.js';
export { ProvisioningModule } from './provisioning.module.js';
export { ScimMount } from './scim/scim.mount.js';
