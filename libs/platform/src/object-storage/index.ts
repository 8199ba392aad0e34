export { createObjectStorage } from './create-object-storage.js';
export type { ByteRange, ObjectStorage, StoredObject } from './object-storage.js';
export { type Qualification, type StoragePreset, storagePresets } from './presets.js';
export { type CapabilityCard, cardLines, type Finding } from './probe/capability-card.js';
export { probeStorage, type ProbeOptions } from './probe/probe-storage.js';
