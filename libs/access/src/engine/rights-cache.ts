import type { AccessChange, AccessStore } from './access-store.js';
import { FreshCache } from './fresh-cache.js';
import type { Placement, ScopeGrants, Subjects } from './rights.js';

const MAX_PLACEMENTS = 50_000;
const MAX_PEOPLE = 20_000;
const MAX_SCOPES = 20_000;
/** Keys asked in one statement. */
const CHUNK = 1_000;

/** Everything one decision needs. */
export interface Rights {
  readonly placement: Placement;
  readonly subjects: Subjects;
  readonly grants: ScopeGrants;
}
export interface Pair {
  readonly personId: string;
  readonly orgs: readonly string[];
  readonly resourceId: string;
}

/** What this node knows of rights: three bounded caches, and what a change makes old in them. */
export class RightsCache {
  private readonly placementsOfScope = new Map<string, Set<string>>();
  private readonly placements = new FreshCache<Placement>(MAX_PLACEMENTS, (id, before, after) => {
    this.follow(id, before, after);
  });
  private readonly people = new FreshCache<Subjects>(MAX_PEOPLE);
  private readonly scopes = new FreshCache<ScopeGrants>(MAX_SCOPES);

  constructor(private readonly store: AccessStore) {}

  private follow(id: string, before: Placement | undefined, after: Placement | undefined): void {
    if (before !== undefined) {
      const ids = this.placementsOfScope.get(before.scopeId);
      ids?.delete(id);
      if (ids?.size === 0) this.placementsOfScope.delete(before.scopeId);
    }
    if (after === undefined) return;
    const ids = this.placementsOfScope.get(after.scopeId) ?? new Set<string>();
    ids.add(id);
    this.placementsOfScope.set(after.scopeId, ids);
  }

  /** From memory only; null when something is not there. */
  peek(personId: string, resourceId: string): Rights | null {
    const placement = this.placements.peek(resourceId);
    const subjects = this.people.peek(personId);
    const grants = placement === undefined ? undefined : this.scopes.peek(placement.scopeId);
    return placement === undefined || subjects === undefined || grants === undefined
      ? null
      : { placement, subjects, grants };
  }

  /** null when there is no such resource in these organisations. */
  async load({ personId, orgs, resourceId }: Pair): Promise<Rights | null> {
    const [placement, subjects] = await Promise.all([
      this.placement(orgs, resourceId),
      this.subjects(orgs, personId),
    ]);
    if (placement === null) return null;
    return { placement, subjects, grants: await this.grants(placement) };
  }

  /** By subject, what is set there or above; null when there is no such resource in this organisation. */
  async grantsOn(orgId: string, resourceId: string): Promise<ScopeGrants | null> {
    const placement = await this.placement([orgId], resourceId);
    return placement === null ? null : this.grants(placement);
  }

  /** A kept placement may be of an organisation that is not the caller's: it does not exist for it. */
  private async placement(orgs: readonly string[], id: string): Promise<Placement | null> {
    const found = await this.placements.fetch(id, orgs.join(' '), () => this.store.placement(orgs, id));
    return found !== undefined && orgs.includes(found.orgId) ? found : null;
  }

  async subjects(orgs: readonly string[], personId: string): Promise<Subjects> {
    const kept = this.people.peek(personId);
    // A seat that is newer than what was kept.
    if (kept !== undefined && !orgs.every((org) => kept.orgs.has(org))) this.people.drop(personId);
    const none: Subjects = { orgs: new Set(), ids: new Set(), until: new Map() };
    const found = await this.people.fetch(personId, orgs.join(' '), () =>
      this.store.subjectsOf(orgs, personId),
    );
    return found ?? none;
  }

  private async grants({ orgId, scopeId }: Placement): Promise<ScopeGrants> {
    const load = async (): Promise<ScopeGrants | undefined> =>
      (await this.store.grants([orgId], [scopeId])).get(scopeId);
    return (await this.scopes.fetch(scopeId, orgId, load)) ?? new Map();
  }

  /** Reads what is missing for many pairs in few statements. */
  async prefetch(pairs: readonly Pair[]): Promise<void> {
    const orgs = [...new Set(pairs.flatMap((pair) => pair.orgs))];
    for (let start = 0; start < pairs.length; start += CHUNK) {
      const chunk = pairs.slice(start, start + CHUNK);
      await this.placements.prefetch(
        chunk.map((pair) => pair.resourceId),
        (ids) => this.store.placements(orgs, ids),
      );
      await this.people.prefetch(
        chunk.map((pair) => pair.personId),
        (ids) => this.store.subjects(orgs, ids),
      );
      await this.prefetchScopes(orgs, chunk);
    }
  }

  private prefetchScopes(orgs: readonly string[], pairs: readonly Pair[]): Promise<void> {
    const scopeIds = pairs.flatMap((pair) => this.placements.peek(pair.resourceId)?.scopeId ?? []);
    return this.scopes.prefetch(scopeIds, (ids) => this.store.grants(orgs, ids));
  }

  /** Forgets what these changes made old. */
  apply(changes: readonly AccessChange[]): void {
    for (const { scopeId, personId, sessionId } of changes) {
      if (sessionId !== null) continue;
      if (scopeId !== null) {
        this.scopes.drop(scopeId);
        for (const id of [...(this.placementsOfScope.get(scopeId) ?? [])]) this.placements.drop(id);
      }
      if (personId !== null) this.people.drop(personId);
      if (scopeId === null && personId === null) {
        this.clear();
        return;
      }
    }
    // A placement on its way does not say yet whether its scope is among them.
    if (changes.length > 0) this.placements.distrustLoads();
  }

  clear(): void {
    this.placements.clear();
    this.people.clear();
    this.scopes.clear();
  }

  get empty(): boolean {
    return this.placements.size + this.people.size + this.scopes.size === 0;
  }
}
