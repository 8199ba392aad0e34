import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { agree, auditorOf, invite, madeBefore, type Person } from './people.js';
import type { Maroquin } from './maroquin.js';

/** Who asks for an export of the whole organisation, and who agrees. */
export interface Departing {
  readonly orgId: string;
  readonly custodian: Person;
  readonly auditor: Person;
}

export async function departing(server: Maroquin, administrator: Person): Promise<Departing> {
  const custodian = await invite(server, administrator, {
    name: 'Gérard Clé',
    email: 'cles@prefecture.example',
  });
  await madeBefore(server, 'account', custodian.id);
  await administrator.http.act('PUT', `/duties/key-custodian/holders/${custodian.id}`);
  const auditor = await auditorOf(server, administrator);
  const { organisation } = await administrator.http.get(
    z.object({ organisation: z.object({ id: z.string() }) }),
    '/me',
  );
  return { orgId: organisation.id, custodian, auditor };
}

export const exportArguments = ({ orgId, custodian }: Departing, to: string): string[] => [
  ...['export', 'organisation', orgId, '--by', custodian.email, '--to', to],
];

/** Asks, agrees, exports. */
export async function exported(
  server: Maroquin,
  who: Departing,
  to: string,
): Promise<Record<string, unknown>> {
  const asked = await server.command(exportArguments(who, to));
  if (asked.code !== 2) throw new Error(`not asked for: ${asked.stdout} ${asked.stderr}`);
  await agree(who.auditor.http);
  return z.record(z.string(), z.unknown()).parse(await server.commandJson(exportArguments(who, to)));
}

/** Paths of the files in a folder, below it. */
export const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();

export const linesIn = (path: string): Record<string, unknown>[] =>
  existsSync(path)
    ? readFileSync(path, 'utf8')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as Record<string, unknown>)
    : [];
