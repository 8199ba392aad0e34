/** A sentence in both languages of the house. */
export interface Bilingual {
  readonly fr: string;
  readonly en: string;
}

export interface Finding {
  /** Stable, for programs. */
  readonly name: string;
  readonly label: Bilingual;
  readonly ok: boolean;
  /** False: good to know; Maroquin works without it. */
  readonly required: boolean;
  readonly detail: Bilingual;
  /** What to do; null when there is nothing to do. */
  readonly remedy: Bilingual | null;
  /** How long the probe took, in ms. */
  readonly ms: number;
}

/** What a store showed it can do, kept as evidence of what was relied upon. */
export interface CapabilityCard {
  readonly kind: 'disk' | 's3';
  readonly preset: string;
  /** Folder, or endpoint and bucket. Never a key or a secret. */
  readonly place: string;
  readonly region: string | null;
  readonly jurisdiction: string;
  readonly qualification: string;
  /** True when every required probe holds. */
  readonly ok: boolean;
  readonly findings: readonly Finding[];
}

/** The card as lines for people, one a finding; a remedy follows what failed. */
export function cardLines(card: CapabilityCard, language: keyof Bilingual): string[] {
  const title = { fr: 'Stockage d’objets', en: 'Object storage' }[language];
  const lines = [`${title} — ${card.preset}, ${card.place}${card.region === null ? '' : `, ${card.region}`}`];
  for (const { label, ok, required, detail, remedy } of card.findings) {
    const mark = ok ? '✓' : required ? '✗' : '–';
    lines.push(
      `  ${mark} ${label[language]} : ${detail[language]}`.replace(
        ' : ',
        language === 'fr' ? '\u00a0: ' : ': ',
      ),
    );
    if (!ok && remedy !== null) lines.push(`    → ${remedy[language]}`);
  }
  const verdict = card.ok
    ? { fr: 'Tout ce dont Maroquin a besoin répond.', en: 'All that Maroquin needs answers.' }
    : { fr: 'Ce stockage ne convient pas encore.', en: 'This store does not serve yet.' };
  return [...lines, verdict[language]];
}
