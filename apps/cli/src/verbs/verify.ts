import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { StartupError } from '@maroquin/platform/errors';
import { type ForgeryKind, type SignedVerdict, verifySignedFile } from '@maroquin/platform/signatures';
import { answer, say } from '../common/output.js';
import { printCertificate, verifyCertificate } from './verify-certificate.js';

export interface VerifyOptions {
  readonly key?: string;
  readonly json?: boolean;
}

/** `maroquin verify FILE`: a signed document or the certificate of a destroyed key, by itself, without an instance. Exit 1 when it is not what was signed. */
export async function verifyDocument(path: string, { key, json = false }: VerifyOptions): Promise<void> {
  const text = await readFile(path, 'utf8').catch(() => {
    throw new StartupError('Ce fichier ne peut pas être lu.', 'This file cannot be read.');
  });
  const certificate = verifyCertificate(text, key ?? null);
  if (certificate !== null) {
    printCertificate(certificate, key !== undefined, json);
    return;
  }
  const verdict = verifySignedFile(text, key ?? null);
  if (!verdict.whole) process.exitCode = 1;
  answer(json, verdict, linesOf(verdict, key !== undefined));
}

const SENTENCES: Readonly<Record<ForgeryKind, { readonly fr: string; readonly en: string }>> = {
  unreadable: {
    fr: 'Ce n’est pas un document signé par Maroquin, ou il est d’une autre version.',
    en: 'This is no document signed by Maroquin, or it is of another version.',
  },
  'changed-form': {
    fr: 'Le fichier a été réécrit après la signature : il peut montrer autre chose que ce qui est signé. Demandez l’original.',
    en: 'The file was rewritten after it was signed: it may show something else than what is signed. Ask for the original.',
  },
  'other-key': {
    fr: 'Ce fichier est signé par une autre clé que celle que vous avez donnée : il ne vient pas de cette organisation.',
    en: 'This file is signed by another key than the one you gave: it does not come from that organisation.',
  },
  'other-statement': {
    fr: 'La signature ne correspond pas : le titre, une personne, une date ou autre chose de ce qui est signé a été changé.',
    en: 'The signature does not match: the title, a person, a time or something else of what is signed was changed.',
  },
  'other-text': {
    fr: 'Le texte n’est pas celui qui a été signé : il a été changé après la signature.',
    en: 'The text is not the one that was signed: it was changed afterwards.',
  },
};

const KINDS = {
  reading: { fr: 'relu par', en: 'reviewed by' },
  visa: { fr: 'visé par', en: 'approved by' },
  signature: { fr: 'signé par', en: 'signed by' },
} as const;

function linesOf(verdict: SignedVerdict, isPinned: boolean): string[] {
  if (!verdict.whole) {
    const { fr, en } = SENTENCES[verdict.why];
    return [say(fr, en)];
  }
  const { document, organisation, circuit, signedAt } = verdict.statement;
  return [
    say(
      `Intact : « ${shown(document.title)} ». ${shown(organisation.name)} atteste, le ${signedAt}, que ce texte a été`,
      `Whole: “${shown(document.title)}”. ${shown(organisation.name)} attests at ${signedAt} that this text was`,
    ),
    `  ${say('soumis par', 'submitted by')} ${whoIs(circuit.startedBy)}, ${circuit.startedAt}`,
    ...circuit.steps.flatMap(({ kind, people }) =>
      people.map(
        ({ approvedAt, ...one }) => `  ${say(KINDS[kind].fr, KINDS[kind].en)} ${whoIs(one)}, ${approvedAt}`,
      ),
    ),
    `${say('Empreinte de la clé', 'Fingerprint of the key')} : ${fingerprintOf(verdict.publicKey)}`,
    ...(isPinned
      ? []
      : [
          say(
            'La clé est celle que nomme le fichier lui-même : comparez son empreinte à celle qu’affiche « maroquin document key », ou donnez la clé par --key.',
            'The key is the one that the file itself names: compare its fingerprint with what “maroquin document key” prints, or give the key by --key.',
          ),
        ]),
  ];
}

/** Two people may have one name, and one may take another's: the account's id tells them apart. */
const whoIs = ({ id, name }: { readonly id: string; readonly name: string }): string =>
  `${shown(name)} (${id})`;

/** Nothing of a file steers the terminal that it is shown on. */
const shown = (text: string): string => text.replaceAll(/\p{C}/gu, '');

/** Short, to be compared by two people on the telephone: as the audit's. */
const fingerprintOf = (publicKey: string): string =>
  (
    createHash('sha256').update(Buffer.from(publicKey, 'base64')).digest('hex').slice(0, 32).match(/.{4}/g) ??
    []
  ).join(' ');
