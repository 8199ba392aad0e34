import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { AccessService } from '@maroquin/access';
import type { NotificationKind } from '@maroquin/contracts';
import { sealAccount } from '@maroquin/identity';
import { newId } from '@maroquin/platform/config';
import type { Actor, Tx } from '@maroquin/platform/database';
import { Events } from '@maroquin/platform/events';
import { Feeds, LocalBus } from '@maroquin/platform/feeds';
import { proveWritten } from '@maroquin/platform/proofs';
import {
  createTestOrganisation,
  FakePushService,
  openTestPlatform,
  sharedPostgres,
  type TestPlatform,
} from '@maroquin/testing';
import { JudgeNotifications } from '../outlets/judge-notifications.js';
import { NotificationOutlets } from '../outlets/notification-outlets.js';
import { Notifications } from '../notifications.service.js';
import { OutletContents } from '../outlets/outlet-contents.js';
import { PersonFeeds } from '../outlets/person-feeds.js';
import { Recipients } from '../outlets/recipients.js';
import { NotificationSettings } from '../outlets/settings.service.js';
import { NotificationPushes } from './notification-pushes.js';
import { PushDevices } from './push-devices.js';
import { PushService } from './push-service.js';

/** A Tuesday, 11:00 in Paris. */
const TUESDAY = Date.parse('2026-12-01T10:00:00Z');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
let now = TUESDAY;
const clock = { now: () => new Date(now) };

let platform: TestPlatform;
let orgId: string;
let feeds: Feeds;
let access: AccessService;
let push: FakePushService;
let service: PushService;
let devices: PushDevices;
let outlets: NotificationOutlets;
let notifications: Notifications;

beforeAll(async () => {
  platform = await openTestPlatform(await sharedPostgres());
  orgId = await createTestOrganisation(platform);
  push = await FakePushService.start();
  const { database, keys } = platform;
  const events = new Events({ error: () => undefined });
  access = new AccessService({ database, keys, clock, events, onError: () => undefined });
  feeds = new Feeds(database, keys, clock, new LocalBus(), (error) => {
    throw error;
  });
  const config = { pushServices: [push.origin], publicUrl: 'https://suite.exemple.fr' };
  service = new PushService(keys, config, clock);
  devices = new PushDevices(database, keys, service, clock);
  outlets = new NotificationOutlets(database, clock, config);
  notifications = new Notifications(new PersonFeeds(feeds, keys), outlets, events, clock);
});
afterAll(async () => {
  feeds.close();
  access.close();
  await platform.close();
  await push.close();
});
beforeEach(() => {
  now += 7 * 24 * HOUR;
  now -= (now - TUESDAY) % (7 * 24 * HOUR);
  push.received.length = 0;
  push.answers.clear();
});

function worker(): NotificationPushes {
  const { database, keys } = platform;
  const settings = new NotificationSettings(database);
  const judging = new JudgeNotifications(access);
  const contents = new OutletContents(
    feeds,
    database,
    new Recipients(database, keys),
    settings,
    judging,
    clock,
  );
  return new NotificationPushes(outlets, contents, devices, service, clock, { warn: () => undefined });
}
const run = (): Promise<void> => worker().sendDue(orgId);
const inOrg = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
  platform.database.inOrgs({ orgs: [orgId] }, work);

let people = 0;
async function person(): Promise<Actor> {
  const id = newId();
  people += 1;
  const keys = await platform.keys.forOrg(orgId);
  await inOrg(async (tx) => {
    await tx.query(`insert into subject (org_id, id, kind) values ($1, $2, 'person')`, [orgId, id]);
    await tx.query(
      `insert into account (id, org_id, email_hash, email_sealed, name_sealed, created_at, email_since)
       values ($1, $2, $3, $4, $5, $6, $6)`,
      [
        ...[id, orgId, Buffer.from(id), sealAccount(keys, id, 'email', `p${String(people)}@exemple.fr`)],
        ...[sealAccount(keys, id, 'name', `Personne ${String(people)}`), clock.now()],
      ],
    );
    await tx.query(`insert into seat (org_id, account_id, kind, created_at) values ($1, $2, 'member', $3)`, [
      ...[orgId, id, clock.now()],
    ]);
    await proveWritten(tx);
  });
  return {
    ...{ personId: id, orgId, orgs: [orgId], adminOf: [], tokenScopes: null, tokenId: null },
    ...{ sessionId: await session(id), locale: 'fr' },
  };
}
async function session(personId: string): Promise<string> {
  const id = newId();
  await inOrg((tx) =>
    tx.query(
      `insert into session (id, org_id, account_id, token_hash, method, created_at, last_seen_at, expires_at)
       values ($1, $2, $3, $4, 'password', $5, $5, $6)`,
      [...[id, orgId, personId, Buffer.from(id), clock.now()], new Date(now + 365 * 24 * HOUR)],
    ),
  );
  return id;
}
const browserOf = async (actor: Actor): Promise<string> => {
  const path = `/${newId()}`;
  await devices.add(actor, push.origin + path);
  return path;
};
const notify = (personId: string, kind: NotificationKind = 'team-joined'): Promise<void> =>
  inOrg((tx) => notifications.notify(tx, orgId, [{ personId, kind, resourceId: newId(), actorId: null }]));

describe('browsers that are woken', () => {
  it('get an empty push for what is unread after a moment, once, on each device of the person', async () => {
    const claire = await person();
    const phone = await browserOf(claire);
    const desk = await browserOf({ ...claire, sessionId: await session(claire.personId) });
    await notify(claire.personId);
    await run();
    expect(push.received).toEqual([]);
    now += 6_000;
    await Promise.all([run(), run()]);
    await run();
    expect([push.count(phone), push.count(desk)]).toEqual([1, 1]);
    expect(push.received.map(({ body }) => body)).toEqual(['', '']);
    expect(push.received[0]?.authorization).toContain(`k=${service.publicKey ?? ''}`);
  });

  it('lose none and repeat none when the push service is away, and when one of two devices is', async () => {
    const claire = await person();
    const phone = await browserOf(claire);
    const desk = await browserOf({ ...claire, sessionId: await session(claire.personId) });
    push.answers.set(phone, 503);
    await notify(claire.personId);
    now += 6_000;
    await run();
    expect([push.count(phone), push.count(desk)]).toEqual([1, 1]);
    push.answers.delete(phone);
    now += HOUR;
    await run();
    expect([push.count(phone), push.count(desk)]).toEqual([2, 1]);
    now += HOUR;
    await run();
    expect([push.count(phone), push.count(desk)]).toEqual([2, 1]);
  });

  it('are forgotten when they want no more (410)', async () => {
    const claire = await person();
    const phone = await browserOf(claire);
    push.answers.set(phone, 410);
    await notify(claire.personId);
    now += 6_000;
    await run();
    expect((await devices.list(claire)).devices).toEqual([]);
    await notify(claire.personId);
    now += 6_000;
    await run();
    expect(push.count(phone)).toBe(1);
  });

  it('are left alone in quiet hours, and woken when these are over', async () => {
    const claire = await person();
    const phone = await browserOf(claire);
    now += 12 * HOUR;
    await notify(claire.personId);
    now += 6_000;
    await run();
    expect(push.count(phone)).toBe(0);
    now += 10 * HOUR;
    await run();
    expect(push.count(phone)).toBe(1);
  });

  it('are not woken for what was read meanwhile, nor for kinds that the person does not want', async () => {
    const claire = await person();
    const phone = await browserOf(claire);
    await notify(claire.personId);
    await inOrg((tx) =>
      tx.query('update notification set read_at = $2 where account_id = $1', [claire.personId, clock.now()]),
    );
    const settings = new NotificationSettings(platform.database);
    const kinds = [{ kind: 'mention' as const, page: true, push: false, mail: 'never' as const }];
    await settings.set(claire, { kinds, quiet: null });
    await notify(claire.personId, 'mention');
    now += 6_000;
    await run();
    expect(push.count(phone)).toBe(0);
  });

  it('are not woken once the session in which they were added is over', async () => {
    const claire = await person();
    const phone = await browserOf(claire);
    await inOrg((tx) =>
      tx.query('update session set revoked_at = $2 where id = $1', [claire.sessionId, clock.now()]),
    );
    await notify(claire.personId);
    now += 6_000;
    await run();
    expect(push.count(phone)).toBe(0);
    expect((await devices.list(claire)).devices).toEqual([]);
  });

  it('are those of whoever signed in there last', async () => {
    const [claire, amine] = [await person(), await person()];
    const shared = await browserOf(claire);
    await devices.add(amine, push.origin + shared);
    await notify(claire.personId);
    now += 6_000;
    await run();
    expect(push.count(shared)).toBe(0);
    expect((await devices.list(claire)).devices).toEqual([]);
  });

  it.each([
    ['of another service', 'https://push.exemple/a'],
    ['in the network of the server', 'https://10.0.0.1/a'],
    ['of the server itself', 'http://localhost:5432/'],
    ['with a name and a secret', 'https://user:secret@push.exemple/a'],
  ])('are refused with an address %s', async (_, endpoint) => {
    await expect(devices.add(await person(), endpoint)).rejects.toMatchObject({
      code: 'push.unknown-service',
    });
  });
});
