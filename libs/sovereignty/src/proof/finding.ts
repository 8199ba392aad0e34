import type { ProvenProperty } from '@maroquin/contracts';

/** One thing that was looked at. `ok` null: it could not be looked at here. */
export type Finding = ProvenProperty['findings'][number];

export const holds = (ok: boolean | null, fr: string, en: string): Finding => ({ ok, said: { fr, en } });

/** One thing that fails is enough to prove nothing; where something could not be looked at, nothing is proved either. */
export function stateOf(findings: readonly Finding[]): ProvenProperty['state'] {
  if (findings.some(({ ok }) => ok === false)) return 'not-proved';
  return findings.length === 0 || findings.some(({ ok }) => ok === null) ? 'not-provable' : 'proved';
}
