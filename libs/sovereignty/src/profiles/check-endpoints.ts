import type { Clock, Config, SovereigntyProfile } from '@maroquin/platform/config';
import { endpointsOf, isHere, type Resolve } from '@maroquin/platform/egress';
import { StartupError } from '@maroquin/platform/errors';
import type { Registry } from '../registry/registry.js';
import { type Declarations, parseDeclarations } from './declarations.js';
import { type Assessed, evaluate, type Violation } from './evaluate.js';
import { placeOf } from './place.js';

export interface CheckedEndpoint extends Assessed {
  readonly violations: readonly Violation[];
}
/** What one look at all endpoints gave. */
export interface EndpointsReport {
  readonly profile: SovereigntyProfile;
  readonly registry: Registry;
  readonly declarations: Declarations | null;
  readonly at: Date;
  readonly endpoints: readonly CheckedEndpoint[];
}

export interface CheckParts {
  readonly config: Config;
  readonly registry: Registry;
  readonly resolve: Resolve;
  readonly clock: Clock;
}

/** Resolves every endpoint of the configuration and holds it against the profile. @throws {ConfigError | DomainError} */
export async function checkEndpoints({
  config,
  registry,
  resolve,
  clock,
}: CheckParts): Promise<EndpointsReport> {
  const declarations = parseDeclarations(config.sovereigntyDeclarations);
  const at = clock.now();
  const rules = { profile: config.sovereigntyProfile, registry, today: at.toISOString().slice(0, 10) };
  const endpoints = await Promise.all(
    endpointsOf(config).map(async (endpoint) => {
      const resolved = endpoint.host === null ? null : await resolve(endpoint.host).catch(() => null);
      const where = isHere(endpoint) ? null : endpoint.host;
      const assessed = { endpoint, place: placeOf(registry, declarations, where), resolved };
      return { ...assessed, violations: evaluate(assessed, rules) };
    }),
  );
  return { profile: config.sovereigntyProfile, registry, declarations, at, endpoints };
}

const MAX_LISTED = 5;

/** @throws {StartupError} naming each endpoint that is outside the profile, its variable and the rule */
export function requireProfile({ profile, endpoints }: EndpointsReport): void {
  const all = endpoints.flatMap(({ endpoint, violations }) =>
    violations.map((violation) => ({ variable: endpoint.variable, violation })),
  );
  // One cause is said once, though several endpoints have it.
  const found = [...new Map(all.map((one) => [one.violation.fr, one])).values()];
  if (found.length === 0) return;
  const shown = found.slice(0, MAX_LISTED);
  const more = found.length - shown.length;
  throw new StartupError(
    `Profil de souveraineté « ${profile} » non respecté, Maroquin ne démarre pas. ${shown.map(({ variable, violation }) => `${variable}, règle « ${violation.rule} » : ${violation.fr}`).join(' ')}${more > 0 ? ` Et ${String(more)} autres.` : ''}`,
    `Sovereignty profile "${profile}" not satisfied, Maroquin does not start. ${shown.map(({ variable, violation }) => `${variable}, rule "${violation.rule}": ${violation.en}`).join(' ')}${more > 0 ? ` And ${String(more)} more.` : ''}`,
  );
}

/** Hosts to which nothing new may be connected. A name server that is silent for a while cuts nothing off. */
export const hostsOutside = ({ endpoints }: EndpointsReport): string[] =>
  endpoints
    .filter(({ violations }) => violations.some(({ rule }) => rule !== 'resolution'))
    .flatMap(({ endpoint }): string[] => (endpoint.host === null ? [] : [endpoint.host]));
