import { LocalHolders } from '../../../apps/web/src/features/coediting/outbox/holders.js';
import { MemoryOutboxStore } from '../../../apps/web/src/features/coediting/outbox/memory-outbox.js';

/** Somebody, and what lies in their browser: it outlives every page. */
export class Person {
  /** Could not write at some moment, so a refusal is no surprise. */
  everLimited = false;
  readonly disk = new MemoryOutboxStore();
  readonly locks = new LocalHolders();

  constructor(readonly id: string) {}

  /** Changes that are kept and not known to be committed. */
  get unsent(): number {
    return this.disk.of({ documentId: 'doc', personId: this.id }).filter(({ count }) => count > 0).length;
  }
}
