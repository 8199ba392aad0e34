import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { AccessService } from '@maroquin/access';
import type { NotificationKind } from '@maroquin/contracts';
import { sealAccount } from '@maroquin/identity';
import { loadConfig, newId } from '@maroquin/platform/config';
import type { Actor, Tx } from '@maroquin/platform/database';
import { Events } from '@maroquin/platform/events';
import { Feeds, LocalBus } from '@maroquin/platform/feeds';
import { Mailer, RelayOutcomes } from '@maroquin/platform/mail';
import { proveWritten } from '@maroquin/platform/proofs';
import {
  createTestOrganisation,
  Mailbox,
  openTestPlatform,
  type ReceivedMail,
  sharedPostgres,
  type TestPlatform,
} from '@maroquin/testing';
import { JudgeNotifications } from './outlets/judge-notifications.js';
import { OutletContents } from './outlets/outlet-contents.js';
import { NotificationOutlets } from './outlets/notification-outlets.js';
import { Recipients } from './outlets/recipients.js';
import { MailState } from './mail-state/mail-state.js';
import { NotificationMails } from './notification-mails.js';
import { Notifications } from './notifications.service.js';
import { PersonFeeds } from './outlets/person-feeds.js';
import { NotificationSettings } from './outlets/settings.service.js';
import { Unsubscribe } from './unsubscribe.js';

/** A Tuesday, 11:00 in Paris. */
const TUESDAY = Date.parse('2026-12-01T10:00:00Z');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
let now = TUESDAY;
const clock = { now: () => new Date(now) };
const publicUrl = 'https://suite.exemple.fr';

let platform: TestPlatform;
let orgId: string;
let feeds: Feeds;
let access: AccessService;
let settings: NotificationSettings;
let outlets: NotificationOutlets;
let notifications: Notifications;
let box: Mailbox;
let outcomes: RelayOutcomes;

beforeAll(async () => {
  platform = await openTestPlatform(await sharedPostgres());
  orgId = await createTestOrganisation(platform);
  box = await Mailbox.start();
  const { database, keys } = platform;
  const events = new Events({ error: () => undefined });
  access = new AccessService({ database, keys, clock, events, onError: () => undefined });
  feeds = new Feeds(database, keys, clock, new LocalBus(), (error) => {
    throw error;
  });
  settings = new NotificationSettings(database);
  outlets = new NotificationOutlets(database, clock, { pushServices: [] });
  outcomes = new RelayOutcomes(database, clock, (error) => {
    throw error;
  });
  notifications = new Notifications(new PersonFeeds(feeds, keys), outlets, events, clock);
});
afterAll(async () => {
  feeds.close();
  access.close();
  await platform.close();
  await box.close();
});
beforeEach(() => {
  now += 7 * 24 * HOUR;
  now -= (now - TUESDAY) % (7 * 24 * HOUR);
  box.mails.length = 0;
  box.isDown = false;
});

function worker(relay = box.url): NotificationMails {
  const { database, keys } = platform;
  const judging = new JudgeNotifications(access);
  const recipients = new Recipients(database, keys);
  const contents = new OutletContents(feeds, database, recipients, settings, judging, clock);
  const mailer = new Mailer(loadConfig({ SMTP_URL: relay }).mail, outcomes);
  return new NotificationMails(outlets, contents, mailer, keys, { publicUrl }, { warn: () => undefined });
}
const run = (mails = worker()): Promise<void> => mails.sendDue(orgId);
const inOrg = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
  platform.database.inOrgs({ orgs: [orgId] }, work);

/** How often its mail was tried. */
const attempts = async (personId: string): Promise<number[]> =>
  (
    await inOrg((tx) =>
      tx.query<{ tries: number }>(
        `select tries from notification_outlet where account_id = $1 and channel = 'mail'`,
        [personId],
      ),
    )
  ).map(({ tries }) => tries);

interface Agent {
  readonly id: string;
  readonly address: string;
}
/** Somebody with an account; `mail`: when it is told by mail that it joined a team. */
async function agent(mail: 'now' | 'daily' = 'now'): Promise<Agent> {
  const id = newId();
  const address = `${id.slice(-12)}@prefecture.example`;
  const keys = await platform.keys.forOrg(orgId);
  await inOrg(async (tx) => {
    await tx.query(`insert into subject (org_id, id, kind) values ($1, $2, 'person')`, [orgId, id]);
    await tx.query(
      `insert into account (id, org_id, email_hash, email_sealed, email_proven_at, email_since, name_sealed, created_at)
       values ($1, $2, $3, $4, $6, $6, $5, $6)`,
      [
        ...[id, orgId, Buffer.from(id), sealAccount(keys, id, 'email', address)],
        ...[sealAccount(keys, id, 'name', 'Anna Dupont-Marquée'), clock.now()],
      ],
    );
    await tx.query(`insert into seat (org_id, account_id, kind, created_at) values ($1, $2, 'member', $3)`, [
      orgId,
      id,
      clock.now(),
    ]);
    await proveWritten(tx);
  });
  const actor: Actor = {
    ...{ personId: id, orgId, orgs: [orgId], adminOf: [], locale: 'fr' },
    ...{ tokenScopes: null, sessionId: null, tokenId: null },
  };
  const kinds = [{ kind: 'team-joined' as const, page: true, push: true, mail }];
  await settings.set(actor, { kinds, quiet: { from: '19:00', to: '08:00', days: [6, 7] } });
  return { id, address };
}
const notify = (personId: string, kind: NotificationKind = 'team-joined'): Promise<void> =>
  inOrg((tx) => notifications.notify(tx, orgId, [{ personId, kind, resourceId: newId(), actorId: newId() }]));
const idOf = (mail: ReceivedMail | undefined): string | undefined => mail?.headers.get('message-id');

describe('a mail about activity', () => {
  it('is sent once for all that waited, says nothing of what it is about, and ends by its own link', async () => {
    const anna = await agent();
    await notify(anna.id);
    await notify(anna.id);
    await run();
    expect(box.of(anna.address)).toEqual([]);
    now += 3 * MINUTE;
    // Two nodes at the same moment.
    await Promise.all([run(), run()]);
    await run();
    const [mail, ...more] = box.of(anna.address);
    expect(more).toEqual([]);
    expect(mail?.subject).toBe('Nouvelle activité dans Maroquin / New activity in Maroquin');
    expect(mail?.text).toMatch(
      /2 éléments vous attendent[^]*https:\/\/suite\.exemple\.fr\/activite[^]*English/,
    );
    expect(mail?.text).not.toMatch(/Marquée|équipe/);
    const unsubscribe =
      /ticket=([A-Za-z0-9_-]+)>$/.exec(mail?.headers.get('list-unsubscribe') ?? '')?.[1] ?? '';
    expect(mail?.headers.get('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
    await new Unsubscribe(platform.keys, settings).run(unsubscribe);
    await notify(anna.id);
    now += HOUR;
    await run();
    expect(box.of(anna.address)).toHaveLength(1);
  });

  it('is not sent for what was read meanwhile', async () => {
    const anna = await agent();
    await notify(anna.id);
    await inOrg((tx) => tx.query('update notification set read_at = $1', [clock.now()]));
    now += 3 * MINUTE;
    await run();
    expect(box.mails).toEqual([]);
  });

  it('waits for the end of the quiet hours', async () => {
    const anna = await agent();
    now += 11 * HOUR;
    await notify(anna.id);
    now += HOUR;
    await run();
    expect(box.mails).toEqual([]);
    now += 10 * HOUR;
    await run();
    expect(box.of(anna.address)).toHaveLength(1);
  });

  it('sums up a day in the morning, for whoever wants it so', async () => {
    const anna = await agent('daily');
    await notify(anna.id);
    now += 5 * HOUR;
    await notify(anna.id);
    await run();
    expect(box.mails).toEqual([]);
    now += 17 * HOUR;
    await run();
    expect(box.of(anna.address).map(({ text }) => /2 éléments/.test(text))).toEqual([true]);
  });

  it('that the relay does not take is sent later, and once', async () => {
    const anna = await agent();
    await notify(anna.id);
    now += 3 * MINUTE;
    box.isDown = true;
    await run();
    await run();
    expect(box.mails).toEqual([]);
    box.isDown = false;
    now += 2 * MINUTE;
    await run();
    await run();
    expect(box.of(anna.address)).toHaveLength(1);
  });

  it('waits while the relay is down, tried less and less often, and whoever administers is told after an hour', async () => {
    const anna = await agent();
    await notify(anna.id);
    now += 3 * MINUTE;
    const since = clock.now().toISOString();
    const state = new MailState(loadConfig({ SMTP_URL: box.url }), platform.database, outcomes);
    const told = () => state.get({ id: newId(), sessionId: newId(), orgId, everywhere: false });
    expect(await told()).toMatchObject({ downSince: null, late: false, waiting: 0 });
    // Nobody listens there.
    const cut = worker('smtp://127.0.0.1:1');
    const tried: number[] = [];
    for (let minute = 0; minute < 59; minute += 1) {
      const [before] = await attempts(anna.id);
      await run(cut);
      const [after] = await attempts(anna.id);
      if (after !== before) tried.push(minute);
      expect(await told()).toMatchObject({
        downSince: since,
        trouble: 'unreachable',
        late: false,
        waiting: 1,
      });
      now += MINUTE;
    }
    const waits = tried.slice(1).map((minute, at) => minute - (tried[at] ?? 0));
    expect(waits.length).toBeGreaterThan(3);
    expect(Math.max(...waits.slice(0, 2))).toBeLessThan(Math.max(...waits.slice(-2)));
    now += MINUTE;
    expect(await told()).toMatchObject({ downSince: since, trouble: 'unreachable', late: true, waiting: 1 });
    await state.askAgain();
    expect(await told()).toMatchObject({ downSince: null, late: false });
    now += HOUR;
    await run();
    expect(box.of(anna.address)).toHaveLength(1);
    expect(await told()).toMatchObject({ downSince: null, late: false, waiting: 0 });
  });

  it('is the same message again when the worker died after the relay took it, and is not lost when it died before', async () => {
    const anna = await agent();
    await notify(anna.id);
    now += 3 * MINUTE;
    const taken: string[] = [];
    // A relay that takes the message and whose answer nobody lives to hear.
    const silent = await Mailbox.start('127.0.0.1', {
      authOptional: true,
      closeTimeout: 1,
      disabledCommands: ['AUTH', 'STARTTLS'],
      onData: (stream) => {
        let raw = '';
        stream.on('data', (part: Buffer) => (raw += part.toString()));
        stream.on('end', () => taken.push(/^Message-ID: (.*)$/im.exec(raw)?.[1]?.trim() ?? ''));
      },
    });
    const dead = run(worker(silent.url));
    await expect.poll(() => taken.length, { timeout: 10_000 }).toBe(1);
    // Others come while it holds its claim, and send nothing.
    await notify(anna.id);
    await run();
    expect(box.mails).toEqual([]);
    now += 6 * MINUTE;
    await run();
    expect(box.of(anna.address).map(idOf)).toEqual(taken);
    // What came meanwhile is in a message of its own.
    now += 11 * MINUTE;
    await run();
    expect(new Set(box.of(anna.address).map(idOf)).size).toBe(2);
    await silent.close();
    await dead;
    now += HOUR;
    await run();
    expect(box.of(anna.address)).toHaveLength(2);
  });
});
