import { LoadProcess } from '../load-process.js';
import { atMost, type Figures, inTurns, round } from '../rows.js';
import { openNext, quiet, subjectsAt, withSubject } from './opening-rows.js';
import type { Row } from './row.js';
import { sizes } from './scales.js';
import type { Subject } from './subjects.js';
import type { VisitJob } from './visits.js';

/** A tenth are opened first, so that what a server needs once is not counted. */
async function memoryEach(subject: Subject, documents: number): Promise<Figures> {
  const first = Math.ceil(documents / 10);
  const targets = await subject.targets(first + documents);
  const visits = new LoadProcess(new URL('./visits.js', import.meta.url), {
    targets,
    clientsEach: 1,
    groups: [first, documents],
    stay: true,
    leastBytes: 0,
  } satisfies VisitJob);
  try {
    await openNext(subject, visits);
    await quiet(subject);
    const before = await subject.memoryKb();
    await openNext(subject, visits);
    await quiet(subject);
    const after = await subject.memoryKb();
    return {
      documents,
      inUseKb: round((after.inUse - before.inUse) / documents),
      residentKb: round((after.resident - before.resident) / documents),
    };
  } finally {
    visits.kill();
  }
}

export const memory: Row = {
  name: 'memory',
  what: 'memory of an open document with one connection, KB, after a collection of garbage',
  run: (ground) =>
    inTurns(memory, ground, {
      rounds: sizes[ground.scale].rounds,
      subjects: subjectsAt(ground),
      round: (name) =>
        withSubject(ground, name, (subject) => memoryEach(subject, sizes[ground.scale].memoryDocuments)),
      checks: (medians) => [atMost('resident memory', medians('maroquin')['residentKb'], 40, ' KB')],
    }),
};

const CLIENTS_EACH = 5;

/** What documents and their people take together, and then what more people take in documents that are open. */
async function memoryOfConnections(subject: Subject, documents: number): Promise<Figures> {
  const first = Math.ceil(documents / 10);
  const targets = await subject.targets(first + documents);
  const visits = new LoadProcess(new URL('./visits.js', import.meta.url), {
    targets: [...targets, ...targets.slice(first)],
    clientsEach: CLIENTS_EACH,
    groups: [first, documents, documents],
    stay: true,
    leastBytes: 0,
  } satisfies VisitJob);
  const openMore = async (): Promise<{ resident: number; inUse: number }> => {
    await openNext(subject, visits);
    await quiet(subject);
    return subject.memoryKb();
  };
  try {
    const before = await openMore();
    const open = await openMore();
    const crowded = await openMore();
    const connections = documents * CLIENTS_EACH;
    return {
      ...{ documents, connections },
      residentMb: round((open.resident - before.resident) / 1024),
      inUseMb: round((open.inUse - before.inUse) / 1024),
      residentKbEach: round((crowded.resident - open.resident) / connections),
      inUseKbEach: round((crowded.inUse - open.inUse) / connections),
    };
  } finally {
    visits.kill();
  }
}

export const connections: Row = {
  name: 'connections',
  what: 'memory of 200 documents with 1,000 connections, MB, and of each connection more to a document that is open, KB, after a collection of garbage',
  run: (ground) =>
    inTurns(connections, ground, {
      rounds: sizes[ground.scale].rounds,
      subjects: subjectsAt(ground),
      round: (name) =>
        withSubject(ground, name, (subject) => memoryOfConnections(subject, sizes[ground.scale].connected)),
      checks: (medians) => [
        atMost('resident memory of 200 documents', medians('maroquin')['residentMb'], 40, ' MB'),
        atMost('resident memory of a connection', medians('maroquin')['residentKbEach'], 25, ' KB'),
      ],
    }),
};
