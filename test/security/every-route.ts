import { randomUUID } from 'node:crypto';
import * as Y from 'yjs';
import { Awareness } from 'y-protocols/awareness';
import {
  comparisonSchema,
  createdLinkSchema,
  createdSchema,
  imageResultSchema,
  exportFormats,
  importResultSchema,
  namedVersionSchema,
  notificationsSchema,
  restoredSchema,
} from '@maroquin/contracts';
import { ChatClient } from '../support/chat-client.js';
import { CollabClient } from '../support/collab-client.js';
import { changeComment, commentsOf, select, writeParagraphs } from '../support/commented-document.js';
import { docx, DOCX_TYPE } from '../support/office/docx.js';
import { HttpClient } from '../support/http-client.js';
import type { Maroquin } from '../support/maroquin.js';
import { firstAdministrator, invite, PASSWORD, type Person, tokenOf } from '../support/people.js';
import { png } from '../support/office/png.js';
import { stockProvider } from '../support/stock-provider.js';
import { until } from '../support/until.js';
import { upload } from '../support/uploads.js';
import type { MarkedWords } from './marked-words.js';

interface Visit {
  readonly server: Maroquin;
  readonly words: MarkedWords;
  readonly admin: Person;
  readonly spaceId: string;
}

const times = async (count: number, work: () => Promise<unknown>): Promise<void> => {
  for (let turn = 0; turn < count; turn += 1) await work();
};

/** Sends marked words through every route there is: what people write, and what they get wrong. */
export async function sendMarkedWords(server: Maroquin, words: MarkedWords): Promise<void> {
  const admin = await firstAdministrator(server, {
    organisation: `Préfecture ${words.next()}`,
    name: `Claire ${words.next()}`,
    email: `${words.nextAscii()}@prefecture.example`,
  });
  const spaceId = await admin.http.create('/spaces', { name: `Espace ${words.next()}` });
  const visit = { server, words, admin, spaceId };
  await people(visit);
  await provisioning(visit);
  await places(visit);
  await outside(visit);
  await prose(visit);
  await notes(visit);
  await imports(visit);
  await messages(visit);
  await comments(visit);
  await files(visit);
  await searches(visit);
  await mistakes(visit);
}

async function people({ server, words, admin, spaceId }: Visit): Promise<void> {
  await times(6, async () => {
    const person = await invite(server, admin, {
      name: `Agent ${words.next()}`,
      email: `${words.nextAscii()}@prefecture.example`,
    });
    await admin.http.act('PUT', `/resources/${spaceId}/grants/${person.id}`, { role: 'editor' });
    await person.http.json(
      createdSchema.partial(),
      'PATCH',
      '/me',
      { name: `Agente ${words.next()}`, jobTitle: words.next(), department: words.next() },
      { 'if-match': '"1"' },
    );
  });
  await server.commandJson([
    ...['user', 'create', '--name', `Agent ${words.next()}`],
    ...['--email', `${words.nextAscii()}@prefecture.example`],
  ]);
  await times(4, () => admin.http.create('/teams', { name: `Équipe ${words.next()}` }));
}

/** A provisioning client: RFC 7644. */
async function provisioning({ server, words, admin }: Visit): Promise<void> {
  const client = new HttpClient(server.url, { token: await tokenOf(server, admin.email, 'scim') });
  const ask = async (method: string, path: string, body: object): Promise<string> => {
    const answer = await client.call(method, `/scim/v2${path}`, { body });
    const text = await answer.text();
    return text === '' ? '' : createdSchema.loose().parse(JSON.parse(text)).id;
  };
  const urn = (name: string): string => `urn:ietf:params:scim:${name}`;
  await times(4, async () => {
    const id = await ask('POST', '/Users', {
      schemas: [urn('schemas:core:2.0:User')],
      userName: words.next(),
      externalId: words.next(),
      displayName: `Agent ${words.next()}`,
      name: { familyName: words.next() },
      emails: [{ value: `${words.nextAscii()}@prefecture.example`, primary: true }],
      title: words.next(),
    });
    await ask('PATCH', `/Users/${id}`, {
      schemas: [urn('api:messages:2.0:PatchOp')],
      Operations: [
        { op: 'replace', path: 'displayName', value: `Agente ${words.next()}` },
        {
          op: 'replace',
          path: `emails[value eq "${words.nextAscii()}" or primary eq true].display`,
          value: words.next(),
        },
      ],
    });
    await ask('POST', '/Groups', {
      schemas: [urn('schemas:core:2.0:Group')],
      displayName: `Groupe ${words.next()}`,
      externalId: words.next(),
      members: [{ value: id }],
    });
    const filter = encodeURIComponent(`displayName eq "${words.next()}"`);
    await (await client.call('GET', `/scim/v2/Users?filter=${filter}`)).text();
  });
  await refused(() =>
    client.call('POST', '/scim/v2/Users', { body: { userName: words.next(), active: words.next() } }),
  );
  await refused(() => client.call('GET', `/scim/v2/Users/${encodeURIComponent(words.next())}`));
}

async function places({ words, admin: { http }, spaceId }: Visit): Promise<void> {
  await times(8, async () => {
    const id = await http.create('/folders', { name: `Dossier ${words.next()}`, parentId: spaceId });
    const { headers } = await http.call('GET', `/api/v1/resources/${id}`);
    await http.json(
      createdSchema,
      'PATCH',
      `/resources/${id}`,
      { name: `Nouveau ${words.next()}` },
      { 'if-match': headers.get('etag') ?? '' },
    );
    await http.act('POST', `/resources/${id}/trash`);
  });
}

/** Links, guests and visitors: names that people give them, and passwords. */
async function outside({ server, words, admin: { http }, spaceId }: Visit): Promise<void> {
  await times(4, async () => {
    const id = await http.create('/folders', { name: `Dossier ${words.next()}`, parentId: spaceId });
    const password = `secret ${words.next()}`;
    const { link } = await http.json(createdLinkSchema, 'POST', `/resources/${id}/links`, {
      ...{ name: `Lien ${words.next()}`, role: 'editor', password },
    });
    const token = new URL(link).hash.slice(1);
    const visitor = new HttpClient(server.url, null);
    await visitor.act('POST', '/visits', { token, password, name: `Visiteuse ${words.next()}` });
    await http.act('POST', `/spaces/${spaceId}/guests`, {
      ...{ name: `Invitée ${words.next()}`, email: `${words.nextAscii()}@mairie.example`, role: 'reader' },
    });
  });
}

async function prose({ server, words, admin, spaceId }: Visit): Promise<void> {
  const { http } = admin;
  await times(6, () => http.create('/documents', { title: `Note ${words.next()}`, parentId: spaceId }));
  const id = await http.create('/documents', { title: `Note ${words.next()}`, parentId: spaceId });
  const image = await http.sendFile(imageResultSchema, `/documents/${id}/images`, {
    name: `${words.next()}.png`,
    type: 'image/png',
    bytes: png(12, 12, [1, 2, 3], words.next()),
  });
  const client = new CollabClient(http, id);
  await until(() => client.synced, 'the document');
  await times(25, () => client.edit((doc) => doc.getXmlFragment('prose').push([paragraphOf(words.next())])));
  const picture = new Y.XmlElement('image');
  picture.setAttribute('src', `attachment:${image.id}`);
  picture.setAttribute('alt', words.next());
  const line = new Y.XmlElement('paragraph');
  line.insert(0, [picture]);
  await client.edit((doc) => doc.getXmlFragment('prose').push([line]));
  client.close();
  const provider = stockProvider(server.url, id, await tokenOf(server, admin.email));
  await until(() => provider.synced, 'the stock provider');
  const awareness: Awareness = provider.awareness;
  awareness.setLocalStateField('cursor', { said: words.next() });
  provider.doc.getXmlFragment('prose').push([paragraphOf(words.next())]);
  const last = words.next();
  provider.doc.getXmlFragment('prose').push([paragraphOf(last)]);
  await until(async () => (await http.text(id)).includes(last), 'the last paragraph is committed');
  provider.destroy();
  await versions(http, id, words);
}

async function versions(http: HttpClient, id: string, words: MarkedWords): Promise<void> {
  const { seq } = await http.json(namedVersionSchema, 'POST', `/documents/${id}/versions`, {
    name: `Version ${words.next()}`,
  });
  const name = { name: `Version ${words.next()}` };
  await http.json(namedVersionSchema, 'PATCH', `/documents/${id}/versions/${String(seq)}`, name, {
    'if-match': '"1"',
  });
  await http.get(comparisonSchema, `/documents/${id}/compare?from=0&to=${String(seq)}`);
  await http.json(restoredSchema, 'POST', `/documents/${id}/versions/1/restore`);
}

function paragraphOf(text: string): Y.XmlElement {
  const element = new Y.XmlElement('paragraph');
  element.insert(0, [new Y.XmlText(text)]);
  return element;
}

async function notes({ words, admin: { http }, spaceId }: Visit): Promise<void> {
  const id = await http.create('/documents', {
    title: `Note ${words.next()}`,
    parentId: spaceId,
    kind: 'text',
  });
  const client = new CollabClient(http, id);
  await until(() => client.synced, 'the note');
  // Long enough to leave the row for TOAST.
  await times(15, () => client.edit((doc) => doc.getText('text').insert(0, `${words.next()} `.repeat(400))));
  client.close();
  await http.text(id);
}

async function imports({ words, admin: { http }, spaceId }: Visit): Promise<void> {
  const bytes = docx({
    title: words.next(),
    heading: words.next(),
    paragraph: words.next(),
    bullets: [words.next(), words.next()],
    numbers: [words.next()],
    cells: [words.next(), words.next(), words.next(), words.next(), words.next()],
    link: { text: words.next(), url: `https://exemple.example/${words.nextAscii()}` },
    footnote: words.next(),
    alt: words.next(),
    comment: words.next(),
    author: words.next(),
  });
  const file = { name: `${words.next()}.docx`, type: DOCX_TYPE, bytes };
  const { id } = await http.sendFile(importResultSchema, '/documents/import', file, { parentId: spaceId });
  await http.text(id);
  for (const format of exportFormats) await http.bytes(`/documents/${id}/export?format=${format}`);
  const broken = { name: `${words.next()}.docx`, type: DOCX_TYPE, bytes: Buffer.from(words.next()) };
  await refused(() => http.sendFile(importResultSchema, '/documents/import', broken));
}

async function messages({ server, words, admin, spaceId }: Visit): Promise<void> {
  const { http } = admin;
  const chat = new ChatClient(http);
  try {
    await times(4, async () => {
      const id = await http.create('/channels', { name: `Canal ${words.next()}`, parentId: spaceId });
      chat.follow(id);
      await times(5, () => chat.send(id, `Bonjour ${words.next()}`));
      await times(3, () =>
        http.act('POST', `/channels/${id}/messages`, {
          clientId: randomUUID(),
          text: `Bonsoir ${words.next()}`,
        }),
      );
      await until(() => chat.heard.get(id)?.length === 8, 'the messages came back');
      await times(2, () => http.act('PATCH', `/channels/${id}/messages/1`, { text: `Ou ${words.next()}` }));
      await http.act('DELETE', `/channels/${id}/messages/2`);
      await http.act('PUT', `/channels/${id}/draft`, { text: words.next() });
      const sendAt = new Date(Date.now() + 86_400_000).toISOString();
      await http.act('POST', `/channels/${id}/scheduled`, { text: words.next(), sendAt });
      const filename = `${words.next()}.txt`;
      const fileId = await upload(http, Buffer.from(words.next()), { filename, parentId: id });
      const sent = { clientId: randomUUID(), text: words.next(), files: [fileId] };
      await http.act('POST', `/channels/${id}/messages`, sent);
      await replies(http, id, words);
    });
    await direct(server, admin, words);
    await refused(() => chat.sendOnce(spaceId, randomUUID(), words.next()));
  } finally {
    chat.close();
  }
}

/** A thread, its draft, a message that is kept at hand and one that has a sign on it. */
async function replies(http: HttpClient, channelId: string, words: MarkedWords): Promise<void> {
  const message = `/channels/${channelId}/messages/3`;
  const { id } = await http.json(createdSchema, 'POST', `${message}/thread`);
  await times(2, () =>
    http.act('POST', `/channels/${id}/messages`, { clientId: randomUUID(), text: words.next() }),
  );
  await http.act('PATCH', `/channels/${id}/messages/1`, { text: words.next() });
  await http.act('PUT', `/channels/${id}/draft`, { text: words.next() });
  await http.act('PUT', `${message}/saved`, { on: true });
  await http.act('PUT', `${message}/pin`, { on: true });
  await http.act('PUT', `${message}/reactions`, { sign: '👍', on: true });
}

/** A group with a name, which is called otherwise then, and somebody who is mentioned and told. */
async function direct(server: Maroquin, admin: Person, words: MarkedWords): Promise<void> {
  const join = (): Promise<Person> =>
    invite(server, admin, {
      ...{ name: `Agent ${words.next()}`, email: `${words.nextAscii()}@prefecture.example` },
    });
  const [other, third] = [await join(), await join()];
  const name = `Groupe ${words.next()}`;
  const id = await admin.http.create('/conversations', { personIds: [other.id, third.id], name });
  await admin.http.act('PUT', `/conversations/${id}/name`, { name: `Cercle ${words.next()}` });
  await admin.http.act('POST', `/channels/${id}/messages`, {
    ...{ clientId: randomUUID(), text: `<@${other.id}> ${words.next()}` },
  });
  const { items } = await other.http.get(notificationsSchema, '/notifications');
  if (items.length === 0) throw new Error('nobody was told');
}

/** Comments on words of a document, what they quote, and what is replied, edited and deleted. */
async function comments({ words, admin: { http }, spaceId }: Visit): Promise<void> {
  const id = await http.create('/documents', { title: `Note ${words.next()}`, parentId: spaceId });
  const said = words.next();
  const written = await writeParagraphs(http, id, [`Avis ${said} du comité`]);
  const path = `/documents/${id}/comments`;
  const make = () => http.create(path, { ...select(written.doc, 0, said), text: `À revoir ${words.next()}` });
  const [kept, gone] = [await make(), await make()];
  written.close();
  await times(2, () =>
    http.act('POST', `/channels/${kept}/messages`, { clientId: randomUUID(), text: words.next() }),
  );
  await http.act('PATCH', `/channels/${kept}/messages/1`, { text: words.next() });
  await http.act('DELETE', `${path}/${gone}`);
  const [comment] = await commentsOf(http, id);
  if (comment !== undefined) await changeComment(http, id, comment, { resolved: true });
}

async function files({ words, admin: { http }, spaceId }: Visit): Promise<void> {
  await times(8, async () => {
    const bytes = Buffer.from(`${words.next()}\n`.repeat(3_000));
    const filename = `${words.next()}.txt`;
    const id = await upload(http, bytes, {
      filename,
      parentId: spaceId,
      filetype: `text/${words.nextAscii()}`,
    });
    await http.bytes(`/files/${id}/content`);
  });
  await upload(http, png(8, 8, [9, 9, 9], words.next()), {
    filename: `${words.next()}.png`,
    filetype: 'image/png',
    parentId: spaceId,
  });
}

async function searches({ words, admin: { http } }: Visit): Promise<void> {
  await times(4, () => http.call('POST', '/api/v1/directory/search', { body: { q: words.next() } }));
  await times(4, () =>
    http.call('POST', '/api/v1/search', { body: { q: `« ${words.next()} » ${words.next()}` } }),
  );
}

/** What goes wrong must not be told to the logs either. */
async function mistakes({ server, words, admin: { http, email }, spaceId }: Visit): Promise<void> {
  const nobody = new HttpClient(server.url, null);
  const post = (client: HttpClient, path: string, body: unknown) => () => client.call('POST', path, { body });
  await refused(post(nobody, '/api/v1/sign-in/password', { email, password: words.next() }));
  await refused(
    post(nobody, '/api/v1/sign-in/password', { email: `${words.nextAscii()}@x.example`, password: PASSWORD }),
  );
  await nobody.call('POST', '/api/v1/sign-in/link-requests', {
    body: { email: `${words.nextAscii()}@x.example` },
  });
  await refused(post(http, '/api/v1/documents', { title: words.next(), unknown: words.next() }));
  await refused(post(http, '/api/v1/documents', { [words.next()]: 1 }));
  await refused(post(http, '/api/v1/spaces', { name: `${words.next()}\u0000` }));
  await refused(() => http.call('GET', `/api/v1/documents/${encodeURIComponent(words.next())}`));
  await refused(() =>
    http.call('GET', `/api/v1/${encodeURIComponent(words.next())}?q=${encodeURIComponent(words.next())}`),
  );
  await refused(() => http.call('GET', `/api/v1/resources/${spaceId}/children?cursor=${words.nextAscii()}`));
  await refused(() => http.call('PATCH', `/uploads/${words.nextAscii()}`));
  await refused(() =>
    http.call('POST', '/uploads/', {
      headers: {
        'tus-resumable': '1.0.0',
        'upload-length': '5',
        'upload-metadata': `filename ${words.nextAscii()}`,
      },
    }),
  );
  const malformed = await fetch(`${server.url}/api/v1/documents`, {
    method: 'POST',
    headers: { ...http.headers, 'content-type': 'application/json' },
    body: `{"title": "${words.next()}`,
  });
  if (malformed.ok) throw new Error('malformed JSON was accepted');
  await (
    await fetch(`${server.url}/d/${encodeURIComponent(words.next())}?q=${words.nextAscii()}`)
  ).arrayBuffer();
}

async function refused(work: () => Promise<unknown>): Promise<void> {
  const outcome = await work().then(
    () => 'accepted',
    () => 'refused',
  );
  if (outcome === 'accepted') throw new Error(`this was to be refused: ${String(work)}`);
}
