import { randomInt, randomUUID } from 'node:crypto';
import { AccountsCommandService } from '@maroquin/identity';
import { createdLinkSchema } from '@maroquin/contracts';
import type { Scene } from '../../security/matrix/request-plans.js';
import type { Persona } from '../../security/matrix/personas.js';
import type { Kind } from '../../security/matrix/table.js';
import { World } from '../../security/matrix/world.js';
import { asSuperuser } from '../../support/embedded-sql.js';
import { type Credentials, HttpClient } from '../../support/http-client.js';
import { PASSWORD, type Person } from '../../support/people.js';
import { type OpenSuite, openSuite } from '../../support/suite.js';
import { upload } from '../../support/uploads.js';
import { type Heavy, makeHeavy, type Weight } from './heavy.js';
import type { Colleague } from './others.js';
import type { AttackRow } from './rows.js';

/** Who manages the space has no part in them: whoever made them has. */
const OWN: ReadonlySet<Kind> = new Set<Kind>([
  'upload',
  'session',
  'review',
  'direct',
  'private',
  'restricted',
]);

/** Somebody nobody has met: no budget is used up, of a person, a link or a network. */
export interface FreshAttacker {
  readonly scene: Scene;
  readonly client: HttpClient;
  readonly address: string;
}

/** The world of the matrix of rights, an attacker of its own for each row, and others who work. */
export class Site {
  private visitorLinkId: string | null = null;

  private constructor(
    readonly world: World,
    private open: OpenSuite,
    /** Manages the space in which everything lies, and attacks nobody. */
    private readonly founder: HttpClient,
    private readonly orgId: string,
    readonly heavy: Heavy,
  ) {}

  static async make(weight: Weight): Promise<Site> {
    const world = await World.make();
    try {
      const founder = world.owner;
      const { organisation } = await founder.me();
      const open = await openSuite(world.server);
      const heavy = await makeHeavy(
        {
          suite: open.suite,
          owner: founder,
          placeId: world.place,
          administrator: world.person('administrator').http,
        },
        weight,
      );
      // Of a database that filled over months PostgreSQL knows what it holds; of one that filled this minute it will.
      await asSuperuser(world.server.dataDir, (client) => client.query('analyze'));
      return new Site(world, open, founder, organisation.id, heavy);
    } catch (error) {
      await world.dispose();
      throw error;
    }
  }

  async dispose(): Promise<void> {
    await this.open.close();
    await this.world.dispose();
  }

  /** After the server ended: its database is elsewhere then. */
  async restart(): Promise<void> {
    await this.open.close().catch(() => undefined);
    await this.world.server.start();
    this.open = await openSuite(this.world.server);
  }

  /** One of the organisation that is attacked from, and one of another. */
  async colleagues(): Promise<Colleague[]> {
    const near = await this.newPerson({});
    return [
      await workplaceOf('colleague', near.http),
      await workplaceOf('foreigner', this.world.person('foreign').http),
    ];
  }

  async attackerFor({ persona, matrix }: AttackRow): Promise<FreshAttacker> {
    const address = anyAddress();
    await this.appoint(persona, address);
    if (matrix.kind === 'review') await this.closeReviews();
    // These are somebody's own.
    if (persona === 'owner' && OWN.has(matrix.kind)) await this.world.renew(matrix.kind);
    const scene: Scene = { world: this.world, persona, target: this.world.target(matrix.kind) };
    return { scene, client: this.world.client(persona), address };
  }

  private async appoint(persona: Persona, address: string): Promise<void> {
    const { world } = this;
    const accounts = this.open.suite.get(AccountsCommandService);
    switch (persona) {
      case 'owner': {
        const owner = await this.newPerson({});
        await this.founder.act('PUT', `/resources/${world.target('space').id}/grants/${owner.id}`, {
          role: 'manager',
        });
        world.appoint(persona, owner);
        return;
      }
      case 'administrator':
        world.appoint(persona, await this.newPerson({ admin: true }));
        return;
      case 'stranger':
        world.appoint(persona, await this.newPerson({}));
        return;
      case 'admin-token-scim': {
        const { id } = await this.newPerson({ admin: true });
        world.appoint(persona, await accounts.createToken({ user: id, scopes: ['scim'], days: null }));
        return;
      }
      case 'visitor-editor':
        world.appoint(persona, await this.visit(address));
        return;
      default:
    }
  }

  /** A row before this one may have opened as many as there may be. */
  private async closeReviews(): Promise<void> {
    await asSuperuser(this.world.server.dataDir, (client) =>
      client.query('update access_review set closed_at = now() where closed_at is null'),
    );
  }

  private async newPerson({ admin = false }: { admin?: boolean }): Promise<Person> {
    const accounts = this.open.suite.get(AccountsCommandService);
    const email = `voisin.${randomUUID()}@prefecture.example`;
    const { id, link } = await accounts.createUser({ email, name: 'Voisin', admin, org: this.orgId });
    const body = { token: new URL(link).hash.slice(1) };
    const http = await this.enter('/api/v1/sign-in/link', body, anyAddress());
    // For requests that end a session, and are made from one of their own.
    await http.act('PUT', '/me/password', { password: PASSWORD });
    return { id, name: 'Voisin', email, http };
  }

  private async visit(address: string): Promise<Credentials> {
    const links = `/resources/${this.world.place}/links`;
    // A place has only so many: the one before goes with its visitor.
    if (this.visitorLinkId !== null) await this.founder.act('DELETE', `${links}/${this.visitorLinkId}`);
    const { id, link } = await this.founder.json(createdLinkSchema, 'POST', links, {
      name: randomUUID(),
      role: 'editor',
    });
    this.visitorLinkId = id;
    const { credentials } = await this.enter(
      '/api/v1/visits',
      { token: new URL(link).hash.slice(1) },
      address,
    );
    return credentials ?? { cookie: '' };
  }

  private async enter(path: string, body: object, address: string): Promise<HttpClient> {
    const { url } = this.world.server;
    const answer = await new HttpClient(url, null).call('POST', path, {
      body,
      headers: { 'x-forwarded-for': address },
    });
    return new HttpClient(url, { cookie: answer.headers.get('set-cookie')?.split(';')[0] ?? '' });
  }
}

async function workplaceOf(name: string, http: HttpClient): Promise<Colleague> {
  const spaceId = await http.create('/spaces', { name: `Travail ${randomUUID()}` });
  const folderId = await http.create('/folders', { name: 'Dépôt', parentId: spaceId });
  const fileId = await upload(http, Buffer.alloc(8_000, 'travail '), {
    filename: 'note.txt',
    parentId: spaceId,
  });
  const { credentials } = http;
  return {
    name,
    folderId,
    fileId,
    headers: { ...http.headers, 'x-forwarded-for': anyAddress() },
    cookie: credentials !== null && 'cookie' in credentials ? credentials.cookie : '',
    documentId: await http.create('/documents', { title: 'Note', kind: 'text', parentId: spaceId }),
    channelId: await http.create('/channels', { name: 'Discussion', parentId: spaceId }),
  };
}

/** RFC 2544 keeps these for tests. */
const anyAddress = (): string => `198.18.${String(randomInt(256))}.${String(randomInt(256))}`;
