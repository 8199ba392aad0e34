import { type Machine, machine } from '../machine.js';
import { requests } from '../requests/requests-row.js';
import { attacker } from './attack-row.js';
import { connections, memory } from './memory-rows.js';
import { coldOpen, resync } from './opening-rows.js';
import type { Ground, Row, RowReport } from './row.js';
import { type Scale, sizes, type SubjectName } from './scales.js';
import { startHocuspocus, startMaroquin, startYWebsocket, type Subject } from './subjects.js';
import { manyDocuments, oneDocument, typists } from './typing-rows.js';

const ROWS: readonly Row[] = [
  ...[oneDocument, manyDocuments, typists, coldOpen, memory, connections, resync, attacker, requests],
];
export const ROW_NAMES: readonly string[] = ROWS.map(({ name }) => name);

export interface CoeditReport {
  readonly bench: 'coedit';
  readonly scale: Scale;
  readonly machine: Machine;
  /** Average load of the last minute when it began and when it ended: figures of a busy machine are no figures. */
  readonly load: { readonly before: number; readonly after: number };
  /** Ours commits before it acknowledges, under authentication and sealed; Hocuspocus acknowledges from memory and stores later; y-websocket does not acknowledge and keeps nothing, but where documents are opened from a store. */
  readonly durableAck: Readonly<Record<SubjectName, boolean>>;
  /** The history of the large document: from a file, or made up. */
  readonly trace: 'corpus' | 'made up';
  readonly rows: readonly (RowReport & { readonly load: number })[];
}

/** All servers in the same run, in turns, so that all see the same machine. */
export async function coedit(
  scale: Scale,
  options: { readonly only: readonly string[]; readonly corpus: string | null; readonly say: Ground['say'] },
): Promise<CoeditReport> {
  const before = machine();
  const running = new Map<SubjectName, Promise<Subject>>();
  const start = {
    maroquin: () => startMaroquin(sizes[scale].crowd),
    hocuspocus: startHocuspocus,
    'y-websocket': () => startYWebsocket({ store: false }),
  };
  const ground: Ground = {
    scale,
    corpus: options.corpus,
    say: options.say,
    subject: (name) => {
      const subject = running.get(name) ?? start[name]();
      running.set(name, subject);
      return subject;
    },
  };
  try {
    const rows: (RowReport & { load: number })[] = [];
    for (const row of ROWS.filter(({ name }) => options.only.length === 0 || options.only.includes(name)))
      rows.push({ ...(await row.run(ground)), load: machine().load });
    return {
      bench: 'coedit',
      scale,
      machine: before,
      load: { before: before.load, after: machine().load },
      durableAck: { maroquin: true, hocuspocus: false, 'y-websocket': false },
      trace: options.corpus === null ? 'made up' : 'corpus',
      rows,
    };
  } finally {
    for (const subject of running.values()) await subject.then((one) => one.close());
  }
}
