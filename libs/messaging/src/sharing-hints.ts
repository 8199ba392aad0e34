import type { AccessService } from '@maroquin/access';
import type { Actor, Database } from '@maroquin/platform/database';
import type { EventOf } from '@maroquin/platform/events';

/** Changes come in bunches: a team of many, a space handed over. They are looked at together. */
const GATHER_MS = 300;
/** Scopes that are looked up at once; beyond them everybody of the organisation looks again. */
const MOST_SCOPES = 500;

interface Listener {
  readonly actor: Actor;
  readonly hint: () => void;
}
type Changes = EventOf<'rights.changed'>['changes'];

/** Sends open pages a hint that something may have been shared with their person. */
export class SharingHints {
  private readonly listeners = new Set<Listener>();
  private scopes = new Map<string, Set<string>>();
  private people = new Set<string>();
  private everybody = false;
  private timer: NodeJS.Timeout | null = null;
  /** One look at the listeners after the other, however many changes come. */
  private turn = Promise.resolve();

  constructor(
    private readonly access: Pick<AccessService, 'subjectsOf'>,
    private readonly database: Pick<Database, 'inOrgs'>,
    private readonly onError: (error: unknown) => void,
  ) {}

  /** @returns stops listening */
  listen(listener: Listener): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  add(changes: Changes): void {
    if (this.listeners.size === 0) return;
    if (changes === 'everything') this.everybody = true;
    else
      for (const { orgId, scopeId, personId } of changes) {
        if (scopeId !== null) this.scopes.set(orgId, (this.scopes.get(orgId) ?? new Set()).add(scopeId));
        if (personId !== null) this.people.add(personId);
      }
    this.timer ??= setTimeout(() => {
      this.timer = null;
      this.turn = this.turn.then(() => this.send()).catch(this.onError);
    }, GATHER_MS);
    this.timer.unref();
  }

  close(): void {
    if (this.timer !== null) clearTimeout(this.timer);
  }

  private async send(): Promise<void> {
    const { scopes, people, everybody } = this;
    this.scopes = new Map();
    this.people = new Set();
    this.everybody = false;
    const subjects = new Set<string>();
    for (const [orgId, ids] of scopes)
      for (const id of await this.subjectsOn(orgId, [...ids].slice(0, MOST_SCOPES))) subjects.add(id);
    for (const { actor, hint } of [...this.listeners]) {
      const isMeant =
        everybody ||
        people.has(actor.personId) ||
        // Nobody of another organisation is looked up.
        (subjects.size > 0 &&
          actor.orgs.some((id) => scopes.has(id)) &&
          (await this.actsAs(actor, subjects)));
      if (isMeant) hint();
    }
  }

  private async subjectsOn(orgId: string, scopeIds: readonly string[]): Promise<string[]> {
    const rows = await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      tx.query<{ subject_id: string }>(
        'select distinct subject_id from scope_grant where org_id = $1 and scope_id = any($2::uuid[])',
        [orgId, scopeIds],
      ),
    );
    return rows.map(({ subject_id }) => subject_id);
  }

  /** A token that is for no content acts as nobody here. */
  private async actsAs(actor: Actor, subjects: ReadonlySet<string>): Promise<boolean> {
    const own = await this.access.subjectsOf(actor).catch(() => []);
    return own.some((id) => subjects.has(id));
  }
}
