import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Maroquin } from '../../support/maroquin.js';
import { bulkCases } from './bulk-cases.js';
import { changeCases } from './change-cases.js';
import { createCases } from './create-cases.js';
import { discoveryCases } from './discovery-cases.js';
import { filterCases } from './filter-cases.js';
import { groupCases } from './group-cases.js';
import { listCases } from './list-cases.js';
import { patchCases } from './patch-cases.js';
import { recordedCases } from './replay.js';
import { rfcCases } from './rfc-cases.js';
import { type Case, openSite } from './site.js';

export interface ScimResult {
  readonly suite: 'scim';
  readonly passed: number;
  readonly failed: number;
  readonly total: number;
  readonly failures: readonly { readonly case: string; readonly reason: string }[];
}

const ownCases: readonly Case[] = [
  ...discoveryCases,
  ...createCases,
  ...filterCases,
  ...listCases,
  ...patchCases,
  ...changeCases,
  ...groupCases,
  ...bulkCases,
];

/** `corpus` holds what clients really send and the RFCs' examples, itself or in `scim/`; null: our own cases alone. */
function casesOf(corpus: string | null): Case[] {
  if (corpus === null) return [...ownCases];
  const folder = existsSync(join(corpus, 'scim')) ? join(corpus, 'scim') : corpus;
  const given = [...recordedCases(folder), ...rfcCases(join(folder, 'rfc'))];
  if (given.length === 0) throw new Error(`there are no SCIM requests in ${corpus}`);
  return [...ownCases, ...given];
}

const CASE_WITHIN_MS = 30_000;

/** RFC 7643 and 7644 against the built server, one case after the other. */
export async function runScim(
  corpus: string | null,
  only: RegExp | null,
  say: (line: string) => void,
): Promise<ScimResult> {
  const cases = casesOf(corpus).filter(({ section, name }) => only?.test(`${section}: ${name}`) ?? true);
  const server = await Maroquin.start({ env: { LOG_LEVEL: 'error' } });
  const failures: { case: string; reason: string }[] = [];
  try {
    const site = await openSite(server);
    for (const { section, name, run } of cases) {
      const reason = await within(run(site));
      if (reason === null) continue;
      failures.push({ case: `${section}: ${name}`, reason });
      say(`✗ ${section}: ${name}\n  ${reason}`);
    }
  } finally {
    await server.dispose();
  }
  return {
    suite: 'scim',
    passed: cases.length - failures.length,
    failed: failures.length,
    total: cases.length,
    failures,
  };
}

/** null: the case holds. */
async function within(running: Promise<void>): Promise<string | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_done, fail) => {
    timer = setTimeout(() => fail(new Error('no answer in 30 seconds')), CASE_WITHIN_MS);
  });
  try {
    await Promise.race([running, late]);
    return null;
  } catch (error) {
    return (error instanceof Error ? error.message : String(error)).slice(0, 600);
  } finally {
    clearTimeout(timer);
  }
}
