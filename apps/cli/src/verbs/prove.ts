import { writeFile } from 'node:fs/promises';
import type { ProvenProperty, SignedProof } from '@maroquin/contracts';
import { StartupError } from '@maroquin/platform/errors';
import { PROOF_TITLE, proofProse, prove, Reversibility, signProof } from '@maroquin/sovereignty';
import { speaksEnglish } from '../common/output.js';
import { withSuite } from '../common/with-suite.js';

export interface ProveOptions {
  readonly json?: boolean;
  readonly only?: string;
  /** A file that is not there yet. */
  readonly pdf?: string;
}

const MARKS = { true: '✓', false: '✗', null: '–' } as const;
const STATES: Readonly<Record<ProvenProperty['state'], { fr: string; en: string }>> = {
  proved: { fr: 'prouvée', en: 'proved' },
  'not-proved': { fr: 'NON PROUVÉE', en: 'NOT PROVED' },
  'not-provable': { fr: 'ne peut être prouvée ici', en: 'cannot be proved here' },
};

/** `maroquin prove`: what the instance can show of its sovereignty, and what it cannot. Exit 1 when something is not proved. */
export async function proveVerb({ json = false, only, pdf }: ProveOptions): Promise<void> {
  const numbers = only?.split(',').map(Number);
  if (numbers?.some((one) => !Number.isInteger(one) || one < 1 || one > 10) === true)
    throw new StartupError('--only attend des numéros de 1 à 10.', '--only takes numbers from 1 to 10.');
  await withSuite(async (suite, { config, clock, database, keys }) => {
    const reversibility = suite.get(Reversibility, { strict: false }).tried;
    const report = await prove({ config, clock, database, keys, reversibility }, numbers);
    const signed = signProof(keys, report);
    if (pdf !== undefined) await writePdf(pdf, signed);
    process.stdout.write(
      json ? `${JSON.stringify(signed)}\n` : `${report.properties.flatMap(linesOf).join('\n')}\n`,
    );
    if (report.properties.some(({ state }) => state === 'not-proved')) process.exitCode = 1;
  });
}

async function writePdf(path: string, signed: SignedProof): Promise<void> {
  // Loaded for this alone: the typesetter comes with everything that documents need.
  const { typesetProse } = await import('@maroquin/documents');
  const { doc, at } = proofProse(signed);
  const bytes = await typesetProse(doc, { title: PROOF_TITLE, author: 'Maroquin', at });
  try {
    await writeFile(path, bytes, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    throw new StartupError(
      'Ce fichier existe déjà, ou son dossier ne peut pas être écrit.',
      'This file is there already, or its folder cannot be written.',
      { cause: error },
    );
  }
}

function linesOf({ number, title, state, findings, limit, secnumcloud, sov }: ProvenProperty): string[] {
  const locale = speaksEnglish() ? 'en' : 'fr';
  return [
    `${String(number)}. ${title[locale]} : ${STATES[state][locale]} (SecNumCloud ${secnumcloud.join(', ')} ; ${sov.join(', ')})`,
    ...findings.map(({ ok, said }) => `   ${MARKS[String(ok) as keyof typeof MARKS]} ${said[locale]}`),
    `   ${locale === 'fr' ? 'Limite' : 'Limit'} : ${limit[locale]}`,
  ];
}
