export { type Connections } from './connections.js';
export { type Instance, type InstanceOptions, openInstance } from './instance.js';
