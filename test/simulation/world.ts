import type { DocumentKind } from '@maroquin/coediting';

import { Random } from '../faults/random.js';
import type { Breaks } from './breaks.js';
import { Bus } from './server/bus.js';
import { History } from './checks/history.js';
import { ServerNode } from './server/node.js';
import { Page } from './page/page.js';
import { Person } from './page/person.js';
import type { Product } from './product.js';
import { Rights } from './server/rights.js';
import { type Scenario, scenarioOf } from './scenario.js';
import { Life, Scheduler } from './scheduler.js';
import { StockPage } from './page/stock-page.js';
import { Store } from './server/store.js';
import type { Surroundings } from './surroundings.js';
import { Watch } from './checks/watch.js';

export type AnyPage = Page | StockPage;

/** Everything there is in one simulation. */
export class World implements Surroundings {
  readonly random: Random;
  readonly scenario: Scenario;
  readonly history: History;
  readonly scheduler: Scheduler;
  readonly watch: Watch;
  readonly rights = new Rights();
  readonly nodes: ServerNode[];
  readonly relay = { lost: 0 };
  readonly bus: Bus;
  readonly store: Store;
  readonly people: Person[];
  readonly pages: AnyPage[] = [];
  /** Processes of ours that are no node: whoever restores, whoever makes checkpoints. */
  readonly elsewhere: Life;
  crashes = 0;
  /** Bad updates that were kept out of the document. */
  quarantined = 0;
  /** Dying nodes come back, pages that were reloaded open again. */
  healed = false;

  constructor(
    seed: number,
    readonly breaks: Breaks,
    readonly product: Product,
    keepLines = false,
  ) {
    this.random = new Random(seed);
    const scenario = scenarioOf(this.random);
    this.scenario = scenario;
    this.history = new History(keepLines);
    this.scheduler = new Scheduler(this.history);
    this.watch = new Watch(scenario.kind);
    this.elsewhere = new Life(this.scheduler);
    this.store = new Store(scenario.kind, this.scheduler, this.random.fork(), this.history, {
      committed: (row, by) => this.watch.committed(row, by),
      crash: (life) => this.crash(this.nodes.find((node) => node.life === life)),
    });
    Object.assign(this.store.faults, scenario.store);
    Object.assign(this.relay, scenario.relay);
    this.nodes = Array.from(
      { length: scenario.nodes },
      (_, index) => new ServerNode(`node-${String(index)}`, this, scenario.limits),
    );
    this.bus = new Bus(this.scheduler, this.random.fork(), this.nodes);
    Object.assign(this.bus.faults, scenario.bus);
    this.people = Array.from(
      { length: scenario.people },
      (_, index) => new Person(`person-${String(index)}`),
    );
    for (const node of this.nodes) node.start();
  }

  get kind(): DocumentKind {
    return this.scenario.kind;
  }

  newClientID(): number {
    return this.random.between(2, 2 ** 32 - 1);
  }

  /** Where a new connection lands: mostly on a node that is there. */
  nodeFor(random: Random): ServerNode | null {
    const node = random.pick(random.chance(0.9) ? this.nodes.filter(({ up }) => up) : this.nodes);
    return node?.up === true ? node : null;
  }

  /** Without a stock client, when somebody comes back for what an earlier page of ours kept. */
  openPage(person: Person, stockShare = this.scenario.stockShare): void {
    this.history.add('open', person.id);
    const stock = this.random.chance(stockShare);
    this.pages.push(stock ? new StockPage(person, this) : new Page(person, this));
  }

  /** The document was restored: the page begins again. */
  reload(page: Parameters<Surroundings['reload']>[0]): void {
    if (!page.live) return;
    const { person } = page;
    page.close();
    this.scheduler.after(this.random.between(50, 1000), () => this.openPage(person));
  }

  crash(node: ServerNode | undefined): void {
    if (node?.up !== true) return;
    this.crashes += 1;
    node.crash();
    this.scheduler.after(this.random.between(50, 4_000), () => this.restart(node));
  }

  restart(node: ServerNode): void {
    if (node.up) return;
    this.history.add('start', node.name);
    node.start();
  }

  get livePages(): AnyPage[] {
    return this.pages.filter(({ live }) => live);
  }
}
