import { OidcBench } from './bench.js';
import { answerCases } from './answer-cases.js';
import type { Case } from './case.js';
import { honestCases } from './honest-cases.js';
import { logoutCases } from './logout-cases.js';
import { tokenCases } from './token-cases.js';

export interface OidcResult {
  readonly suite: 'oidc';
  readonly passed: number;
  readonly failed: number;
  readonly total: number;
  /** Of `total`, how many are things that a provider or an attacker gets wrong. */
  readonly evil: number;
  readonly failures: readonly { readonly name: string; readonly reason: string }[];
}

/** One after the other: a forged provider holds one forgery at a time. */
export async function runOidc(say: (line: string) => void = () => undefined): Promise<OidcResult> {
  const bench = await OidcBench.open();
  const failures: { name: string; reason: string }[] = [];
  const cases: readonly Case[] = [...honestCases, ...tokenCases, ...answerCases, ...logoutCases];
  try {
    for (const { name, run } of cases) {
      const reason = await run(bench).then(
        () => null,
        (error: unknown) => (error instanceof Error ? error.message : String(error)),
      );
      if (reason !== null) {
        failures.push({ name, reason });
        say(`${name}: ${reason}`);
      }
    }
  } finally {
    await bench.close();
  }
  const total = cases.length;
  const evil = cases.filter((one) => one.evil).length;
  return { suite: 'oidc', passed: total - failures.length, failed: failures.length, total, evil, failures };
}
