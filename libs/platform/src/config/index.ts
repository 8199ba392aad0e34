export { type Clock, newId, systemClock } from './clock.js';
export { CLOCK, CONFIG, LOGGER, OBJECT_STORAGE } from './tokens.js';
export {
  type BusConfig,
  type Config,
  type DatabaseConfig,
  loadConfig,
  type SovereigntyProfile,
  sovereigntyProfiles,
} from './config.js';
export type { AuditAnchorsConfig, SyslogConfig, TimeStampConfig } from './audit-config.js';
export { ConfigError } from './config-error.js';
export type { KeyProviderConfig, Pkcs11KeyConfig, TransitKeyConfig } from './key-provider-config.js';
export { type LdapAttributes, type LdapConfig, ldapVariables } from './ldap-config.js';
export type { MailConfig } from './mail-config.js';
export {
  type ObjectStorageConfig,
  anchorStorageVariables,
  formerStorageVariables,
  objectStoragePresets,
  type S3Preset,
  type S3Settings,
  storageVariables,
} from './object-storage-config.js';
export { type OidcProviderConfig, signInVariables } from './sign-in-config.js';
export { type AccessCondition, type AccessField, type OrganisationRule } from './sign-in-rules.js';
export { RecentResults } from './recent-results.js';
export { retryDelay } from './retry-delay.js';
export { type ClamdAddress, isLoopback, type ServerRole, serverRoles } from './variables.js';
export { workerFile } from './worker-file.js';
