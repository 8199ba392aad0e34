import { pause } from '../../test/support/until.js';
import { LoadProcess } from '../load-process.js';
import { atMost, type Figures, inTurns, median, ratio, round } from '../rows.js';
import type { Ground, Row } from './row.js';
import { SUBJECTS, sizes, type SubjectName } from './scales.js';
import type { StoreJob } from './storing.js';
import { startHocuspocus, startMaroquin, startYWebsocket, type Subject } from './subjects.js';
import { readTrace } from './trace.js';
import type { VisitJob, VisitResult } from './visits.js';

const STORE_WITHIN_MS = 300_000;
const OPEN_WITHIN_MS = 120_000;
const QUIET_WITHIN_MS = 120_000;
/** So long, twice in a row, with less than this share of a core: a server that has nothing to do. */
const QUIET_MS = 500;
const QUIET_SHARE = 0.04;
/** A page or two, with its history. */
const RESYNC_OPERATIONS = 5000;
/** How much of the document's size counts as its content: servers write the same content in more or fewer bytes. */
const MOST = 0.9;

/** Waits until the server has done what it does by itself after being written to, such as storing and checkpoints. */
export async function quiet(subject: Subject): Promise<void> {
  const limit = Date.now() + QUIET_WITHIN_MS;
  let before = subject.cpuMs();
  for (let quietly = 0; quietly < 2 && Date.now() < limit;) {
    await pause(QUIET_MS);
    const now = subject.cpuMs();
    const used = now.server + now.database - before.server - before.database;
    quietly = used <= QUIET_MS * QUIET_SHARE ? quietly + 1 : 0;
    before = now;
  }
}

async function store(subject: Subject, job: Omit<StoreJob, 'acknowledges'>): Promise<void> {
  const storing = new LoadProcess(new URL('./storing.js', import.meta.url), {
    ...job,
    acknowledges: subject.name !== 'y-websocket',
  });
  try {
    await storing.heard('stored', STORE_WITHIN_MS);
  } finally {
    storing.kill();
  }
  await quiet(subject);
}

interface Opened extends VisitResult {
  readonly cpuMs: number;
  readonly databaseMs: number;
}

/** Lets the next group of documents be opened. */
export async function openNext(subject: Subject, visits: LoadProcess): Promise<Opened> {
  await visits.heard('ready', OPEN_WITHIN_MS);
  const before = subject.cpuMs('fine');
  const opened = visits.heard<VisitResult>('opened', OPEN_WITHIN_MS);
  visits.tell('go');
  const result = await opened;
  const after = subject.cpuMs('fine');
  return { ...result, cpuMs: after.server - before.server, databaseMs: after.database - before.database };
}

const slowest = ({ syncedMs }: VisitResult): number => syncedMs.reduce((most, ms) => Math.max(most, ms), 0);

/** One document to warm up with, then some one after the other, then many at once, all from the store. */
async function openCold(subject: Subject, ground: Ground): Promise<Figures> {
  const { operations, opens, atOnce, restMs } = sizes[ground.scale].cold;
  const { updates, bytes } = readTrace(ground.corpus, operations);
  const base64 = updates.map((update) => Buffer.from(update).toString('base64'));
  const targets = await subject.targets(1 + opens + atOnce);
  await store(subject, { targets, updates: base64 });
  if (subject.name === 'maroquin') await pause(restMs);
  await quiet(subject);
  await subject.kill();
  await subject.start();
  const groups = [...Array.from({ length: 1 + opens }, () => 1), atOnce];
  const leastBytes = Math.floor(bytes * MOST);
  const job: VisitJob = { targets, clientsEach: 1, groups, stay: false, leastBytes };
  const visits = new LoadProcess(new URL('./visits.js', import.meta.url), job);
  try {
    await openNext(subject, visits);
    const each: Opened[] = [];
    for (let index = 0; index < opens; index += 1) each.push(await openNext(subject, visits));
    const together = await openNext(subject, visits);
    return {
      serverMs: round(each.reduce((sum, { cpuMs }) => sum + cpuMs, 0) / opens),
      databaseMs: round(each.reduce((sum, { databaseMs }) => sum + databaseMs, 0) / opens),
      contentMs: round(median(each.map(slowest))),
      contentKb: Math.round((each[0]?.bytes ?? 0) / 1024),
      atOnceServerMs: round(together.cpuMs),
      atOnceDatabaseMs: round(together.databaseMs),
      atOnceContentMs: round(slowest(together)),
    };
  } finally {
    visits.kill();
  }
}

/** At full scale servers of its own for each round: what happened before is part of how a server opens documents. */
export async function withSubject(
  ground: Ground,
  name: SubjectName,
  work: (subject: Subject) => Promise<Figures>,
): Promise<Figures> {
  if (ground.scale === 'small' && name !== 'y-websocket') return work(await ground.subject(name));
  const subject = await freshSubject(name, sizes[ground.scale].crowd);
  try {
    return await work(subject);
  } finally {
    await subject.close();
  }
}

function freshSubject(name: SubjectName, crowd: number): Promise<Subject> {
  if (name === 'maroquin') return startMaroquin(crowd);
  return name === 'hocuspocus' ? startHocuspocus() : startYWebsocket({ store: true });
}

/** A small run shows that everything works: two servers are enough for that. */
export const subjectsAt = (ground: Ground): readonly SubjectName[] =>
  ground.scale === 'small' ? SUBJECTS.slice(0, 2) : SUBJECTS;

export const coldOpen: Row = {
  name: 'cold-open',
  what: 'a document of 259,778 operations opened from the store: one, and 20 such at once',
  run: (ground) =>
    inTurns(coldOpen, ground, {
      rounds: sizes[ground.scale].rounds,
      subjects: subjectsAt(ground),
      round: (name) => withSubject(ground, name, (subject) => openCold(subject, ground)),
      checks: (medians) => [
        ratio(
          'server CPU against Hocuspocus',
          medians('maroquin')['serverMs'],
          medians('hocuspocus')['serverMs'],
          0.1,
        ),
        ratio(
          'server CPU of all at once against Hocuspocus',
          medians('maroquin')['atOnceServerMs'],
          medians('hocuspocus')['atOnceServerMs'],
          0.1,
        ),
      ],
    }),
};

async function resyncAfterKill(subject: Subject, ground: Ground): Promise<Figures> {
  const { documents, clientsEach } = sizes[ground.scale].resync;
  const targets = await subject.targets(documents);
  const { updates, bytes } = readTrace(null, RESYNC_OPERATIONS);
  await store(subject, { targets, updates: updates.map((update) => Buffer.from(update).toString('base64')) });
  await subject.kill();
  const began = performance.now();
  await subject.start();
  const readyMs = performance.now() - began;
  const job: VisitJob = {
    targets,
    clientsEach,
    groups: [documents],
    stay: false,
    leastBytes: Math.floor(bytes * MOST),
  };
  const visits = new LoadProcess(new URL('./visits.js', import.meta.url), job);
  try {
    const opened = await openNext(subject, visits);
    return {
      clients: documents * clientsEach,
      syncedMs: round(slowest(opened)),
      serverMs: round(opened.cpuMs),
      databaseMs: round(opened.databaseMs),
      readyMs: round(readyMs),
    };
  } finally {
    visits.kill();
  }
}

export const resync: Row = {
  name: 'resync',
  what: '500 clients on 50 documents, from the moment a killed server accepts connections again until all have everything',
  run: (ground) =>
    inTurns(resync, ground, {
      rounds: sizes[ground.scale].rounds,
      subjects: subjectsAt(ground),
      round: (name) => withSubject(ground, name, (subject) => resyncAfterKill(subject, ground)),
      checks: (medians) => [
        ratio(
          'time against Hocuspocus',
          medians('maroquin')['syncedMs'],
          medians('hocuspocus')['syncedMs'],
          1,
        ),
        atMost('ready again after kill -9', medians('maroquin')['readyMs'], 1_000, ' ms'),
      ],
    }),
};
