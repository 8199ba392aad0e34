import { randomUUID } from 'node:crypto';
import { accessRequestsSchema, documentSchema, imageResultSchema, securitySchema } from '@maroquin/contracts';
import { select, writeParagraphs } from '../../support/commented-document.js';
import type { HttpClient } from '../../support/http-client.js';
import type { Maroquin } from '../../support/maroquin.js';
import { auditorOf, firstAdministrator, invite, type Person, tokenOf } from '../../support/people.js';
import { png } from '../../support/office/png.js';
import { upload } from '../../support/uploads.js';

/** For the routes whose path matches: the ids that are there, by the parameter's name. */
interface Given {
  readonly path: string;
  readonly parameters: Readonly<Record<string, string>>;
}

/** One instance with one of each thing, all of one administrator. */
export interface Seeded {
  /** Of the administrator, for everything. Several, since each has a rate of its own. */
  readonly tokens: readonly string[];
  /** Of somebody who looks after rights: what administrators do not see of each other. */
  readonly auditorTokens: readonly string[];
  readonly ids: readonly Given[];
}

/** As many as 300 requests a second take. */
const TOKENS = 12;
const TOMORROW = (): string => new Date(Date.now() + 86_400_000).toISOString();

const at = (path: string, parameters: Readonly<Record<string, string>>): Given => ({
  path: `^/api/v1/${path}`,
  parameters,
});

export async function seed(server: Maroquin): Promise<Seeded> {
  const administrator = await firstAdministrator(server);
  const { http } = administrator;
  const colleague = await invite(server, administrator, {
    ...{ name: 'Luc Martin', email: 'luc.martin@prefecture.example' },
  });
  const auditor = await auditorOf(server, administrator);
  const spaceId = await http.create('/spaces', { name: 'Cabinet' });
  const parentId = await http.create('/folders', { name: 'Notes', parentId: spaceId });
  const ids = [
    ...(await makeDocument(http, parentId, colleague)),
    ...(await makeChannel(http, parentId, colleague)),
    ...(await makeShares(administrator, colleague, { spaceId, parentId })),
    ...(await makeOfOrganisation(administrator, colleague, spaceId)),
  ];
  return {
    tokens: await tokensOf(server, administrator, TOKENS),
    auditorTokens: await tokensOf(server, auditor, TOKENS / 4),
    ids,
  };
}

async function tokensOf(server: Maroquin, { email }: Person, count: number): Promise<string[]> {
  const tokens: string[] = [];
  while (tokens.length < count) tokens.push(await tokenOf(server, email));
  return tokens;
}

/** With words, a comment, a picture, a named version and a circuit that ran; and a file. */
async function makeDocument(http: HttpClient, parentId: string, colleague: Person): Promise<Given[]> {
  const id = await http.create('/documents', { title: 'Note', parentId });
  const client = await writeParagraphs(http, id, ['bonjour à tous']);
  const commentId = await http.create(`/documents/${id}/comments`, {
    ...{ ...select(client.doc, 0, 'bonjour'), text: 'Bonsoir ?' },
  });
  client.close();
  const picture = { name: 'a.png', type: 'image/png', bytes: png(2, 2, [1, 2, 3]) };
  const image = await http.sendFile(imageResultSchema, `/documents/${id}/images`, picture);
  await http.act('POST', `/documents/${id}/versions`, { name: 'Première' });
  await http.act('PUT', `/resources/${id}/grants/${colleague.id}`, { role: 'editor' });
  const steps = [{ kind: 'signature', people: [colleague.id] }];
  const { seq } = await http.get(documentSchema, `/documents/${id}`);
  const circuitId = await http.create(`/documents/${id}/circuits`, { steps, seq, word: 'Pour jeudi' });
  await colleague.http.act('POST', `/documents/${id}/circuits/${circuitId}/acts`, { act: 'approve' });
  const fileId = await upload(http, Buffer.from('bonjour'), { filename: 'a.txt', parentId });
  return [
    at('documents/\\{id\\}', { id, imageId: image.id, seq: '1', commentId, circuitId }),
    at('files/', { id: fileId, number: '1' }),
  ];
}

/** With a message, its thread, and one that waits; and a conversation of two. */
async function makeChannel(http: HttpClient, parentId: string, colleague: Person): Promise<Given[]> {
  const id = await http.create('/channels', { name: 'Général', parentId });
  await http.act('POST', `/channels/${id}/messages`, { clientId: randomUUID(), text: 'Bonjour' });
  const threadId = await http.create(`/channels/${id}/messages/1/thread`, undefined);
  const waits = { text: 'Demain', sendAt: TOMORROW() };
  const scheduledId = await http.create(`/channels/${id}/scheduled`, waits);
  const others = { personIds: [colleague.id], name: 'Budget' };
  return [
    at('channels/', { id, seq: '1' }),
    at('threads/', { id: threadId }),
    at('scheduled-messages/', { id: scheduledId }),
    at('conversations/', { id: await http.create('/conversations', others) }),
    at('notifications/levels/', { id }),
  ];
}

/** A right, a link, a guest, and somebody who asks to be let in. */
async function makeShares(
  { http }: Person,
  colleague: Person,
  { spaceId, parentId }: { readonly spaceId: string; readonly parentId: string },
): Promise<Given[]> {
  const elsewhere = await http.create('/folders', { name: 'Archives', parentId: spaceId });
  await colleague.http.act('POST', '/access-requests', { resourceId: elsewhere });
  const asked = await http.get(accessRequestsSchema, `/resources/${elsewhere}/access-requests`);
  await http.act('PUT', `/resources/${parentId}/grants/${colleague.id}`, { role: 'reader' });
  const role = { name: 'Lecture', role: 'reader', expiresAt: TOMORROW() };
  const linkId = await http.create(`/resources/${parentId}/links`, role);
  const guest = { email: 'vera.noir@cabinet.example', name: 'Véra Noir', role: 'reader' };
  const guestId = await http.create(`/spaces/${spaceId}/guests`, guest);
  return [
    at('(resources|rights/resources)/', { id: parentId, subjectId: colleague.id, linkId }),
    at('links/', { linkId }),
    at('access-requests/', { id: asked.items[0]?.id ?? '' }),
    at('spaces/', { id: spaceId, personId: guestId }),
  ];
}

/** A team, a role, a review, a session and a token. */
async function makeOfOrganisation(
  { http, id: reviewerId }: Person,
  { id: personId }: Person,
  spaceId: string,
): Promise<Given[]> {
  const teamId = await http.create('/teams', { name: 'Courrier' });
  await http.act('PUT', `/teams/${teamId}/members/${personId}`);
  const roleId = await http.create('/roles', {
    ...{ name: 'Classement', base: 'reader', acts: ['resource.trash'] },
  });
  const reviewId = await http.create('/access-reviews', {
    ...{ name: 'Revue', spaceId, reviewerIds: [reviewerId], rule: 'keep', endsAt: TOMORROW() },
  });
  const tokenId = await http.create('/me/tokens', { name: 'Agenda', scopes: ['files'], days: 30 });
  const { sessions } = await http.get(securitySchema, '/me/security');
  return [
    at('(people|rights/people)/', { id: personId }),
    at('teams/', { id: teamId, personId }),
    at('roles/', { id: roleId }),
    at('access-reviews/', { id: reviewId, number: '1' }),
    at('duties/', { subjectId: personId }),
    // Of somebody who writes nothing: a quota of zero leaves no room for what else is asked.
    at('storage/quotas/', { id: personId }),
    at('me/tokens/', { id: tokenId }),
    at('me/sessions/', { id: sessions[0]?.id ?? '' }),
  ];
}
