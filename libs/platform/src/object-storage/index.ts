export { createObjectStorage } from './create-object-storage.js';
export { type MigratedObjects, migrateObjects } from './migrate-objects.js';
export { type ObjectStorage, objectKeySchema } from './object-storage.js';
export { openObjectStorage } from './open-object-storage.js';
export { cardLines } from './probe/capability-card.js';
export { probeStorage } from './probe/probe-storage.js';
export { settleTarget } from './s3-target.js';
export { WatchedStorage } from './watched-storage.js';
export { WriteOnceBucket } from './write-once.js';
