export { type AdminListener, type AdminParts, openAdminListener } from './admin-listener.js';
export { answerHealth } from './health.handler.js';
export { Metrics } from './metrics.js';
export { type Check, Readiness, type Report } from './readiness.js';
