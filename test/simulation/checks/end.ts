import { ServerNode } from '../server/node.js';
import { Page } from '../page/page.js';
import { Person } from '../page/person.js';
import type { Doc } from 'yjs';

import { deletedOf, holds, imageOf, isComplete, jsonOf, vectorOf } from './replica.js';
import { loadRows } from './snapshots.js';
import { StockPage } from '../page/stock-page.js';
import type { AnyPage, World } from '../world.js';

/** Virtual time in which somebody who comes last has to have everything. */
const FRESH_MS = 20_000;

export const hasConverged = (world: World): boolean => whyNotConverged(world) === '';

/** What still keeps people from having the same document; empty: nothing. */
export function whyNotConverged(world: World): string {
  if (world.livePages.length === 0) return 'nobody is here';
  const content = world.watch.contentOf(world.store.epoch);
  let image: string | null = null;
  for (const page of world.livePages) {
    const { level } = world.rights.of(page.person.id);
    if (level === 'none') continue;
    const name = `${page.person.id} (${level})`;
    if (level === 'write') {
      if (!page.quiet) return `${name} is not in step ${stateOf(page)}`;
      if (page.person.unsent > 0) return `${name} still keeps changes`;
      image ??= imageOf(content, world.kind);
      if (imageOf(page.doc, world.kind) !== image)
        return `${name} has another document: ${differenceOf(page.doc, content)} ${JSON.stringify(jsonOf(page.doc, world.kind))} AND ${JSON.stringify(jsonOf(content, world.kind))} ${stateOf(page)}`;
    } else if (page instanceof Page && page.provider.state.getSnapshot().pending === 0) {
      const same =
        JSON.stringify(jsonOf(page.doc, world.kind)) === JSON.stringify(jsonOf(content, world.kind));
      if (!same)
        return `${name} sees another document: ${differenceOf(page.doc, content)} ${JSON.stringify(jsonOf(page.doc, world.kind))} AND ${JSON.stringify(jsonOf(content, world.kind))} ${stateOf(page)}`;
    }
  }
  return '';
}

function differenceOf(some: Doc, other: Doc): string {
  const [one, two] = [some, other].map((doc) => JSON.stringify([vectorOf(doc), deletedOf(doc)]));
  return one === two
    ? 'other words'
    : `${one ?? ''} against ${two ?? ''}${isComplete(some) ? '' : ' (waiting for more)'}`;
}

const stateOf = (page: AnyPage): string =>
  page instanceof Page ? JSON.stringify(page.provider.state.getSnapshot()) : 'as a stock client';

/** Against what lies in the store, read by somebody who was never there. */
export async function checkEnd(world: World): Promise<void> {
  checkStore(world);
  await checkNewcomer(world);
}

function checkStore(world: World): void {
  const { store, watch } = world;
  let epoch = 0;
  let from = 0;
  const starts = [0, ...store.rows.flatMap(({ kind }, index) => (kind === 'base' ? [index] : []))];
  for (const [index, start] of starts.entries()) {
    epoch = index + 1;
    from = start;
    const { doc } = loadRows(store.rows.slice(from, starts[index + 1]));
    if (imageOf(doc, world.kind) !== imageOf(watch.contentOf(epoch), world.kind))
      watch.fail('reload', `epoch ${String(epoch)} loaded afresh is another document`);
    for (const brought of watch.acked.get(epoch) ?? [])
      if (!holds(doc, brought)) watch.fail('lost', `an acknowledged update of epoch ${String(epoch)}`);
  }
  if (epoch !== store.epoch) watch.fail('dense', 'epochs and base entries differ');
}

/** A new process without memory, a new person without a document: what they get is what everybody has. */
async function checkNewcomer(world: World): Promise<void> {
  const { scheduler, watch, kind, store } = world;
  const node = new ServerNode('fresh', world, {});
  node.start();
  world.nodes.splice(0, world.nodes.length, node);
  const newcomer = new StockPage(new Person('newcomer'), world);
  const deadline = scheduler.now + FRESH_MS;
  // Once there, its Yjs may tidy marks, which then has to be committed as well.
  const isThere = (): boolean =>
    newcomer.quiet && imageOf(newcomer.doc, kind) === imageOf(watch.contentOf(store.epoch), kind);
  while (!isThere() && scheduler.now < deadline && watch.violations.length === 0) await scheduler.step();
  if (!isThere())
    watch.fail(
      'reload',
      `a newcomer on a new node gets another document: ${differenceOf(newcomer.doc, watch.contentOf(store.epoch))} ${JSON.stringify(jsonOf(newcomer.doc, kind))} AND ${JSON.stringify(jsonOf(watch.contentOf(store.epoch), kind))}`,
    );
}
