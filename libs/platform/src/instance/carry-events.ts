import type { Events } from '../events/index.js';
import type { Bus } from '../feeds/index.js';

/** Lists of a place are looked at this often while no hint arrives. */
const LOOK_WITHOUT_HINTS_MS = 15_000;

/**
 * Lets the nodes of an instance hear each other's news as hints. What must not be missed is also read from PostgreSQL:
 * changes of rights and ends of sessions every 100 ms; lists of a place by their readers, who are told when to look.
 * @returns how to stop looking
 */
export function carryEvents(events: Events, bus: Bus): () => void {
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
      case 'news.missed':
      case 'session.ended':
      // Each node reads by itself whose rights changed.
      case 'rights.changed':
    }
  });
  bus.listen((hint) => {
    switch (hint.kind) {
      case 'changes':
        events.publish({ type: 'changes.noted' });
        return;
      case 'missed':
        events.publish({ type: 'changes.noted' });
        events.publish({ type: 'news.missed' });
        return;
      case 'resource': {
        const { orgId, parentId, id } = hint;
        events.publish({ type: 'resource.changed', orgId, parentId, id });
        return;
      }
      case 'feed':
    }
  });
  const look = setInterval(() => {
    if (!bus.connected) events.publish({ type: 'news.missed' });
  }, LOOK_WITHOUT_HINTS_MS);
  look.unref();
  return () => {
    clearInterval(look);
  };
}
