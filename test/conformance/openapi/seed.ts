import { randomUUID } from 'node:crypto';
import { imageResultSchema, securitySchema } from '@maroquin/contracts';
import { CollabClient } from '../../support/collab-client.js';
import type { Maroquin } from '../../support/maroquin.js';
import { firstAdministrator, type Person, tokenOf } from '../../support/people.js';
import { png } from '../../support/png.js';
import { until } from '../../support/until.js';
import { upload } from '../../support/uploads.js';

/** One instance with one of each thing, all of one administrator. */
export interface Seeded {
  /** Of the administrator, for everything. Several, since each has a rate of its own. */
  readonly tokens: readonly string[];
  /** For the routes whose path matches: the ids that are there, by the parameter's name. */
  readonly ids: readonly { readonly path: string; readonly parameters: Readonly<Record<string, string>> }[];
}

/** As many as 300 requests a second take. */
const TOKENS = 12;

export async function seed(server: Maroquin): Promise<Seeded> {
  const administrator = await firstAdministrator(server);
  const { http } = administrator;
  const colleague = await server.commandJson([
    ...['user', 'create', '--email', 'luc.martin@prefecture.example', '--name', 'Luc Martin'],
    ...['--org', (await http.me()).organisation.id],
  ]);
  const personId = idOf(colleague);
  const spaceId = await http.create('/spaces', { name: 'Cabinet' });
  const parentId = await http.create('/folders', { name: 'Notes', parentId: spaceId });
  const document = await makeDocument(administrator, parentId);
  const fileId = await upload(http, Buffer.from('bonjour'), { filename: 'a.txt', parentId });
  const channelId = await http.create('/channels', { name: 'Général', parentId });
  await http.act('POST', `/channels/${channelId}/messages`, { clientId: randomUUID(), text: 'Bonjour' });
  await http.act('PUT', `/resources/${parentId}/grants/${personId}`, { role: 'reader' });
  const teamId = await http.create('/teams', { name: 'Courrier' });
  await http.act('PUT', `/teams/${teamId}/members/${personId}`);
  const roleId = await http.create('/roles', {
    name: 'Classement',
    base: 'reader',
    acts: ['resource.trash'],
  });
  const reviewId = await http.create('/access-reviews', {
    ...{ name: 'Revue', spaceId, reviewerIds: [administrator.id], rule: 'keep' },
    endsAt: new Date(Date.now() + 86_400_000).toISOString(),
  });
  const { sessions } = await http.get(securitySchema, '/me/security');
  const tokens: string[] = [];
  for (let made = 0; made < TOKENS; made += 1) tokens.push(await tokenOf(server, administrator.email));
  const at = (path: string, parameters: Readonly<Record<string, string>>) => ({ path, parameters });
  return {
    tokens,
    ids: [
      at('^/api/v1/documents/\\{id\\}', { id: document.id, imageId: document.imageId, seq: '1' }),
      at('^/api/v1/files/', { id: fileId }),
      at('^/api/v1/channels/', { id: channelId }),
      at('^/api/v1/(resources|rights/resources)/', { id: parentId, subjectId: personId }),
      at('^/api/v1/(people|rights/people)/', { id: personId }),
      at('^/api/v1/spaces/', { id: spaceId, personId }),
      at('^/api/v1/teams/', { id: teamId, personId }),
      at('^/api/v1/roles/', { id: roleId }),
      at('^/api/v1/access-reviews/', { id: reviewId, number: '1' }),
      at('^/api/v1/me/sessions/', { id: sessions[0]?.id ?? '' }),
    ],
  };
}

function idOf(made: unknown): string {
  if (typeof made === 'object' && made !== null && 'id' in made && typeof made.id === 'string')
    return made.id;
  throw new Error('the command gave no id');
}

/** With words, a picture and a named version. */
async function makeDocument(
  { http }: Person,
  parentId: string,
): Promise<{ readonly id: string; readonly imageId: string }> {
  const id = await http.create('/documents', { title: 'Note', parentId, kind: 'text' });
  const client = new CollabClient(http, id);
  await until(() => client.synced, 'the document is open');
  await client.edit((doc) => doc.getText('text').insert(0, 'bonjour'));
  client.close();
  const prose = await http.create('/documents', { title: 'Illustrée', parentId });
  const picture = { name: 'a.png', type: 'image/png', bytes: png(2, 2, [1, 2, 3]) };
  const image = await http.sendFile(imageResultSchema, `/documents/${prose}/images`, picture);
  await http.act('POST', `/documents/${id}/versions`, { name: 'Première' });
  return { id, imageId: image.id };
}
