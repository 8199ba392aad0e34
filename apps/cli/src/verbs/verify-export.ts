import { createHash } from 'node:crypto';
import { access } from 'node:fs/promises';
import { type ExportFault, type ExportVerdict, verifyExportAt } from '@maroquin/departure';
import { StartupError } from '@maroquin/platform/errors';
import { answer, say } from '../common/output.js';
import type { VerifyOptions } from './verify.js';

/** `maroquin verify export`: the signature and every entry, without an instance. Exit 1 when something is not as it was signed. */
export async function verifyExportVerb(path: string, { key, json = false }: VerifyOptions): Promise<void> {
  await access(path).catch(() => {
    throw new StartupError('Il n’y a rien à cet endroit.', 'There is nothing at this place.');
  });
  const verdict = await verifyExportAt(path, key ?? null);
  const { manifest, faults, faultCount, incomplete } = verdict;
  const whole = faultCount === 0;
  if (!whole) process.exitCode = 1;
  const statement = manifest?.statement ?? null;
  answer(json, { whole, statement, faults, faultCount, incomplete }, linesOf(verdict, key !== undefined));
}

const SENTENCES: Readonly<Record<ExportFault['kind'], { readonly fr: string; readonly en: string }>> = {
  'no-export': {
    fr: 'Ce n’est pas un export de Maroquin, ou son manifeste a été réécrit ou coupé. Demandez l’original.',
    en: 'This is no export of Maroquin, or its manifest was rewritten or cut. Ask for the original.',
  },
  'other-key': {
    fr: 'Cet export est signé par une autre clé que celle que vous avez donnée : il ne vient pas de cette organisation.',
    en: 'This export is signed by another key than the one you gave: it does not come from that organisation.',
  },
  signature: {
    fr: 'La signature ne correspond pas : le manifeste a été changé.',
    en: 'The signature does not match: the manifest was changed.',
  },
  list: {
    fr: 'La liste des entrées n’est pas celle qui a été signée',
    en: 'The list of entries is not the one that was signed',
  },
  missing: { fr: 'Il manque', en: 'Missing' },
  changed: { fr: 'Changé', en: 'Changed' },
  added: { fr: 'Ajouté', en: 'Added' },
};

/** Nothing of a file steers the terminal that it is shown on. */
const shown = (text: string): string => text.replaceAll(/\p{C}/gu, '');

function linesOf({ manifest, faults, faultCount, incomplete }: ExportVerdict, isPinned: boolean): string[] {
  if (faultCount > 0)
    return [
      ...faults.map(({ kind, path }) => {
        const sentence = say(SENTENCES[kind].fr, SENTENCES[kind].en);
        return path === undefined ? sentence : `${sentence} : ${shown(path)}`;
      }),
      ...(faultCount > faults.length
        ? [say(`… ${String(faultCount)} en tout.`, `… ${String(faultCount)} in all.`)]
        : []),
    ];
  if (manifest === null) return [];
  const { organisation, madeAt, entries, bytes } = manifest.statement;
  return [
    say(
      `Intact : export de « ${shown(organisation.name)} » du ${madeAt}, ${String(entries)} entrées, ${String(bytes)} octets. Rien ne manque, rien n’est changé, rien n’est ajouté.`,
      `Whole: export of “${shown(organisation.name)}” of ${madeAt}, ${String(entries)} entries, ${String(bytes)} bytes. Nothing is missing, changed or added.`,
    ),
    ...(incomplete === 0
      ? []
      : [
          say(
            `${String(incomplete)} fichiers n’étaient déjà plus entiers quand il a été fait : non-transporte.json les nomme.`,
            `${String(incomplete)} files were not whole any more when it was made: non-transporte.json names them.`,
          ),
        ]),
    `${say('Empreinte de la clé', 'Fingerprint of the key')} : ${fingerprintOf(manifest.publicKey)}`,
    ...(isPinned
      ? []
      : [
          say(
            'La clé est celle que nomme l’export lui-même : comparez son empreinte à celle qu’affiche « maroquin document key », ou donnez la clé par --key.',
            'The key is the one that the export itself names: compare its fingerprint with what “maroquin document key” prints, or give the key by --key.',
          ),
        ]),
  ];
}

/** Short, to be compared by two people on the telephone. */
const fingerprintOf = (publicKey: string): string =>
  (
    createHash('sha256').update(Buffer.from(publicKey, 'base64')).digest('hex').slice(0, 32).match(/.{4}/g) ??
    []
  ).join(' ');
