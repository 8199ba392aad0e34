import { randomUUID } from 'node:crypto';
import {
  conversationsSchema,
  createdLinkSchema,
  invitationResultSchema,
  placeSchema,
  type SearchHit,
  type SearchPiece,
  type SearchResults,
  searchResultsSchema,
  sentSchema,
} from '@maroquin/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CollabClient } from '../support/collab-client.js';
import { asSuperuser } from '../support/embedded-sql.js';
import { heldByIndex, untilAllIsIndexed } from '../support/held-by-index.js';
import { HttpClient, Refused } from '../support/http-client.js';
import { Maroquin } from '../support/maroquin.js';
import { firstAdministrator, invite, type Person, redeem, shown } from '../support/people.js';
import { promptly, timeUntil, until } from '../support/until.js';
import { pdf } from '@maroquin/testing';
import { upload } from '../support/uploads.js';

/** What one person writes is found by those who may read it, and by nobody else, in every way there is. */
let server: Maroquin;
let owner: Person;
let colleague: Person;
let stranger: Person;
let spaceId: string;
let folderId: string;
let channelId: string;
let noteId: string;
let note: CollabClient;

beforeAll(async () => {
  server = await Maroquin.start({ env: { LOG_LEVEL: 'warn' } });
  owner = await firstAdministrator(server);
  colleague = await invite(server, owner, { name: 'Paul Roux', email: 'paul.roux@prefecture.example' });
  stranger = await invite(server, owner, { name: 'Inès Passante', email: 'ines@prefecture.example' });
  spaceId = await owner.http.create('/spaces', { name: 'Rénovation des écoles' });
  await owner.http.act('PUT', `/resources/${spaceId}/grants/${colleague.id}`, { role: 'editor' });
  folderId = await owner.http.create('/folders', { name: 'Cadrage', parentId: spaceId });
  channelId = await owner.http.create('/channels', { name: 'Comité de suivi', parentId: spaceId });
  noteId = await owner.http.create('/documents', {
    ...{ title: 'Note à la ministre', parentId: folderId, kind: 'text' },
  });
  note = new CollabClient(owner.http, noteId);
  await until(() => note.synced, 'the note opens');
  await note.edit((doc) =>
    doc
      .getText('text')
      .insert(0, 'La première tranche est notifiée sous réserve de la clause de revoyure n° 2026-1123.'),
  );
  await upload(owner.http, Buffer.from('%PDF-1.7'), {
    ...{ filename: 'Avis du contrôleur budgétaire.pdf', parentId: folderId },
  });
  await say(channelId, 'Qui porte la clause auprès des mairies ?');
  await until(async () => (await titles(owner, 'clause')).length === 2, 'note and message are found');
}, 120_000);
afterAll(async () => {
  note.close();
  await server.dispose();
});

const search = (person: { http: HttpClient }, q: string, more: object = {}): Promise<SearchResults> =>
  person.http.json(searchResultsSchema, 'POST', '/search', { q, ...more });
const textOf = (pieces: readonly SearchPiece[]): string => pieces.map(({ text }) => text).join('');
const marked = (pieces: readonly SearchPiece[]): string[] =>
  pieces.filter(({ hit }) => hit).map(({ text }) => text);
const titles = async (person: { http: HttpClient }, q: string, more: object = {}): Promise<string[]> =>
  (await search(person, q, more)).items.map(({ kind, title }) => `${kind} ${textOf(title)}`);
const say = async (channel: string, text: string): Promise<number> =>
  (
    await owner.http.json(sentSchema, 'POST', `/channels/${channel}/messages`, {
      ...{ clientId: randomUUID(), text },
    })
  ).seq;
const found = (person: { http: HttpClient }, q: string, expected: readonly string[]): Promise<unknown> =>
  expect.poll(() => titles(person, q), { timeout: 20_000, interval: 100 }).toEqual(expected);

describe('a search', () => {
  it('finds a document by its text, and marks the words around which it shows it', async () => {
    const [hit] = (await search(owner, 'clauses revoyure', { kinds: ['document'] })).items;
    expect(textOf(hit?.title ?? [])).toBe('Note à la ministre');
    expect(marked(hit?.extract ?? [])).toEqual(['clause', 'revoyure']);
    expect(textOf(hit?.extract ?? [])).toContain('sous réserve de la clause de revoyure n° 2026-1123.');
    expect(hit?.place).toEqual({ id: folderId, name: 'Cadrage' });
  });

  it('finds a message, who wrote it and where', async () => {
    const [hit] = (await search(owner, 'mairie', { kinds: ['message'] })).items;
    expect(hit).toMatchObject({
      ...{ kind: 'message', id: channelId, author: { id: owner.id, name: owner.name } },
      message: { conversationId: channelId, seq: 1, rootSeq: null, documentId: null },
      place: { id: spaceId, name: 'Rénovation des écoles' },
    });
    expect(textOf(hit?.title ?? [])).toBe('Comité de suivi');
    expect(marked(hit?.extract ?? [])).toEqual(['mairies']);
  });

  it('finds files, spaces, folders and channels by the beginning of a word of their name', async () => {
    await found(owner, 'contr', ['file Avis du contrôleur budgétaire.pdf']);
    await found(owner, 'rénov', ['space Rénovation des écoles']);
    await found(owner, 'cadr', ['folder Cadrage']);
    await found(owner, 'comité de su', ['channel Comité de suivi']);
  });

  it('finds a reference, whole or in part, however it is separated', async () => {
    for (const q of ['2026-1123', '2026/1123', '1123'])
      expect(await titles(owner, q)).toEqual(['document Note à la ministre']);
  });

  it('finds what stands between quotation marks only as it is', async () => {
    expect(await titles(owner, '« clause de revoyure »')).toEqual(['document Note à la ministre']);
    expect(await titles(owner, '"revoyure clause"')).toEqual([]);
  });

  it('is narrowed to a kind, a place, a person and dates', async () => {
    expect(await titles(owner, 'clause', { kinds: ['message'] })).toEqual(['message Comité de suivi']);
    expect(await titles(owner, 'clause', { in: folderId })).toEqual(['document Note à la ministre']);
    expect(await titles(owner, 'clause', { in: channelId })).toEqual(['message Comité de suivi']);
    expect(await titles(owner, 'clause', { from: colleague.id })).toEqual([]);
    expect(await titles(owner, 'clause', { from: owner.id })).toHaveLength(2);
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString();
    expect(await titles(owner, 'clause', { since: tomorrow })).toEqual([]);
    expect(await titles(owner, 'clause', { until: tomorrow })).toHaveLength(2);
  });

  it('goes on where its page ends', async () => {
    const first = await search(owner, 'clause', { limit: 1 });
    expect(first.items).toHaveLength(1);
    const second = await search(owner, 'clause', { limit: 1, cursor: first.next });
    expect(second.items).toHaveLength(1);
    expect(second.next).toBeNull();
    expect(second.items[0]?.id).not.toBe(first.items[0]?.id);
  });

  it.each([
    ['only stop words', 'de la les des'],
    ['nothing', ''],
    ['operators that nothing closes', '((( | & ! « " <-> :*'],
    ['signs that turn the writing', '\u202eesualc\u202c'],
    ['a NUL', 'cla\u0000use'],
    ['a lone half of a character', '\ud83d'],
    ['five hundred letters', 'x'.repeat(500)],
    ['a hundred words', 'mot '.repeat(100)],
  ])('of %s is answered within a second', async (_, q) => {
    const began = performance.now();
    expect((await search(owner, q)).items).toEqual([]);
    expect(performance.now() - began).toBeLessThan(1_000);
  });

  it('of 100,000 characters is refused with a sentence', async () => {
    const refusal = await search(owner, 'mot '.repeat(25_000)).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(Refused);
    expect((refusal as Refused).problem?.detail).toMatch(/\w/);
  });
});

describe('what is found follows what happens:', () => {
  it('an edit of a document is found within five seconds, and what it took away is not', async () => {
    const began = Date.now();
    await note.edit((doc) => doc.getText('text').insert(0, 'Préambule wisigothique. '));
    await found(owner, 'wisigothique', ['document Note à la ministre']);
    expect(Date.now() - began).toBeLessThan(5_000);
    await note.edit((doc) => doc.getText('text').delete(0, 'Préambule wisigothique. '.length));
    await found(owner, 'wisigothique', []);
  });

  it('what is written in many discussions at the same moment is found in each of them', async () => {
    const channels = await Promise.all(
      Array.from({ length: 30 }, (_, index) =>
        owner.http.create('/channels', { name: `Groupe ${String(index)}`, parentId: spaceId }),
      ),
    );
    await Promise.all(channels.map((id) => say(id, 'Le quorum est atteint à Yssingeaux')));
    await until(async () => {
      const { items } = await search(owner, 'Yssingeaux', { limit: 50 });
      return items.length === channels.length;
    }, 'all of them are found');
  });

  it('an edited message is found by its new words alone, and a deleted one by none', async () => {
    const seq = await say(channelId, 'Rendez-vous au belvédère');
    await found(owner, 'belvédère', ['message Comité de suivi']);
    const path = `/channels/${channelId}/messages/${String(seq)}`;
    await owner.http.act('PATCH', path, { text: 'Rendez-vous à la citadelle' });
    await found(owner, 'citadelle', ['message Comité de suivi']);
    expect(await titles(owner, 'belvédère')).toEqual([]);
    await owner.http.act('DELETE', path);
    await found(owner, 'citadelle', []);
    const rows = await until(
      () =>
        asSuperuser(server.dataDir, async (client) => {
          const { rowCount } = await client.query(
            'select from search_message where conversation_id = $1 and seq = $2',
            [channelId, seq],
          );
          return rowCount === 0 ? 'gone' : null;
        }),
      'the row of the deleted message is gone',
    );
    expect(rows).toBe('gone');
  });

  it('the words of a file are found on their page, and those of its former version no longer', async () => {
    const fileId = await upload(owner.http, pdf(['Page de garde', 'Le tableau des vicissitudes']), {
      ...{ filename: 'Annexe.pdf', parentId: folderId },
    });
    await found(owner, 'vicissitudes', ['file Annexe.pdf']);
    const [hit] = (await search(owner, 'vicissitudes')).items;
    expect(hit).toMatchObject({ id: fileId, page: 2 });
    expect(marked(hit?.extract ?? [])).toEqual(['vicissitudes']);
    await upload(owner.http, pdf(['Le tableau des hasards']), {
      ...{ filename: 'Annexe.pdf', version: { fileId } },
    });
    await found(owner, 'hasards', ['file Annexe.pdf']);
    expect(await titles(owner, 'vicissitudes')).toEqual([]);
    expect(await titles(stranger, 'hasards')).toEqual([]);
  });

  it('a file that cannot be read is found by its name', async () => {
    await upload(owner.http, Buffer.from('PK\u0003\u0004 abîmé'), {
      ...{ filename: 'Procès-verbal illisible.docx', parentId: folderId },
    });
    await found(owner, 'illisible', ['file Procès-verbal illisible.docx']);
  });

  it('a new name is found and the former one is not', async () => {
    const id = await owner.http.create('/folders', { name: 'Brouillons', parentId: spaceId });
    await found(owner, 'brouillons', ['folder Brouillons']);
    const { headers } = await owner.http.call('GET', `/api/v1/resources/${id}`);
    await owner.http.call('PATCH', `/api/v1/resources/${id}`, {
      ...{ body: { name: 'Versions finales' }, headers: { 'if-match': headers.get('etag') ?? '' } },
    });
    await found(owner, 'finales', ['folder Versions finales']);
    expect(await titles(owner, 'brouillons')).toEqual([]);
  });

  it('what is in the trash is not found, and is again once it is restored', async () => {
    const id = await owner.http.create('/documents', { title: 'Éphémère', parentId: folderId });
    await found(owner, 'éphémère', ['document Éphémère']);
    await owner.http.act('POST', `/resources/${id}/trash`);
    expect(await titles(owner, 'éphémère')).toEqual([]);
    await owner.http.act('POST', `/resources/${id}/restore`);
    expect(await titles(owner, 'éphémère')).toEqual(['document Éphémère']);
  });
});

describe('a typing error', () => {
  const proposed = async (person: { http: HttpClient }, q: string, more: object = {}): Promise<string[]> =>
    (await search(person, q, more)).suggestions;

  it('is answered with the word that was meant, spelt as it stands there', async () => {
    await say(channelId, 'Le Crocodile des égouts a été signalé à la préfecture.');
    await found(owner, 'crocodile', ['message Comité de suivi']);
    expect(await titles(owner, 'crocodyle')).toEqual([]);
    expect(await proposed(owner, 'crocodyle')).toEqual(['crocodile']);
    expect(await proposed(owner, 'crocodyle signalé')).toEqual(['crocodile signalé']);
    expect(await proposed(owner, 'prefectrue crocodile')).toEqual(['préfecture crocodile']);
    expect(await proposed(owner, 'egoust')).toEqual(['égouts']);
  });

  it('is mended in its place, between quotation marks as well', async () => {
    expect(await proposed(owner, '« clause de revoyrue »')).toEqual(['« clause de revoyure »']);
    expect(await proposed(owner, '"crocodyle"')).toEqual(['"crocodile"']);
    expect(await proposed(owner, 'ministre « revoyrue »')).toEqual(['ministre « revoyure »']);
  });

  it('is left alone where the word is found, or nothing is near it, or no hit is left by what narrows the search', async () => {
    expect(await proposed(owner, 'clause revoyure')).toEqual([]);
    expect(await proposed(owner, 'zzyzx')).toEqual([]);
    expect(await proposed(owner, 'crocodyle', { kinds: ['file'] })).toEqual([]);
    expect(await proposed(owner, 'crocodyle', { in: folderId })).toEqual([]);
  });

  it('is not mended by a word of what one may not read, nor by one that is gone', async () => {
    expect(await proposed(stranger, 'crocodyle')).toEqual([]);
    const path = `/resources/${spaceId}/grants/${stranger.id}`;
    await owner.http.act('PUT', path, { role: 'reader' });
    await expect.poll(() => proposed(stranger, 'crocodyle'), { timeout: 20_000 }).toEqual(['crocodile']);
    await owner.http.act('DELETE', path);
    await expect.poll(() => proposed(stranger, 'crocodyle'), { timeout: 20_000 }).toEqual([]);
    const seq = await say(channelId, 'Un ornithorynque aussi.');
    await found(owner, 'ornithorynque', ['message Comité de suivi']);
    expect(await proposed(owner, 'ornithoryngue')).toEqual(['ornithorynque']);
    await owner.http.act('DELETE', `/channels/${channelId}/messages/${String(seq)}`);
    await expect.poll(() => proposed(owner, 'ornithoryngue'), { timeout: 20_000 }).toEqual([]);
  });

  it('shows a word as it is spelt in what one may read, not as it is elsewhere', async () => {
    const hidden = await owner.http.create('/spaces', { name: 'Conseil de nuit' });
    const room = await owner.http.create('/channels', { name: 'Aparté', parentId: hidden });
    await say(room, 'Les Palétuviers, palétuviers, palétuviers.');
    const open = await colleague.http.create('/channels', { name: 'Jardin', parentId: spaceId });
    await colleague.http.act('POST', `/channels/${open}/messages`, {
      ...{ clientId: randomUUID(), text: 'Un PALETUVIER est arrivé.' },
    });
    await found(colleague, 'palétuvier', ['message Jardin']);
    await found(owner, 'palétuviers', ['message Jardin', 'message Aparté']);
    expect(await proposed(colleague, 'paletuveirs')).toEqual(['PALETUVIER']);
  });
});

describe('what somebody may not read', () => {
  const nothingOfIt = async (person: { http: HttpClient }): Promise<void> => {
    for (const q of ['clause', 'revoyure', 'ministre', 'contrôleur', 'cadr', 'comité', 'écoles'])
      expect([q, (await search(person, q)).items]).toEqual([q, []]);
  };

  it('is found by no stranger, in no way', async () => {
    await nothingOfIt(stranger);
    const refusal = await search(stranger, 'clause', { in: folderId }).catch((error: unknown) => error);
    expect((refusal as Refused).status).toBe(404);
  });

  it('is found within 250 ms of a grant, and no longer 250 ms after it was taken back', async () => {
    expect(await titles(colleague, 'clause')).toHaveLength(2);
    const finds = (count: number, what: string): Promise<number> =>
      timeUntil(async () => (await titles(stranger, 'clause')).length === count, what);
    await promptly(250, 'it is found after the grant, and not after its end', async () => {
      await owner.http.act('PUT', `/resources/${spaceId}/grants/${stranger.id}`, { role: 'reader' });
      const found = await finds(2, 'it is found');
      await owner.http.act('DELETE', `/resources/${spaceId}/grants/${stranger.id}`);
      const lost = await finds(0, 'it is no longer found');
      await nothingOfIt(stranger);
      return Math.max(found, lost);
    });
  });

  it('is never found by whom rights come and go at random while they search', async () => {
    const rooms = await Promise.all(
      [0, 1, 2].map((room) => owner.http.create('/spaces', { name: `Secret ${String(room)} mandragore` })),
    );
    for (const room of rooms)
      await owner.http.create('/documents', { title: 'Dossier mandragore', parentId: room });
    await until(async () => (await titles(owner, 'mandragore')).length === 6, 'all of it is found');
    const open = new Set<string>();
    for (let turn = 0; turn < 9; turn += 1) {
      // The same rooms in the same order each time: what fails can be run again.
      const room = rooms[((turn * 7) % 5) % rooms.length] ?? '';
      const path = `/resources/${room}/grants/${stranger.id}`;
      const searching = Promise.all([titles(stranger, 'mandragore'), titles(stranger, 'secr')]);
      if (open.delete(room)) await owner.http.act('DELETE', path);
      else {
        await owner.http.act('PUT', path, { role: 'reader' });
        open.add(room);
      }
      await searching;
      const places = async (): Promise<string[]> => {
        const { items } = await search(stranger, 'mandragore');
        return [...new Set(items.map(({ id, place }) => place?.id ?? id))].sort();
      };
      const wanted = [...open].sort();
      await until(async () => (await places()).join() === wanted.join(), `turn ${String(turn)}`);
      // And it stays so.
      expect([turn, await places()]).toEqual([turn, wanted]);
    }
    for (const room of open) await owner.http.act('DELETE', `/resources/${room}/grants/${stranger.id}`);
  });

  it('said between two people is found by the two, and by no administrator', async () => {
    const id = await colleague.http.create('/conversations', { personIds: [stranger.id] });
    await colleague.http.act('POST', `/channels/${id}/messages`, {
      ...{ clientId: randomUUID(), text: 'Entre nous : le coquelicot est en retard.' },
    });
    await found(stranger, 'coquelicot', [`direct ${colleague.name}`]);
    expect(await titles(colleague, 'coquelicot')).toEqual([`direct ${stranger.name}`]);
    expect(await titles(owner, 'coquelicot')).toEqual([]);
    const { items } = await stranger.http.get(conversationsSchema, '/conversations');
    expect(items.map((one) => one.id)).toContain(id);
  });

  it('is closed to a visitor: the link opens one folder, and what is internal stays inside', async () => {
    const { link } = await owner.http.json(createdLinkSchema, 'POST', `/resources/${folderId}/links`, {
      ...{ name: 'Relecture', role: 'reader' },
    });
    const body = { token: new URL(link).hash.slice(1) };
    const answer = await new HttpClient(server.url, null).call('POST', '/api/v1/visits', { body });
    const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? '';
    const visitor = { http: new HttpClient(server.url, { cookie }) };
    const { items } = await search(visitor, 'clause');
    expect(items.map(({ kind }: SearchHit) => kind)).toEqual(['document']);
    expect(items[0]?.author).toBeNull();
    await visitor.http.get(placeSchema, `/resources/${noteId}`);
  });

  it('is closed to a guest once it is marked: neither what is found nor whether there is more tells of its words', async () => {
    const place = await owner.http.create('/spaces', { name: 'Marché commun' });
    const invited = { email: 'jeanne@mairie.example', name: 'Jeanne Invitée', role: 'reader' };
    const { link } = await owner.http.json(
      invitationResultSchema,
      'POST',
      `/spaces/${place}/guests`,
      invited,
    );
    const guest = { http: await redeem(server, shown(link)) };
    await owner.http.create('/documents', { title: 'Obsidienne obsidienne', parentId: place });
    const strict = await owner.http.create('/folders', { name: 'Offres', parentId: place });
    await owner.http.create('/documents', { title: 'Une note sur obsidienne et jaspe', parentId: strict });
    const room = await owner.http.create('/channels', { name: 'Négociation', parentId: strict });
    await say(room, 'Le jaspe est moins cher.');
    await say(room, 'Le jaspe le restera.');
    await until(async () => (await search(owner, 'jaspe')).items.length === 3, 'all of it is found');
    const answer = async (q: string, kind: string) => {
      const { items, next } = await search(guest, q, { kinds: [kind], limit: 1 });
      return { found: items.length, more: next !== null };
    };
    expect(await answer('obsidienne', 'document')).toEqual({ found: 1, more: true });
    expect(await answer('jaspe', 'message')).toEqual({ found: 1, more: true });
    const { version } = (await owner.http.get(placeSchema, `/resources/${strict}`)).resource;
    await owner.http.act(
      'PUT',
      `/resources/${strict}/marking`,
      { marking: 'sensitive' },
      {
        'if-match': `"${String(version)}"`,
      },
    );
    expect(await answer('obsidienne', 'document')).toEqual({ found: 1, more: false });
    expect(await answer('jaspe', 'message')).toEqual({ found: 0, more: false });
    expect((await search(guest, 'jaspe')).items).toEqual([]);
    expect((await search(owner, 'jaspe')).items).toHaveLength(3);
  });
});

describe('the index', () => {
  it('of a server that was killed again and again in the middle is that of one built from nothing', async () => {
    for (let turn = 0; turn < 3; turn += 1) {
      const sent = Array.from({ length: 40 }, (_, number) =>
        say(channelId, `coup ${String(number)} de minuit`),
      );
      await Promise.all([
        ...sent,
        owner.http.create('/folders', { name: `Pli ${String(turn)}`, parentId: spaceId }),
      ]);
      await upload(owner.http, Buffer.from(`Le fichier du coup ${String(turn)} parle de la cornemuse.`), {
        ...{ filename: `Coup ${String(turn)}.txt`, parentId: folderId },
      });
      await server.kill9('node');
      await server.start();
    }
    await until(
      async () => (await search(owner, 'cornemuse')).items.length === 3,
      'the files that were being read are found',
    );
    await untilAllIsIndexed(server);
    const before = await heldByIndex(server);
    expect(before.length).toBeGreaterThan(120);
    expect(await server.commandJson(['search', 'rebuild'])).toMatchObject({ left: 0 });
    await untilAllIsIndexed(server);
    expect(await heldByIndex(server)).toEqual(before);
  });

  it('opens no message that its row was made to give away by whoever writes to the database', async () => {
    const id = await owner.http.create('/channels', { name: 'Discussion close', parentId: folderId });
    await say(id, 'Le mot est palimpseste');
    await found(owner, 'palimpseste', ['message Discussion close']);
    const ownSpace = await stranger.http.create('/spaces', { name: 'À moi' });
    const own = await stranger.http.create('/channels', { name: 'Chez moi', parentId: ownSpace });
    await asSuperuser(server.dataDir, (client) =>
      client.query('update search_message set resource_id = $1 where conversation_id = $2', [own, id]),
    );
    expect(await titles(stranger, 'palimpseste')).toEqual([]);
  });
});
