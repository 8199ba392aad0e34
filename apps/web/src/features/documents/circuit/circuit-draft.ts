import type { CircuitStepKind, CircuitView, SubjectView } from '@maroquin/contracts';

/** A step as it is being written. */
export interface StepDraft {
  readonly id: number;
  readonly kind: CircuitStepKind;
  readonly people: readonly SubjectView[];
  /** YYYY-MM-DD; empty: nobody said. */
  readonly due: string;
}

/** A circuit as it is being written. */
export interface CircuitDraft {
  readonly steps: readonly StepDraft[];
  readonly word: string;
}

/** As a person of the directory. */
const subjectOf = ({ id, name }: { id: string; name: string }): SubjectView => ({
  ...{ id, name, kind: 'person', email: null },
});

/** A first step, or those of the circuit before: whoever begins again asks the same people. */
export const draftOf = (before: CircuitView | undefined): CircuitDraft => ({
  steps: before?.steps.map(({ kind, people }, id) => ({
    id,
    kind,
    people: people.map(subjectOf),
    due: '',
  })) ?? [{ id: 0, kind: 'reading', people: [], due: '' }],
  word: '',
});
