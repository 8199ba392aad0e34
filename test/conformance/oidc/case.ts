import assert from 'node:assert/strict';
import type { OidcBench } from './bench.js';
import type { Stop, Wanderer } from './wanderer.js';

/** One behaviour; throws when it does not hold. */
export interface Case {
  readonly name: string;
  readonly evil: boolean;
  readonly run: (bench: OidcBench) => Promise<void>;
}

export const good = (name: string, run: Case['run']): Case => ({ name, evil: false, run });
export const evil = (name: string, run: Case['run']): Case => ({ name, evil: true, run });

/** Refused, on the page that tells nothing, without a session, and kept in the audit under its own reason. */
export async function assertRefused(
  bench: OidcBench,
  browser: Wanderer,
  { location, status }: Stop,
  reason: string,
  page = 'protocole',
): Promise<void> {
  assert.equal(status, 303, 'it is no redirect');
  assert.equal(location?.origin, bench.server.url, 'it leads elsewhere');
  assert.equal(location.pathname, '/connexion/refus', 'it was not refused');
  assert.equal(location.searchParams.get('motif'), page, 'it is another page');
  assert.equal(await bench.reason(location.hash.slice(1)), reason, 'the audit has another reason');
  assert.equal(bench.session(browser), null, 'it left a session');
}

/** Signed in. @returns who */
export async function assertSignedIn(
  bench: OidcBench,
  browser: Wanderer,
  { location, status }: Stop,
  path = '/',
): Promise<{ id: string; name: string; email: string }> {
  assert.equal(status, 303, 'it is no redirect');
  assert.equal(location?.href, `${bench.server.url}${path}`, 'it leads elsewhere');
  const session = bench.session(browser);
  assert.ok(session !== null, 'it left no session');
  return (await session.me()).person;
}
