import { randomInt, randomUUID } from 'node:crypto';
import {
  createdSchema,
  documentSchema,
  imageResultSchema,
  invitationResultSchema,
  namedVersionSchema,
  securitySchema,
  teamMembersSchema,
} from '@maroquin/contracts';
import { PORTRAIT } from '@maroquin/testing';
import { z } from 'zod';
import { CollabClient } from '../../support/collab-client.js';
import { asService } from '../../support/as-service.js';
import { asSuperuser } from '../../support/embedded-sql.js';
import { type Credentials, HttpClient } from '../../support/http-client.js';
import { Maroquin } from '../../support/maroquin.js';
import { OfficeEditor } from '../../support/office/office-editor.js';
import {
  firstAdministrator,
  invite,
  PASSWORD,
  type Person,
  redeem,
  shown,
  signIn,
  tokenOf,
} from '../../support/people.js';
import { select } from '../../support/commented-document.js';
import { png } from '../../support/office/png.js';
import { until } from '../../support/until.js';
import { upload } from '../../support/uploads.js';
import * as Y from 'yjs';
import { GROUPS, type Persona } from './personas.js';
import type { Kind } from './table.js';
import { isVisitor, Visitors } from './visitors.js';

/** A word that only stands in what belongs to the owner: no answer to somebody without a right may carry it. */
export const SECRET = 'Confidentiel';

/** What a request is about. */
export interface Target {
  readonly kind: Kind;
  readonly id: string;
  /** Prose: a picture in it. */
  readonly imageId?: string;
}

const ROLES = [
  ['editor', 'editor'],
  ['commenter', 'commenter'],
  ['reader', 'reader'],
  ['guest', 'reader'],
] as const;

/** Two organisations on one real server, everybody of the matrix, and one real thing of each kind. */
export class World {
  readonly server: Maroquin;
  private readonly people = new Map<string, Person>();
  private readonly credentials = new Map<Persona, Credentials | null>();
  private readonly shared = new Map<Kind, Target>();
  private readonly comments = new Map<string, string>();
  private readonly circuits = new Map<string, string>();
  private spaceId = '';
  private placeId = '';
  private visitors: Visitors | null = null;

  private constructor(
    server: Maroquin,
    /** The double of an office editor, whose signed requests the server takes. */
    readonly editor: OfficeEditor,
  ) {
    this.server = server;
  }

  static async make(): Promise<World> {
    // One trusted hop: each cell may come from an address of its own, so that no limit of a network is met.
    const editor = await OfficeEditor.open();
    const env = { LOG_LEVEL: 'warn', TRUST_PROXY: '1', WOPI_DISCOVERY_URL: editor.discoveryUrl };
    const server = await Maroquin.start({ env });
    const world = new World(server, editor);
    try {
      await world.settle();
      return world;
    } catch (error) {
      await world.dispose();
      throw error;
    }
  }

  private async settle(): Promise<void> {
    const administrator = await firstAdministrator(this.server);
    this.people.set('administrator', administrator);
    for (const name of ['owner', 'editor', 'commenter', 'reader', 'stranger', 'revoked', 'helper', 'spare'])
      this.people.set(name, await this.join(administrator, name));
    await this.openOtherOrganisation();
    // So that each can open one more session. The administrator has one already.
    for (const [name, { http }] of this.people)
      if (name !== 'administrator') await http.act('PUT', '/me/password', { password: PASSWORD });
    await this.giveTokens();
    const gone = await this.join(administrator, 'gone');
    this.credentials.set('disabled', { token: await tokenOf(this.server, gone.email) });
    this.spaceId = (await this.makeSpace()).id;
    await this.owner.act('PUT', `/resources/${this.spaceId}/grants/${gone.id}`, { role: 'editor' });
    await administrator.http.act('POST', `/people/${gone.id}/disable`);
    this.placeId = await this.owner.create('/folders', { name: name(), parentId: this.spaceId });
    this.visitors = await Visitors.of(this.owner, this.placeId);
    for (const persona of GROUPS.visitors) this.credentials.set(persona, this.visitors.credentials(persona));
    for (const kind of [
      'folder',
      'prose',
      'text',
      'file',
      'channel',
      'unsent',
      'direct',
      'private',
      'restricted',
      'thread',
      'comment',
      'trashed',
      'upload',
      'team',
      'role',
      'session',
      'member',
      'review',
    ] as const)
      this.shared.set(kind, await this.make(kind));
    // The first message is the owner's, whoever else writes there meanwhile.
    for (const kind of ['channel', 'direct', 'private'] as const)
      await this.owner.act('POST', `/channels/${this.target(kind).id}/messages`, {
        ...{ clientId: randomUUID(), text: SECRET },
      });
    this.shared.set('prose', await this.withPicture(this.target('prose')));
    await this.comment(this.target('prose').id);
    await this.signByCircuit(this.target('prose').id);
    this.shared.set('space', { kind: 'space', id: this.spaceId });
    this.shared.set('person', { kind: 'person', id: this.person('owner').id });
    this.shared.set('none', { kind: 'none', id: randomUUID() });
    await this.signOutOnce();
  }

  private join(administrator: Person, name: string): Promise<Person> {
    const email = `${name}.${SECRET.toLowerCase()}@prefecture.example`;
    return invite(this.server, administrator, { name: `${SECRET} ${name}`, email });
  }

  /** With a photo. */
  private async makeMember(): Promise<string> {
    const { id, http } = await this.join(this.person('administrator'), `membre-${randomUUID()}`);
    await http.act('PUT', '/me/photo', { jpeg: PORTRAIT });
    return id;
  }

  /** The guest has its home there, and a seat here. */
  private async openOtherOrganisation(): Promise<void> {
    const made = await this.server.commandJson([
      ...['organisation', 'create', '--name', 'Mairie voisine'],
      ...['--admin-email', 'paul.voisin@mairie.example', '--admin-name', 'Paul Voisin'],
    ]);
    const { link } = z.object({ link: z.string() }).parse(made);
    const http = await redeem(this.server, link);
    const { person } = await http.me();
    const foreign = { ...person, http };
    const guest = await invite(this.server, foreign, { name: 'Inès Passante', email: 'ines@mairie.example' });
    this.people.set('foreign', foreign).set('guest', guest);
    const { organisation } = await this.person('owner').http.me();
    await asSuperuser(this.server.dataDir, async (client) => {
      await client.query(`insert into subject (org_id, id, kind) values ($1, $2, 'person')`, [
        organisation.id,
        guest.id,
      ]);
    });
    await asService(
      this.server,
      `insert into seat (org_id, account_id, kind, created_at) values ($1, $2, 'guest', now())`,
      [organisation.id, guest.id],
    );
  }

  private async giveTokens(): Promise<void> {
    const give = async (persona: Persona, of: string, scopes: string): Promise<void> => {
      const token = await tokenOf(this.server, this.person(of).email, scopes);
      this.credentials.set(persona, { token });
    };
    for (const scope of ['all', 'documents', 'files', 'messages', 'admin', 'scim'] as const)
      await give(`token-${scope}`, 'owner', scope);
    await give('admin-token-admin', 'administrator', 'admin');
    await give('admin-token-scim', 'administrator', 'scim');
    await give('foreign-token-scim', 'foreign', 'scim');
    await give('admin-token-content', 'administrator', 'documents,files,messages');
  }

  private async signOutOnce(): Promise<void> {
    const { credentials } = await this.freshClient('owner');
    await new HttpClient(this.server.url, credentials).act('POST', '/sign-out');
    this.credentials.set('signed-out', credentials);
    this.credentials.set('anonymous', null);
  }

  /** @throws {Error} for somebody who is none of the people */
  person(name: string): Person {
    const person = this.people.get(name);
    if (person === undefined) throw new Error(`nobody is ${name}`);
    return person;
  }

  get owner(): HttpClient {
    return this.person('owner').http;
  }

  client(persona: Persona): HttpClient {
    const known = this.credentials.get(persona);
    if (known !== undefined) return new HttpClient(this.server.url, known);
    return this.person(persona).http;
  }

  /** From now on somebody else is this persona. What the shared targets allow is theirs only if they were given it. */
  appoint(persona: Persona, who: Person | Credentials): void {
    if ('http' in who) this.people.set(persona, who);
    else this.credentials.set(persona, who);
  }

  /** Another thing of a kind for everybody to be asked about. */
  async renew(kind: Kind): Promise<void> {
    this.shared.set(kind, await this.make(kind));
  }

  /** The same persona with a session of its own, for requests that end it. */
  async freshClient(persona: Persona): Promise<HttpClient> {
    if (isVisitor(persona) && this.visitors !== null)
      return new HttpClient(this.server.url, this.visitors.spend(persona));
    if (this.credentials.has(persona)) return this.client(persona);
    return signIn(this.server, this.person(persona).email, PASSWORD, World.anyAddress());
  }

  /** The same, and from now on that is where the persona is: for requests that end its other sessions. */
  async moveToFreshSession(persona: Persona): Promise<HttpClient> {
    const http = await this.freshClient(persona);
    const person = this.people.get(persona);
    if (person !== undefined) this.people.set(persona, { ...person, http });
    return http;
  }

  /** A one-use link of somebody new: only that of an account that nobody has used is shown to one person alone. */
  async signInLink(): Promise<string> {
    const who = { name: name(), email: `nouveau.${randomUUID()}@prefecture.example` };
    const made = await this.person('administrator').http.json(
      invitationResultSchema,
      ...(['POST', '/invitations', who] as const),
    );
    return shown(made.link);
  }

  /** As many addresses as one likes (RFC 2544 keeps these for tests). */
  static anyAddress(): Record<string, string> {
    return { 'x-forwarded-for': `198.18.${String(randomInt(256))}.${String(randomInt(256))}` };
  }

  /** The folder that they lie in, all but the space. */
  get place(): string {
    return this.placeId;
  }

  /** The one that everybody is asked about. */
  target(kind: Kind): Target {
    const target = this.shared.get(kind);
    if (target === undefined) throw new Error(`there is no ${kind}`);
    return target;
  }

  private async makeThread(): Promise<string> {
    const { id } = await this.made('channel', '/channels', { name: name() });
    await this.owner.act('POST', `/channels/${id}/messages`, { clientId: randomUUID(), text: name() });
    return (await this.owner.json(createdSchema, 'POST', `/channels/${id}/messages/1/thread`)).id;
  }

  /** One more of a kind, with the same rights, for acts that change it. */
  async make(kind: Kind): Promise<Target> {
    switch (kind) {
      case 'space':
        return this.makeSpace();
      case 'folder':
        return this.made(kind, '/folders', { name: name() });
      case 'channel':
        return this.made(kind, '/channels', { name: name() });
      case 'direct':
        return { kind, id: await this.makeDirect() };
      case 'private':
        return this.made(kind, '/channels', { name: name(), private: true });
      case 'restricted': {
        const { id } = await this.made('folder', '/folders', { name: name() });
        await this.owner.act('PUT', `/resources/${id}/restriction`, { restricted: true });
        return { kind, id };
      }
      case 'thread':
        return { kind, id: await this.makeThread() };
      case 'comment':
        return { kind, id: await this.comment((await this.makeDocument('prose')).id) };
      case 'prose':
      case 'text':
        return this.makeDocument(kind);
      case 'trashed': {
        const { id } = await this.made('prose', '/documents', { title: name() });
        await this.owner.act('POST', `/resources/${id}/trash`);
        return { kind, id };
      }
      case 'file': {
        const file = { filename: `${name()}.txt`, parentId: this.placeId };
        return { kind, id: await upload(this.owner, Buffer.from(SECRET), file) };
      }
      case 'unsent': {
        const file = { filename: `${name()}.txt`, parentId: this.target('channel').id };
        return { kind, id: await upload(this.owner, Buffer.from(SECRET), file) };
      }
      case 'upload':
        return { kind, id: await this.beginUpload() };
      case 'team':
        return { kind, id: await this.person('administrator').http.create('/teams', { name: name() }) };
      case 'role':
        return { kind, id: await this.person('administrator').http.create('/roles', customRole()) };
      case 'member':
        return { kind, id: await this.makeMember() };
      case 'session':
        return { kind, id: await this.openSession() };
      case 'review':
        return { kind, id: await this.openReview() };
      case 'person':
      case 'none':
        return this.target(kind);
    }
  }

  private async made(kind: Kind, path: string, body: object): Promise<Target> {
    return { kind, id: await this.owner.create(path, { ...body, parentId: this.placeId }) };
  }

  /** The others see it once something was written. */
  private async makeDirect(): Promise<string> {
    const personIds = ['editor', 'commenter'].map((who) => this.person(who).id);
    const id = await this.owner.create('/conversations', { personIds, name: name() });
    await this.owner.act('POST', `/channels/${id}/messages`, { clientId: randomUUID(), text: SECRET });
    return id;
  }

  private async makeSpace(): Promise<Target> {
    const id = await this.owner.create('/spaces', { name: name() });
    for (const [who, role] of ROLES)
      await this.owner.act('PUT', `/resources/${id}/grants/${this.person(who).id}`, { role });
    const revoked = `/resources/${id}/grants/${this.person('revoked').id}`;
    await this.owner.act('PUT', revoked, { role: 'editor' });
    // It has been there: whatever a node keeps in memory, it must forget.
    await this.person('revoked').http.call('GET', `/api/v1/resources/${id}`);
    await this.owner.act('DELETE', revoked);
    return { kind: 'space', id };
  }

  /** With a first version. */
  private async makeDocument(kind: 'prose' | 'text'): Promise<Target> {
    const { id } = await this.made(kind, '/documents', { title: name(), kind });
    const client = new CollabClient(this.owner, id);
    await until(() => client.synced, 'the document is open');
    await client.edit((doc) => write(doc, kind));
    client.close();
    return { kind, id };
  }

  /** Only in the one that everybody is asked about: somebody's pictures are counted. */
  private async withPicture({ kind, id }: Target): Promise<Target> {
    const picture = { name: 'a.png', type: 'image/png', bytes: png(2, 2, [1, 2, 3]) };
    const image = await this.owner.sendFile(imageResultSchema, `/documents/${id}/images`, picture);
    return { kind, id, imageId: image.id };
  }

  private async beginUpload(): Promise<string> {
    const answer = await this.owner.call('POST', '/uploads/', {
      headers: {
        'tus-resumable': '1.0.0',
        'upload-length': '3',
        'upload-metadata': `filename ${base64(`${name()}.txt`)},parentId ${base64(this.placeId)}`,
      },
    });
    return answer.headers.get('location')?.split('/').at(-1) ?? '';
  }

  /** Of the space in which everything lies; the owner is one of its reviewers. */
  private openReview(): Promise<string> {
    const reviewers = ['owner', 'helper'].map((who) => this.person(who).id);
    return this.owner.create('/access-reviews', { ...reviewOf(this.spaceId, reviewers), name: name() });
  }

  /** One more browser of the owner. */
  private async openSession(): Promise<string> {
    const { sessions } = await (await this.freshClient('owner')).get(securitySchema, '/me/security');
    return sessions.find(({ current }) => current)?.id ?? '';
  }

  /** The owner's comment on the first words of a document; made where there is none yet. */
  async comment(documentId: string): Promise<string> {
    const known = this.comments.get(documentId);
    if (known !== undefined) return known;
    const client = new CollabClient(this.owner, documentId);
    await until(() => client.synced, 'the document is open');
    const body = { ...select(client.doc, 0, SECRET), text: SECRET };
    client.close();
    const id = await this.owner.create(`/documents/${documentId}/comments`, body);
    this.comments.set(documentId, id);
    return id;
  }

  /** The owner begins a circuit and the editor signs: the document is approved as it is. */
  private async signByCircuit(documentId: string): Promise<void> {
    const path = `/documents/${documentId}/circuits`;
    const steps = [{ kind: 'signature', people: [this.person('editor').id] }];
    const { seq } = await this.owner.get(documentSchema, `/documents/${documentId}`);
    const id = await this.owner.create(path, { steps, seq, word: SECRET });
    await this.person('editor').http.act('POST', `${path}/${id}/acts`, { act: 'approve' });
    this.circuits.set(documentId, id);
  }

  circuitOn(documentId: string): string {
    return this.circuits.get(documentId) ?? randomUUID();
  }

  commentOn(documentId: string): string {
    return this.comments.get(documentId) ?? randomUUID();
  }

  /** The version of a document that has just been given a name. */
  async nameVersion(id: string): Promise<number> {
    const made = await this.owner.json(namedVersionSchema, 'POST', `/documents/${id}/versions`, {
      name: name(),
    });
    return made.seq;
  }

  /** What the shared things are like to their owner: who may not change them leaves this as it was. */
  async digest(): Promise<string> {
    const parts: string[] = [];
    for (const [kind, { id }] of this.shared) {
      if (kind === 'direct') {
        const path = `/api/v1/conversations/${id}/participants`;
        parts.push(await (await this.owner.call('GET', path)).text());
        continue;
      }
      if (
        [
          'thread',
          'comment',
          'upload',
          'person',
          'member',
          'team',
          'role',
          'session',
          'review',
          'none',
        ].includes(kind)
      )
        continue;
      const place = z
        .object({
          resource: z.object({
            ...{ name: z.string(), version: z.number(), parentId: z.string().nullable() },
            trashedAt: z.string().nullable(),
          }),
        })
        .parse(await (await this.owner.call('GET', `/api/v1/resources/${id}`)).json());
      const access =
        kind === 'trashed'
          ? ''
          : await (await this.owner.call('GET', `/api/v1/resources/${id}/access`)).text();
      const text = kind === 'prose' || kind === 'text' ? await this.owner.text(id) : '';
      parts.push(JSON.stringify([kind, place, access, text.length > 0]));
    }
    const { items } = await this.person('administrator').http.get(
      teamMembersSchema,
      `/teams/${this.target('team').id}/members`,
    );
    return [...parts, JSON.stringify(items)].join('\n');
  }

  async dispose(): Promise<void> {
    await this.server.dispose();
    this.editor.close();
  }
}

/** A campaign that changes nothing by itself. */
export const reviewOf = (spaceId: string, reviewerIds: readonly string[]): object => ({
  ...{ spaceId, reviewerIds, rule: 'keep' },
  endsAt: new Date(Date.now() + 86_400_000).toISOString(),
});

let made = 0;
/** Unlike every other name, and marked. */
export const name = (): string => `${SECRET} ${String((made += 1))}`;
export const base64 = (text: string): string => Buffer.from(text).toString('base64');

/** A paragraph or a line at the start. */
export function write(doc: Y.Doc, kind: 'prose' | 'text'): void {
  if (kind === 'text') {
    doc.getText('text').insert(0, `${SECRET}\n`);
    return;
  }
  const paragraph = new Y.XmlElement('paragraph');
  paragraph.insert(0, [new Y.XmlText(SECRET)]);
  doc.getXmlFragment('prose').insert(0, [paragraph]);
}
/** One that says nothing but its name. */
export const customRole = (): object => ({ name: name(), base: 'reader', acts: ['resource.trash'] });
