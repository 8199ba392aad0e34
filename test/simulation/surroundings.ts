import type { DocumentKind } from '@maroquin/coediting';

import type { Random } from '../faults/random.js';
import type { Breaks } from './breaks.js';
import type { History } from './checks/history.js';
import type { Pipe } from './server/network.js';
import type { Person } from './page/person.js';
import type { Rights } from './server/rights.js';
import type { Scenario } from './scenario.js';
import type { Life, Scheduler } from './scheduler.js';
import type { Store } from './server/store.js';
import type { Watch } from './checks/watch.js';

/** A node, to whoever connects. */
export interface NodeEndpoint {
  readonly life: Life;
  accept(pipe: Pipe, personId: string, extended: boolean): void;
}

/** The world, to whoever lives in it. */
export interface Surroundings {
  readonly kind: DocumentKind;
  readonly random: Random;
  readonly scenario: Scenario;
  readonly breaks: Breaks;
  readonly history: History;
  readonly scheduler: Scheduler;
  readonly watch: Watch;
  readonly rights: Rights;
  readonly store: Store;
  /** What stands between stock clients and the nodes: other people's proxies and providers. */
  readonly relay: { readonly lost: number };
  readonly bus: { publish(from: string, seq: number): void };
  newClientID(): number;
  /** Where a new connection lands; null: nobody answers. */
  nodeFor(random: Random): NodeEndpoint | null;
  /** Closes a page whose document was restored, and opens another. */
  reload(page: { readonly live: boolean; readonly person: Person; close(): void }): void;
}
