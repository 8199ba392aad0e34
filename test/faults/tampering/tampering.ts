import { openTestPlatform, prepareTemplate, startPostgres, type TestPlatform } from '@maroquin/testing';
import type { Random } from '../random.js';
import { AuditGround } from './audit-ground.js';
import { type RightsTampering, rightsTampering } from './rights-tampering.js';
import { TAMPERS } from './tampers.js';

export interface TamperingReport {
  readonly tampered: number;
  readonly found: number;
  readonly untouched: number;
  readonly falseAlarms: number;
  /** By kind: how many were done. */
  readonly kinds: Readonly<Record<string, number>>;
  readonly missed: readonly string[];
  readonly alarms: readonly string[];
  /** The same of rows that give rights. */
  readonly rights: RightsTampering;
}

/** Runs on one log before another is begun. */
const RUNS_A_LOG = 60;
const EXPORT_KINDS = [
  'a line of an export is gone',
  'two lines of an export change places',
  'a sign of an export is another',
];
const CLOCKS = ['the clock of a node is set back'];

interface Plan {
  readonly runs: number;
  readonly random: Random;
  readonly say: (line: string) => void;
}

/** As many tamperings as untouched logs: all of the first are found, none of the second is. */
export async function tampering(
  platform: TestPlatform,
  { runs, random, say }: Plan,
): Promise<TamperingReport> {
  const report = { kinds: {} as Record<string, number>, missed: [] as string[], alarms: [] as string[] };
  let tampered = 0;
  while (tampered < runs) {
    const ground = await AuditGround.make(platform, random);
    try {
      const most = Math.min(RUNS_A_LOG, runs - tampered);
      tampered += await tamperWith(ground, { ...report, random, most, from: tampered });
      say(`${String(tampered)} of ${String(runs)} tamperings, missed ${String(report.missed.length)}`);
    } finally {
      await ground.close();
    }
  }
  await leaveAlone(platform, { runs, random, say }, report.alarms);
  const rights = await rightsTampering(platform, { runs, random });
  say(`${String(rights.tampered)} tamperings of rights, missed ${String(rights.missed.length)}`);
  return {
    tampered,
    found: tampered - report.missed.length,
    untouched: runs,
    falseAlarms: report.alarms.length,
    ...report,
    rights,
  };
}

interface Hand {
  readonly random: Random;
  readonly most: number;
  readonly from: number;
  readonly kinds: Record<string, number>;
  readonly missed: string[];
}

async function tamperWith(ground: AuditGround, { random, most, from, kinds, missed }: Hand): Promise<number> {
  await ground.work(random.between(8, 20));
  await ground.seal();
  const earlier = await ground.keep('earlier');
  await ground.work(random.between(8, 20));
  await ground.seal();
  await ground.erase(ground.people[0] ?? '');
  await ground.seal();
  await ground.keep('kept');
  const [anchor, lines] = [await ground.end(), await ground.export()];
  const names = [...TAMPERS.map(({ name }) => name), ...EXPORT_KINDS, ...CLOCKS];
  let done = 0;
  for (let turn = 0; done < most; turn += 1) {
    const name = names[(from + turn) % names.length] ?? '';
    const tamper = TAMPERS.find((one) => one.name === name);
    let findings: number | null;
    if (tamper === undefined) findings = await without(ground, name, { random, lines });
    else {
      const { superuser: client, orgId } = ground;
      await tamper.run({ client, random, orgId, length: anchor.number, earlier });
      const changed = await ground.differsFrom('kept');
      if (changed && random.chance(0.5)) await ground.seal();
      findings = changed
        ? (await ground.verify(tamper.needsAnchor === true ? [anchor] : [])).findings.length
        : null;
    }
    await ground.putBack('kept');
    if (findings === null) continue;
    done += 1;
    kinds[name] = (kinds[name] ?? 0) + 1;
    if (findings === 0) missed.push(name);
  }
  return done;
}

/** Tampering that needs no database. @returns how much was found; null: nothing was changed */
async function without(
  ground: AuditGround,
  name: string,
  { random, lines }: { random: Random; lines: readonly string[] },
): Promise<number | null> {
  if (CLOCKS.includes(name)) {
    await ground.act(new Date(Date.now() - random.between(3, 100_000) * 60_000));
    await ground.seal();
    return (await ground.verify()).findings.length;
  }
  const changed = changeLines(name, random, lines);
  if (changed.join('\n') === lines.join('\n')) return null;
  return ground.verifyLines(changed).then(
    ({ findings }) => findings.length,
    // It cannot be read at all.
    () => 1,
  );
}

function changeLines(name: string, random: Random, lines: readonly string[]): string[] {
  const changed = [...lines];
  // The first line holds the key, and the kept one is taken; checkpoints but the end are a convenience.
  const entries = lines.flatMap((line, index) => (line.startsWith('{"kind":"entry"') ? [index] : []));
  const [a = 1, b = 1] = [random.pick(entries), random.pick(entries)];
  const [one = '', other = ''] = [lines[a], lines[b]];
  if (name === EXPORT_KINDS[0]) changed.splice(random.chance(0.2) ? lines.length - 1 : a, 1);
  else if (name === EXPORT_KINDS[1]) [changed[a], changed[b]] = [other, one];
  else {
    const at = random.between(0, one.length - 1);
    const sign = one[at] === '1' ? '2' : '1';
    changed[a] = one.slice(0, at) + sign + one.slice(at + 1);
  }
  return changed;
}

async function leaveAlone(
  platform: TestPlatform,
  { runs, random, say }: Plan,
  alarms: string[],
): Promise<void> {
  let ground: AuditGround | null = null;
  try {
    for (let run = 0; run < runs; run += 1) {
      if (run % RUNS_A_LOG === 0) {
        await ground?.close();
        ground = await AuditGround.make(platform, random);
      }
      if (ground === null) return;
      const anchor = await ground.end();
      await ground.work(random.between(0, 8));
      if (random.chance(0.1)) await ground.erase(random.pick(ground.people) ?? '');
      if (random.chance(0.8)) await ground.seal();
      const stored = await ground.verify([anchor]);
      const exported = await ground.verifyLines(await ground.export(), [anchor]);
      for (const { kind } of [...stored.findings, ...exported.findings]) alarms.push(kind);
      if (run % 200 === 199) say(`${String(run + 1)} untouched logs, alarms ${String(alarms.length)}`);
    }
  } finally {
    await ground?.close();
  }
}

/** The same on a PostgreSQL of its own. */
export async function tamperAlone(plan: Plan): Promise<TamperingReport> {
  const postgres = await startPostgres();
  try {
    await prepareTemplate(postgres.connection);
    const platform = await openTestPlatform(postgres.connection);
    try {
      return await tampering(platform, plan);
    } finally {
      await platform.close();
    }
  } finally {
    await postgres.stop();
  }
}
