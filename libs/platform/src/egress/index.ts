export { Egress, EgressRefused, type EgressRule } from './egress.js';
