import type { KeyObject } from 'node:crypto';
import { z } from 'zod';
import { type ChainSource, readCheckpoints, readEnd, readEntries } from './chain-reader.js';
import { type Checkpoint, checkpointLine, type KeptEnd, publicKeyText, readPublicKey } from './checkpoint.js';
import type { SealedEntry } from './entry.js';
import { type ChainReport, type ReadTimeStamp, verifyChain } from './verify-chain.js';

const VERSION = 1;

const hexSchema = z
  .string()
  .regex(/^(?:[0-9a-f]{2})*$/)
  .transform((text) => Buffer.from(text, 'hex'));
const base64Schema = z
  .string()
  .max(100_000)
  .transform((text) => Buffer.from(text, 'base64'));
const microsecondsSchema = z.string().regex(/^-?\d{1,18}$/);
const numberSchema = z.number().int();

const headerSchema = z.object({
  kind: z.literal('audit'),
  version: z.literal(VERSION),
  orgId: z.uuid(),
  publicKey: z.string().max(200),
});

const entrySchema = z.object({
  kind: z.literal('entry'),
  id: z.uuid(),
  orgId: z.uuid(),
  at: microsecondsSchema,
  action: z.string(),
  actorId: z.uuid().nullable(),
  targetId: z.uuid().nullable(),
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  actorSalt: hexSchema.nullable(),
  subjectSalt: hexSchema.nullable(),
  actorCommit: hexSchema.nullable(),
  subjectCommit: hexSchema.nullable(),
  actorErasedBy: z.uuid().nullable(),
  subjectErasedBy: z.uuid().nullable(),
  proof: hexSchema.nullable(),
  number: numberSchema,
  origin: numberSchema,
  sealedAt: microsecondsSchema,
  hash: hexSchema,
});

const checkpointSchema = z
  .object({
    kind: z.enum(['checkpoint', 'end']),
    orgId: z.uuid(),
    number: numberSchema,
    hash: hexSchema,
    sealedAt: microsecondsSchema,
    signature: base64Schema,
    timeStamp: base64Schema.optional(),
  })
  .transform(({ kind, timeStamp = null, ...checkpoint }) => ({
    kind,
    checkpoint: { ...checkpoint, timeStamp },
  }));

/** This file is none that this version reads, at that line. */
export class UnreadableExport extends Error {
  constructor(readonly line: number) {
    super(`line ${String(line)} of the export cannot be read`);
  }
}

const parse = <T>(schema: z.ZodType<T>, line: string, number: number): T => {
  try {
    return schema.parse(JSON.parse(line));
  } catch {
    throw new UnreadableExport(number);
  }
};

const entryLine = (entry: SealedEntry): string =>
  JSON.stringify({ kind: 'entry', ...entry }, (_key, value: unknown) => hexOf(value));

/** A Buffer has become `{ type: 'Buffer', data }` by the time a replacer sees it. */
const hexOf = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'type' in value && value.type === 'Buffer' && 'data' in value
    ? Buffer.from(value.data as number[]).toString('hex')
    : value;

/** Lines of JSON, each ended: what is sealed at this moment, the signed checkpoints and the end. */
export async function* exportChain({ database, keys }: ChainSource, orgId: string): AsyncGenerator<string> {
  const end = await readEnd(database, orgId);
  const header = { kind: 'audit', version: VERSION, orgId, publicKey: publicKeyText(keys.auditPublicKey) };
  yield `${JSON.stringify(header)}\n`;
  if (end === null) return;
  for await (const entry of readEntries(database, orgId, end.number)) yield `${entryLine(entry)}\n`;
  for (const checkpoint of await readCheckpoints(database, orgId))
    if (checkpoint.number <= end.number) yield `${checkpointLine(checkpoint)}\n`;
  yield `${checkpointLine(end).replace('"checkpoint"', '"end"')}\n`;
}

export interface ExportReport extends ChainReport {
  readonly publicKey: KeyObject;
}

interface ExportCheck {
  readonly publicKey: KeyObject | null;
  readonly anchors: readonly KeptEnd[];
  readonly readTimeStamp?: ReadTimeStamp | null;
}

/**
 * Verifies an export without a database. `publicKey`: the one that was kept; without it the file's own is taken, which says
 * that the file is in itself whole and not whose it is.
 * @throws {UnreadableExport}
 */
export async function verifyExport(
  lines: AsyncIterable<string>,
  { publicKey, anchors, readTimeStamp = null }: ExportCheck,
): Promise<ExportReport> {
  const reader = lines[Symbol.asyncIterator]();
  const first = await reader.next();
  const header = parse(headerSchema, first.done === true ? '' : first.value, 1);
  const key = publicKey ?? readPublicKey(header.publicKey);
  const entries: SealedEntry[] = [];
  const checkpoints: Checkpoint[] = [];
  let end: Checkpoint | null = null;
  for (let number = 2; ; number += 1) {
    const next = await reader.next();
    if (next.done === true) break;
    if (next.value.trim() === '') continue;
    // Nothing follows the end.
    if (end !== null) throw new UnreadableExport(number);
    if (next.value.startsWith('{"kind":"entry"')) {
      entries.push(parse(entrySchema, next.value, number));
      continue;
    }
    const { kind, checkpoint } = parse(checkpointSchema, next.value, number);
    if (kind === 'end') end = checkpoint;
    else checkpoints.push(checkpoint);
  }
  const report = await verifyChain({
    orgId: header.orgId,
    entries: inTurn(entries),
    waiting: [],
    end: end === null ? null : { ...end, closedToOld: true },
    checkpoints,
    anchors: anchors.filter(({ orgId }) => orgId === header.orgId),
    publicKey: key,
    proofOf: null,
    readTimeStamp,
  });
  return { ...report, publicKey: key };
}

async function* inTurn<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items;
}

/**
 * Checkpoints that were kept outside, a line each; other lines are passed over, and so is what stands before one in its line
 * (a collector of logs writes its own words there).
 */
export const readAnchors = (text: string): KeptEnd[] =>
  text.split('\n').flatMap((line) => {
    const start = line.indexOf('{"kind":"checkpoint"');
    if (start < 0) return [];
    try {
      return [checkpointSchema.parse(JSON.parse(line.slice(start, line.lastIndexOf('}') + 1))).checkpoint];
    } catch {
      return [];
    }
  });
