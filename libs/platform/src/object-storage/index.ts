export { createObjectStorage } from './create-object-storage.js';
export type { ByteRange, ObjectStorage, StoredObject } from './object-storage.js';
export { type Qualification, type StoragePreset, storagePresets } from './presets.js';
