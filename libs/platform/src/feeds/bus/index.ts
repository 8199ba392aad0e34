export { type Bus, type Heard, type Hint, LocalBus } from './bus.js';
export { openBus } from './open-bus.js';
