export { probeDirectory, probeProvider, type SignInCard, signInLines } from './doctor/index.js';
export { AccountsCommandService } from './accounts-command.service.js';
export { AdministrationCommandService } from './administration/administration-command.service.js';
export { CodeGenerators } from './factors/codes/code-generator.service.js';
export { Guests } from './guests/guests.service.js';
export { DirectorySync } from './ldap/sync/directory-sync.service.js';
export { identityEntities } from './identity.entities.js';
export { ScimMount } from './provisioning/scim.mount.js';
export { IdentityModule } from './identity.module.js';
