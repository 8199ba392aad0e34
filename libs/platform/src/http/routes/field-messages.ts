import type { Sentence } from '../../errors/index.js';

/** What zod found wrong (its issue codes), said for people. Limits are told; what was sent never is. */
const sentences: Readonly<Record<string, Sentence>> = {
  unrecognized_keys: { fr: 'champ inconnu', en: 'unknown field' },
  invalid_type: { fr: 'absent, ou d’une autre nature', en: 'missing, or of another kind' },
  invalid_value: { fr: 'valeur qui n’est pas permise ici', en: 'value that is not allowed here' },
  invalid_format: { fr: 'forme qui n’est pas la bonne', en: 'not in the right form' },
  invalid_union: { fr: 'valeur qui n’est pas permise ici', en: 'value that is not allowed here' },
  invalid_key: { fr: 'nom de champ refusé', en: 'field name refused' },
  invalid_element: { fr: 'élément refusé', en: 'item refused' },
  not_multiple_of: { fr: 'nombre qui n’est pas permis ici', en: 'number that is not allowed here' },
};

const other: Sentence = { fr: 'valeur refusée', en: 'value refused' };

interface LimitedIssue {
  readonly code?: unknown;
  readonly minimum?: unknown;
  readonly maximum?: unknown;
  readonly message: string;
}

const isNumber = (value: unknown): value is number | bigint =>
  typeof value === 'number' || typeof value === 'bigint';

/** The sentence for one issue of a schema. */
export function sentenceOf(issue: LimitedIssue): Sentence | string {
  const { code, minimum, maximum } = issue;
  if (code === 'too_small' && isNumber(minimum)) {
    return {
      fr: `trop petit ou trop court (minimum ${minimum})`,
      en: `too small or too short (minimum ${minimum})`,
    };
  }
  if (code === 'too_big' && isNumber(maximum)) {
    return {
      fr: `trop grand ou trop long (maximum ${maximum})`,
      en: `too large or too long (maximum ${maximum})`,
    };
  }
  // a rule of our own, written without what was sent
  if (code === 'custom') return issue.message;
  return (typeof code === 'string' ? sentences[code] : undefined) ?? other;
}
