import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createTestOrganisation,
  openTestPlatform,
  sharedPostgres,
  type TestPlatform,
} from '@maroquin/testing';
import { DomainError } from '../../errors/index.js';
import { Database } from '../index.js';
import { BatchedReads } from './batched-reads.js';

const KEYS = { name: 'test shared keys', text: 'select org_id from organisation_key order by org_id' };
/** The same for all that one trip asks: it is one transaction. */
const TRIP = {
  name: 'test shared trip',
  text: 'select now()::text as began, pg_backend_pid() as by, $1::int as asked',
};
const HALF = { name: 'test shared half', text: 'select 1 / $1::int as half' };

interface Trip {
  readonly began: string;
  readonly by: number;
  readonly asked: number;
}

describe('questions that share a round trip', () => {
  let platform: TestPlatform;
  let orgs: string[];
  let database: Database;

  beforeAll(async () => {
    platform = await openTestPlatform(await sharedPostgres());
    orgs = [await createTestOrganisation(platform), await createTestOrganisation(platform)].sort();
    database = await Database.open({ app: platform.connections.app, entities: [], onError: () => undefined });
  });
  afterAll(async () => {
    await database.close();
    await platform.close();
  });

  const ask = async (turn: number): Promise<Trip | undefined> =>
    (await database.readAlong<Trip>(orgs, TRIP, [turn]))[0];

  it('are asked together and answered each for itself', async () => {
    const trips = await Promise.all([ask(1), ask(2), ask(3)]);
    expect(trips.map((trip) => trip?.asked)).toEqual([1, 2, 3]);
    expect(new Set(trips.map((trip) => `${String(trip?.began)} ${String(trip?.by)}`)).size).toBe(1);
  });

  it('wait for few others only', async () => {
    const trips = await Promise.all(Array.from({ length: 20 }, (_, turn) => ask(turn)));
    expect(trips.map((trip) => trip?.asked)).toEqual(Array.from({ length: 20 }, (_, turn) => turn));
    expect(new Set(trips.map((trip) => trip?.began)).size).toBe(3);
  });

  it('see the organisations that each names and no other', async () => {
    const seenBy = async (names: readonly string[]): Promise<string[]> =>
      (await database.readAlong<{ org_id: string }>(names, KEYS, [])).map(({ org_id }) => org_id);
    const asked = [orgs.slice(0, 1), orgs, orgs.slice(1), orgs.slice(0, 1)];
    expect(await Promise.all(asked.map(seenBy))).toEqual(asked);
  });

  it('do not fail for another that fails', async () => {
    const [before, failed, after] = await Promise.allSettled([
      ask(1),
      database.readAlong(orgs, HALF, [0]),
      ask(2),
    ]);
    expect(failed).toMatchObject({ status: 'rejected', reason: { code: '22012' } });
    expect([before, after]).toMatchObject([{ value: { asked: 1 } }, { value: { asked: 2 } }]);
  });

  it('are refused without an organisation', async () => {
    await expect(database.readAlong([], KEYS, [])).rejects.toThrow('needs its organisations');
  });

  it('are not asked again one by one when nobody is there to answer', async () => {
    let trips = 0;
    const away = new BatchedReads(() => {
      trips += 1;
      return Promise.reject(new DomainError('server.unavailable'));
    });
    const answers = await Promise.allSettled(
      [1, 2, 3].map(() => away.read('{}', { statement: KEYS, params: [] })),
    );
    expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(trips).toBe(1);
  });
});
