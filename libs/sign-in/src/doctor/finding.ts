/** A sentence in both languages of the house. */
export interface Bilingual {
  readonly fr: string;
  readonly en: string;
}

/** One thing that was tried. */
export interface SignInFinding {
  /** Stable, for programs. */
  readonly name: string;
  readonly ok: boolean;
  /** What was seen. */
  readonly detail: Bilingual;
  /** What to do; null when there is nothing to do. */
  readonly remedy: Bilingual | null;
}

/** What was tried of one directory or provider. */
export interface SignInCard {
  readonly id: string;
  readonly title: Bilingual;
  readonly ok: boolean;
  readonly findings: readonly SignInFinding[];
}

export const works = (name: string, fr: string, en: string): SignInFinding => ({
  name,
  ok: true,
  detail: { fr, en },
  remedy: null,
});
export const fails = (name: string, detail: Bilingual, remedy: Bilingual): SignInFinding => ({
  name,
  ok: false,
  detail,
  remedy,
});

export const toCard = (id: string, title: Bilingual, findings: readonly SignInFinding[]): SignInCard => ({
  id,
  title,
  ok: findings.every(({ ok }) => ok),
  findings,
});

/** The card as lines for people; what to do follows what failed. */
export function signInLines({ title, findings, ok }: SignInCard, language: keyof Bilingual): string[] {
  const lines = findings.flatMap(({ ok: isGood, detail, remedy }) => [
    `  ${isGood ? '✓' : '✗'} ${detail[language]}`,
    ...(remedy === null ? [] : [`    → ${remedy[language]}`]),
  ]);
  const verdict = ok
    ? { fr: 'On peut se connecter par là.', en: 'People can sign in this way.' }
    : { fr: 'Personne ne peut encore se connecter par là.', en: 'Nobody can sign in this way yet.' };
  return [title[language], ...lines, verdict[language]];
}
