import { ConfigError } from '../config/index.js';
import { DomainError } from './domain-error.js';

/** Why the server cannot start: what happened and what to do, in both languages, on one line. */
export class StartupError extends Error {
  override readonly name = 'StartupError';

  constructor(fr: string, en: string, options: { cause?: unknown } = {}) {
    super(`${fr} / ${en}`.replaceAll(/\s+/g, ' '), options);
  }
}

const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
    ? error.code
    : '';

/** Node's names of what the machine refuses (errno(3)). */
const machineTroubles: Readonly<Record<string, { fr: string; en: string }>> = {
  EADDRINUSE: {
    fr: 'Ce port est déjà pris. Arrêtez le programme qui l’occupe, ou donnez un autre PORT.',
    en: 'This port is already in use. Stop the program that holds it, or give another PORT.',
  },
  EADDRNOTAVAIL: {
    fr: 'Cette machine n’a pas l’adresse donnée par BIND. Corrigez BIND.',
    en: 'This machine has not the address that BIND gives. Correct BIND.',
  },
  EACCES: {
    fr: 'Le compte qui lance Maroquin n’a pas le droit d’ouvrir ce port ou ce dossier. Prenez un PORT au-dessus de 1023, ou donnez-lui DATA_DIR.',
    en: 'The account that runs Maroquin may not open this port or folder. Take a PORT above 1023, or give it DATA_DIR.',
  },
  EPERM: {
    fr: 'Le système refuse cette opération au compte qui lance Maroquin. Vérifiez les droits de DATA_DIR.',
    en: 'The system refuses this to the account that runs Maroquin. Check the permissions of DATA_DIR.',
  },
  EROFS: {
    fr: 'Le dossier de données est en lecture seule. Choisissez un autre DATA_DIR.',
    en: 'The data folder is read-only. Choose another DATA_DIR.',
  },
  ENOTDIR: {
    fr: 'DATA_DIR n’est pas un dossier. Choisissez un autre DATA_DIR.',
    en: 'DATA_DIR is not a folder. Choose another DATA_DIR.',
  },
  ENOSPC: {
    fr: 'Le disque est plein. Libérez de la place, puis relancez ; ce qui était enregistré l’est toujours.',
    en: 'The disk is full. Free some room, then start again; what was stored still is.',
  },
  EMFILE: {
    fr: 'Trop de fichiers sont ouverts. Relevez la limite (ulimit -n), puis relancez.',
    en: 'Too many files are open. Raise the limit (ulimit -n), then start again.',
  },
};
const aliases: Readonly<Record<string, string>> = { EDQUOT: 'ENOSPC', ENFILE: 'EMFILE' };

/** The error itself, or the first of its causes, that `pick` answers for. Bounded: causes may loop. */
function findCause<T>(error: unknown, pick: (candidate: unknown) => T | undefined): T | undefined {
  let candidate: unknown = error;
  for (let depth = 0; depth < 8 && candidate !== undefined && candidate !== null; depth += 1) {
    const found = pick(candidate);
    if (found !== undefined) return found;
    candidate = candidate instanceof Error ? candidate.cause : undefined;
  }
  return undefined;
}

function machineTrouble(candidate: unknown): string | undefined {
  const code = codeOf(candidate);
  const texts = machineTroubles[aliases[code] ?? code];
  return texts === undefined ? undefined : `${texts.fr} / ${texts.en}`;
}

/** Said of an error that nobody expected: what it is stands above. */
export const UNEXPLAINED =
  'Maroquin n’a pas démarré. Lisez la cause dans le journal ci-dessus. / Maroquin did not start. Read the cause in the log above.';

/** The one line a person reads when the server does not start. An unexpected error says where to look. */
export function startupLine(error: unknown): string {
  if (error instanceof StartupError || error instanceof ConfigError) return error.message;
  if (error instanceof DomainError) {
    const { fr, en, remedy } = error.definition;
    return `${fr} ${remedy.fr} / ${en} ${remedy.en}`;
  }
  return findCause(error, machineTrouble) ?? UNEXPLAINED;
}
