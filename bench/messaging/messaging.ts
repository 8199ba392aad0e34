import { type Machine, machine } from '../machine.js';
import { atMost, type Figures, inTurns, ratio, type RowReport } from '../rows.js';
import { idle, reconnect, talk } from './measure.js';
import { type Scale, sizes, SUBJECTS, type SubjectName, type Talking } from './scales.js';
import { startBareServer, startMaroquin, type Subject } from './subjects.js';

interface Ground {
  readonly scale: Scale;
  /** The same running server for all rows that ask. */
  subject(name: SubjectName): Promise<Subject>;
  say(line: string): void;
}
type Report = RowReport<SubjectName>;
type Checks = Parameters<typeof inTurns<SubjectName>>[2]['checks'];
interface Row {
  readonly name: string;
  run(ground: Ground): Promise<Report>;
}

/** People who write, beside a bare server of socket.io that broadcasts the same bytes. */
const talking = (name: string, what: string, of: (scale: Scale) => Talking, checks: Checks): Row => ({
  name,
  run: (ground) =>
    inTurns({ name, what }, ground, {
      rounds: sizes[ground.scale].rounds,
      warmUps: sizes[ground.scale].warmUps,
      subjects: SUBJECTS,
      round: async (one) => talk(await ground.subject(one), of(ground.scale), sizes[ground.scale].warmUpMs),
      checks,
    }),
});

/** What sockets cost that say nothing. */
const listening = (
  name: string,
  what: string,
  round: (subject: Subject, scale: Scale) => Promise<Figures>,
  checks: Checks,
): Row => ({
  name,
  run: (ground) =>
    inTurns({ name, what }, ground, {
      rounds: sizes[ground.scale].rounds,
      subjects: SUBJECTS,
      round: async (one) => round(await ground.subject(one), ground.scale),
      checks,
    }),
});

const unharmed = ({ sent = NaN, acked = NaN, cut = NaN }: Figures): ReturnType<typeof atMost> =>
  atMost('failures', sent - acked + cut, 0);

const ROWS: readonly Row[] = [
  talking(
    'one-channel',
    'a channel of 200 people at 50 messages/s',
    (scale) => sizes[scale].oneChannel,
    (medians) => {
      const ours = medians('maroquin');
      return [
        atMost('CPU of Node and PostgreSQL a delivery', ours['perDelivery'], 8, ' µs'),
        ratio(
          'CPU a delivery against bare socket.io',
          ours['perDelivery'],
          medians('socket.io')['perDelivery'],
          1.3,
        ),
        atMost('delivery p50', ours['deliveryP50'], 4.6, ' ms'),
        atMost('delivery p99', ours['deliveryP99'], 10, ' ms'),
        unharmed(ours),
      ];
    },
  ),
  talking(
    'many-channels',
    '100 channels of 5 people at 200 messages/s',
    (scale) => sizes[scale].manyChannels,
    (medians) => {
      const ours = medians('maroquin');
      return [
        atMost('ack p50', ours['ackP50'], 2, ' ms'),
        atMost('ack p99', ours['ackP99'], 8, ' ms'),
        atMost('CPU of Node a message', ours['serverPerMessage'], 400, ' µs'),
        atMost('CPU of PostgreSQL a message', ours['databasePerMessage'], 400, ' µs'),
        unharmed(ours),
      ];
    },
  ),
  talking(
    'busy',
    'as many messages as a large administration writes at its busiest: 1,000/s',
    (scale) => sizes[scale].busy,
    (medians) => {
      const ours = medians('maroquin');
      return [
        atMost('ack p50', ours['ackP50'], 8, ' ms'),
        atMost('ack p99', ours['ackP99'], 50, ' ms'),
        unharmed(ours),
      ];
    },
  ),
  talking(
    'crowded',
    'one message after the other to 10,000 connected members',
    (scale) => sizes[scale].crowded,
    (medians) => [
      atMost('delivery p99', medians('maroquin')['deliveryP99'], 500, ' ms'),
      unharmed(medians('maroquin')),
    ],
  ),
  listening(
    'idle',
    'memory of a connected socket that follows one channel, KB, after a collection of garbage',
    (subject, scale) => idle(subject, sizes[scale].idleSockets),
    (medians) => [atMost('resident memory', medians('maroquin')['residentKb'], 25, ' KB')],
  ),
  listening(
    'reconnections',
    'everybody comes back after kill -9: 10,000 sockets',
    (subject, scale) => reconnect(subject, sizes[scale].reconnections),
    (medians) => [
      atMost('synchronised', medians('maroquin')['synchronisedMs'], 30_000, ' ms'),
      atMost('failures', medians('maroquin')['cut'], 0),
    ],
  ),
];
export const MESSAGING_ROWS: readonly string[] = ROWS.map(({ name }) => name);

export interface MessagingReport {
  readonly bench: 'messaging';
  readonly scale: Scale;
  readonly machine: Machine;
  /** Average load of the last minute when it began and when it ended: figures of a busy machine are no figures. */
  readonly load: { readonly before: number; readonly after: number };
  /** Ours commits before it acknowledges, under authentication and sealed; the bare server keeps nothing. */
  readonly durableAck: Readonly<Record<SubjectName, boolean>>;
  readonly rows: readonly (Report & { readonly load: number })[];
}

/** Both servers in the same run, in turns, so that both see the same machine. */
export async function benchMessaging(
  scale: Scale,
  { only, say }: { readonly only: readonly string[]; readonly say: (line: string) => void },
): Promise<MessagingReport> {
  const before = machine();
  const running = new Map<SubjectName, Promise<Subject>>();
  const start = {
    maroquin: () => startMaroquin(sizes[scale].crowd),
    'socket.io': startBareServer,
  };
  const ground: Ground = {
    scale,
    say,
    subject: (name) => {
      const subject = running.get(name) ?? start[name]();
      running.set(name, subject);
      return subject;
    },
  };
  try {
    const rows: (Report & { load: number })[] = [];
    for (const row of ROWS.filter(({ name }) => only.length === 0 || only.includes(name)))
      rows.push({ ...(await row.run(ground)), load: machine().load });
    return {
      ...{ bench: 'messaging', scale, machine: before },
      load: { before: before.load, after: machine().load },
      durableAck: { maroquin: true, 'socket.io': false },
      rows,
    };
  } finally {
    for (const subject of running.values()) await subject.then((one) => one.close());
  }
}
