import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { HttpClient } from '../support/http-client.js';
import { Maroquin } from '../support/maroquin.js';
import { firstAdministrator } from '../support/people.js';

const importedSchema = z.object({
  created: z.array(z.object({ email: z.string(), link: z.string() })),
  known: z.array(z.string()),
});
let server: Maroquin;
beforeAll(async () => {
  server = await Maroquin.start({ env: { LOG_LEVEL: 'error' } });
  await firstAdministrator(server);
}, 120_000);
afterAll(() => server?.dispose());

const file = (text: string): string => {
  const path = join(server.dataDir, 'personnes.csv');
  writeFileSync(path, text);
  return path;
};

it('a list of people becomes accounts with a link each, and a second run adds only who is new', async () => {
  const first = file(
    'nom;email\nAmine Haddad;amine@prefecture.example\nLucie Morel;lucie@prefecture.example\n',
  );
  const imported = importedSchema.parse(await server.commandJson(['user', 'import', first]));
  expect(imported.created.map(({ email }) => email)).toEqual([
    'amine@prefecture.example',
    'lucie@prefecture.example',
  ]);
  const [amine] = imported.created;
  const answer = await new HttpClient(server.url, null).call('POST', '/api/v1/sign-in/link', {
    body: { token: new URL(amine?.link ?? '').hash.slice(1) },
  });
  const http = new HttpClient(server.url, { cookie: answer.headers.get('set-cookie')?.split(';')[0] ?? '' });
  expect((await http.me()).person).toMatchObject({ name: 'Amine Haddad', email: 'amine@prefecture.example' });
  const second = file(
    'nom;email\nAmine Haddad;amine@prefecture.example\nPaul Petit;paul@prefecture.example\n',
  );
  expect(importedSchema.parse(await server.commandJson(['user', 'import', second]))).toMatchObject({
    created: [{ email: 'paul@prefecture.example' }],
    known: ['amine@prefecture.example'],
  });
});

it('a list with a fault makes nobody, and says which line', async () => {
  const path = file('nom;email\nJeanne Roy;jeanne@prefecture.example\nSans Adresse;\n');
  const ended = await server.command(['user', 'import', path]);
  expect(ended.code).toBe(1);
  expect(ended.stderr).toMatch(/Rien n’a été créé.*ligne 3 : adresse/);
  const again = importedSchema.parse(
    await server.commandJson(['user', 'import', file('nom;email\nJeanne Roy;jeanne@prefecture.example\n')]),
  );
  expect(again.created).toHaveLength(1);
});
