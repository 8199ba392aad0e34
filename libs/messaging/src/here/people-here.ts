import type { Clock } from '@maroquin/platform/config';

/** A page that is loaded again, or a line that was cut for a moment, does not make somebody leave. */
const LEAVING_MS = 10_000;
/** What another node said of somebody holds this long: it says so again once a minute, and one time may be lost. */
const EXPIRE_MS = 150_000;
/** People at other nodes: beyond these, nothing more is taken in. */
const MOST_ELSEWHERE = 200_000;

/** Somebody came, or went. */
export interface PersonHere {
  readonly orgId: string;
  readonly personId: string;
  readonly here: boolean;
}

const keyOf = ({ orgId, personId }: Omit<PersonHere, 'here'>): string => `${orgId} ${personId}`;
const personOf = (key: string): Omit<PersonHere, 'here'> => {
  const [orgId = '', personId = ''] = key.split(' ');
  return { orgId, personId };
};

/** Who is there: in memory, at this node and as far as the others say. Nothing is stored, and what is lost is said again. */
export class PeopleHere {
  /** Sockets of this node in front of which somebody is. */
  private readonly sockets = new Map<string, Set<string>>();
  /** Whose last socket went: epoch milliseconds of when they count as gone. */
  private readonly leaving = new Map<string, number>();
  /** At other nodes: until when that holds. */
  private readonly elsewhere = new Map<string, number>();

  constructor(
    private readonly clock: Clock,
    /** Says it to the other nodes. */
    private readonly send: (event: PersonHere) => void,
    /** For whoever watches that person. */
    private readonly onChange: (event: PersonHere) => void,
  ) {}

  isHere(orgId: string, personId: string): boolean {
    const key = keyOf({ orgId, personId });
    return this.sockets.has(key) || this.leaving.has(key) || this.elsewhere.has(key);
  }

  /** Of one organisation, on whatever node; so many at most. */
  inOrganisation(orgId: string, most: number): string[] {
    const found = new Set<string>();
    for (const known of [this.sockets, this.leaving, this.elsewhere])
      for (const key of known.keys()) {
        const person = personOf(key);
        if (person.orgId === orgId) found.add(person.personId);
        if (found.size >= most) return [...found];
      }
    return [...found];
  }

  /** People in front of a page of this node: one of so many parts, so that never all are spoken of at once. */
  ofThisNode(part = 0, parts = 1): Omit<PersonHere, 'here'>[] {
    return [...this.sockets.keys()].filter((_, index) => index % parts === part).map(personOf);
  }

  set({ here, ...person }: PersonHere, socketId: string): void {
    const key = keyOf(person);
    if (!here) return this.remove(key, socketId);
    const wasHere = this.isHere(person.orgId, person.personId);
    const isNew = !this.sockets.has(key) && !this.leaving.delete(key);
    this.sockets.set(key, (this.sockets.get(key) ?? new Set()).add(socketId));
    if (isNew) this.send({ ...person, here: true });
    if (!wasHere) this.onChange({ ...person, here: true });
  }

  private remove(key: string, socketId: string): void {
    const sockets = this.sockets.get(key);
    if (sockets === undefined || !sockets.delete(socketId) || sockets.size > 0) return;
    this.sockets.delete(key);
    this.leaving.set(key, this.clock.now().getTime() + LEAVING_MS);
  }

  /** No longer shown, on whatever page: at once. */
  hide(person: Omit<PersonHere, 'here'>): void {
    const key = keyOf(person);
    const wasHere = this.sockets.delete(key) || this.leaving.has(key);
    this.leaving.delete(key);
    if (wasHere) this.gone(key);
  }

  /** Another node says so. */
  heard({ here, ...person }: PersonHere): void {
    const key = keyOf(person);
    const wasHere = this.isHere(person.orgId, person.personId);
    if (here && (this.elsewhere.size < MOST_ELSEWHERE || this.elsewhere.has(key)))
      this.elsewhere.set(key, this.clock.now().getTime() + EXPIRE_MS);
    if (!here) {
      this.elsewhere.delete(key);
      // Gone there, and still here: that is said again, or the others would take it for gone.
      if (this.sockets.has(key)) this.send({ ...person, here: true });
    }
    const isHere = this.isHere(person.orgId, person.personId);
    if (isHere !== wasHere) this.onChange({ ...person, here: isHere });
  }

  /** Says again that these are here. */
  repeat(people: readonly Omit<PersonHere, 'here'>[]): void {
    for (const person of people) if (this.sockets.has(keyOf(person))) this.send({ ...person, here: true });
  }

  /** To be called every few seconds: whose time is over is gone. */
  sweep(): void {
    const now = this.clock.now().getTime();
    for (const [key, at] of this.leaving) {
      if (at > now) continue;
      this.leaving.delete(key);
      this.gone(key);
    }
    for (const [key, until] of this.elsewhere) {
      if (until > now) continue;
      this.elsewhere.delete(key);
      if (!this.sockets.has(key) && !this.leaving.has(key)) this.onChange({ ...personOf(key), here: false });
    }
  }

  private gone(key: string): void {
    this.send({ ...personOf(key), here: false });
    if (!this.elsewhere.has(key)) this.onChange({ ...personOf(key), here: false });
  }
}
