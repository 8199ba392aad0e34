export { type Bus, type Hint, LocalBus } from './bus.js';
export { openBus } from './open-bus.js';
