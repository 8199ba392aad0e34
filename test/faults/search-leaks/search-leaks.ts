import { invitationResultSchema, type SearchResults, searchResultsSchema } from '@maroquin/contracts';
import { type Machine, machine } from '../../../bench/machine.js';
import { HttpClient, Refused } from '../../support/http-client.js';
import { Maroquin } from '../../support/maroquin.js';
import { firstAdministrator, type Person, shown } from '../../support/people.js';
import { pause } from '../../support/until.js';
import type { Random } from '../random.js';
import { RightsHistory } from './rights-history.js';
import { COMMON, HITS, makeRooms, type Room } from './rooms.js';

export interface LeakPlan {
  readonly people: number;
  readonly rooms: number;
  readonly seconds: number;
  readonly random: Random;
  readonly say: (line: string) => void;
}

export interface LeakReport {
  readonly nemesis: 'search-leaks';
  readonly people: number;
  readonly rooms: number;
  readonly machine: Machine;
  readonly searches: number;
  readonly changes: number;
  /** Answers that showed something, or proposed a word, of a room that the person may read. */
  readonly found: number;
  readonly proposed: number;
  /** Searches that the server had no room for. */
  readonly refused: number;
  /** Of what was not theirs: hits, counts, proposals, extracts. */
  readonly leaks: readonly string[];
  /** Of what had been theirs for seconds and was not found. */
  readonly missed: readonly string[];
}

const SESSION = /__Host-maroquin=[A-Za-z0-9_-]{43}/;
/** Between two searches of one person, times the number of people, ms: the machine has a second for them all. */
const PAUSE_EACH_MS = 12;
const MOST_NOTES = 20;

/** People search all the time while rights come and go at random; no answer may tell of what is not theirs. */
export async function searchLeaks(plan: LeakPlan): Promise<LeakReport> {
  const described = machine();
  // One trusted hop: each comes in from an address of its own.
  const server = await Maroquin.start({ env: { LOG_LEVEL: 'warn', TRUST_PROXY: '1' } });
  try {
    const owner = await firstAdministrator(server);
    const rooms = await makeRooms(owner, plan.rooms);
    const crowd = new Crowd(owner, rooms, plan);
    await crowd.invite(server);
    plan.say(`${String(plan.people)} people, ${String(rooms.length)} rooms`);
    await crowd.run();
    const { people, rooms: count } = plan;
    return { nemesis: 'search-leaks', people, rooms: count, machine: described, ...crowd.counts };
  } finally {
    await server.dispose();
  }
}

export const leaksNothing = ({ leaks, missed, found, proposed, changes }: LeakReport): boolean =>
  leaks.length + missed.length === 0 && found > 0 && proposed > 0 && changes > 0;

class Crowd {
  readonly counts = {
    ...{ searches: 0, changes: 0, found: 0, proposed: 0, refused: 0 },
    ...{ leaks: [] as string[], missed: [] as string[] },
  };
  private readonly people: { readonly id: string; readonly http: HttpClient }[] = [];
  private readonly history = new RightsHistory();
  private readonly random: Random;
  private isOver = false;

  constructor(
    private readonly owner: Person,
    private readonly rooms: readonly Room[],
    private readonly plan: LeakPlan,
  ) {
    this.random = plan.random.fork();
  }

  async invite(server: Maroquin): Promise<void> {
    for (let at = 0; at < this.plan.people; at += 1) {
      const who = { name: `Agent ${String(at)}`, email: `agent${String(at)}@prefecture.example` };
      const { link } = await this.owner.http.json(invitationResultSchema, 'POST', '/invitations', who);
      const http = await enter(server, new URL(shown(link)).hash.slice(1), at);
      this.people.push({ id: (await http.me()).person.id, http });
    }
  }

  async run(): Promise<void> {
    const work = [this.changeRights(), ...this.people.map((_, person) => this.searchOn(person))];
    await pause(1_000 * this.plan.seconds);
    this.isOver = true;
    await Promise.all(work);
  }

  private async changeRights(): Promise<void> {
    const random = this.plan.random.fork();
    while (!this.isOver) {
      const [person, room] = [
        random.between(0, this.people.length - 1),
        random.between(0, this.rooms.length - 1),
      ];
      const path = `/resources/${this.rooms[room]?.spaceId ?? ''}/grants/${this.people[person]?.id ?? ''}`;
      await this.history.change(person, room, (give) =>
        give ? this.owner.http.act('PUT', path, { role: 'reader' }) : this.owner.http.act('DELETE', path),
      );
      this.counts.changes += 1;
      await pause(random.between(0, 20));
    }
  }

  private async searchOn(person: number): Promise<void> {
    const random = this.random.fork();
    while (!this.isOver) {
      await this.searchOnce(person, random);
      await pause(random.between(0, 2 * PAUSE_EACH_MS * this.people.length));
    }
  }

  private async searchOnce(person: number, random: Random): Promise<void> {
    const at = random.between(0, this.rooms.length - 1);
    const room = this.rooms[at];
    const http = this.people[person]?.http;
    if (room === undefined || http === undefined) return;
    const q = random.pick([room.word, room.mistyped, COMMON, `${COMMON} ${room.mistyped}`, 'note']) ?? '';
    const limit = random.pick([1, 20, 50]) ?? 20;
    const from = performance.now();
    const answer = await http
      .json(searchResultsSchema, 'POST', '/search', { q, limit })
      .catch((error: unknown) => {
        if (!(error instanceof Refused && [429, 503].includes(error.status))) throw error;
        this.counts.refused += 1;
        return null;
      });
    if (answer === null) return;
    this.counts.searches += 1;
    this.judge(person, { q, answer, from, to: performance.now() });
    if (q === room.word && limit > HITS)
      this.mustFind(person, at, { q, answer, from, to: performance.now() });
  }

  private judge(person: number, { q, answer, from, to }: Answered): void {
    const text = plain(JSON.stringify(answer));
    let isAnyOpen = false;
    for (const [at, { signs, word }] of this.rooms.entries()) {
      const may = this.history.may(person, at, from, to);
      isAnyOpen ||= may;
      if (!signs.some((sign) => text.includes(sign))) continue;
      if (!may) this.note(this.counts.leaks, `agent ${String(person)} asked ${q}: ${text.slice(0, 500)}`);
      else if (plain(answer.suggestions.join(' ')).includes(word)) this.counts.proposed += 1;
      else this.counts.found += 1;
    }
    // A page that others follow, and nothing that is theirs: somebody else's was counted.
    if (!isAnyOpen && (answer.next !== null || answer.items.length + answer.suggestions.length > 0))
      this.note(
        this.counts.leaks,
        `agent ${String(person)} has nothing and asked ${q}: ${text.slice(0, 500)}`,
      );
  }

  private mustFind(person: number, room: number, { q, answer, from, to }: Answered): void {
    if (this.history.must(person, room, from, to) && answer.items.length !== HITS)
      this.note(
        this.counts.missed,
        `agent ${String(person)} asked ${q}: ${String(answer.items.length)} hits`,
      );
  }

  private note(list: string[], what: string): void {
    this.plan.say(what);
    if (list.length < MOST_NOTES) list.push(what);
  }
}

interface Answered {
  readonly q: string;
  readonly answer: SearchResults;
  readonly from: number;
  readonly to: number;
}

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

async function enter(server: Maroquin, token: string, number: number): Promise<HttpClient> {
  const answer = await new HttpClient(server.url, null).call('POST', '/api/v1/sign-in/link', {
    body: { token },
    headers: { 'x-forwarded-for': `198.18.${String(number >> 8)}.${String(number & 255)}` },
  });
  const cookie = SESSION.exec(answer.headers.get('set-cookie') ?? '')?.[0];
  if (cookie === undefined) throw new Error('signing in set no session cookie');
  return new HttpClient(server.url, { cookie });
}
