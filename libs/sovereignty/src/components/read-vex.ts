import { readFile } from 'node:fs/promises';
import { StartupError } from '@maroquin/platform/errors';
import { z } from 'zod';

const STATES = ['resolved', 'exploitable', 'in_triage', 'false_positive', 'not_affected'] as const;
const JUSTIFICATIONS = [
  'code_not_present',
  'code_not_reachable',
  'requires_configuration',
  'requires_dependency',
  'requires_environment',
  'protected_by_compiler',
  'protected_at_runtime',
  'protected_at_perimeter',
  'protected_by_mitigating_control',
] as const;

const statementSchema = z
  .strictObject({
    /** Of the advisory: CVE-…, GHSA-…. */
    id: z.string().regex(/^[A-Z]{2,10}-[A-Za-z0-9-]{4,40}$/u),
    /** Package URLs with their version, as the bill of materials writes them: another version is to be examined again. */
    packages: z
      .array(z.string().regex(/^pkg:npm\/[^@\s]+@[^@\s]+$/u))
      .min(1)
      .max(100),
    state: z.enum(STATES),
    justification: z.enum(JUSTIFICATIONS).optional(),
    /** Why, for whoever reads it. */
    detail: z.string().trim().min(1).max(4_000),
    /** When somebody looked last. */
    examinedAt: z.iso.datetime(),
  })
  .refine(({ state, justification }) => (state === 'not_affected') === (justification !== undefined), {
    message: 'justification: with not_affected, and only then',
    path: ['justification'],
  });
const vexSchema = z.strictObject({ statements: z.array(statementSchema).max(5_000) });

/** What somebody found of a vulnerability in a component (CycloneDX 1.6, `vulnerabilities[].analysis`). */
export type VexStatement = z.infer<typeof statementSchema>;

/** @throws {StartupError} when the file is not there, is no JSON or says what such a statement may not */
export async function readVex(path: string): Promise<readonly VexStatement[]> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new StartupError(`« ${path} » ne se lit pas.`, `“${path}” cannot be read.`, { cause });
  });
  const read = vexSchema.safeParse(parsed(text));
  if (read.success) return read.data.statements;
  const where = read.error.issues.map(({ path: at, message }) => `${at.join('.')}: ${message}`).slice(0, 5);
  throw new StartupError(
    `« ${path} » n’est pas une liste de constats : ${where.join(' ; ')}. Voir docs/souverainete.md.`,
    `“${path}” is no list of statements: ${where.join('; ')}. See docs/souverainete.md.`,
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
