import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { SignedProof, SovereigntyReport } from '@maroquin/contracts';
import type { Clock, Config } from '@maroquin/platform/config';
import type { Database } from '@maroquin/platform/database';
import { type Resolve, systemResolve } from '@maroquin/platform/egress';
import { StartupError } from '@maroquin/platform/errors';
import { contentSecurityPolicy } from '@maroquin/platform/http';
import type { Keys } from '@maroquin/platform/keys';
import { loadRegistry } from '../registry/load-registry.js';
import { checkEndpoints, type EndpointsReport } from '../profiles/check-endpoints.js';
import { checkAudit } from './check-audit.js';
import { checkClient } from './check-client.js';
import { toCycloneDx } from '../components/cyclonedx.js';
import { type Component, readComponents } from '../components/read-components.js';
import { readVex } from '../components/read-vex.js';
import { checkComponents } from './check-components.js';
import { checkKeys, checkOperators, type DatabaseParts } from './check-database.js';
import { checkTwoPeople } from './check-two-people.js';
import { checkErasure } from './check-erasure.js';
import { checkEgress, checkLocation } from './check-network.js';
import { endpointViews } from './endpoint-views.js';
import { type Finding, holds, stateOf } from './finding.js';
import { properties } from './properties.js';
import { checkReversibility, type TryExport } from './reversibility.js';

export interface ProveParts {
  readonly config: Config;
  readonly clock: Clock;
  readonly database: Database;
  readonly keys: Pick<Keys, 'instance' | 'describeProvider'>;
  readonly resolve?: Resolve;
  /** Absent: no export can be tried here. */
  readonly reversibility?: TryExport | undefined;
}

/** Above libs/ or dist/libs/, whichever runs. */
const above = (path: string): string => fileURLToPath(new URL(`../../../../${path}`, import.meta.url));
const firstOf = (...paths: readonly string[]): string =>
  paths.find((path) => existsSync(path)) ?? paths[0] ?? '';
/** The client as it was built, and what npm wrote of what it installed. */
const builtClient = (): string =>
  firstOf(above('apps/web/assets'), above('dist/apps/web/assets')).replace(/assets$/, '');
const installedList = (): string =>
  firstOf(above('node_modules/.package-lock.json'), above('../node_modules/.package-lock.json'));
const clientList = (): string => firstOf(above('client-packages.json'), above('dist/client-packages.json'));
const componentsFrom = (): Promise<readonly Component[] | null> =>
  readComponents(installedList(), clientList());

/**
 * The bill of materials of what runs here, CycloneDX 1.6.
 * @param vex file of what was found of vulnerabilities in it
 * @throws {StartupError} when a list is missing, or the file is not what it must be
 */
export async function billOfMaterials(vex: string | null = null): Promise<string> {
  const components = await componentsFrom();
  if (components === null)
    throw new StartupError(
      'La liste des composants manque : reconstruisez par « npm ci && npm run build ».',
      'The list of components is missing: build again by “npm ci && npm run build”.',
    );
  return toCycloneDx(components, vex === null ? [] : await readVex(vex));
}

type Check = (
  report: EndpointsReport,
  parts: DatabaseParts,
  asked: ProveParts,
) => Promise<Finding[]> | Finding[];
const checks: Readonly<Record<number, Check>> = {
  1: (report) => checkEgress(report),
  2: (_report, { config: { wopiDiscoveryUrl } }) => {
    const office = wopiDiscoveryUrl === null ? null : new URL(wopiDiscoveryUrl).origin;
    return checkClient(contentSecurityPolicy(office), builtClient(), office);
  },
  3: (_report, parts) => checkAudit(parts),
  4: (_report, parts) => checkKeys(parts),
  5: async () => checkComponents(await componentsFrom()),
  6: (_report, _parts, { reversibility }) => checkReversibility(reversibility),
  7: (_report, parts) => checkOperators(parts),
  8: (report) => checkLocation(report),
  9: (_report, parts) => checkErasure(parts),
  10: (_report, parts) => checkTwoPeople(parts),
};

/** A check that fails by itself proves nothing, which is a failure: whoever breaks a check must not seem to pass it. */
async function findingsOf(
  check: Check,
  report: EndpointsReport,
  parts: DatabaseParts,
  asked: ProveParts,
): Promise<Finding[]> {
  try {
    return await check(report, parts, asked);
  } catch {
    return [
      holds(
        false,
        'Ce contrôle a échoué et ne dit rien ; relancez-le.',
        'This check failed and tells nothing; run it again.',
      ),
    ];
  }
}

/**
 * The ten properties as they are at this moment, one after the other: none holds the database up for the others.
 * @param only these numbers; absent: all
 * @throws {StartupError | ConfigError}
 */
export async function prove(parts: ProveParts, only?: readonly number[]): Promise<SovereigntyReport> {
  const { config, clock, database, keys, resolve = systemResolve } = parts;
  const registry = loadRegistry(config);
  const report = await checkEndpoints({ config, registry, resolve, clock });
  const proven = [];
  for (const facts of properties) {
    const check = checks[facts.number];
    if (check === undefined || (only !== undefined && !only.includes(facts.number))) continue;
    const findings = await findingsOf(check, report, { database, keys, config, now: report.at }, parts);
    const command = `maroquin prove --only ${String(facts.number)}`;
    proven.push({ ...facts, state: stateOf(findings), findings, command });
  }
  return {
    format: 'maroquin-proof-1',
    at: report.at.toISOString(),
    profile: report.profile,
    registry: { version: registry.version, issued: registry.issued },
    properties: proven,
    endpoints: endpointViews(report),
  };
}

/** Signed by the instance: its bytes are what is signed, so nobody has to agree on how JSON is written. */
export function signProof(keys: Pick<Keys, 'instance'>, report: SovereigntyReport): SignedProof {
  const text = JSON.stringify(report);
  const key = keys.instance.proofKey;
  return {
    report: text,
    algorithm: 'Ed25519',
    signature: key.sign(Buffer.from(text, 'utf8')).toString('base64'),
    publicKey: key.publicKey.toString('base64'),
  };
}
