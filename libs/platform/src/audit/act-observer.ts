import { AsyncLocalStorage } from 'node:async_hooks';
import type { Database, Tx } from '../database/index.js';
import type { Act } from './act.js';

/** Called for each act inside its own transaction; what it writes is committed with the act, what it throws undoes it. */
export type ActObserver = (tx: Tx, act: Act) => Promise<void>;

const observers = new AsyncLocalStorage<ActObserver>();

/** Runs `work` with an observer of the acts it records, however deep. */
export const observeActs = <T>(observer: ActObserver, work: () => Promise<T>): Promise<T> =>
  observers.run(observer, work);

export const currentObserver = (): ActObserver | undefined => observers.getStore();

/** By database: each suite of a process has its own. */
const followers = new WeakMap<object, ActObserver[]>();

/** From now on, for every act that is recorded in this database: what a lib above those that act adds to their transactions. */
export function followActs({ dataSource }: Pick<Database, 'dataSource'>, follower: ActObserver): void {
  followers.set(dataSource, [...(followers.get(dataSource) ?? []), follower]);
}

export const followersOf = ({ manager }: Pick<Tx, 'manager'>): readonly ActObserver[] =>
  followers.get(manager.dataSource) ?? [];
