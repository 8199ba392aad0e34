export { type DomainEvent, type EventOf, Events, type EventType } from './events.js';
