import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { officeSessionSchema } from '@maroquin/contracts';
import { Refused } from '../../support/http-client.js';
import { Maroquin } from '../../support/maroquin.js';
import { OfficeEditor } from '../../support/office/office-editor.js';
import { firstAdministrator, type Person } from '../../support/people.js';
import { upload } from '../../support/uploads.js';
import { runCase, type Runner, type Target } from './run-case.js';
import { readTestFile, type TestFile, type TestGroup } from './test-cases.js';

interface WopiResult {
  readonly suite: 'wopi';
  readonly passed: number;
  readonly failed: number;
  readonly total: number;
  readonly failures: readonly { readonly case: string; readonly reason: string }[];
  /** Groups about what this host does not offer, and says so in CheckFileInfo; with the prerequisite that it lacks. */
  readonly skipped: Readonly<Record<string, { readonly cases: number; readonly lacks: string }>>;
}

/** Without it editors cannot delete; the runner bins in the drive what a case wants deleted. */
const DELETION = 'DeleteFilePrereq';

/** The public test file of Microsoft's WOPI validator against the built server and a double of an editor. */
export async function runWopi(
  corpus: string,
  only: RegExp | null,
  say: (line: string) => void,
): Promise<WopiResult> {
  const folder = existsSync(join(corpus, 'wopi')) ? join(corpus, 'wopi') : corpus;
  const tests = readTestFile(join(folder, 'TestCases.xml'));
  const editor = await OfficeEditor.open();
  const server = await Maroquin.start({
    env: { LOG_LEVEL: 'error', WOPI_DISCOVERY_URL: editor.discoveryUrl },
  });
  try {
    const admin = await firstAdministrator(server);
    const targets = await filesOf(admin, server);
    const runner: Runner = { editor, corpus: folder, bin: (id) => binOf(admin, id) };
    return await runGroups(runner, tests, targets, only, say);
  } finally {
    await server.dispose();
    editor.close();
  }
}

async function runGroups(
  runner: Runner,
  tests: TestFile,
  targets: readonly Target[],
  only: RegExp | null,
  say: (line: string) => void,
): Promise<WopiResult> {
  const failures: { case: string; reason: string }[] = [];
  const skipped: Record<string, { cases: number; lacks: string }> = {};
  let passed = 0;
  for (const group of tests.groups) {
    const { target, lacks } = await targetFor(runner, tests, group, targets);
    if (target === null) {
      skipped[group.name] = { cases: group.cases.length, lacks };
      continue;
    }
    for (const one of group.cases) {
      const name = `${group.name}: ${one.name}`;
      if (only !== null && !only.test(name)) continue;
      const reason = await runCase(runner, target, one);
      say(`${reason === null ? 'ok' : 'FAILED'} ${name}${reason === null ? '' : ` (${reason})`}`);
      if (reason === null) passed += 1;
      else failures.push({ case: name, reason });
    }
  }
  const failed = failures.length;
  return { suite: 'wopi', passed, failed, total: passed + failed, failures, skipped };
}

/** The first file on which the host offers what the group needs. */
async function targetFor(
  runner: Runner,
  tests: TestFile,
  { prerequisites }: TestGroup,
  targets: readonly Target[],
): Promise<{ target: Target | null; lacks: string }> {
  let lacks = '';
  for (const target of targets) {
    lacks = '';
    for (const name of prerequisites) {
      const prerequisite = tests.prerequisites.get(name);
      if (name === DELETION || prerequisite === undefined) continue;
      if ((await runCase(runner, target, prerequisite)) === null) continue;
      lacks = name;
      break;
    }
    if (lacks === '') return { target, lacks };
  }
  return { target: null, lacks };
}

/** One file as people have them; and one beside which nobody may save, as it is restricted within its place. */
async function filesOf({ http }: Person, server: Maroquin): Promise<Target[]> {
  const parentId = await http.create('/spaces', { name: 'Essais' });
  const targets: Target[] = [];
  for (const filename of ['essai.wopitest', 'ferme.wopitest']) {
    const id = await upload(http, Buffer.from('essai'), { filename, parentId });
    if (targets.length > 0) await http.act('PUT', `/resources/${id}/restriction`, { restricted: true });
    const session = await http.json(officeSessionSchema, 'POST', `/files/${id}/editor`);
    targets.push({
      src: `${server.url}/wopi/files/${id}`,
      token: session.accessToken,
      until: session.accessTokenTtl,
    });
  }
  return targets;
}

async function binOf({ http }: Person, id: string): Promise<number> {
  try {
    await http.act('POST', `/resources/${id}/trash`);
    return 200;
  } catch (error) {
    if (error instanceof Refused) return error.status;
    throw error;
  }
}
