import { crc32 } from 'node:zlib';
import { searchResultsSchema } from '@maroquin/contracts';
import { tesseract } from '@maroquin/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.js';
import { Maroquin } from '../support/maroquin.js';
import { png } from '../support/office/png.js';
import { firstAdministrator, type Person } from '../support/people.js';
import { until } from '../support/until.js';
import { upload } from '../support/uploads.js';

const program = tesseract();

describe.skipIf(program === null)('what is written in a picture', () => {
  let server: Maroquin;
  let owner: Person;
  let spaceId: string;
  beforeAll(async () => {
    server = await Maroquin.start({ env: { TESSERACT: program ?? '', LOG_LEVEL: 'warn' } });
    owner = await firstAdministrator(server);
    spaceId = await owner.http.create('/spaces', { name: 'Courrier' });
  }, 120_000);
  afterAll(() => server?.dispose());

  const titles = async (q: string): Promise<string[]> => {
    const { items } = await owner.http.json(searchResultsSchema, 'POST', '/search', { q });
    return items.map(({ title }) => title.map(({ text }) => text).join(''));
  };

  it('is found, accents and all, as the words of a text are', async () => {
    await upload(owner.http, await pictureOf('Arrêté préfectoral du 12 février', 'Clause de revoyure'), {
      ...{ filename: 'IMG_2041.png', parentId: spaceId },
    });
    await until(async () => (await titles('revoyure')).length === 1, 'the scan is found', 60_000);
    expect(await titles('arrêtés préfectoraux')).toEqual(['IMG_2041.png']);
  }, 120_000);

  it('of a flood of pixels or of rubbish is none, and what comes behind it is read', async () => {
    const hostile = { 'Inondation.png': flood(), 'Gribouillis.jpg': Buffer.from('JFIF, ou pas') };
    for (const [filename, bytes] of Object.entries(hostile))
      await upload(owner.http, bytes, { filename, parentId: spaceId });
    await upload(owner.http, await pictureOf('Bordereau de transmission'), {
      ...{ filename: 'IMG_2042.png', parentId: spaceId },
    });
    await until(async () => (await titles('bordereau')).length === 1, 'the next scan is found', 120_000);
    await until(
      async () => (await titles('gribouillis')).length === 1,
      'rubbish is found by its name',
      60_000,
    );
    expect(server.isRunning).toBe(true);
  }, 180_000);
});

describe('a server that is told of a Tesseract', () => {
  it.each([
    [{ TESSERACT: '/usr/bin/no-such-program' }, 'TESSERACT'],
    ...(program === null
      ? []
      : [[{ TESSERACT: program, TESSERACT_LANGUAGES: 'fra+tlh' }, 'tesseract-ocr-tlh'] as const]),
  ] as const)('that cannot do its work does not start, and says what to do (%j)', async (env, words) => {
    await expect(Maroquin.start({ env: { ...env } })).rejects.toThrow(words);
  });
});

/** These lines, black on white, as a scanner of 200 dots an inch sees them. */
async function pictureOf(...lines: readonly string[]): Promise<Buffer> {
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 900, height: 400 } });
    const paragraphs = lines.map((line) => `<p>${line}</p>`).join('');
    await page.setContent(`<body style="font: 32px 'DejaVu Sans'; margin: 40px">${paragraphs}</body>`);
    return await page.screenshot();
  } finally {
    await browser.close();
  }
}

/** A small picture that claims to be of 60,000 by 60,000 points. */
function flood(): Buffer {
  const bytes = png(100, 100, [255, 255, 255]);
  bytes.writeUInt32BE(60_000, 16);
  bytes.writeUInt32BE(60_000, 20);
  bytes.writeUInt32BE(crc32(bytes.subarray(12, 29)), 29);
  return bytes;
}
