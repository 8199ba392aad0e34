export { confineProcess } from './confine-process.js';
export { ProfileWatch } from './profile-watch.js';
