export { startCeph, type TestCeph } from './services/ceph.js';
export { startPostgres, type TestPostgres, type TestPostgresOptions } from './services/postgres.js';
export type { SharedObjectStore, SharedPostgres } from './services/shared-services.js';
export { sharedObjectStore, sharedPostgres } from './shared.js';
export {
  createTestDatabase,
  createTestOrganisation,
  openTestPlatform,
  prepareTemplate,
  TEMPLATE_DATABASE,
  type TestDatabase,
  type TestPlatform,
} from './test-database.js';
