import { DomainError } from '@maroquin/platform/errors';

/** Why something is not in the export, or not whole. */
export type LeftOutWhy = 'unreadable' | 'incomplete' | 'too-large' | 'forged' | 'binned';

export interface LeftOutLine {
  readonly what: string;
  readonly id: string;
  readonly why: LeftOutWhy;
  readonly path?: string;
}

/** Far more than anybody reads; how many there are is counted further. */
const MAX_LINES = 20_000;

/** What an export does not hold: said in the export itself, so that nobody takes it for all there is. */
export class LeftOut {
  readonly lines: LeftOutLine[] = [];
  count = 0;

  add(line: LeftOutLine): void {
    this.count += 1;
    if (this.lines.length < MAX_LINES) this.lines.push(line);
  }

  /**
   * One thing that cannot be read ends nothing; a service that is away ends the export, which is begun again.
   * @throws whatever says nothing about the thing itself
   */
  unlessReadable(error: unknown, what: string, id: string, path?: string): void {
    if (!(error instanceof DomainError)) throw error;
    const why = error.code === 'export.too-large' ? 'too-large' : 'unreadable';
    this.add({ what, id, why, ...(path !== undefined && { path }) });
  }
}

/** What no export carries, and why: it opens doors, belongs to one person's work, or is made again from the rest. */
export const NEVER_CARRIED = {
  fr: [
    'mots de passe, clés d’accès, codes, sessions, jetons : ils ouvrent des comptes',
    'secrets des liens externes : ils ouvrent des contenus ; les liens sont à refaire',
    'brouillons, messages programmés, messages mis de côté, favoris, ce que chacun a lu, réglages de notification',
    'frappe par frappe des documents et versions intermédiaires des messages ; le texte d’aujourd’hui, les commentaires et les suggestions y sont',
    'corbeille, index de recherche, avis déjà envoyés',
    'demandes d’accès et campagnes de revue : leurs décisions sont dans les droits et dans l’audit',
  ],
  en: [
    'passwords, passkeys, codes, sessions, tokens: they open accounts',
    'secrets of external links: they open contents; the links are to be made again',
    'drafts, scheduled messages, saved messages, favourites, what each person has read, notification settings',
    'documents keystroke by keystroke and former versions of messages; the text of today, comments and suggestions are there',
    'bin, search index, notices that were sent',
    'access requests and reviews: what they decided stands in the rights and in the audit',
  ],
} as const;
