export { connect, type Connections, requirePrivileged } from './connections.js';
export { migrateInstance } from './prepare-database.js';
export { openForRestore, type RestoreTarget } from './restore-target.js';
export { type Instance, type InstanceOptions, openInstance } from './instance.js';
