export { type Mail, Mailer } from './mailer.js';
export { probeRelay, type RelayCard } from './probe-relay.js';
export { RelayOutcomes, type RelayState } from './relay-outcomes.js';
export { type RelayTrouble } from './relay-trouble.js';
