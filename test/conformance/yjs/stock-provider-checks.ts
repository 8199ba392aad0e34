import * as Y from 'yjs';
import { stockProvider } from '../../support/stock-provider.js';
import { until } from '../../support/until.js';
import { snapshotOf } from './random-tests.js';

/** Things that the unmodified y-websocket provider must be able to do. Each throws when it cannot. */
export type ProviderCheck = (open: () => ReturnType<typeof stockProvider>) => Promise<void>;

const textOf = (doc: Y.Doc): string => doc.getText('text').toJSON();

export const providerChecks: Readonly<Record<string, ProviderCheck>> = {
  typing: async (open) => {
    const [one, two] = [open(), open()];
    one.doc.getText('text').insert(0, 'bonjour');
    await until(() => textOf(two.doc) === 'bonjour', 'the other reads what was typed');
    two.doc.getText('text').insert(7, ' à tous');
    await until(() => textOf(one.doc) === 'bonjour à tous', 'and the first what was added');
  },
  offline: async (open) => {
    const [one, two] = [open(), open()];
    await until(() => one.synced && two.synced, 'both are let in');
    one.disconnect();
    one.doc.getText('text').insert(0, 'écrit hors ligne. ');
    two.doc.getText('text').insert(0, 'pendant ce temps. ');
    one.doc.getText('text').delete(0, 3);
    one.connect();
    await until(
      () => snapshotOf(one.doc) === snapshotOf(two.doc) && textOf(one.doc).length > 30,
      'both have both texts',
    );
    if (textOf(one.doc) !== textOf(two.doc)) throw new Error('the texts differ');
  },
  reconnect: async (open) => {
    const [one, two] = [open(), open()];
    await until(() => one.synced && two.synced, 'both are let in');
    for (let turn = 0; turn < 5; turn += 1) {
      one.ws?.close();
      one.doc.getText('text').insert(0, `tour ${String(turn)} `);
    }
    await until(() => textOf(two.doc).includes('tour 4'), 'what was typed while the socket fell arrives');
  },
  awareness: async (open) => {
    const [one, two] = [open(), open()];
    one.awareness.setLocalStateField('line', { anchor: 3 });
    const seen = (): unknown => two.awareness.getStates().get(one.doc.clientID)?.['line'];
    await until(() => JSON.stringify(seen()) === '{"anchor":3}', 'the line is seen');
    one.disconnect();
    await until(() => !two.awareness.getStates().has(one.doc.clientID), 'and that it left');
  },
  newcomer: async (open) => {
    const one = open();
    await until(() => one.synced, 'the first is let in');
    for (let turn = 0; turn < 200; turn += 1) one.doc.getText('text').insert(0, `${String(turn)} `);
    const two = open();
    await until(() => snapshotOf(one.doc) === snapshotOf(two.doc), 'a newcomer has everything');
  },
};
