import { z } from 'zod';
import { idSchema, instantSchema, pageOf, personSchema } from './common.js';

/** Relecture, visa, signature. */
export const circuitStepKinds = ['reading', 'visa', 'signature'] as const;
export const circuitStepKindSchema = z.enum(circuitStepKinds);
export type CircuitStepKind = z.infer<typeof circuitStepKindSchema>;

export const CIRCUIT_STEPS_MAX = 10;
/** Of all steps together. */
export const CIRCUIT_PEOPLE_MAX = 50;

/** What somebody says along with an act. Lines are kept. */
const wordsSchema = z
  .string()
  .max(1_000)
  // eslint-disable-next-line no-control-regex -- they are what it refuses, in a form that JSON Schema knows too
  .regex(/^[^\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]*$/);
/** YYYY-MM-DD */
const daySchema = z.iso.date();

/** POST /api/v1/documents/:id/circuits : steps in their order; the people of one step act in whatever order. */
export const startCircuitSchema = z.strictObject({
  steps: z
    .array(
      z.strictObject({
        kind: circuitStepKindSchema,
        people: z
          .array(idSchema)
          .min(1)
          .max(CIRCUIT_PEOPLE_MAX)
          .refine((people) => new Set(people).size === people.length)
          .meta({ uniqueItems: true }),
        /** Until when; absent: nobody said. */
        due: daySchema.optional(),
      }),
    )
    .min(1)
    .max(CIRCUIT_STEPS_MAX),
  /** The version that was shown to whoever submits it: what was written since is refused, not signed unseen. */
  seq: z.number().int().min(0),
  word: wordsSchema.default(''),
});
export type StartCircuit = z.infer<typeof startCircuitSchema>;

/** POST /api/v1/documents/:id/circuits/:circuitId/acts : sending back needs a reason. */
export const circuitActSchema = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('approve'), reason: wordsSchema.default('') }),
  z.strictObject({ act: z.literal('return'), reason: wordsSchema.regex(/[^\s\ufeff]/) }),
]);
export type CircuitAct = z.infer<typeof circuitActSchema>;

export const circuitStatuses = ['open', 'approved', 'done', 'returned', 'cancelled'] as const;
export const circuitSchema = z.object({
  id: idSchema,
  /**
   * `approved`: by everybody, somebody else than who began it signed, and so does the organisation. `done`: by everybody,
   * and the organisation signs nothing.
   */
  status: z.enum(circuitStatuses),
  /** The version of the document that is read and signed, and its title then. */
  seq: z.number().int(),
  title: z.string(),
  word: z.string(),
  startedBy: personSchema.nullable(),
  startedAt: instantSchema,
  endedAt: instantSchema.nullable(),
  /** Who cancelled it; null: nobody did. */
  cancelledBy: personSchema.nullable(),
  /** Number of the step that runs, from 0; behind the last one where all are done. */
  step: z.number().int(),
  steps: z
    .array(
      z.object({
        kind: circuitStepKindSchema,
        due: daySchema.nullable(),
        people: z
          .array(
            z.object({
              id: idSchema,
              /** As it was called when the circuit began. */
              name: z.string(),
              act: z
                .object({ kind: z.enum(['approve', 'return']), at: instantSchema, reason: z.string() })
                .nullable(),
              /** False: has not acted yet, and may not read the document any more. */
              reads: z.boolean(),
            }),
          )
          .max(CIRCUIT_PEOPLE_MAX),
      }),
    )
    .max(CIRCUIT_STEPS_MAX),
  /** The document was written in since the version that is signed. */
  changed: z.boolean(),
  /** What the person asking may do with it now. Its version is open to those who take part and to those who may edit. */
  mayRead: z.boolean(),
  mayAct: z.boolean(),
  mayCancel: z.boolean(),
});
export type CircuitView = z.infer<typeof circuitSchema>;
/** GET /api/v1/documents/:id/circuits : the newest first. */
export const circuitsSchema = pageOf(circuitSchema);

/** GET /api/v1/documents/:id/circuits/:circuitId/content : the version that is read and signed. */
export const circuitContentSchema = z.object({
  circuit: circuitSchema,
  /** Prose: ProseMirror's JSON. A plain text: the text. */
  content: z.unknown(),
});

/**
 * GET /api/v1/documents/:id/circuits/:circuitId/signed?format= : `signed` is the file that `maroquin verify` checks; the
 * others show its text, and carry no signature.
 */
export const signedFormats = ['signed', 'pdf', 'pdfa', 'odt'] as const;
export const signedQuerySchema = z.strictObject({ format: z.enum(signedFormats).default('signed') });
export type SignedFormat = (typeof signedFormats)[number];

/** GET /api/v1/circuits : what waits for whoever asks, the newest first. */
export const circuitPartSchema = z.object({
  id: idSchema,
  circuitId: idSchema,
  document: z.object({ id: idSchema, name: z.string() }),
  kind: circuitStepKindSchema,
  due: daySchema.nullable(),
  startedBy: personSchema.nullable(),
});
export type CircuitPart = z.infer<typeof circuitPartSchema>;
export const circuitPartsSchema = pageOf(circuitPartSchema);
