export { Egress, EgressRefused, type EgressRule } from './egress.js';
export { SocketEgress } from './socket-egress.js';
