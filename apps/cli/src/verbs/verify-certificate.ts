import { createPublicKey, verify } from 'node:crypto';
import {
  type KeyDestructionReport,
  keyCertificateSchema,
  keyDestructionReportSchema,
} from '@maroquin/contracts';
import { fingerprint } from '@maroquin/platform/audit';
import { answer, say } from '../common/output.js';

type Verdict =
  | { readonly whole: true; readonly report: KeyDestructionReport; readonly publicKey: string }
  | { readonly whole: false; readonly why: 'unreadable' | 'other-key' | 'changed' };

/** null: it is something else. */
export function verifyCertificate(text: string, trusted: string | null): Verdict | null {
  const file = parsed(text);
  if (typeof file !== 'object' || file === null || !('kind' in file) || file.kind !== 'key-destruction')
    return null;
  const certificate = keyCertificateSchema.safeParse(file);
  if (!certificate.success) return { whole: false, why: 'unreadable' };
  const { report: signed, signature, publicKey } = certificate.data;
  if (trusted !== null && trusted !== publicKey) return { whole: false, why: 'other-key' };
  if (!isSigned(signed, signature, publicKey)) return { whole: false, why: 'changed' };
  const report = keyDestructionReportSchema.safeParse(parsed(signed));
  return report.success
    ? { whole: true, report: report.data, publicKey }
    : { whole: false, why: 'unreadable' };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isSigned(text: string, signature: string, publicKey: string): boolean {
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' });
    return (
      key.asymmetricKeyType === 'ed25519' &&
      verify(null, Buffer.from(text, 'utf8'), key, Buffer.from(signature, 'base64'))
    );
  } catch {
    return false;
  }
}

const SENTENCES = {
  unreadable: {
    fr: 'Cette attestation n’a pas la forme attendue, ou elle est d’une autre version.',
    en: 'This certificate has not the form it should, or is of another version.',
  },
  'other-key': {
    fr: 'Cette attestation est signée par une autre clé que celle que vous avez donnée.',
    en: 'This certificate is signed by another key than the one you gave.',
  },
  changed: {
    fr: 'La signature ne correspond pas : l’attestation a été changée.',
    en: 'The signature does not match: the certificate was changed.',
  },
} as const;

export function printCertificate(verdict: Verdict, isPinned: boolean, json: boolean): void {
  if (!verdict.whole) process.exitCode = 1;
  answer(json, verdict, linesOf(verdict, isPinned));
}

function linesOf(verdict: Verdict, isPinned: boolean): string[] {
  if (!verdict.whole) return [say(SENTENCES[verdict.why].fr, SENTENCES[verdict.why].en)];
  const { organisation, key, asked, approved, doneAt, check, answer: said } = verdict.report;
  const publicKey = createPublicKey({
    ...{ key: Buffer.from(verdict.publicKey, 'base64'), format: 'der', type: 'spki' },
  });
  return [
    say(
      `Intacte : la clé ${shown(key.name)} (${key.provider}) de l’organisation ${shown(organisation.name)} (${organisation.id}) a été détruite le ${doneAt}.`,
      `Whole: the key ${shown(key.name)} (${key.provider}) of organisation ${shown(organisation.name)} (${organisation.id}) was destroyed at ${doneAt}.`,
    ),
    `  ${say('demandé par', 'asked by')} ${shown(asked.name)} (${asked.id})`,
    `  ${say('accordé par', 'approved by')} ${shown(approved.name)} (${approved.id}), ${approved.at}`,
    say(
      `  fournisseur : ${said === 'deleted' ? 'clé supprimée à la demande de Maroquin' : 'clé déjà supprimée par son exploitant'} ; ${String(check.tried)} clés protégées essayées ensuite, ${String(check.opened)} ouverte`,
      `  provider: ${said === 'deleted' ? 'key deleted as Maroquin asked' : 'key deleted by its operator'}; ${String(check.tried)} wrapped keys tried afterwards, ${String(check.opened)} opened`,
    ),
    ...verdict.report.limits.map((limit) => `  ${say('Limite', 'Limit')} : ${shown(limit)}`),
    `${say('Empreinte de la clé qui signe', 'Fingerprint of the key that signs')} : ${fingerprint(publicKey)}`,
    ...(isPinned
      ? []
      : [
          say(
            'La clé est celle que nomme le fichier lui-même : comparez-la à « publicKey » d’une preuve (« maroquin prove --json ») gardée d’avant, ou donnez-la par --key.',
            'The key is the one that the file itself names: compare it with “publicKey” of a proof (“maroquin prove --json”) kept from before, or give it by --key.',
          ),
        ]),
  ];
}

/** Nothing of a file steers the terminal that it is shown on. */
const shown = (text: string | null): string => (text ?? '–').replaceAll(/\p{C}/gu, '');
