import { randomUUID } from 'node:crypto';
import { importResultSchema } from '@maroquin/contracts';
import { type Machine, machine } from '../../../bench/machine.js';
import { asSuperuser } from '../../support/embedded-sql.js';
import { heldByIndex, untilAllIsIndexed } from '../../support/held-by-index.js';
import { Maroquin } from '../../support/maroquin.js';
import { firstAdministrator, type Person } from '../../support/people.js';
import { pause } from '../../support/until.js';
import { upload } from '../../support/uploads.js';
import type { Random } from '../random.js';

export interface IndexerReport {
  readonly nemesis: 'indexer';
  readonly seed: number;
  readonly runs: number;
  readonly machine: Machine;
  /** Rows of the index when all was indexed, and of one built again from nothing. */
  readonly rows: number;
  readonly rebuilt: number;
  /** Rows of one that the other has not. */
  readonly different: number;
  /** Words for typing errors that one built from nothing has, and this one had not. */
  readonly unlearnt: number;
}

const MESSAGES = 40;
/** Of one run, in which the node works on them. */
const LONGEST_MS = 1_500;
const CATCH_UP_MS = 180_000;

interface Place {
  readonly server: Maroquin;
  readonly owner: Person;
  readonly spaceId: string;
  readonly channelId: string;
}

/** The node is killed again and again while it indexes; the index has to be that of one built from nothing. */
export async function killIndexer(plan: {
  readonly runs: number;
  readonly seed: number;
  readonly random: Random;
  readonly say: (line: string) => void;
}): Promise<IndexerReport> {
  const described = machine();
  const server = await Maroquin.start({ env: { LOG_LEVEL: 'warn' } });
  try {
    const owner = await firstAdministrator(server);
    const spaceId = await owner.http.create('/spaces', { name: 'Coups' });
    const channelId = await owner.http.create('/channels', { name: 'Minuit', parentId: spaceId });
    for (let run = 1; run <= plan.runs; run += 1) {
      await write({ server, owner, spaceId, channelId }, run);
      await pause(plan.random.between(0, LONGEST_MS));
      await server.kill9('node');
      await server.start();
      plan.say(`run ${String(run)}/${String(plan.runs)}`);
    }
    const { runs, seed } = plan;
    return { nemesis: 'indexer', seed, runs, machine: described, ...(await compare(server)) };
  } finally {
    await server.dispose();
  }
}

export const sameIndex = ({ rows, rebuilt, different, unlearnt }: IndexerReport): boolean =>
  rows > 0 && rows === rebuilt && different === 0 && unlearnt === 0;

/** Something of each kind that is indexed. */
async function write({ owner: { http }, spaceId, channelId }: Place, run: number): Promise<void> {
  const number = String(run);
  await Promise.all([
    ...Array.from({ length: MESSAGES }, (_, message) =>
      http.act('POST', `/channels/${channelId}/messages`, {
        ...{ clientId: randomUUID(), text: `coup ${String(message)} de minuit, série${number}` },
      }),
    ),
    http.create('/folders', { name: `Pli ${number}`, parentId: spaceId }),
    upload(http, Buffer.from(`Le fichier${number} parle de la cornemuse.`), {
      ...{ filename: `Coup ${number}.txt`, parentId: spaceId },
    }),
    http.sendFile(
      importResultSchema,
      '/documents/import',
      {
        name: `Note ${number}.md`,
        type: 'text/markdown',
        bytes: Buffer.from(`Le texte${number} d’un coup.`),
      },
      { parentId: spaceId },
    ),
  ]);
}

async function compare(
  server: Maroquin,
): Promise<Pick<IndexerReport, 'rows' | 'rebuilt' | 'different' | 'unlearnt'>> {
  await untilAllIsIndexed(server, CATCH_UP_MS);
  const before = await heldByIndex(server);
  const learnt = await words(server);
  await asSuperuser(server.dataDir, (client) => client.query('delete from search_word'));
  // What a node knows of the words it wrote is gone with it.
  await server.kill9('node');
  await server.start();
  await server.commandJson(['search', 'rebuild']);
  await untilAllIsIndexed(server, CATCH_UP_MS);
  const after = await heldByIndex(server);
  const [one, other] = [before, after].map((rows) => new Set(rows.map((row) => JSON.stringify(row))));
  const different = [...(one ?? [])].filter((row) => other?.has(row) !== true).length;
  const known = new Set(learnt);
  return {
    ...{ rows: before.length, rebuilt: after.length, different },
    unlearnt: (await words(server)).filter((term) => !known.has(term)).length,
  };
}

const words = (server: Maroquin): Promise<string[]> =>
  asSuperuser(server.dataDir, async (client) => {
    const { rows } = await client.query<{ term: string }>('select term from search_word');
    return rows.map(({ term }) => term);
  });
