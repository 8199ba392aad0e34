/** The PostgreSQL that comes with Maroquin: `npm start` needs no database server. */
export {
  findRunningPostgres,
  startEmbeddedPostgres,
  type EmbeddedConnection,
  type EmbeddedPostgres,
} from './embedded-postgres.js';
