import type { DomainEvent, Events } from '../events/index.js';
import type { Bus, Hint } from '../feeds/index.js';

/** Lists of a place are looked at this often while no hint arrives. */
const POLL_WITHOUT_HINTS_MS = 15_000;

/**
 * Carries events between the nodes of an instance as hints. What must not be missed is also read from PostgreSQL:
 * changes of rights and ends of sessions every 100 ms; lists of a place by their readers, who are told when to look.
 * @returns how to stop looking
 */
export function carryEvents(events: Events, bus: Bus): () => void {
  events.relayTo((event) => {
    sendHint(bus, event);
  });
  bus.listen((hint) => {
    publishHint(events, hint);
  });
  const poll = setInterval(() => {
    if (!bus.connected) events.publish({ type: 'events.missed' });
  }, POLL_WITHOUT_HINTS_MS);
  poll.unref();
  return () => {
    clearInterval(poll);
  };
}

function sendHint(bus: Bus, event: DomainEvent): void {
  switch (event.type) {
    case 'changes.recorded':
      bus.publish({ kind: 'changes' });
      return;
    case 'resource.changed': {
      const { orgId, parentId, id } = event;
      bus.publish({ kind: 'resource', orgId, parentId, id });
      return;
    }
    case 'message.sent': {
      const { orgId, conversationId: conversation, seq, by } = event;
      bus.publish({ kind: 'message', orgId, conversation, seq, by });
      return;
    }
    case 'conversation.read': {
      const { personId: person, conversationId: conversation, seq } = event;
      bus.publish({ kind: 'read', person, conversation, seq });
      return;
    }
    case 'notifications.changed':
      for (const person of event.personIds) bus.publish({ kind: 'notified', person });
      return;
    case 'conversation.changed': {
      const { personId: person, conversationId: conversation } = event;
      bus.publish({ kind: 'own', person, conversation });
      return;
    }
    case 'person.typing': {
      const { orgId, conversationId: conversation, personId: person } = event;
      bus.publish({ kind: 'typing', orgId, conversation, person });
      return;
    }
    case 'person.here': {
      const { orgId, personId: person, here } = event;
      bus.publish({ kind: 'here', orgId, person, here });
      return;
    }
    case 'events.missed':
    case 'session.ended':
    // Each node reads by itself whose rights changed.
    case 'rights.changed':
  }
}

function publishHint(events: Events, hint: Hint): void {
  switch (hint.kind) {
    case 'changes':
      events.publish({ type: 'changes.recorded' });
      return;
    case 'missed':
      events.publish({ type: 'changes.recorded' });
      events.publish({ type: 'events.missed' });
      return;
    case 'resource': {
      const { orgId, parentId, id } = hint;
      events.publish({ type: 'resource.changed', orgId, parentId, id });
      return;
    }
    case 'message': {
      const { orgId, conversation: conversationId, seq, by } = hint;
      events.publish({ type: 'message.sent', orgId, conversationId, seq, by });
      return;
    }
    case 'read': {
      const { person: personId, conversation: conversationId, seq } = hint;
      events.publish({ type: 'conversation.read', personId, conversationId, seq });
      return;
    }
    case 'notified':
      events.publish({ type: 'notifications.changed', personIds: [hint.person] });
      return;
    case 'own': {
      const { person: personId, conversation: conversationId } = hint;
      events.publish({ type: 'conversation.changed', personId, conversationId });
      return;
    }
    case 'typing': {
      const { orgId, conversation: conversationId, person: personId } = hint;
      events.publish({ type: 'person.typing', orgId, conversationId, personId });
      return;
    }
    case 'here': {
      const { orgId, person: personId, here } = hint;
      events.publish({ type: 'person.here', orgId, personId, here });
      return;
    }
    case 'feed':
  }
}
