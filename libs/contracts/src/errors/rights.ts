import type { ErrorDefinition } from './error-definition.js';

/** Resources and who may do what with them: roles, links, guests. */
export const rightErrors = {
  'resource.name-taken': {
    status: 409,
    fr: 'Un élément porte déjà ce nom à cet endroit.',
    en: 'An item here already has this name.',
    remedy: { fr: 'Choisissez un autre nom.', en: 'Choose another name.' },
  },
  'resource.wrong-parent': {
    status: 409,
    fr: 'Cet élément ne peut pas être placé ici.',
    en: 'This item cannot be put here.',
    remedy: { fr: 'Choisissez un espace ou un dossier.', en: 'Choose a space or a folder.' },
  },
  'resource.move-gives': {
    status: 409,
    fr: 'Déplacé ici, cet élément serait ouvert à des personnes qui n’y ont pas accès aujourd’hui, ou avec plus de droits. Rien n’a été changé.',
    en: 'Moved here, this item would be open to people who have no access to it today, or with more rights. Nothing was changed.',
    remedy: {
      fr: 'Choisissez un endroit partagé avec les mêmes personnes, ou demandez à une personne qui gère l’accès de le déplacer.',
      en: 'Choose a place that is shared with the same people, or ask somebody who manages its access to move it.',
    },
  },
  'resource.too-deep': {
    status: 409,
    fr: 'Les dossiers sont trop emboîtés à cet endroit.',
    en: 'Folders are nested too deeply here.',
    remedy: { fr: 'Placez l’élément plus haut.', en: 'Put the item higher up.' },
  },
  'access.last-manager': {
    status: 409,
    fr: 'Il doit rester une personne qui gère l’accès.',
    en: 'One person must keep managing access.',
    remedy: {
      fr: 'Confiez d’abord la gestion à quelqu’un d’autre.',
      en: 'First hand management to somebody else.',
    },
  },
  'access.inherits-nothing': {
    status: 409,
    fr: 'Un espace n’hérite d’aucun accès : il n’y a rien à restreindre. Rien n’a été changé.',
    en: 'A space inherits no access: there is nothing to restrict. Nothing was changed.',
    remedy: {
      fr: 'Restreignez un dossier, un document ou une discussion de cet espace.',
      en: 'Restrict a folder, a document or a discussion of this space.',
    },
  },
  'access.undo-over': {
    status: 410,
    fr: 'Ce retrait ne peut plus être annulé. Rien n’a été changé.',
    en: 'This withdrawal can no longer be undone. Nothing was changed.',
    remedy: { fr: 'Donnez l’accès de nouveau.', en: 'Give access again.' },
  },
  'access.unknown-subject': {
    status: 409,
    fr: 'Cette personne ou cette équipe n’est pas dans votre annuaire.',
    en: 'This person or team is not in your directory.',
    remedy: {
      fr: 'Choisissez dans la liste, ou invitez cette personne.',
      en: 'Choose from the list, or invite this person.',
    },
  },
  'access.guest-role': {
    status: 409,
    fr: 'Une personne invitée ne peut pas gérer l’accès. Rien n’a été changé.',
    en: 'A guest cannot manage access. Nothing was changed.',
    remedy: { fr: 'Choisissez un autre droit.', en: 'Choose another right.' },
  },
  'access.unknown-role': {
    status: 409,
    fr: 'Ce rôle n’existe plus dans votre organisation. Rien n’a été changé.',
    en: 'This role is no longer there in your organisation. Nothing was changed.',
    remedy: { fr: 'Choisissez un autre droit.', en: 'Choose another right.' },
  },
  'access.beyond-own': {
    status: 409,
    fr: 'Ce droit permet plus que le vôtre : vous ne pouvez ni le donner ni le changer. Rien n’a été changé.',
    en: 'This right allows more than yours: you can neither give nor change it. Nothing was changed.',
    remedy: {
      fr: 'Choisissez un droit qui ne dépasse pas le vôtre, ou demandez à une personne qui gère l’accès.',
      en: 'Choose a right no wider than yours, or ask somebody who manages access.',
    },
  },
  'role.too-many': {
    status: 409,
    fr: 'Cette organisation a déjà 50 rôles. Rien n’a été changé.',
    en: 'This organisation has 50 roles already. Nothing was changed.',
    remedy: { fr: 'Supprimez d’abord un rôle.', en: 'First delete a role.' },
  },
  'role.name-taken': {
    status: 409,
    fr: 'Un autre rôle porte déjà ce nom. Rien n’a été changé.',
    en: 'Another role has this name already. Nothing was changed.',
    remedy: { fr: 'Choisissez un autre nom.', en: 'Choose another name.' },
  },
  'role.widens': {
    status: 409,
    fr: 'Ce rôle est déjà donné : le modifier ne peut que retirer. Rien n’a été changé.',
    en: 'This role is given already: a change can only take away. Nothing was changed.',
    remedy: {
      fr: 'Créez un autre rôle ; les personnes qui gèrent l’accès le donneront là où il faut.',
      en: 'Make another role; those who manage access will give it where it is needed.',
    },
  },
  'link.unusable': {
    status: 410,
    fr: 'Ce lien n’ouvre rien : il a expiré, il a été retiré, ou il a déjà servi autant de fois que permis.',
    en: 'This link opens nothing: it has expired, was withdrawn, or was used as often as allowed.',
    remedy: {
      fr: 'Demandez un nouveau lien à la personne qui vous l’a envoyé.',
      en: 'Ask the person who sent it to you for a new one.',
    },
  },
  'link.password': {
    status: 401,
    fr: 'Ce lien demande un mot de passe, et celui-ci n’a pas été donné ou ne convient pas.',
    en: 'This link asks for a password, which was not given or does not match.',
    remedy: {
      fr: 'Demandez-le à la personne qui vous a envoyé le lien.',
      en: 'Ask the person who sent you the link for it.',
    },
  },
  'link.wrong-kind': {
    status: 409,
    fr: 'Un lien externe ouvre un document, un dossier ou un fichier, et ne donne pas la gestion de l’accès.',
    en: 'An external link opens a document, a folder or a file, and does not give the managing of access.',
    remedy: { fr: 'Partagez plutôt un dossier ou un document.', en: 'Share a folder or a document instead.' },
  },
  'link.too-many': {
    status: 409,
    fr: 'Cet élément a déjà 50 liens externes. Rien n’a été créé.',
    en: 'This item already has 50 external links. Nothing was created.',
    remedy: { fr: 'Retirez d’abord ceux qui ne servent plus.', en: 'First withdraw those no longer used.' },
  },
  'guest.too-many': {
    status: 409,
    fr: 'Cet espace a déjà 500 personnes invitées. Personne n’a été invité.',
    en: 'This space already has 500 guests. Nobody was invited.',
    remedy: { fr: 'Mettez d’abord fin à d’autres invitations.', en: 'First end other invitations.' },
  },
} as const satisfies Record<string, ErrorDefinition>;
