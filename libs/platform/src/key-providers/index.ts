export { openKeyProvider } from './open-key-provider.js';
export { probeKeys, type KeyCard, keyCardLines } from './probe-keys.js';
export { WatchedKeyProvider } from './watched-key-provider.js';
