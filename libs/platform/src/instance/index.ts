export { connect, type Connections, requirePrivileged } from './connections.js';
export { migrateInstance } from './prepare-database.js';
export { rewrapInstanceKeys } from './rewrap-instance-keys.js';
export { openForRestore, type RestoreTarget } from './restore-target.js';
export { type Instance, type InstanceOptions, openInstance } from './instance.js';
