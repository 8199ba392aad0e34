import { type Measured, measure } from './measure.js';
import { atMost, type Figures, inTurns, ratio } from '../rows.js';
import type { Ground, Row } from './row.js';
import { SUBJECTS, sizes, type SubjectName, type Typing } from './scales.js';

/** The spread keeps the interface's fields as figures by name. */
const figuresOf = (measured: Measured): Figures => ({ ...measured });

async function type(ground: Ground, subject: SubjectName, typing: Typing): Promise<Figures> {
  return figuresOf(await measure(await ground.subject(subject), typing, sizes[ground.scale]));
}

export const oneDocument: Row = {
  name: 'one-document',
  what: 'one document, 200 editors at 4 edits/s each',
  run: (ground) =>
    inTurns(oneDocument, ground, {
      rounds: sizes[ground.scale].rounds,
      warmUps: sizes[ground.scale].warmUps,
      subjects: SUBJECTS,
      round: (subject) => type(ground, subject, sizes[ground.scale].oneDocument),
      checks: (medians) => [
        ratio(
          'server CPU a delivery against Hocuspocus',
          medians('maroquin')['serverPerDelivery'],
          medians('hocuspocus')['serverPerDelivery'],
          0.2,
        ),
        atMost('propagation p50', medians('maroquin')['propagationP50'], 10, ' ms'),
        atMost('propagation p99', medians('maroquin')['propagationP99'], 22, ' ms'),
        atMost('durable ack p50', medians('maroquin')['ackP50'], 10, ' ms'),
        atMost('durable ack p99', medians('maroquin')['ackP99'], 22, ' ms'),
        atMost('failures', medians('maroquin')['failures'], 0),
      ],
    }),
};

export const manyDocuments: Row = {
  name: 'many-documents',
  what: '200 documents, 5 editors each, at 2 edits/s each',
  run: (ground) =>
    inTurns(manyDocuments, ground, {
      rounds: sizes[ground.scale].rounds,
      warmUps: sizes[ground.scale].warmUps,
      subjects: SUBJECTS,
      round: (subject) => type(ground, subject, sizes[ground.scale].manyDocuments),
      checks: (medians) => [
        ratio(
          'server CPU an update against Hocuspocus',
          medians('maroquin')['serverPerUpdate'],
          medians('hocuspocus')['serverPerUpdate'],
          1,
        ),
        atMost('propagation p50', medians('maroquin')['propagationP50'], 3, ' ms'),
        atMost('propagation p99', medians('maroquin')['propagationP99'], 8, ' ms'),
        atMost('PostgreSQL CPU an update', medians('maroquin')['databasePerUpdate'], 130, ' µs'),
        atMost('durable ack p50', medians('maroquin')['ackP50'], 2, ' ms'),
        atMost('durable ack p95', medians('maroquin')['ackP95'], 8, ' ms'),
        atMost('durable ack p99', medians('maroquin')['ackP99'], 20, ' ms'),
        atMost('failures', medians('maroquin')['failures'], 0),
      ],
    }),
};

/** The slower of what an editor sees of its own work and of the others'. */
export const typists: Row = {
  name: 'typists',
  what: 'typists in one document at 4 edits/s each: 2,000 here, and what the others hold',
  run: (ground) =>
    inTurns(typists, ground, {
      rounds: sizes[ground.scale].rounds,
      warmUps: sizes[ground.scale].warmUps,
      subjects: SUBJECTS,
      round: async (subject) => {
        const editorsEach = sizes[ground.scale].typists[subject];
        const figures = await type(ground, subject, { documents: 1, editorsEach, editsPerSecond: 4 });
        return { typists: editorsEach, ...figures };
      },
      checks: (medians) => [
        atMost('propagation p95', medians('maroquin')['propagationP95'], 150, ' ms'),
        atMost('failures', medians('maroquin')['failures'], 0),
      ],
    }),
};
