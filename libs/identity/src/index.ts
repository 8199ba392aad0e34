export { AccountsCommandService } from './accounts-command.service.js';
export { Accounts, type KnownAccount } from './accounts/accounts.service.js';
export { identityEntities } from './identity.entities.js';
export { IdentityModule } from './identity.module.js';
export {
  type FirstRunState,
  type NewOrganisation,
  Organisations,
} from './organisations/organisations.service.js';
export { AuthService } from './sessions/auth.service.js';
export { SESSION_COOKIE } from './sessions/session-cookie.js';
export { ApiTokens } from './tokens/api-tokens.service.js';
