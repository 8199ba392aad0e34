import { randomUUID } from 'node:crypto';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import {
  AuditSealer,
  ChainMemory,
  type ChainReport,
  type Checkpoint,
  erasePerson,
  exportChain,
  type KeptEnd,
  readEnd,
  type ReadTimeStamp,
  recordAct,
  verifyExport,
  verifyStoredChain,
} from '@maroquin/platform/audit';
import { toPgConfig } from '@maroquin/platform/database';
import { createTestOrganisation, type TestPlatform } from '@maroquin/testing';
import type { Random } from '../random.js';

const ACTIONS = ['grant.given', 'document.created', 'link.created', 'message.erased', 'space.created'];
const TABLES = ['audit', 'audit_chain', 'audit_checkpoint'];
const QUIET = { warn: () => undefined, error: () => undefined };

/** An organisation's audit, with people who act, sealers that seal, and somebody who holds the superuser. */
export class AuditGround {
  readonly people = Array.from({ length: 4 }, () => randomUUID());

  private constructor(
    private readonly platform: TestPlatform,
    readonly superuser: Client,
    readonly orgId: string,
    private readonly random: Random,
    private dataDir: string,
  ) {}

  static async make(platform: TestPlatform, random: Random): Promise<AuditGround> {
    const superuser = new Client(
      toPgConfig({ ...platform.connections.superuser, database: platform.connections.name }),
    );
    await superuser.connect();
    // No trigger and no policy stands in this person's way.
    await superuser.query('set session_replication_role = replica');
    const ground = new AuditGround(
      platform,
      superuser,
      await createTestOrganisation(platform),
      random,
      await emptyFolder(),
    );
    await ground.act();
    await ground.seal();
    return ground;
  }

  close(): Promise<void> {
    return this.superuser.end();
  }

  /** One act, committed; `at`: by a clock that is wrong. */
  async act(at = new Date()): Promise<void> {
    const { orgId, random } = this;
    await this.platform.database.inOrgs({ orgs: [orgId] }, (tx) =>
      recordAct(tx, {
        orgId,
        actorId: random.chance(0.1) ? null : (random.pick(this.people) ?? null),
        action: random.pick(ACTIONS) ?? '',
        ...(random.chance(0.8) ? { targetId: random.pick(this.people) ?? randomUUID() } : {}),
        ...(random.chance(0.5)
          ? { details: { role: 'editor', uses: random.between(0, 1e9) / 7, on: true } }
          : {}),
        at,
      }),
    );
  }

  /** Several at the same moment, some of which are undone. */
  async work(count: number): Promise<void> {
    const { orgId } = this;
    const undone = this.platform.database
      .inOrgs({ orgs: [orgId] }, async (tx) => {
        await recordAct(tx, { orgId, actorId: null, action: 'undone', at: new Date() });
        throw new Error('undone');
      })
      .catch(() => undefined);
    await Promise.all([undone, ...Array.from({ length: count }, () => this.act())]);
  }

  /** By two nodes at once. */
  async seal(): Promise<void> {
    // Made each time: whatever was broken a moment ago may have been put back meanwhile.
    const sealers = [1, 2].map(() => new AuditSealer(this.platform.database, QUIET, this.memory()));
    await Promise.all(sealers.map((sealer) => sealer.runBatch()));
    while ((await sealers[0]?.runBatch()) !== 0);
  }

  /** What this instance remembers from one start to the next. */
  memory(): ChainMemory {
    return new ChainMemory({ dataDir: this.dataDir, auditAnchors: { folder: null } });
  }

  /** As on a machine where this version has never run. */
  async forget(): Promise<void> {
    this.dataDir = await emptyFolder();
  }

  async erase(personId: string): Promise<void> {
    await this.platform.database.inOrgs({ orgs: [this.orgId] }, (tx) =>
      erasePerson(tx, { orgId: this.orgId, personId, at: new Date(), begun: this.memory() }),
    );
  }

  async end(): Promise<Checkpoint> {
    const end = await readEnd(this.platform.database, this.orgId);
    if (end === null) throw new Error('the chain has no end');
    return end;
  }

  private get source() {
    return { database: this.platform.database, keys: this.platform.keys.instance };
  }

  verify(anchors: readonly Kept[] = [], readTimeStamp: ReadTimeStamp | null = null): Promise<ChainReport> {
    return verifyStoredChain({ ...this.source, readTimeStamp }, this.orgId, anchors.map(toKept));
  }

  async export(): Promise<string[]> {
    const lines: string[] = [];
    for await (const line of exportChain(this.source, this.orgId)) lines.push(line.trimEnd());
    return lines;
  }

  verifyLines(
    lines: readonly string[],
    anchors: readonly Kept[] = [],
    readTimeStamp: ReadTimeStamp | null = null,
  ): Promise<ChainReport> {
    const { auditPublicKey: publicKey } = this.platform.keys.instance;
    return verifyExport(from(lines), { publicKey, anchors: anchors.map(toKept), readTimeStamp });
  }

  /** Keeps what is there under another name. */
  async keep(name: string): Promise<readonly string[]> {
    for (const table of TABLES)
      await this.superuser.query(
        `drop table if exists ${name}_${table}; create table ${name}_${table} as select * from ${table}`,
      );
    return TABLES.map((table) => `${name}_${table}`);
  }

  /** Whether what is there differs from what was kept. */
  async differsFrom(name: string): Promise<boolean> {
    const { rows } = await this.superuser.query<{ differs: boolean }>(
      `select ${TABLES.map(
        (table) => `exists (select t::text from ${table} t except all select k::text from ${name}_${table} k)
          or exists (select k::text from ${name}_${table} k except all select t::text from ${table} t)`,
      ).join(' or ')} as differs`,
    );
    return rows[0]?.differs === true;
  }

  /** Puts it back, to the byte. */
  async putBack(name: string): Promise<void> {
    for (const table of TABLES)
      await this.superuser.query(`truncate ${table}; insert into ${table} select * from ${name}_${table}`);
  }
}

/** With the token of an authority, or without. */
type Kept = Checkpoint & Partial<Pick<KeptEnd, 'timeStamp'>>;
const toKept = (end: Kept): KeptEnd => ({ timeStamp: null, ...end });

const emptyFolder = (): Promise<string> => mkdtemp(join(tmpdir(), 'maroquin-audit-'));

async function* from(lines: readonly string[]): AsyncGenerator<string> {
  yield* lines;
}
