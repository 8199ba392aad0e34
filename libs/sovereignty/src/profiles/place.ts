import type { Provider, Registry } from '../registry/registry.js';
import { type Declarations, declaredPlace, type DeclaredPlace } from './declarations.js';

/** Whose an endpoint is and where it lies, as far as registry and operator say. */
export interface Place {
  readonly provider: Provider | null;
  /** null: unknown, or the offer has none. */
  readonly region: string | null;
  readonly country: string | null;
  readonly declared: DeclaredPlace | null;
}

const isBelow = (host: string, domain: string): boolean => host === domain || host.endsWith(`.${domain}`);

/** `s3.{region}.example.org`, or a name below it: the region; null: another address. */
function regionIn(host: string, pattern: string): string | null {
  const escaped = pattern.replaceAll('.', String.raw`\.`).replace('{region}', '([a-z0-9-]+)');
  return new RegExp(String.raw`^(?:[a-z0-9-]+\.)?${escaped}$`).exec(host)?.[1] ?? null;
}

/** A name of the registry says itself whose it is: the longest domain wins. */
export function providerOf(registry: Registry, host: string): Provider | null {
  const [found] = registry.providers
    .flatMap((provider) => provider.domains.map((domain) => ({ provider, domain })))
    .filter(({ domain }) => isBelow(host, domain))
    .sort((a, b) => b.domain.length - a.domain.length);
  return found?.provider ?? null;
}

const byId = (registry: Registry, id: string): Provider | null =>
  registry.providers.find((provider) => provider.id === id) ?? null;

/**
 * A declaration says what a name does not; it never contradicts the registry: below a provider's domain only another offer
 * of the same operator may be declared, and not for an address whose region is known.
 */
export function placeOf(registry: Registry, declarations: Declarations | null, host: string | null): Place {
  const declared = declaredPlace(declarations, host);
  const byName = host === null ? null : providerOf(registry, host);
  const byWord = declared === null ? null : byId(registry, declared.provider);
  const regionByName =
    host === null
      ? null
      : (byName?.patterns.map((pattern) => regionIn(host, pattern)).find((region) => region !== null) ??
        null);
  const mayBeDeclared = byName === null || (regionByName === null && byName.operator === byWord?.operator);
  const provider = mayBeDeclared ? (byWord ?? byName) : byName;
  const region =
    regionByName ?? (declared !== null && provider === byWord ? (declared.region ?? null) : null);
  return { provider, region, country: countryOf(provider, region, declared), declared };
}

function countryOf(
  provider: Provider | null,
  region: string | null,
  declared: DeclaredPlace | null,
): string | null {
  const known = provider?.regions.find(({ name }) => name === region || name === '*');
  if (known !== undefined) return known.country;
  // Where a provider lists its regions, a country by word of mouth does not count.
  return provider?.regions.length === 0 ? (declared?.country ?? null) : null;
}
