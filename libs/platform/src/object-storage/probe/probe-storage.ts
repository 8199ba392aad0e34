import { randomBytes } from 'node:crypto';
import type { ObjectStorageConfig } from '../../config/index.js';
import { createObjectStorage } from '../create-object-storage.js';
import type { ObjectStorage } from '../object-storage.js';
import { storagePresets } from '../presets.js';
import { toStorageError } from '../s3-errors.js';
import { S3Storage } from '../s3-storage.js';
import type { Bilingual, CapabilityCard, Finding } from './capability-card.js';
import { type Probe, type ProbeContext, ProbeFailure, probes } from './probes.js';

interface ProbeOptions {
  /** Makes the bucket or folder where it is missing. */
  readonly prepare?: boolean;
}

/**
 * Tries what Maroquin needs of a store, on objects of its own that are removed afterwards.
 * @throws DomainError `storage.misconfigured` when the configuration names no possible store
 */
export async function probeStorage(
  config: ObjectStorageConfig,
  options: ProbeOptions = {},
): Promise<CapabilityCard> {
  const storage = createObjectStorage(config);
  const prefix = `probe/${randomBytes(6).toString('hex')}/`;
  try {
    const findings = await runAll({ config, storage, prefix, makeMissing: options.prepare ?? false });
    return {
      ...identity(config, storage),
      ok: findings.every(({ ok, required }) => ok || !required),
      findings,
    };
  } finally {
    storage.close();
  }
}

async function runAll(context: ProbeContext): Promise<Finding[]> {
  const findings: Finding[] = [];
  try {
    for (const probe of probes) {
      if (probe.only !== undefined && probe.only !== context.storage.kind) continue;
      const finding = await runOne(probe, context);
      findings.push(finding);
      if (probe.first && !finding.ok) break;
    }
  } finally {
    await sweep(context);
  }
  return findings;
}

async function runOne(
  { name, label, required, remedy, run }: Probe,
  context: ProbeContext,
): Promise<Finding> {
  const before = performance.now();
  const outcome = await run(context).then(
    (detail) => ({ ok: true, detail, remedy: null }),
    (error: unknown) => ({ ok: false, ...explain(error, remedy) }),
  );
  return { name, label, required, ...outcome, ms: Math.round(performance.now() - before) };
}

/** The probe's own words, else those of the error table: it also knows the remedy of a store that is away. */
function explain(error: unknown, remedy: Bilingual | null): { detail: Bilingual; remedy: Bilingual | null } {
  if (error instanceof ProbeFailure) return { detail: error.detail, remedy };
  const { code, definition } = toStorageError(error);
  const away = code === 'storage.unavailable' || code === 'storage.misconfigured' || code === 'storage.full';
  return { detail: { fr: definition.fr, en: definition.en }, remedy: away ? REMEDIES[code] : remedy };
}

const REMEDIES = {
  'storage.unavailable': {
    fr: 'Vérifiez S3_ENDPOINT, le réseau et le certificat, puis recommencez.',
    en: 'Check S3_ENDPOINT, the network and the certificate, then try again.',
  },
  'storage.misconfigured': {
    fr: 'Corrigez OBJECT_STORAGE et les variables S3_ d’après .env.example.',
    en: 'Correct OBJECT_STORAGE and the S3_ variables after .env.example.',
  },
  'storage.full': {
    fr: 'Libérez de la place ou agrandissez le stockage.',
    en: 'Free some room or enlarge the store.',
  },
} as const;

/** Best effort: a store that cannot list or delete has said so already. */
async function sweep({ storage, prefix }: ProbeContext): Promise<void> {
  try {
    const keys: string[] = [];
    for await (const { key } of storage.list(prefix)) keys.push(key);
    for (const key of keys) await storage.delete(key);
  } catch {
    // Told by the findings.
  }
}

function identity(
  config: ObjectStorageConfig,
  storage: ObjectStorage,
): Omit<CapabilityCard, 'ok' | 'findings'> {
  if (config.preset === 'disk' || !(storage instanceof S3Storage)) {
    const place = config.preset === 'disk' ? config.folder : '';
    return {
      kind: 'disk',
      preset: 'disk',
      place,
      region: null,
      jurisdiction: 'operator',
      qualification: 'self-hosted',
    };
  }
  const { endpoint, region } = storage.target;
  const { jurisdiction, qualification } = storagePresets[config.preset];
  const place = `${endpoint.origin}/${config.bucket}`;
  return {
    kind: 's3',
    preset: config.preset,
    place,
    region,
    jurisdiction,
    qualification: qualification(region),
  };
}
