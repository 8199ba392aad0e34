export { AccountsCommandService } from './accounts-command.service.js';
export { identityEntities } from './identity.entities.js';
export { IdentityModule } from './identity.module.js';
