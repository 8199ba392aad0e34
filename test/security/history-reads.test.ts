import { afterAll, beforeAll, expect, it } from 'vitest';

import { CollabClient } from '../support/collab-client.js';
import { Refused } from '../support/http-client.js';
import { Maroquin } from '../support/maroquin.js';
import { residentMib } from '../support/neighbour.js';
import { firstAdministrator, invite, type Person } from '../support/people.js';
import { until } from '../support/until.js';

/** An old version is replayed from the journal: whoever asks for many at once takes neither time nor memory of the others. */
let server: Maroquin;
let mallory: Person;
let nadia: Person;
let documentId: string;
const EDITS = 14;
const EDIT_BYTES = 900_000;
const AT_ONCE = 40;
/** A quiet server answers in 5 ms; the machine that runs the tests may be busy itself. */
const SLOW_MS = 250;
/** Forty times the journal would be half a gigabyte, and what is made of it as much again. */
const MEMORY_MB = 400;

beforeAll(async () => {
  server = await Maroquin.start({ env: { LOG_LEVEL: 'warn' } });
  mallory = await firstAdministrator(server);
  nadia = await invite(server, mallory, { name: 'Nadia Benali', email: 'nadia.benali@prefecture.example' });
  documentId = await mallory.http.create('/documents', { title: 'Longue vie', kind: 'text' });
  const client = new CollabClient(mallory.http, documentId);
  await until(() => client.synced, 'the document is open');
  for (let edit = 0; edit < EDITS; edit += 1)
    await client.edit((doc) => {
      const text = doc.getText('text');
      text.delete(0, text.length);
      text.insert(0, `${String(edit)} `.padEnd(EDIT_BYTES, 'abcdefghij '));
    });
  client.close();
}, 240_000);
afterAll(() => server.dispose());

it('forty versions at once of one person’s long journal take neither time nor memory of the others', async () => {
  let isOver = false;
  const outcomes = new Map<string, number>();
  const read = async (first: number): Promise<void> => {
    for (let turn = first; !isOver; turn += 1) {
      const path = `/documents/${documentId}/versions/${String(1 + (turn % EDITS))}`;
      const outcome = await mallory.http.bytes(path).then(
        () => 'read',
        (error: unknown) => (error instanceof Refused ? String(error.status) : 'cut'),
      );
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    }
  };
  const before = residentMib(server.pid);
  let highest = before;
  const reads = Promise.all(Array.from({ length: AT_ONCE }, (_, index) => read(index)));
  const times: number[] = [];
  for (let turn = 0; turn < 100; turn += 1) {
    const began = performance.now();
    const answer = await fetch(`${server.url}/api/v1/me`, { headers: nadia.http.headers });
    await answer.arrayBuffer();
    expect(answer.status).toBe(200);
    times.push(performance.now() - began);
    highest = Math.max(highest, residentMib(server.pid));
  }
  isOver = true;
  await reads;
  const median = times.sort((a, b) => a - b)[times.length / 2];
  expect([...outcomes.keys()].every((outcome) => ['read', '429', '503'].includes(outcome))).toBe(true);
  expect(outcomes.get('read')).toBeGreaterThan(0);
  expect(median).toBeLessThan(SLOW_MS);
  expect(highest - before).toBeLessThan(MEMORY_MB);
}, 120_000);
