/** The PostgreSQL that comes with Maroquin: `npm start` needs no database server. */
export {
  findRunningPostgres,
  startEmbeddedPostgres,
  type EmbeddedConnection,
  type EmbeddedOptions,
  type EmbeddedPostgres,
} from './embedded-postgres.js';
export type { EmbeddedLog } from './embedded-log.js';
