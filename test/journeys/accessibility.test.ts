import { importResultSchema } from '@maroquin/contracts';
import type { Page } from 'playwright-core';
import { afterAll, describe, expect, it } from 'vitest';
import { settled, violations } from '../support/web/axe.js';
import { DocumentWindow } from '../support/document-window.js';
import { Window } from '../support/browser.js';
import { docx, DOCX_TYPE } from '../support/office/docx.js';
import { firstAdministrator, invite, type Person } from '../support/people.js';
import { setStage } from '../support/stage.js';
import { upload } from '../support/uploads.js';

let claire: Person;
let spaceId: string;
let documentId: string;
let noteId: string;
let channelId: string;
const stage = setStage(async (server) => {
  claire = await firstAdministrator(server);
  const { http } = claire;
  const thomas = await invite(server, claire, { name: 'Thomas Lefèvre', email: 'thomas@prefecture.example' });
  spaceId = await http.create('/spaces', { name: 'Cabinet' });
  await http.act('PUT', `/resources/${spaceId}/grants/${thomas.id}`, { role: 'editor' });
  await http.create('/folders', { name: 'Archives', parentId: spaceId });
  noteId = await http.create('/documents', { title: 'Pense-bête', parentId: spaceId, kind: 'text' });
  const file = { name: 'Note.docx', type: DOCX_TYPE, bytes: docx(WORDS) };
  documentId = (await http.sendFile(importResultSchema, '/documents/import', file, { parentId: spaceId })).id;
  channelId = await http.create('/channels', { name: 'Général', parentId: spaceId });
  for (const [who, text] of [
    [claire, 'Bonjour'],
    [thomas, 'Bonjour Claire'],
  ] as const)
    await who.http.act('POST', `/channels/${channelId}/messages`, { clientId: crypto.randomUUID(), text });
  await upload(http, Buffer.from('a;b\n'), { filename: 'Horaires.csv', parentId: spaceId });
  const binned = await http.create('/documents', { title: 'À jeter', parentId: spaceId });
  await http.act('POST', `/resources/${binned}/trash`);
});

const WORDS = {
  title: 'Note',
  heading: 'Partie',
  paragraph: 'Un paragraphe.',
  bullets: ['Un', 'Deux'],
  numbers: ['Un'],
  cells: ['A', 'B', 'C', 'D', 'E'],
  link: { text: 'Lien', url: 'https://exemple.example/' },
  footnote: 'Une note.',
  alt: 'Une image',
  comment: 'Un commentaire',
  author: 'Paul Martin',
} as const;

interface Scene {
  readonly name: string;
  readonly path: () => string;
  /** Nobody is signed in. */
  readonly outside?: boolean;
  /** What must be there before looking, and what is opened first. */
  readonly act: (page: Page, isPhone: boolean) => Promise<void>;
}

const heading = (page: Page, name: RegExp | string) => page.getByRole('heading', { name }).first().waitFor();

const scenes: readonly Scene[] = [
  { name: 'sign-in', path: () => '/connexion', outside: true, act: (page) => heading(page, 'Se connecter') },
  {
    name: 'asking for a link',
    path: () => '/connexion',
    outside: true,
    act: async (page) => {
      await page.getByRole('button', { name: 'Demander un lien de connexion' }).click();
      await heading(page, 'Demander un lien');
    },
  },
  {
    name: 'broken link',
    path: () => '/bienvenue#x',
    outside: true,
    act: (page) => heading(page, 'Ce lien est incomplet'),
  },
  { name: 'home', path: () => '/', act: (page) => heading(page, /Bonjour|Accueil/) },
  { name: 'spaces', path: () => '/espaces', act: (page) => heading(page, 'Espaces') },
  {
    name: 'documents',
    path: () => `/e/${spaceId}/documents`,
    act: async (page) => void (await page.getByRole('link', { name: /Pense-bête/ }).waitFor()),
  },
  {
    name: 'menu of a row',
    path: () => `/e/${spaceId}/documents`,
    act: async (page) => {
      await page.getByRole('button', { name: 'Actions sur Pense-bête' }).click();
      await page.getByRole('menu').waitFor();
    },
  },
  {
    name: 'sharing dialogue',
    path: () => `/e/${spaceId}/documents`,
    act: async (page) => {
      await page.getByRole('button', { name: 'Partager' }).first().click();
      await page
        .getByRole('dialog')
        .getByRole('heading', { name: /^Qui a accès/ })
        .waitFor();
    },
  },
  {
    name: 'files',
    path: () => `/e/${spaceId}/fichiers`,
    act: async (page) => void (await page.getByRole('link', { name: /Horaires/ }).waitFor()),
  },
  {
    name: 'file',
    path: () => `/e/${spaceId}/fichiers`,
    act: async (page) => {
      await page.getByRole('link', { name: /Horaires/ }).click();
      await page.getByRole('heading', { level: 1, name: 'Horaires.csv' }).waitFor();
    },
  },
  {
    name: 'discussions',
    path: () => `/e/${spaceId}/discussions`,
    act: async (page) => void (await page.getByText('Général').first().waitFor()),
  },
  {
    name: 'conversation',
    path: () => `/e/${spaceId}/discussions/${channelId}`,
    act: async (page) => void (await page.getByText('Bonjour Claire').first().waitFor()),
  },
  {
    name: 'document',
    path: () => `/d/${documentId}`,
    act: (page) => new DocumentWindow(page).ready(),
  },
  {
    name: 'document with its discussion',
    path: () => `/d/${documentId}`,
    act: async (page, isPhone) => {
      await new DocumentWindow(page).ready();
      if (isPhone) {
        await page.getByRole('button', { name: 'Autres actions' }).click();
        await page.getByRole('menuitem', { name: /^Discussion/ }).click();
      } else await page.getByRole('button', { name: /^Discussion/ }).click();
      await page.getByRole('textbox', { name: /^Écrire dans/ }).waitFor();
    },
  },
  {
    name: 'menu of a document',
    path: () => `/d/${documentId}`,
    act: async (page) => {
      await new DocumentWindow(page).ready();
      await page.getByRole('button', { name: 'Autres actions' }).click();
      await page.getByRole('menu').waitFor();
    },
  },
  {
    name: 'download of a document',
    path: () => `/d/${documentId}`,
    act: async (page) => {
      await new DocumentWindow(page).ready();
      await page.getByRole('button', { name: 'Autres actions' }).click();
      await page.getByRole('menuitem', { name: /^Télécharger ou imprimer/ }).click();
      const dialog = page.getByRole('dialog', { name: 'Télécharger ou imprimer' });
      await dialog.getByRole('radio', { name: /^Texte \.txt/ }).check({ force: true });
      await dialog.getByText(/réserves? en \.txt/).waitFor();
    },
  },
  { name: 'note', path: () => `/d/${noteId}`, act: (page) => new DocumentWindow(page).ready() },
  { name: 'bin', path: () => '/corbeille', act: (page) => heading(page, 'Corbeille') },
  {
    name: 'people',
    path: () => '/personnes',
    act: async (page) => void (await page.getByText('Thomas Lefèvre').first().waitFor()),
  },
  {
    name: 'invitation',
    path: () => '/personnes',
    act: async (page) => {
      await page.getByRole('button', { name: 'Inviter une personne' }).first().click();
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'account security',
    path: () => '/securite',
    act: (page) => heading(page, 'Sessions ouvertes'),
  },
  { name: 'help', path: () => '/aide', act: (page) => heading(page, 'Aide') },
  { name: 'not found', path: () => '/nulle-part', act: (page) => heading(page, /^Cette page n’existe pas/) },
];

describe.each([1280, 360])('no violation at %i px, light and dark', (width) => {
  // One window for all scenes: a new one would load and compile the whole client again.
  const windows = new Map<boolean, Window>();
  const windowFor = async (outside: boolean): Promise<Window> => {
    const open =
      windows.get(outside) ??
      (await Window.open(stage.browser, stage.server, outside ? null : claire, { width }));
    windows.set(outside, open);
    return open;
  };
  afterAll(async () => {
    for (const window of windows.values()) await window.close();
  });

  it.each(scenes)('$name', async ({ path, outside = false, act }) => {
    const { context, errors } = await windowFor(outside);
    const page = await context.newPage();
    await page.goto(path());
    await act(page, width < 768);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await settled(page);
      expect(await violations(page), colorScheme).toEqual([]);
      // Nothing is cut or scrolled sideways.
      const [content, screen] = await page.evaluate<[number, number]>(
        '[document.documentElement.scrollWidth, innerWidth]',
      );
      expect(content).toBeLessThanOrEqual(screen);
    }
    expect(errors).toEqual([]);
    await page.close();
  });
});
