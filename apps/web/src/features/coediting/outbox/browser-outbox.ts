import { IndexedDbOutboxStore } from './indexeddb-outbox.js';

/** The outboxes of this browser. */
export const browserOutbox = new IndexedDbOutboxStore();
