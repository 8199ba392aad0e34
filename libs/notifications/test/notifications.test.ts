import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId, systemClock } from '@maroquin/platform/config';
import type { Tx } from '@maroquin/platform/database';
import { Events } from '@maroquin/platform/events';
import { Feeds, LocalBus } from '@maroquin/platform/feeds';
import { recordAct } from '@maroquin/platform/audit';
import { proveWritten } from '@maroquin/platform/proofs';
import {
  NotificationOutlets,
  type Notice,
  Notifications,
  NotifiedActs,
  PersonFeeds,
} from '@maroquin/notifications';
import {
  createTestOrganisation,
  openTestPlatform,
  sharedPostgres,
  type TestPlatform,
} from '@maroquin/testing';

let platform: TestPlatform;
let orgId: string;
let feeds: Feeds;
let notifications: Notifications;
const told: string[] = [];

beforeAll(async () => {
  platform = await openTestPlatform(await sharedPostgres());
  orgId = await createTestOrganisation(platform);
  const { database, keys } = platform;
  const events = new Events({ error: () => undefined });
  events.on('notifications.changed', ({ personIds }) => told.push(...personIds));
  feeds = new Feeds(database, keys, systemClock, new LocalBus(), (error) => {
    throw error;
  });
  notifications = new Notifications(
    new PersonFeeds(feeds, keys),
    new NotificationOutlets(database, systemClock, { pushServices: [] }),
    events,
    systemClock,
  );
});
afterAll(async () => {
  feeds.close();
  await platform.close();
});

const inOrg = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
  platform.database.inOrgs({ orgs: [orgId] }, work);

async function person(): Promise<string> {
  const id = newId();
  await inOrg(async (tx) => {
    await tx.query(`insert into subject (org_id, id, kind) values ($1, $2, 'person')`, [orgId, id]);
    await tx.query(
      `insert into seat (org_id, account_id, kind, created_at) values ($1, $2, 'member', now())`,
      [orgId, id],
    );
    await proveWritten(tx);
  });
  return id;
}
interface Row {
  readonly seq: string;
  readonly first_seq: string | null;
  readonly last_seq: string | null;
  readonly read_at: Date | null;
}
const rowsOf = (personId: string): Promise<Row[]> =>
  inOrg((tx) =>
    tx.query<Row>(
      'select seq, first_seq, last_seq, read_at from notification where account_id = $1 order by seq',
      [personId],
    ),
  );
const shown = async (personId: string): Promise<(string | boolean)[][]> =>
  (await rowsOf(personId)).map(({ first_seq, last_seq, read_at }) => [
    `${String(first_seq)}-${String(last_seq)}`,
    read_at !== null,
  ]);
const actorId = newId();
const direct = (personId: string, conversationId: string, seq: number): Notice => ({
  ...{ personId, kind: 'direct', resourceId: conversationId, actorId, conversationId, seq },
});
const notify = (...notices: Notice[]): Promise<void> =>
  inOrg((tx) => notifications.notify(tx, orgId, notices));
const read = async (personId: string, conversationId: string, seq: number): Promise<void> => {
  const question = notifications.readUpTo([{ orgId, conversationId, personId, seq }]);
  const [rows = []] = await platform.database.changeIn([orgId], [question]);
  notifications.announceRead(rows);
};

it('a person is told when the act is committed, and of an act that was undone nothing', async () => {
  const anna = await person();
  const undone = inOrg(async (tx) => {
    await notifications.notify(tx, orgId, [direct(anna, newId(), 1)]);
    throw new Error('undone');
  });
  await expect(undone).rejects.toThrow('undone');
  expect(await rowsOf(anna)).toEqual([]);
  expect(told).not.toContain(anna);
  await notify(direct(anna, newId(), 1));
  expect(await rowsOf(anna)).toHaveLength(1);
  expect(told).toContain(anna);
});

it('messages of a conversation are one row until they are read, up to the last of them', async () => {
  const [anna, conversation] = [await person(), newId()];
  for (const seq of [3, 4, 5]) await notify(direct(anna, conversation, seq));
  expect(await shown(anna)).toEqual([['3-5', false]]);
  await read(anna, conversation, 4);
  expect(await shown(anna)).toEqual([['3-5', false]]);
  await read(anna, conversation, 5);
  expect(await shown(anna)).toEqual([['3-5', true]]);
  await notify(direct(anna, conversation, 6));
  expect(await shown(anna)).toEqual([
    ['3-5', true],
    ['6-6', false],
  ]);
});

it('a message that is committed while its reader reads the one before it stays unread', async () => {
  const [anna, conversation] = [await person(), newId()];
  await notify(direct(anna, conversation, 1));
  let reading: Promise<void> | undefined;
  await inOrg(async (tx) => {
    await notifications.notify(tx, orgId, [direct(anna, conversation, 2)]);
    reading = read(anna, conversation, 1);
    await expect
      .poll(
        async () =>
          (
            await platform.asOwner<{ n: string }>(
              `select count(*) as n from pg_locks where not granted and locktype in ('transactionid', 'tuple')`,
            )
          )[0]?.n,
      )
      .not.toBe('0');
  });
  await reading;
  expect(await shown(anna)).toEqual([['1-2', false]]);
});

it('of many mentions in one conversation the first stand for themselves and the last row for the rest', async () => {
  const [anna, conversation] = [await person(), newId()];
  for (let seq = 1; seq <= 30; seq += 1)
    await notify({ ...direct(anna, conversation, seq), kind: 'mention' });
  const rows = await shown(anna);
  expect(rows).toHaveLength(20);
  expect(rows.at(-1)).toEqual(['20-30', false]);
});

it('somebody is not told of an own act, and who has no seat is told of none', async () => {
  const [anna, stranger] = [await person(), newId()];
  await notify({ ...direct(anna, newId(), 1), actorId: anna }, { ...direct(stranger, newId(), 1) });
  expect(await rowsOf(anna)).toEqual([]);
  expect(await rowsOf(stranger)).toEqual([]);
});

it('two acts that notify somebody for the first time at once have numbers that follow each other', async () => {
  const anna = await person();
  await Promise.all([notify(direct(anna, newId(), 1)), notify(direct(anna, newId(), 1))]);
  expect((await rowsOf(anna)).map(({ seq }) => seq)).toEqual(['1', '2']);
});

it('whoever is given a right or joins a team is told in the transaction of that act, and of what the system does not', async () => {
  const followed = new NotifiedActs(platform.database, notifications);
  expect(followed).toBeInstanceOf(NotifiedActs);
  const [anna, teamId, resourceId] = [await person(), newId(), newId()];
  const act = { orgId, actorId, at: new Date() };
  await inOrg(async (tx) => {
    await recordAct(tx, {
      ...act,
      action: 'team.member-added',
      targetId: teamId,
      details: { personId: anna },
    });
    await recordAct(tx, {
      ...{ ...act, action: 'access.granted', targetId: resourceId },
      details: { subjectId: anna, role: 'reader' },
    });
    await recordAct(tx, {
      ...{ ...act, actorId: null, action: 'team.member-added', targetId: newId() },
      details: { personId: anna },
    });
  });
  const kinds = await inOrg((tx) =>
    tx.query<{ kind: string }>('select kind from notification where account_id = $1 order by seq', [anna]),
  );
  expect(kinds.map(({ kind }) => kind)).toEqual(['team-joined', 'access-given']);
});

it('of a conversation that is set aside nothing is told, or mentions alone', async () => {
  const [anna, conversation] = [await person(), newId()];
  const setAside = (level: string): Promise<unknown> =>
    platform.asOwner(
      `insert into notification_level (org_id, account_id, resource_id, level) values ($1, $2, $3, $4)
       on conflict (account_id, resource_id) do update set level = excluded.level`,
      [orgId, anna, conversation, level],
    );
  await platform.asOwner(
    `with scope as (insert into permission_scope (org_id, id, inherits) values ($2, $1, true))
     insert into resource (id, org_id, kind, scope_id, name_sealed, name_hash, created_at, updated_at)
     values ($1, $2, 'direct', $1, '', '', now(), now())`,
    [conversation, orgId],
  );
  await setAside('mentions');
  await notify(direct(anna, conversation, 1));
  expect(await rowsOf(anna)).toEqual([]);
  await notify({ ...direct(anna, conversation, 2), kind: 'mention' });
  expect(await shown(anna)).toEqual([['2-2', false]]);
  await setAside('nothing');
  await notify({ ...direct(anna, conversation, 3), kind: 'mention' });
  expect(await shown(anna)).toEqual([['2-2', false]]);
});
