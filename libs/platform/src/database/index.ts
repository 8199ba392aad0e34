export type { Actor } from './actor.js';
export { BatchedLookUp } from './batched-look-up.js';
export { type PgConnection, toPgConfig } from './connection.js';
export { Database, type DatabaseOptions, type Tx } from './database.js';
export { isConnectionTrouble, isUniqueViolation, toDomainError } from './database-errors.js';
export type { ReadStatement } from './scoped-read.js';
export { asRole, databaseRoles, preparePostgres, type RolePasswords } from './roles.js';
export { knownMigrations, migrate, requireSchema, SchemaMismatch } from './migrate.js';
export { findRunningPostgres, startEmbeddedPostgres } from './embedded/index.js';
