import { randomUUID } from 'node:crypto';
import { importResultSchema, searchResultsSchema } from '@maroquin/contracts';
import type { Person } from '../../support/people.js';
import { until } from '../../support/until.js';

/** Words that nothing else holds: one a room, and none is near another one. */
const WORDS =
  'mandragore ornithorynque crocodile palimpseste girandole vicissitude belvedere cornemuse obsidienne coquelicot ' +
  'cremaillere girouette compendium hallebarde baldaquin escarboucle faribole gargouille jonquille porcelaine';
/** In every room. */
export const COMMON = 'clafoutis';
/** That hold the word of a room: a document and a message. */
export const HITS = 2;

export interface Room {
  readonly spaceId: string;
  readonly word: string;
  /** The word with two letters in the wrong order. */
  readonly mistyped: string;
  /** What tells of it: its word, and the ids of what is in it. */
  readonly signs: readonly string[];
}

/** Rooms of which nobody but their owner may know, each with a word of its own. */
export async function makeRooms(owner: Person, count: number): Promise<Room[]> {
  const rooms: Room[] = [];
  for (const word of WORDS.split(' ').slice(0, count)) rooms.push(await makeRoom(owner, word));
  for (const { word } of rooms)
    await until(async () => {
      const { items } = await owner.http.json(searchResultsSchema, 'POST', '/search', { q: word });
      return items.length === HITS;
    }, `all of ${word} is found`);
  return rooms;
}

async function makeRoom({ http }: Person, word: string): Promise<Room> {
  const spaceId = await http.create('/spaces', { name: 'Salle' });
  const noteId = await http.create('/documents', { title: `Note ${COMMON}`, parentId: spaceId });
  const channelId = await http.create('/channels', { name: 'Échanges', parentId: spaceId });
  await http.act('POST', `/channels/${channelId}/messages`, {
    ...{ clientId: randomUUID(), text: `Le ${COMMON} et le ${word} sont servis.` },
  });
  const { id } = await http.sendFile(
    importResultSchema,
    '/documents/import',
    { name: 'Relevé.md', type: 'text/markdown', bytes: Buffer.from(`Un ${COMMON}, un ${word}.`) },
    { parentId: spaceId },
  );
  return {
    ...{ spaceId, word, mistyped: word.slice(0, 3) + word.charAt(4) + word.charAt(3) + word.slice(5) },
    signs: [word, spaceId, noteId, channelId, id],
  };
}
