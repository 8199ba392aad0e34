import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Maroquin } from '../../test/support/maroquin.js';
import { firstAdministrator, invite } from '../../test/support/people.js';
import { embeddedPostgresPid } from '../../test/support/process-tree.js';
import type { Subject } from './measure.js';
import { ofTree, ofTreeWithout } from './processor-time.js';
import type { Target } from './raw-editor.js';

/** Editors share these people between them. */
const PEOPLE = 50;

/** Ourselves as people run us: the built server, its embedded PostgreSQL with fsync, authentication, sealing, journal. */
export async function startMaroquin(): Promise<Subject> {
  const server = await Maroquin.start({ env: { LOG_LEVEL: 'error' } });
  const administrator = await firstAdministrator(server);
  const { http } = administrator;
  const spaceId = await http.create('/spaces', { name: 'Mesures' });
  // What one person may cost a node is bounded, however many windows that person has.
  const people: Target['people'][number][] = [];
  for (let index = 0; index < PEOPLE; index += 1) {
    const who = { name: `Agent ${String(index)}`, email: `agent-${String(index)}@prefecture.example` };
    const person = await invite(server, administrator, who);
    await http.act('PUT', `/resources/${spaceId}/grants/${person.id}`, { role: 'editor' });
    people.push(person.http.headers);
  }
  const origin = `ws://127.0.0.1:${String(server.port)}`;
  const postgres = embeddedPostgresPid(server.dataDir);
  let made = 0;
  return {
    name: 'maroquin',
    targets: async (documents) => {
      const targets: Target[] = [];
      for (let index = 0; index < documents; index += 1) {
        made += 1;
        const id = await http.create('/documents', {
          title: `Mesure ${String(made)}`,
          kind: 'text',
          parentId: spaceId,
        });
        targets.push({ url: `${origin}/collab/${id}`, document: id, dialect: 'stock', people });
      }
      return targets;
    },
    cpuMs: () => ({
      server: ofTreeWithout(server.pid, postgres),
      database: postgres === null ? 0 : ofTree(postgres),
    }),
    close: () => server.dispose(),
  };
}

const HOCUSPOCUS = fileURLToPath(new URL('./hocuspocus-server.js', import.meta.url));

export async function startHocuspocus(): Promise<Subject> {
  const folder = mkdtempSync(join(tmpdir(), 'maroquin-bench-'));
  const child = fork(HOCUSPOCUS, [folder], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const port = await new Promise<number>((resolve, reject) => {
    child.once('message', (message: { port: number }) => resolve(message.port));
    child.once('exit', (code) => reject(new Error(`Hocuspocus ended with ${String(code)}`)));
  });
  const { pid } = child;
  let made = 0;
  return {
    name: 'hocuspocus',
    targets: async (documents) =>
      Array.from({ length: documents }, () => {
        made += 1;
        const document = `measure-${String(made)}`;
        return { url: `ws://127.0.0.1:${String(port)}`, document, dialect: 'hocuspocus', people: [] };
      }),
    cpuMs: () => ({ server: pid === undefined ? 0 : ofTree(pid), database: 0 }),
    close: async () => {
      child.kill('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
