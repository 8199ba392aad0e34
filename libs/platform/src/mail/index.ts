export { type Mail, Mailer } from './mailer.js';
export { probeRelay, type RelayCard, type RelayTrouble } from './probe-relay.js';
