import { randomInt, randomUUID } from 'node:crypto';
import { invitationResultSchema } from '@maroquin/contracts';
import type { Cluster } from '../../support/cluster.js';
import { type Credentials, HttpClient } from '../../support/http-client.js';
import type { Maroquin } from '../../support/maroquin.js';
import { firstAdministrator, PASSWORD, type Person, shown } from '../../support/people.js';
import { Commits } from './commits.js';

const CONNECTIONS = 4;

/** Two nodes on one database, and an administrator of the organisation. */
interface Stage {
  readonly cluster: Cluster;
  readonly administrator: Person;
}

export interface Closable {
  close(): Promise<void>;
}

export async function openGround(cluster: Cluster): Promise<() => Promise<Ground>> {
  const stage = { cluster, administrator: await firstAdministrator(cluster.last) };
  return () => Ground.open(stage);
}

/** RFC 2544 keeps these addresses for tests: no limit of one network is met. */
const somewhere = (): string =>
  `198.${String(18 + randomInt(2))}.${String(randomInt(256))}.${String(randomInt(256))}`;

/** A browser in a network of its own. */
class Browser extends HttpClient {
  constructor(
    url: string,
    credentials: Credentials | null,
    private readonly address = somewhere(),
  ) {
    super(url, credentials);
  }

  override get headers(): Record<string, string> {
    return { ...super.headers, 'x-forwarded-for': this.address };
  }
}

const cookieOf = (answer: Response): string =>
  /^[^;]+/.exec(answer.headers.get('set-cookie') ?? '')?.[0] ?? '';

/** People and places of one lane of rounds: nobody else works there. */
export class Ground {
  private readonly withPassword = new Set<string>();

  private constructor(
    private readonly stage: Stage,
    readonly commits: Commits,
  ) {}

  readonly people = new Map<string, Person>();
  space = '';
  team = '';

  static async open(stage: Stage): Promise<Ground> {
    const ground = new Ground(stage, await Commits.open(stage.cluster.superuser));
    for (const who of ['owner', 'manager', 'friend', 'leaver'])
      ground.people.set(who, await ground.invite(who, false));
    for (const who of ['chief', 'rival']) ground.people.set(who, await ground.invite(who, true));
    ground.space = await ground.owner.http.create('/spaces', { name: `Espace ${randomUUID()}` });
    ground.team = await ground.administrator.http.create('/teams', { name: `Équipe ${randomUUID()}` });
    return ground;
  }

  /** Where commands are run. */
  get server(): Maroquin {
    return this.stage.cluster.last;
  }
  /** Of the whole organisation, shared by all grounds: never closed. */
  get administrator(): Person {
    return this.stage.administrator;
  }
  get owner(): Person {
    return this.person('owner');
  }
  get manager(): Person {
    return this.person('manager');
  }
  get friend(): Person {
    return this.person('friend');
  }
  /** Who comes and goes: `signIn` gives a session of it. */
  get leaver(): Person {
    return this.person('leaver');
  }
  /** An administrator that may be closed, and another. */
  get chief(): Person {
    return this.person('chief');
  }
  get rival(): Person {
    return this.person('rival');
  }

  private person(who: string): Person {
    const person = this.people.get(who);
    if (person === undefined) throw new Error(`nobody is ${who}`);
    return person;
  }

  /** The same person on four connections, of both nodes. */
  connections(http: Pick<HttpClient, 'credentials'>): HttpClient[] {
    return Array.from({ length: CONNECTIONS }, (_, index) => this.on(index, http));
  }

  /** The same person at this node. */
  on(node: number, { credentials }: Pick<HttpClient, 'credentials'>): HttpClient {
    return new Browser(this.url(node), credentials);
  }

  private url(index: number): string {
    const { nodes } = this.stage.cluster;
    return (nodes[index % nodes.length] ?? nodes[0]).url;
  }

  /** An invitation as an administrator makes it. */
  async invitation(
    by: HttpClient,
    wanted: { name: string; email: string; admin?: boolean },
  ): Promise<string> {
    return shown((await by.json(invitationResultSchema, 'POST', '/invitations', wanted)).link);
  }

  private async invite(who: string, admin: boolean): Promise<Person> {
    const [name, email] = [`${who} ${randomUUID()}`, `${randomUUID()}@prefecture.example`];
    const http = await this.redeem(
      await this.invitation(this.administrator.http, { name, email, ...(admin ? { admin } : {}) }),
    );
    return { id: (await http.me()).person.id, name, email, http };
  }

  redeem(link: string, node = 0): Promise<HttpClient> {
    return this.enter('/api/v1/sign-in/link', { token: new URL(link).hash.slice(1) }, node);
  }

  visit(link: string): Promise<HttpClient> {
    return this.enter('/api/v1/visits', { token: new URL(link).hash.slice(1) });
  }

  /** One session more of a person whose first one is open, or who signed in so before. */
  async signIn({ id, email, http }: Person): Promise<HttpClient> {
    if (!this.withPassword.has(id)) await http.act('PUT', '/me/password', { password: PASSWORD });
    this.withPassword.add(id);
    return this.byPassword(email, PASSWORD);
  }

  byPassword(email: string, password: string, node = 0): Promise<HttpClient> {
    return this.enter('/api/v1/sign-in/password', { email, password }, node);
  }

  private async enter(path: string, body: object, node = 0): Promise<HttpClient> {
    const url = this.url(node);
    const answer = await new Browser(url, null).call('POST', path, { body });
    return new Browser(url, { cookie: cookieOf(answer) });
  }

  close(): Promise<void> {
    return this.commits.close();
  }
}
