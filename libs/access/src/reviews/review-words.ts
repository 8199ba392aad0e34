import type { Locale, ResourceKind, ReviewItem, Role } from '@maroquin/contracts';

/** What stands in the exported file. */
export interface ReviewWords {
  readonly columns: readonly string[];
  readonly kinds: Readonly<Record<ReviewItem['kind'], string>>;
  readonly subjects: Readonly<Record<ReviewItem['subject']['kind'], string>>;
  readonly resources: Readonly<Record<ResourceKind, string>>;
  readonly roles: Readonly<Record<Role, string>>;
  readonly decisions: Readonly<Record<NonNullable<ReviewItem['decision']>, string>>;
  readonly sealed: string;
  readonly gone: string;
  readonly open: string;
  readonly byRule: string;
}

export const reviewWords: Readonly<Record<Locale, ReviewWords>> = {
  fr: {
    columns: [
      ...['Numéro', 'Nature', 'Bénéficiaire', 'Nom du bénéficiaire', 'Élément', 'Titre', 'Emplacement'],
      ...['Identifiant', 'Droit au début', 'Décision', 'Nouveau droit', 'Décidé par', 'Décidé le (UTC)'],
      'Empêchement',
    ],
    kinds: { grant: 'Droit', link: 'Lien externe', guest: 'Personne invitée' },
    subjects: { person: 'Personne', team: 'Groupe', everyone: 'Toute l’organisation', link: 'Lien externe' },
    resources: {
      space: 'Espace',
      folder: 'Dossier',
      document: 'Document',
      file: 'Fichier',
      channel: 'Discussion',
    },
    roles: {
      reader: 'peut lire',
      commenter: 'peut commenter',
      suggester: 'peut suggérer',
      editor: 'peut modifier',
      manager: 'gère l’accès',
    },
    decisions: {
      kept: 'confirmé',
      lowered: 'abaissé',
      withdrawn: 'retiré',
      gone: 'retiré hors de la revue',
    },
    sealed: 'Titre scellé',
    gone: 'Supprimé',
    open: 'à décider',
    byRule: 'règle de fin de revue',
  },
  en: {
    columns: [
      ...['Number', 'Nature', 'Holder', 'Name of the holder', 'Item', 'Title', 'Place', 'Identifier'],
      ...['Right at the start', 'Decision', 'New right', 'Decided by', 'Decided on (UTC)', 'Obstacle'],
    ],
    kinds: { grant: 'Right', link: 'External link', guest: 'Guest' },
    subjects: { person: 'Person', team: 'Team', everyone: 'The whole organisation', link: 'External link' },
    resources: {
      space: 'Space',
      folder: 'Folder',
      document: 'Document',
      file: 'File',
      channel: 'Discussion',
    },
    roles: {
      reader: 'may read',
      commenter: 'may comment',
      suggester: 'may suggest',
      editor: 'may edit',
      manager: 'manages access',
    },
    decisions: { kept: 'confirmed', lowered: 'lowered', withdrawn: 'withdrawn', gone: 'withdrawn elsewhere' },
    sealed: 'Sealed title',
    gone: 'Deleted',
    open: 'to decide',
    byRule: 'rule at the end of the review',
  },
};
