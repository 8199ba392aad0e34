import { ARCHIVE_MAX_FILES } from '@maroquin/contracts';

/** What an archive does not hold: said in the archive itself, so that nobody takes it for all there is. */
export interface LeftOut {
  /** Documents, where no format was asked for. */
  readonly documents: string[];
  /** Documents that could not be made into files. */
  readonly failed: string[];
  /** What files of documents do not hold of them. */
  readonly losses: { readonly path: string; readonly sentences: readonly string[] }[];
  /** How many are of restricted circulation: not even their names leave. */
  inside: number;
  /** Files that the antivirus holds back. */
  readonly blocked: string[];
  isTooMuch: boolean;
}

const WORDS = {
  fr: {
    documents: 'Ces documents s’écrivent dans le navigateur et ne sont pas dans l’archive :',
    failed: 'Ces documents n’ont pas pu être mis en fichiers ; téléchargez-les un par un :',
    losses: 'Ce que ce format ne garde pas :',
    inside: 'Éléments en diffusion restreinte, qui ne sortent pas du service :',
    blocked: 'L’antivirus n’a pas encore analysé ces fichiers, ou les bloque :',
    tooMuch: `L’archive s’arrête à ${String(ARCHIVE_MAX_FILES)} éléments : téléchargez les dossiers un par un.`,
  },
  en: {
    documents: 'These documents are written in the browser and are not in the archive:',
    failed: 'These documents could not be made into files; download them one by one:',
    losses: 'What this format does not keep:',
    inside: 'Items of restricted circulation, which do not leave the service:',
    blocked: 'The antivirus has not scanned these files yet, or blocks them:',
    tooMuch: `The archive ends at ${String(ARCHIVE_MAX_FILES)} items: download the folders one by one.`,
  },
} as const;

/** The note about it; null: nothing is missing. Pure. */
export function leftOutText(left: LeftOut, locale: 'fr' | 'en'): string | null {
  const words = WORDS[locale];
  const list = (title: string, lines: readonly string[]): string[] =>
    lines.length === 0 ? [] : [title, ...lines.map((line) => `- ${line}`)];
  const losses = left.losses.map(({ path, sentences }) => [path, ...sentences].join('\r\n  '));
  const parts = [
    ...list(words.documents, left.documents),
    ...list(words.failed, left.failed),
    ...list(words.losses, losses),
    ...(left.inside > 0 ? [`${words.inside} ${String(left.inside)}`] : []),
    ...list(words.blocked, left.blocked),
    ...(left.isTooMuch ? [words.tooMuch] : []),
  ];
  return parts.length === 0 ? null : `${parts.join('\r\n')}\r\n`;
}
