import type { ErrorDefinition } from './error-definition.js';

/** Writing documents: together, with comments, circuits and versions. */
export const documentErrors = {
  'circuit.open': {
    status: 409,
    fr: 'Un circuit est déjà en cours sur ce document. Aucun autre n’a été lancé.',
    en: 'A circuit is under way on this document already. No other one was started.',
    remedy: {
      fr: 'Attendez sa fin, ou annulez-le avant d’en lancer un autre.',
      en: 'Wait for its end, or cancel it before you start another one.',
    },
  },
  'circuit.moved': {
    status: 409,
    fr: 'Le texte a été modifié depuis la version que vous soumettez. Aucun circuit n’a été lancé.',
    en: 'The text was changed since the version that you submit. No circuit was started.',
    remedy: {
      fr: 'Relisez le texte, puis lancez le circuit de nouveau.',
      en: 'Read the text again, then start the circuit again.',
    },
  },
  'circuit.empty': {
    status: 409,
    fr: 'Ce document est vide : il n’y a rien à relire ni à signer.',
    en: 'This document is empty: there is nothing to read or to sign.',
    remedy: { fr: 'Écrivez d’abord le texte.', en: 'Write the text first.' },
  },
  'circuit.cannot-read': {
    status: 409,
    fr: 'Une personne choisie n’a pas accès à ce document. Aucun circuit n’a été lancé.',
    en: 'Somebody who was chosen has no access to this document. No circuit was started.',
    remedy: {
      fr: 'Donnez-lui l’accès, ou retirez-la du circuit.',
      en: 'Give them access, or take them out of the circuit.',
    },
  },
  'circuit.over': {
    status: 409,
    fr: 'Ce circuit est terminé. Rien n’a été changé.',
    en: 'This circuit is over. Nothing was changed.',
    remedy: { fr: 'Rechargez la page pour voir où il en est.', en: 'Reload the page to see how it ended.' },
  },
  'circuit.not-yours': {
    status: 409,
    fr: 'Ce n’est pas à vous d’agir dans ce circuit pour le moment. Rien n’a été enregistré.',
    en: 'It is not for you to act in this circuit now. Nothing was recorded.',
    remedy: {
      fr: 'Attendez votre étape : vous serez prévenu quand elle commencera.',
      en: 'Wait for your step: you will be notified when it begins.',
    },
  },
  'collab.epoch': {
    status: 409,
    fr: 'Ce document a été restauré depuis. Vos modifications sur l’ancien texte sont mises de côté.',
    en: 'This document was restored meanwhile. Your changes to the old text are set aside.',
    remedy: {
      fr: 'Copiez votre texte, rechargez la page, puis collez-le.',
      en: 'Copy your text, reload the page, then paste it.',
    },
  },
  'collab.read-only': {
    status: 403,
    fr: 'Vous ne pouvez plus modifier ce document. Votre texte est mis de côté.',
    en: 'You can no longer edit this document. Your text is set aside.',
    remedy: { fr: 'Copiez-le ou demandez l’accès.', en: 'Copy it or ask for access.' },
  },
  'collab.suggest-only': {
    status: 403,
    fr: 'Vous pouvez suggérer dans ce document, sans changer le texte. Cette modification n’a pas été prise.',
    en: 'You can suggest in this document, but not change its text. This change was not taken.',
    remedy: {
      fr: 'Rien n’est perdu : enregistrez votre texte à part, puis rechargez la page.',
      en: 'Nothing is lost: save your text aside, then reload the page.',
    },
  },
  'collab.malformed': {
    status: 400,
    fr: 'Cette modification contient ce que ce document ne peut pas contenir. Le document n’a pas changé.',
    en: 'This change holds something that this document cannot hold. The document did not change.',
    remedy: {
      fr: 'Copiez votre texte, rechargez la page, puis collez-le.',
      en: 'Copy your text, reload the page, then paste it.',
    },
  },
  'collab.leased': {
    status: 409,
    fr: 'Cette page écrit sous un numéro qui est celui d’une autre personne. Le document n’a pas changé.',
    en: 'This page writes under a number that is another person’s. The document did not change.',
    remedy: {
      fr: 'Copiez votre texte, rechargez la page, puis collez-le.',
      en: 'Copy your text, reload the page, then paste it.',
    },
  },
  'collab.too-fast': {
    status: 429,
    fr: 'Trop de modifications en trop peu de temps. Votre texte est gardé dans cette page.',
    en: 'Too many changes in too short a time. Your text is kept in this page.',
    remedy: { fr: 'Attendez quelques secondes.', en: 'Wait a few seconds.' },
  },
  'collab.gap': {
    status: 409,
    fr: 'Cette modification s’appuie sur un texte que le serveur n’a pas. Le document n’a pas changé.',
    en: 'This change builds on text that the server does not have. The document did not change.',
    remedy: {
      fr: 'Copiez votre texte, rechargez la page, puis collez-le.',
      en: 'Copy your text, reload the page, then paste it.',
    },
  },
  'collab.too-large': {
    status: 413,
    fr: 'Cette modification est trop grande. Le document n’a pas changé.',
    en: 'This change is too large. The document did not change.',
    remedy: {
      fr: 'Collez le texte en plusieurs fois ; déposez les images comme fichiers.',
      en: 'Paste the text in several parts; add images as files.',
    },
  },
  'collab.full': {
    status: 413,
    fr: 'Ce document a atteint la taille qu’il peut avoir. Cette modification n’a pas été prise.',
    en: 'This document has reached the size that it can have. This change was not taken.',
    remedy: {
      fr: 'Copiez votre texte dans un nouveau document, ou restaurez une version plus courte.',
      en: 'Copy your text into a new document, or restore a shorter version.',
    },
  },
  'comment.words-changed': {
    status: 409,
    fr: 'Le passage a changé pendant que vous écriviez. Le commentaire n’a pas été posé, votre texte est gardé.',
    en: 'The words changed while you were writing. The comment was not placed; your text is kept.',
    remedy: {
      fr: 'Sélectionnez de nouveau les mots, puis commentez.',
      en: 'Select the words again, then comment.',
    },
  },
  'comment.too-many': {
    status: 409,
    fr: 'Ce document a autant de commentaires qu’il peut en avoir. Le vôtre n’a pas été posé.',
    en: 'This document has as many comments as it can have. Yours was not placed.',
    remedy: {
      fr: 'Supprimez des commentaires, ou écrivez dans la discussion du document.',
      en: 'Delete some comments, or write in the document’s discussion.',
    },
  },
  'comment.answered': {
    status: 409,
    fr: 'D’autres ont répondu à ce commentaire : il n’a pas été supprimé.',
    en: 'Others replied to this comment: it was not deleted.',
    remedy: {
      fr: 'Marquez-le comme résolu, ou supprimez votre message.',
      en: 'Mark it as resolved, or delete your message.',
    },
  },
  'version.named': {
    status: 409,
    fr: 'Quelqu’un a déjà nommé cette version. Rien n’a été changé.',
    en: 'Somebody has already named this version. Nothing was changed.',
    remedy: { fr: 'Rechargez, puis renommez-la.', en: 'Reload, then rename it.' },
  },
  'version.too-large': {
    status: 422,
    fr: 'Cette version est trop longue pour être affichée ou comparée ainsi. Le document n’a pas changé.',
    en: 'This version is too long to be shown or compared like this. The document did not change.',
    remedy: {
      fr: 'Choisissez deux versions plus proches l’une de l’autre.',
      en: 'Choose two versions that lie closer together.',
    },
  },
} as const satisfies Record<string, ErrorDefinition>;
