import { circuitStatuses, circuitStepKinds, documentKindSchema } from '@maroquin/contracts';
import type { Actor } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import type { Statement } from '@maroquin/platform/signatures';
import { z } from 'zod';

const namedSchema = z.object({ id: z.string(), name: z.string() });

/** What a circuit's row holds, sealed. Names are those of the moment when it began: they are what is signed. */
export const circuitStateSchema = z.object({
  organisation: namedSchema,
  title: z.string(),
  kind: documentKindSchema,
  /** Of the content's canonical JSON. */
  sha256: z.string(),
  word: z.string(),
  startedBy: namedSchema,
  startedAt: z.string(),
  steps: z.array(
    z.object({
      kind: z.enum(circuitStepKinds),
      due: z.string().nullable(),
      people: z.array(
        namedSchema.extend({
          act: z
            .object({ kind: z.enum(['approve', 'return']), at: z.string(), reason: z.string() })
            .nullable(),
        }),
      ),
    }),
  ),
  /** Number of the step that runs; behind the last one where all are done. */
  step: z.number().int(),
  status: z.enum(circuitStatuses),
  endedAt: z.string().nullable(),
  cancelledBy: namedSchema.nullable(),
  /** Of an approved one: Ed25519 of its statement, base64. */
  signature: z.string().nullable(),
});
export type CircuitState = Readonly<z.infer<typeof circuitStateSchema>>;
type Step = CircuitState['steps'][number];
type Asked = Step['people'][number];

/** The step that runs; undefined where none does. */
export const runningStep = ({ status, steps, step }: CircuitState): Step | undefined =>
  status === 'open' ? steps[step] : undefined;

/** Whom the circuit waits for now. */
export const awaited = (state: CircuitState): readonly Asked[] =>
  runningStep(state)?.people.filter(({ act }) => act === null) ?? [];

interface Act {
  readonly personId: string;
  readonly kind: 'approve' | 'return';
  readonly reason: string;
  readonly at: Date;
}

/**
 * What becomes of a circuit by one person's act: the next step begins when everybody of this one has approved, and whoever
 * sends it back ends it. Pure.
 * @throws {DomainError} circuit.over, circuit.not-yours
 */
export function afterAct(state: CircuitState, { personId, kind, reason, at }: Act): CircuitState {
  if (state.status !== 'open') throw new DomainError('circuit.over');
  if (!awaited(state).some(({ id }) => id === personId)) throw new DomainError('circuit.not-yours');
  const time = at.toISOString();
  const steps = state.steps.map((step, number) =>
    number === state.step ? withAct(step, personId, { kind, at: time, reason }) : step,
  );
  if (kind === 'return') return { ...state, steps, status: 'returned', endedAt: time };
  const isDone = steps[state.step]?.people.every(({ act }) => act !== null) ?? false;
  if (!isDone) return { ...state, steps };
  const step = state.step + 1;
  if (step < steps.length) return { ...state, steps, step };
  return { ...state, steps, step, status: isSigned(state) ? 'approved' : 'done', endedAt: time };
}

/** The organisation signs what somebody else than whoever began it signed: nobody gets its signature alone. */
const isSigned = ({ steps, startedBy }: CircuitState): boolean =>
  steps.some(({ kind, people }) => kind === 'signature' && people.some(({ id }) => id !== startedBy.id));

const withAct = (step: Step, personId: string, act: NonNullable<Asked['act']>): Step => ({
  ...step,
  people: step.people.map((one) => (one.id === personId ? { ...one, act } : one)),
});

/** @throws {DomainError} circuit.over */
export function afterCancel(state: CircuitState, by: CircuitState['startedBy'], at: Date): CircuitState {
  if (state.status !== 'open') throw new DomainError('circuit.over');
  return { ...state, status: 'cancelled', cancelledBy: by, endedAt: at.toISOString() };
}

interface About {
  readonly id: string;
  readonly documentId: string;
  readonly seq: number;
}

/** What the organisation signs of an approved circuit; null while not everybody has approved, and of one that nobody else
 * than its starter was to sign. Pure. */
export function statementOf({ id, documentId, seq }: About, state: CircuitState): Statement | null {
  const { status, endedAt, organisation, title, kind, sha256, startedBy, startedAt, word } = state;
  if (status !== 'approved' || endedAt === null) return null;
  return {
    organisation,
    document: { id: documentId, title, kind, seq, sha256 },
    circuit: {
      ...{ id, startedBy, startedAt, word },
      steps: state.steps.map((step) => ({
        ...{ kind: step.kind, due: step.due },
        people: step.people.map((one) => ({
          id: one.id,
          name: one.name,
          approvedAt: one.act?.at ?? endedAt,
        })),
      })),
    },
    signedAt: endedAt,
  };
}

/** Who began it, or is asked in one of its steps. Pure. */
export const takesPart = ({ startedBy, steps }: CircuitState, personId: string): boolean =>
  startedBy.id === personId || steps.some(({ people }) => people.some(({ id }) => id === personId));

/** Somebody from outside learns of a circuit only where it takes part in it. Pure. */
export function isHidden(
  { standing, orgId, personId }: Pick<Actor, 'standing' | 'orgId' | 'personId'>,
  { orgId: place, state }: { readonly orgId: string; readonly state: CircuitState },
): boolean {
  const isOutside = standing !== undefined || orgId !== place;
  return isOutside && !state.steps.some(({ people }) => people.some(({ id }) => id === personId));
}
