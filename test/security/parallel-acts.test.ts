import { afterAll, beforeAll, expect, it } from 'vitest';
import { Refused } from '../support/http-client.js';
import { Maroquin } from '../support/maroquin.js';
import { firstAdministrator, invite, type Person } from '../support/people.js';

/** Acts on a large folder wait for one another: whoever starts many must not hold what the others need to read. */
let server: Maroquin;
let mallory: Person;
let nadia: Person;
let folder: string;
const FOLDERS = 400;
const AT_ONCE = 40;
/** A quiet server answers in 5 ms; the machine that runs the tests may be busy itself. */
const SLOW_MS = 250;

beforeAll(async () => {
  server = await Maroquin.start({ env: { LOG_LEVEL: 'warn' } });
  mallory = await firstAdministrator(server);
  nadia = await invite(server, mallory, { name: 'Nadia Benali', email: 'nadia.benali@prefecture.example' });
  const spaceId = await mallory.http.create('/spaces', { name: 'Cabinet' });
  folder = await mallory.http.create('/folders', { name: 'Dossiers', parentId: spaceId });
  for (let from = 0; from < FOLDERS; from += 20)
    await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        mallory.http.create('/folders', { name: `Dossier ${String(from + n)}`, parentId: folder }),
      ),
    );
}, 240_000);
afterAll(() => server.dispose());

it('forty grants at once of one person on a large folder do not slow what others read', async () => {
  let isOver = false;
  const outcomes = new Map<string, number>();
  const grant = async (): Promise<void> => {
    while (!isOver) {
      const outcome = await mallory.http
        .act('PUT', `/resources/${folder}/grants/${nadia.id}`, { role: 'editor' })
        .then(
          () => 'granted',
          (error: unknown) => (error instanceof Refused ? String(error.status) : 'cut'),
        );
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    }
  };
  const grants = Promise.all(Array.from({ length: AT_ONCE }, grant));
  const times: number[] = [];
  for (let turn = 0; turn < 100; turn += 1) {
    const began = performance.now();
    const answer = await fetch(`${server.url}/api/v1/me`, { headers: nadia.http.headers });
    await answer.arrayBuffer();
    expect(answer.status).toBe(200);
    times.push(performance.now() - began);
  }
  isOver = true;
  await grants;
  const median = times.sort((a, b) => a - b)[times.length / 2];
  expect(outcomes.get('granted')).toBeGreaterThan(0);
  expect(median).toBeLessThan(SLOW_MS);
}, 120_000);
