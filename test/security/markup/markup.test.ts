import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { importResultSchema } from '@maroquin/contracts';
import { exportProse } from '@maroquin/prose';
import { CollabClient } from '../../support/collab-client.js';
import { select, writeParagraphs } from '../../support/commented-document.js';
import { Refused } from '../../support/http-client.js';
import { firstAdministrator, type Person } from '../../support/people.js';
import { setStage } from '../../support/stage.js';
import { until } from '../../support/until.js';
import { CARRIERS, hostileDocument, hostileElements } from './hostile-prose.js';
import { ADDRESSES, PAYLOADS } from './payloads.js';
import { FOUND, NOTHING, WATCH } from './ran.js';

let claire: Person;
let spaceId: string;
let folder: string;
const stage = setStage(async (server) => {
  claire = await firstAdministrator(server);
  spaceId = await claire.http.create('/spaces', { name: 'Cabinet' });
});
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'maroquin-markup-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Opens an address, waits until these words of a payload are shown as words, and looks for what became of them. */
async function shows(address: string, shown: (page: Page) => Promise<void>): Promise<void> {
  const { page, errors } = await stage.open(claire);
  await page.addInitScript(WATCH);
  await page.goto(address);
  await shown(page);
  expect(await page.evaluate<unknown>(FOUND)).toEqual(NOTHING);
  expect(errors).toEqual([]);
}
const reads =
  (words: string) =>
  (page: Page): Promise<void> =>
    page.getByText(words).first().waitFor();
const LAST = PAYLOADS.at(-1) ?? '';

it('there are at least 300 payloads, and each runs where it is markup', async () => {
  expect(PAYLOADS.length).toBeGreaterThanOrEqual(300);
  expect(new Set(PAYLOADS).size).toBe(PAYLOADS.length);
  const { page } = await stage.open(null);
  await page.addInitScript(WATCH);
  await page.goto(pathToFileURL(await fileOf('control.html', PAYLOADS[2] ?? '')).href);
  await until(async () => page.evaluate<boolean>('globalThis.mqxRan.length === 1'), 'the control ran');
  expect(await page.evaluate<unknown>(FOUND)).toMatchObject({ ran: [2], elements: 1, handlers: 1 });
});

async function fileOf(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

/** @returns whether the server took it; what it refuses nobody sees */
async function written(name: string): Promise<{ id: string; taken: boolean }> {
  const id = await claire.http.create('/documents', { title: name, parentId: spaceId });
  const client = new CollabClient(claire.http, id);
  await until(() => client.synced, 'the document is open');
  let taken = false;
  void client
    .edit((doc) => {
      doc.getXmlFragment('prose').push(hostileElements(name));
    })
    .then(() => {
      taken = true;
    });
  await until(() => taken || client.refused.length > 0 || client.closeCode !== null, 'it is judged');
  client.close();
  return { id, taken };
}

const WORDS_STAND = new Set(['paragraph', 'heading', 'list', 'table', 'callout', 'footnote', 'task']);

it.each(Object.keys(CARRIERS))('through a document’s %s, no payload runs', async (name) => {
  const { id, taken } = await written(name);
  if (WORDS_STAND.has(name)) expect(taken).toBe(true);
  if (!taken) return;
  await shows(`/d/${id}`, async (page) => {
    await page
      .getByRole('textbox', { name: /^Texte/ })
      .locator('> *')
      .nth(PAYLOADS.length - 1)
      .waitFor();
  });
  const html = await claire.http.bytes(`/documents/${id}/export?format=html`);
  await shows(pathToFileURL(await fileOf(`${name}.html`, html)).href, () => Promise.resolve());
});

const FILES: Readonly<Record<string, () => Uint8Array>> = {
  docx: () => exported('docx'),
  odt: () => exported('odt'),
  html: () => Buffer.from(`<h1>x</h1>${PAYLOADS.map((one) => `<p>${one}</p>`).join('\n')}${links('html')}`),
  md: () => Buffer.from(`${PAYLOADS.join('\n\n')}\n\n${links('md')}`),
  txt: () => Buffer.from(PAYLOADS.join('\n')),
};
const exported = (format: 'docx' | 'odt'): Uint8Array =>
  exportProse(hostileDocument(), format, {
    ...{ title: LAST, author: LAST, language: 'fr', pictures: new Map() },
    ...{ createdAt: new Date(0), modifiedAt: new Date(0), nameOf: (author) => author },
  }).bytes;
const links = (format: 'html' | 'md'): string =>
  ADDRESSES.map((one) =>
    format === 'html' ? `<a href="${one.replaceAll('"', '&quot;')}">x</a>` : `[x](<${one}>)`,
  ).join('\n');

it.each(Object.keys(FILES))('through an imported .%s, no payload runs', async (ending) => {
  const file = {
    ...{ name: `${(PAYLOADS[2] ?? '').replaceAll('/', '')}.${ending}`, type: 'application/octet-stream' },
    bytes: FILES[ending]?.() ?? new Uint8Array(),
  };
  const { id } = await claire.http.sendFile(importResultSchema, '/documents/import', file, {
    parentId: spaceId,
  });
  await shows(`/d/${id}`, (page) =>
    page
      .getByRole('textbox', { name: /^Texte/ })
      .locator('> *')
      .first()
      .waitFor(),
  );
  const html = await claire.http.bytes(`/documents/${id}/export?format=html`);
  await shows(pathToFileURL(await fileOf(`imported-${ending}.html`, html)).href, () => Promise.resolve());
});

const TOGETHER = 8;
const groups = Array.from({ length: Math.ceil(PAYLOADS.length / TOGETHER) }, (_, at) =>
  PAYLOADS.slice(at * TOGETHER, (at + 1) * TOGETHER),
);

it('as titles of documents, spaces and templates, no payload runs', async () => {
  const place = await claire.http.create('/spaces', { name: PAYLOADS[2] ?? '' });
  const made: string[] = [];
  const create = async (title: string): Promise<void> => {
    try {
      made.push(await claire.http.create('/documents', { title, parentId: place }));
    } catch (error) {
      // What is no name is refused, and nobody sees it.
      if (!(error instanceof Refused && error.status === 400)) throw error;
    }
  };
  for (const group of groups) await Promise.all(group.map(create));
  expect(made.length).toBeGreaterThan(PAYLOADS.length / 2);
  for (const id of made.slice(0, TOGETHER))
    await claire.http.act('PUT', `/documents/${id}/template`, { on: true });
  await shows(`/e/${place}/documents`, reads('mqx('));
  await shows(`/modeles?dans=${place}`, reads('mqx('));
  await shows('/recherche?q=mqx', (page) => page.getByRole('heading', { level: 1 }).waitFor());
});

it('in comments, no payload runs', async () => {
  const id = await claire.http.create('/documents', { title: 'Note', parentId: spaceId });
  const client = await writeParagraphs(claire.http, id, ['Deux réserves']);
  for (const group of groups)
    await claire.http.create(`/documents/${id}/comments`, {
      ...select(client.doc, 0, 'réserves'),
      text: group.join('\n'),
    });
  client.close();
  await shows(`/d/${id}`, async (page) => {
    await page.getByRole('button', { name: /^Relecture/ }).press('Enter');
    await page.getByRole('complementary', { name: 'Relecture' }).getByText('mqx(').first().waitFor();
  });
});
