import { createHash } from 'node:crypto';
import type { Config } from '../config/index.js';
import { type Endpoint, endpointsOf } from './endpoints.js';

/** Variables and what they are set to; no secret is among them. */
export type WatchedSettings = Readonly<Record<string, string>>;

const placeOf = ({ host, port, tls }: Endpoint): string =>
  host === null ? 'local' : `${host}:${String(port)}${tls ? ' TLS' : ''}`;
/** Enough to notice another file, and short enough to be compared by eye. */
const digestOf = (text: string): string =>
  createHash('sha256').update(text, 'utf8').digest('hex').slice(0, 32);

/**
 * What nobody should change alone: where data go, which rules hold, how long things are kept. The same for every node of
 * an instance.
 * @throws {DomainError} storage.misconfigured
 */
export function watchedSettings(config: Config): WatchedSettings {
  const places = new Map<string, string[]>();
  for (const endpoint of endpointsOf(config))
    places.set(endpoint.variable, [...(places.get(endpoint.variable) ?? []), placeOf(endpoint)]);
  const named = [...places].map(([variable, found]) => [variable, found.sort().join(', ')] as const);
  const { adminAcrValues, auditAnchors, sovereigntyDeclarations } = config;
  const others: Record<string, string> = {
    ADMIN_ACR_VALUES: [...adminAcrValues].sort().join(' '),
    AUDIT_ANCHOR_DIR: auditAnchors.folder ?? '',
    AUDIT_ANCHOR_MAIL: auditAnchors.mail === null ? '' : digestOf(auditAnchors.mail),
    BIN_DAYS: String(config.binDays),
    KEY_DESTRUCTION_HOURS: String(config.keyDestructionHours),
    KEY_KEEP_SECONDS: String(config.keyKeepMs / 1_000),
    KEY_PROVIDER: config.keyProvider.kind,
    MARKING_LOWERED_BY: config.markingLoweredByTwo ? 'two' : 'one',
    MAX_MARKING: config.maxMarking,
    PUBLIC_URL: config.publicUrl,
    SOVEREIGNTY_DECLARATIONS: sovereigntyDeclarations === null ? '' : digestOf(sovereigntyDeclarations),
    SOVEREIGNTY_PROFILE: config.sovereigntyProfile,
  };
  return Object.fromEntries(
    [...named, ...Object.entries(others)].sort(([a], [b]) => (a < b ? -1 : Number(a > b))),
  );
}

/** The same settings have the same id: a UUID of their own digest (RFC 9562 §5.8). */
export function settingsId(settings: WatchedSettings): string {
  const lines = Object.entries(settings).map(([name, value]) => `${name}=${value}`);
  const bytes = createHash('sha256').update(lines.sort().join('\n'), 'utf8').digest().subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
