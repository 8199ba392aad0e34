import { createHash, randomBytes } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { z } from 'zod';
import type { ObjectStorageConfig } from '../../config/index.js';
import { DomainError } from '../../errors/index.js';
import type { ObjectStorage } from '../object-storage.js';
import { s3CodeOf } from '../s3-errors.js';
import { S3Storage } from '../s3-storage.js';
import type { Bilingual } from './capability-card.js';

const KiB = 1024;
const SMALL = 64 * KiB;
/** Above one part of every preset, so that a multipart upload takes place. */
const LARGE = 17 * KiB * KiB + 1;
const ROUNDS = 10;
/** A page that waits for a blob longer than this feels slow. */
const SLOW_MS = 250;

export interface ProbeContext {
  readonly config: ObjectStorageConfig;
  readonly storage: ObjectStorage;
  /** Prefix of this run's own objects, removed afterwards. */
  readonly prefix: string;
  readonly makeMissing: boolean;
}

export interface Probe {
  readonly name: string;
  readonly label: Bilingual;
  readonly required: boolean;
  readonly only?: 'disk' | 's3';
  /** Nothing else can be probed when this fails. */
  readonly first?: true;
  readonly remedy: Bilingual | null;
  /** What was seen. @throws {Error} when it does not hold */
  readonly run: (context: ProbeContext) => Promise<Bilingual>;
}

/** The probe's own reason for saying no. */
export class ProbeFailure extends Error {
  constructor(readonly detail: Bilingual) {
    super(detail.en);
  }
}

function both(text: string): Bilingual {
  return { fr: text, en: text };
}

function digest(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function expectSame(seen: Buffer, put: Buffer): void {
  if (digest(seen) === digest(put)) return;
  throw new ProbeFailure({
    fr: 'les octets relus diffèrent des octets écrits',
    en: 'the bytes read differ from those written',
  });
}

const CHECK_RIGHTS = {
  fr: 'Donnez à ce compte le droit de lire, écrire, lister et effacer dans ce compartiment.',
  en: 'Give this account the right to read, write, list and delete in this bucket.',
};
const CHANGE_STORE = {
  fr: 'Ce stockage ne respecte pas le protocole S3 : prenez-en un autre, ou une version plus récente.',
  en: 'This store does not keep to the S3 protocol: take another one, or a newer version.',
};

async function reach({ storage, makeMissing, config }: ProbeContext): Promise<Bilingual> {
  if (makeMissing) await storage.prepare();
  else if (storage instanceof S3Storage && !(await storage.client.bucketExists(storage.bucket))) {
    throw new ProbeFailure({ fr: 'le compartiment n’existe pas', en: 'the bucket does not exist' });
  } else if (config.preset === 'disk' && !(await stat(config.folder).catch(() => null))?.isDirectory()) {
    throw new ProbeFailure({ fr: 'le dossier n’existe pas', en: 'the folder does not exist' });
  }
  return { fr: 'présent', en: 'present' };
}

async function writeAndRead({ storage, prefix }: ProbeContext): Promise<Bilingual> {
  const bytes = randomBytes(SMALL);
  await storage.put(`${prefix}small`, bytes, bytes.length);
  expectSame(await buffer(await storage.get(`${prefix}small`)), bytes);
  const found = await storage.head(`${prefix}small`);
  if (found?.size !== SMALL)
    throw new ProbeFailure({ fr: 'la taille annoncée est fausse', en: 'the size told is wrong' });
  return { fr: '64 Kio identiques', en: '64 KiB identical' };
}

async function overwrite({ storage, prefix }: ProbeContext): Promise<Bilingual> {
  const [before, after] = [randomBytes(SMALL), randomBytes(SMALL / 2)];
  await storage.put(`${prefix}replaced`, before, before.length);
  await storage.put(`${prefix}replaced`, after, after.length);
  expectSame(await buffer(await storage.get(`${prefix}replaced`)), after);
  return { fr: 'la dernière écriture est relue aussitôt', en: 'the last write is read at once' };
}

async function ranges({ storage, prefix }: ProbeContext): Promise<Bilingual> {
  const bytes = randomBytes(SMALL);
  await storage.put(`${prefix}ranged`, bytes, bytes.length);
  expectSame(
    await buffer(await storage.get(`${prefix}ranged`, { start: 1_000, end: 1_999 })),
    bytes.subarray(1_000, 2_000),
  );
  const beyond = await storage.get(`${prefix}ranged`, { start: SMALL, end: SMALL }).then(
    (stream) => stream.destroy(),
    (error: unknown) => error,
  );
  if (!(beyond instanceof DomainError) || beyond.code !== 'storage.range') {
    throw new ProbeFailure({
      fr: 'une plage hors de l’objet n’est pas refusée',
      en: 'a range outside of the object is not refused',
    });
  }
  return { fr: 'octets 1000 à 1999 exacts', en: 'bytes 1000 to 1999 exact' };
}

async function large({ storage, prefix, config }: ProbeContext): Promise<Bilingual> {
  const bytes = randomBytes(LARGE);
  const body = Readable.from([bytes.subarray(0, SMALL + 1), bytes.subarray(SMALL + 1)], {
    objectMode: false,
  });
  await storage.put(`${prefix}large`, body, LARGE);
  expectSame(await buffer(await storage.get(`${prefix}large`)), bytes);
  return config.preset === 'disk'
    ? { fr: '17 Mio identiques', en: '17 MiB identical' }
    : { fr: '17 Mio en plusieurs parts, identiques', en: '17 MiB in several parts, identical' };
}

async function list({ storage, prefix }: ProbeContext): Promise<Bilingual> {
  const keys = Array.from({ length: 5 }, (_, index) => `${prefix}list/${String(index)}`);
  for (const key of keys) await storage.put(key, Buffer.from(key), key.length);
  const found: string[] = [];
  for await (const { key } of storage.list(`${prefix}list/`)) found.push(key);
  if (found.sort().join() !== keys.join()) throw new ProbeFailure(both(`${String(found.length)}/5`));
  return { fr: '5 objets sur 5', en: '5 objects of 5' };
}

async function remove({ storage, prefix }: ProbeContext): Promise<Bilingual> {
  await storage.put(`${prefix}gone`, Buffer.from('x'), 1);
  await storage.delete(`${prefix}gone`);
  await storage.delete(`${prefix}gone`);
  if ((await storage.head(`${prefix}gone`)) !== null) {
    throw new ProbeFailure({ fr: 'un objet effacé se lit encore', en: 'a deleted object can still be read' });
  }
  return { fr: 'effacé, et encore effacé sans erreur', en: 'deleted, and deleted again without an error' };
}

async function latency({ storage, prefix }: ProbeContext): Promise<Bilingual> {
  const bytes = randomBytes(4 * KiB);
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const before = performance.now();
    await storage.put(`${prefix}latency`, bytes, bytes.length);
    await buffer(await storage.get(`${prefix}latency`));
    times.push(performance.now() - before);
  }
  const median = times.sort((a, b) => a - b)[ROUNDS / 2] ?? 0;
  const seen = both(`${median.toFixed(1)} ms`);
  if (median > SLOW_MS) throw new ProbeFailure(seen);
  return seen;
}

async function privacy({ storage, prefix, config }: ProbeContext): Promise<Bilingual> {
  if (config.preset === 'disk') {
    const { mode } = await stat(config.folder);
    if ((mode & 0o007) === 0) return { fr: 'fermé aux autres comptes', en: 'closed to other accounts' };
    throw new ProbeFailure({ fr: 'les autres comptes y entrent', en: 'other accounts can enter it' });
  }
  await storage.put(`${prefix}private`, Buffer.from('x'), 1);
  const stranger = new S3Storage({ ...config, accessKey: '', secretKey: '' });
  const answer = await stranger.get(`${prefix}private`).then(
    (stream) => stream.destroy(),
    (error: unknown) => error,
  );
  stranger.close();
  if (answer instanceof DomainError && answer.code === 'storage.refused')
    return { fr: 'refusé', en: 'refused' };
  throw new ProbeFailure({ fr: 'lisible sans s’identifier', en: 'readable without credentials' });
}

const NOT_ENABLED = { fr: 'non', en: 'not enabled' };

/** What is asked of the bucket's settings may be refused to an account that can otherwise do all it needs. */
async function setting(ask: () => Promise<Bilingual>): Promise<Bilingual> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof ProbeFailure) throw error;
    const code = s3CodeOf(error);
    if (code === 'ObjectLockConfigurationNotFoundError') throw new ProbeFailure(NOT_ENABLED);
    throw new ProbeFailure({ fr: `ne se prononce pas (${code})`, en: `does not say (${code})` });
  }
}

/** A bucket on which nothing was ever set answers with an empty document. */
const versioningSchema = z.object({ Status: z.string().optional() }).catch({});
const lockSchema = z.object({ objectLockEnabled: z.string().optional() });

function versioning({ storage }: ProbeContext): Promise<Bilingual> {
  return setting(async () => {
    if (!(storage instanceof S3Storage)) throw new Error('only asked of S3');
    const { Status } = versioningSchema.parse(await storage.client.getBucketVersioning(storage.bucket));
    if (Status === 'Enabled') return { fr: 'oui', en: 'enabled' };
    throw new ProbeFailure(NOT_ENABLED);
  });
}

function objectLock({ storage }: ProbeContext): Promise<Bilingual> {
  return setting(async () => {
    if (!(storage instanceof S3Storage)) throw new Error('only asked of S3');
    // Its types say void for what is a promise.
    const asked: unknown = storage.client.getObjectLockConfig(storage.bucket);
    const { objectLockEnabled } = lockSchema.parse(await Promise.resolve(asked));
    if (objectLockEnabled === 'Enabled') return { fr: 'oui', en: 'enabled' };
    throw new ProbeFailure(NOT_ENABLED);
  });
}

export const probes: readonly Probe[] = [
  {
    name: 'reach',
    label: { fr: 'Joindre', en: 'Reach' },
    required: true,
    first: true,
    remedy: {
      fr: 'Lancez maroquin doctor storage --prepare, qui le crée.',
      en: 'Run maroquin doctor storage --prepare, which makes it.',
    },
    run: reach,
  },
  {
    name: 'write-read',
    label: { fr: 'Écrire et relire', en: 'Write and read' },
    required: true,
    first: true,
    remedy: CHECK_RIGHTS,
    run: writeAndRead,
  },
  {
    name: 'overwrite',
    label: { fr: 'Remplacer', en: 'Overwrite' },
    required: true,
    remedy: CHANGE_STORE,
    run: overwrite,
  },
  {
    name: 'range',
    label: { fr: 'Lire une plage', en: 'Read a range' },
    required: true,
    remedy: CHANGE_STORE,
    run: ranges,
  },
  {
    name: 'large',
    label: { fr: 'Grand objet', en: 'Large object' },
    required: true,
    remedy: CHANGE_STORE,
    run: large,
  },
  { name: 'list', label: { fr: 'Lister', en: 'List' }, required: true, remedy: CHECK_RIGHTS, run: list },
  {
    name: 'delete',
    label: { fr: 'Effacer', en: 'Delete' },
    required: true,
    remedy: CHECK_RIGHTS,
    run: remove,
  },
  {
    name: 'private',
    label: { fr: 'Lecture par un inconnu', en: 'Read by a stranger' },
    required: true,
    remedy: {
      fr: 'Retirez l’accès public de ce compartiment ou de ce dossier.',
      en: 'Take public access away from this bucket or folder.',
    },
    run: privacy,
  },
  {
    name: 'latency',
    label: { fr: 'Écrire puis lire 4 Kio', en: 'Write then read 4 KiB' },
    required: false,
    remedy: { fr: 'Rapprochez le stockage du serveur.', en: 'Bring the store nearer to the server.' },
    run: latency,
  },
  {
    name: 'versioning',
    label: { fr: 'Versions', en: 'Versions' },
    required: false,
    only: 's3',
    remedy: null,
    run: versioning,
  },
  {
    name: 'object-lock',
    label: { fr: 'Verrou d’objets', en: 'Object lock' },
    required: false,
    only: 's3',
    remedy: null,
    run: objectLock,
  },
];
