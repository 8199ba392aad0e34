import type { Events } from '../events/index.js';
import type { Bus } from '../feeds/index.js';

/**
 * Lets the nodes of an instance hear each other's news as hints. What must not be missed is also read from PostgreSQL:
 * changes of rights and ends of sessions every 100 ms; lists of a place are asked for again by their readers.
 */
export function carryEvents(events: Events, bus: Bus): void {
  events.relayTo((event) => {
    switch (event.type) {
      case 'changes.noted':
        bus.publish({ kind: 'changes' });
        return;
      case 'resource.changed': {
        const { orgId, parentId, id } = event;
        bus.publish({ kind: 'resource', orgId, parentId, id });
        return;
      }
      case 'session.ended':
    }
  });
  bus.listen((heard) => {
    switch (heard.kind) {
      case 'changes':
      case 'missed':
        events.publish({ type: 'changes.noted' });
        return;
      case 'resource': {
        const { orgId, parentId, id } = heard;
        events.publish({ type: 'resource.changed', orgId, parentId, id });
        return;
      }
      case 'feed':
    }
  });
}
