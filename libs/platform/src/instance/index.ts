export { type Connections } from './connections.js';
export { openForRestore, type RestoreTarget } from './restore-target.js';
export { type Instance, type InstanceOptions, openInstance } from './instance.js';
