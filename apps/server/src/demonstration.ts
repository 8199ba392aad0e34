import type { INestApplicationContext } from '@nestjs/common';
import { Grants, ResourceTree, RightsLocks, Spaces } from '@maroquin/access';
import { DocumentsService } from '@maroquin/documents';
import { FilesService } from '@maroquin/files';
import { AccountsCommandService } from '@maroquin/identity';
import { ChannelsService, MessagesService } from '@maroquin/messaging';
import { newId } from '@maroquin/platform/config';
import type { Actor } from '@maroquin/platform/database';
import { type ProseNode, proseToYUpdate } from '@maroquin/prose';
import type { FirstLink } from './first-links.js';

const ORGANISATION = 'Préfecture de démonstration';
const NADIA = { name: 'Nadia Belkacem', email: 'nadia.belkacem@demonstration.invalid' };
const THOMAS = { name: 'Thomas Lefèvre', email: 'thomas.lefevre@demonstration.invalid' };

const text = (words: string): ProseNode => ({ type: 'text', text: words });
const paragraph = (words: string): ProseNode => ({ type: 'paragraph', content: [text(words)] });
const heading = (level: number, words: string): ProseNode => ({
  type: 'heading',
  attrs: { level },
  content: [text(words)],
});
const item = (words: string): ProseNode => ({ type: 'listItem', content: [paragraph(words)] });

const note: ProseNode = {
  type: 'doc',
  content: [
    heading(1, 'Note sur l’accueil du public'),
    paragraph(
      'Cette note rassemble les propositions du service. Elle se rédige à plusieurs : chacun voit les modifications des autres au fur et à mesure.',
    ),
    heading(2, 'Constats'),
    {
      type: 'bulletList',
      content: [
        item('Les délais de rendez-vous dépassent trois semaines dans deux sites.'),
        item('Les usagers reviennent en moyenne deux fois pour la même démarche.'),
      ],
    },
    heading(2, 'Propositions'),
    {
      type: 'orderedList',
      attrs: { start: 1 },
      content: [
        item('Ouvrir un créneau du soir, un jour par semaine.'),
        item('Vérifier les pièces avant le rendez-vous.'),
      ],
    },
  ],
};

const actorOf = (orgId: string, personId: string): Actor => ({
  personId,
  orgId,
  orgs: [orgId],
  adminOf: [],
  tokenScopes: null,
  sessionId: null,
  tokenId: null,
  locale: 'fr',
});

/** Two people with something to work on, made through the same services as everything else. One-use links each time. */
export async function makeDemonstration(suite: INestApplicationContext): Promise<FirstLink[]> {
  const accounts = suite.get(AccountsCommandService);
  const known = await accounts.findAccount(NADIA.email);
  const people =
    known === null
      ? await create(suite)
      : { orgId: known.orgId, ids: [known.personId, await idOf(accounts, THOMAS.email)] };
  const links: FirstLink[] = [];
  for (const [index, { name }] of [NADIA, THOMAS].entries()) {
    const personId = people.ids[index];
    if (personId !== undefined)
      // The first of them administers the organisation.
      links.push({
        label: index === 0 ? `${name} (administration) :` : `${name} :`,
        link: await accounts.createLink(people.orgId, personId),
      });
  }
  return links;
}

async function idOf(accounts: AccountsCommandService, email: string): Promise<string> {
  const account = await accounts.findAccount(email);
  if (account === null) throw new Error('the demonstration is incomplete');
  return account.personId;
}

async function create(suite: INestApplicationContext): Promise<{ orgId: string; ids: string[] }> {
  const accounts = suite.get(AccountsCommandService);
  const { orgId, personId: nadiaId } = await accounts.createOrganisation({
    name: ORGANISATION,
    adminName: NADIA.name,
    adminEmail: NADIA.email,
    setUp: true,
  });
  const { id: thomasId } = await accounts.createUser({ ...THOMAS, admin: false, org: orgId });
  const nadia = actorOf(orgId, nadiaId);
  const thomas = actorOf(orgId, thomasId);
  const space = await suite.get(Spaces).create(nadia, 'Cabinet');
  await suite
    .get(Grants)
    .set(nadia, { resourceId: space.id, subjectId: thomasId, role: 'editor', expiresAt: null });
  await fill(suite, nadia, thomas, space.id);
  return { orgId, ids: [nadiaId, thomasId] };
}

async function fill(
  suite: INestApplicationContext,
  nadia: Actor,
  thomas: Actor,
  spaceId: string,
): Promise<void> {
  const documents = suite.get(DocumentsService);
  await documents.create(nadia, {
    title: 'Note sur l’accueil du public',
    parentId: spaceId,
    kind: 'prose',
    content: proseToYUpdate(note),
  });
  await documents.create(thomas, { title: 'Pense-bête', parentId: spaceId, kind: 'text' });
  const folderId = newId();
  await suite
    .get(RightsLocks)
    .holdPlace(nadia, nadia.orgId, spaceId, (tx) =>
      suite
        .get(ResourceTree)
        .create(tx, nadia, { id: folderId, kind: 'folder', parentId: spaceId, name: 'Archives' }),
    );
  const channelId = await suite.get(ChannelsService).create(nadia, { name: 'Général', parentId: spaceId });
  const messages = suite.get(MessagesService);
  await messages.send(nadia, channelId, {
    clientId: newId(),
    text: 'Bonjour Thomas, la note est dans l’espace Cabinet.',
  });
  await messages.send(thomas, channelId, { clientId: newId(), text: 'Merci, je complète les propositions.' });
  const files = suite.get(FilesService);
  await files.create(
    nadia,
    spaceId,
    'Horaires.csv',
    Buffer.from('site;ouverture;fermeture\nPréfecture;08:30;17:00\nSous-préfecture;09:00;16:30\n'),
  );
  await files.create(thomas, spaceId, 'Lisez-moi.txt', Buffer.from('Déposez ici les fichiers du service.\n'));
}
