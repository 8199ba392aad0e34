import type { Role } from '@maroquin/contracts';
import { decide, type Decision } from './rights.js';
import type { Pair, Rights, RightsCache } from './rights-cache.js';

export interface Watch extends Pair {
  readonly onChange: (role: Role | null) => void;
  rights: Rights | null;
  role: Role | null;
  /** When the decision must be taken again; milliseconds since 1970. */
  until: number | null;
  /** The first decision stands: what comes after it is a change, what comes before is not. */
  decided: boolean;
}

const keyOf = (personId: string, resourceId: string): string => `${personId} ${resourceId}`;

/** What is in the trash is out of reach for who works in it. */
const decideLive = (rights: Rights | null, now: number): Pick<Decision, 'role' | 'until'> =>
  rights === null || rights.placement.trashed
    ? { role: null, until: null }
    : decide(rights.placement, rights.subjects, rights.grants, now);

/** The open (person, resource) pairs of this node: each holds what its decision needs, so that deciding asks nobody. */
export class Watches {
  private readonly byPair = new Map<string, Set<Watch>>();
  /** Those whose decision ends by itself: few, so that looking at them ten times a second costs nothing. */
  private readonly ending = new Set<Watch>();

  constructor(
    private readonly cache: RightsCache,
    private readonly onError: (error: unknown) => void,
  ) {}

  get size(): number {
    return this.byPair.size;
  }

  add(watch: Watch): void {
    const key = keyOf(watch.personId, watch.resourceId);
    const others = this.byPair.get(key) ?? new Set();
    others.add(watch);
    this.byPair.set(key, others);
  }

  remove(watch: Watch): void {
    const key = keyOf(watch.personId, watch.resourceId);
    const others = this.byPair.get(key);
    others?.delete(watch);
    this.ending.delete(watch);
    if (others?.size === 0) this.byPair.delete(key);
  }

  private *all(): Generator<Watch> {
    for (const watches of this.byPair.values()) yield* watches;
  }

  /** Reads again what the cache forgot, in bulk, then decides. Until then the former decision stands. */
  async refresh(): Promise<void> {
    const old = [...this.all()].filter((watch) => this.isOld(watch));
    if (old.length === 0) return;
    await this.cache.prefetch(old);
    const loaded = await Promise.all(old.map((watch) => this.cache.load(watch)));
    old.forEach((watch, index) => (watch.rights = loaded[index] ?? null));
  }

  /** The cache holds other facts than this decision was made from. */
  private isOld({ personId, resourceId, rights }: Watch): boolean {
    const kept = this.cache.peek(personId, resourceId);
    return (
      kept === null ||
      kept.placement !== rights?.placement ||
      kept.subjects !== rights.subjects ||
      kept.grants !== rights.grants
    );
  }

  /** Takes the decisions that are due, and notifies those who wait for a change. */
  judge(now: number, everyone: boolean): void {
    for (const watch of everyone ? [...this.all()] : [...this.ending]) {
      if (!everyone && (watch.until === null || watch.until > now)) continue;
      const before = watch.role;
      this.decide(watch, now);
      if (watch.role !== before && watch.decided) this.notify(watch, watch.role);
    }
  }

  /** From the facts at hand. */
  decide(watch: Watch, now: number): void {
    const { role, until } = decideLive(watch.rights, now);
    watch.role = role;
    watch.until = until;
    if (until === null || !this.has(watch)) this.ending.delete(watch);
    else this.ending.add(watch);
  }

  private has(watch: Watch): boolean {
    return this.byPair.get(keyOf(watch.personId, watch.resourceId))?.has(watch) === true;
  }

  private notify(watch: Watch, role: Role | null): void {
    try {
      watch.onChange(role);
    } catch (error) {
      this.onError(error);
    }
  }
}

export { decideLive };
