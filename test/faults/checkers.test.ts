import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Maroquin } from '../support/maroquin.js';
import { until } from '../support/until.js';
import { markOf } from './editor.js';
import { nemeses } from './nemeses.js';
import { Outside } from './outside.js';
import { Random } from './random.js';
import { goesOn, Workload } from './workload.js';

/** A short run of the fault programme, and the proof that its checkers would see what it says did not happen. */
let server: Maroquin;
let work: Workload;
let outside: Outside;

beforeAll(async () => {
  const random = new Random(2026);
  outside = await Outside.open();
  server = await Maroquin.start({ env: { LOG_LEVEL: 'error', ...outside.env } });
  work = await Workload.begin([server], random, outside);
  const nothing = { edits: 0, messages: 0, talk: 0, uploads: 0, mails: 0, mounted: 0 };
  const everyKind = (beyond = nothing) =>
    until(() => goesOn(beyond, work.acked), 'work of each kind is acknowledged', 90_000);
  await everyKind();
  await nemeses['kill9-server']?.strike(
    { nodes: [server], cluster: null, dispose: () => Promise.resolve() },
    random,
    work,
  );
  await everyKind(work.acked);
  await work.finish();
}, 300_000);
afterAll(async () => {
  work.close();
  await server.dispose();
  await outside.close();
});

/** A message that a killed worker had taken on is free again after five minutes. */
const CLAIMED_MS = 8 * 60_000;

const NOTHING = { edits: 0, messages: 0, talk: 0, uploads: 0, mails: 0, pushes: 0, mounted: 0 };
const totals = async (asked = { wakings: false }): Promise<Record<string, number>> => {
  const verdicts = Object.entries(await work.check(asked));
  return Object.fromEntries(
    verdicts.map(([kind, { lost, duplicated, reordered }]) => [kind, lost + duplicated + reordered]),
  );
};

it(
  'nothing acknowledged is lost, doubled or out of order after kill -9',
  { timeout: CLAIMED_MS },
  async () => {
    expect(await totals({ wakings: true })).toEqual(NOTHING);
  },
);

it('an acknowledged word that is not in the document would be seen', async () => {
  const editor = work.documents[1]?.editors[0];
  const never = markOf('nobody', 1);
  editor?.kept.add(never);
  // By both doors.
  expect(await totals()).toEqual({ ...NOTHING, edits: 2 });
  editor?.kept.delete(never);
});

it('an acknowledged deletion that did not stay would be seen', async () => {
  const editor = work.documents[0]?.editors[0];
  const [there = ''] = editor?.kept ?? [];
  editor?.deleted.add(there);
  expect(await totals()).toEqual({ ...NOTHING, edits: 2 });
  editor?.deleted.delete(there);
});

it('a message that nobody keeps, and one that nobody sent, would be seen', async () => {
  const sent = work.chatters[0]?.sent;
  const last = sent?.at(-1);
  sent?.push({ id: randomUUID(), seq: (last?.seq ?? 0) + 1, clientId: randomUUID(), text: 'jamais' });
  expect((await totals())['messages']).toBe(1);
  sent?.pop();
  sent?.pop();
  expect((await totals())['messages']).toBe(1);
  if (last !== undefined) sent?.push(last);
});

it('a file with other bytes would be seen', async () => {
  const stored = work.uploaders[0]?.stored;
  const whole = stored?.shift();
  if (whole !== undefined) stored?.unshift({ ...whole, sha256: 'other' });
  expect(await totals()).toEqual({ ...NOTHING, uploads: 1 });
});

it('a file of the mounted tree with other bytes would be seen', async () => {
  const saved = work.drive.mounters[0]?.saved;
  const [[name, digest] = ['', '']] = saved ?? [];
  saved?.set(name, 'other');
  expect((await totals())['mounted']).toBe(1);
  saved?.set(name, digest);
});

it('an edit that did not stay, a reaction that nobody made and a mention of which nobody was told would be seen', async () => {
  const talker = work.talkers.find(({ messages }) => messages.some(({ deleted }) => !deleted));
  const own = talker?.messages.find(({ deleted }) => !deleted);
  if (talker === undefined || own === undefined) throw new Error('nobody has said anything');
  const { text } = own;
  own.text = 'jamais';
  expect((await totals())['talk']).toBe(1);
  own.text = text;
  const key = `${String(own.seq)} bravo`;
  talker.reactions.set(key, true);
  expect((await totals())['talk']).toBe(1);
  talker.reactions.delete(key);
  const index = talker.messages.indexOf(own);
  talker.messages[index] = { ...own, mentions: talker.person.id };
  expect((await totals())['talk']).toBe(1);
  talker.messages[index] = own;
  expect((await totals())['talk']).toBe(0);
});

it('another message to somebody who had one already would be seen', async () => {
  const box = outside.box.mails;
  const at = box.findIndex(({ to }) => to.endsWith('@ailleurs.example'));
  const [mail] = box.splice(at, 1);
  if (mail === undefined) throw new Error('nobody was invited');
  box.push(mail, { ...mail, headers: new Map([['message-id', '<other@localhost>']]) });
  expect((await totals())['mails']).toBe(1);
  box.pop();
  expect((await totals())['mails']).toBe(0);
});
