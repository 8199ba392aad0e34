import type { ErrorDefinition } from './error-definition.js';

/** Encryption keys, and what does not open with them. */
export const keyErrors = {
  'sealed.damaged': {
    status: 500,
    fr: 'Une donnée chiffrée est endommagée, déplacée, ou ne va plus avec ce qui l’entoure. Elle n’a pas servi.',
    en: 'A sealed value is damaged, was moved, or no longer goes with what stands beside it. It was not used.',
    remedy: {
      fr: 'Prévenez l’administrateur : il faut restaurer une sauvegarde.',
      en: 'Tell the administrator: a backup must be restored.',
    },
  },
  'key.missing': {
    status: 503,
    fr: 'La clé de chiffrement n’est pas disponible.',
    en: 'The encryption key is not available.',
    remedy: {
      fr: 'Qui administre le serveur vérifie KEY_PROVIDER, le fichier de clés ou le nom de la clé (TRANSIT_KEY, PKCS11_KEY), et KEY_FORMER si les clés ont changé de place. « maroquin doctor keys » dit ce qui manque.',
      en: 'Whoever administers the server checks KEY_PROVIDER, the key file or the key’s name (TRANSIT_KEY, PKCS11_KEY), and KEY_FORMER if the keys have moved. “maroquin doctor keys” says what is missing.',
    },
  },
  'key.provider-down': {
    status: 503,
    fr: 'Le service qui garde les clés de chiffrement ne répond pas. Ce qui était enregistré le reste.',
    en: 'The service that keeps the encryption keys does not answer. What was saved stays saved.',
    remedy: {
      fr: 'Réessayez dans quelques minutes. Si cela dure, prévenez qui administre le serveur : « maroquin doctor keys » dit ce qui manque.',
      en: 'Try again in a few minutes. If it lasts, tell the person who administers the server: “maroquin doctor keys” says what is missing.',
    },
  },
  'key.wrong': {
    status: 503,
    fr: 'Le service qui garde les clés de chiffrement a rendu une autre clé que la bonne. Rien n’a été ouvert ni écrit avec elle.',
    en: 'The service that keeps the encryption keys gave back another key than the right one. Nothing was opened or written with it.',
    remedy: {
      fr: 'Prévenez qui administre le serveur : le fournisseur de clés ment, ou n’est plus le même. Ce qui était enregistré le reste.',
      en: 'Tell the person who administers the server: the key provider lies, or is not the same any more. What was saved stays saved.',
    },
  },
  'key.closed': {
    status: 503,
    fr: 'Qui garde les clés de votre organisation les a fermées : rien ne s’ouvre. Ce qui était enregistré le reste.',
    en: 'Whoever keeps your organisation’s keys closed them: nothing opens. What was saved stays saved.',
    remedy: {
      fr: 'Adressez-vous à cette personne ; une fois les clés rouvertes, reconnectez-vous.',
      en: 'Turn to that person; once the keys are open again, sign in again.',
    },
  },
  'key.no-custodian': {
    status: 409,
    fr: 'Cette personne ne garde pas les clés de cette organisation. Rien n’a changé.',
    en: 'This person does not keep this organisation’s keys. Nothing was changed.',
    remedy: {
      fr: 'Une administratrice ou un administrateur confie d’abord cette charge : Administration, Droits, Charges.',
      en: 'An administrator first entrusts this duty: Administration, Rights, Duties.',
    },
  },
  'key.destroyed': {
    status: 410,
    fr: 'La clé de cette organisation a été détruite : plus rien de ce qui était enregistré ne peut être lu, par personne.',
    en: 'This organisation’s key was destroyed: nothing that was saved can be read any more, by anybody.',
    remedy: {
      fr: 'Les personnes qui gardaient les clés ont l’attestation de destruction.',
      en: 'Those who kept the keys have the certificate of destruction.',
    },
  },
  'key.second-needed': {
    status: 409,
    fr: 'Détruire la clé d’une organisation se demande à deux, et personne d’autre que vous ne la garde.',
    en: 'Destroying an organisation’s key takes two people, and nobody but you keeps it.',
    remedy: {
      fr: 'Une administratrice ou un administrateur confie d’abord cette charge à une deuxième personne : Droits d’accès, Charges.',
      en: 'An administrator first entrusts a second person with this duty: Rights, Duties.',
    },
  },
  'key.moving': {
    status: 409,
    fr: 'Les clés changent de fournisseur (KEY_FORMER) : détruire celle-ci ne prouverait rien tant que l’ancien les ouvre.',
    en: 'The keys are moving to another provider (KEY_FORMER): destroying this one would prove nothing while the former one opens them.',
    remedy: {
      fr: 'Qui administre le serveur achève « maroquin keys move » et retire KEY_FORMER ; recommencez ensuite.',
      en: 'Whoever administers the server ends “maroquin keys move” and removes KEY_FORMER; then try again.',
    },
  },
  'key.destruction-begun': {
    status: 409,
    fr: 'La destruction de la clé a commencé : elle ne se retire plus, et l’organisation reste fermée.',
    en: 'The destruction of the key has begun: it cannot be taken back, and the organisation stays closed.',
    remedy: {
      fr: 'Suivez-la par votre adresse de garde.',
      en: 'Follow it by your custodian’s address.',
    },
  },
  'key.asked-already': {
    status: 409,
    fr: 'Cela a déjà été demandé, et attend l’accord d’une autre personne qui garde les clés.',
    en: 'This was asked for already, and waits for another custodian of the keys.',
    remedy: {
      fr: 'Si vous n’êtes pas à l’origine de la demande, donnez votre accord ; sinon, attendez ou retirez-la.',
      en: 'If it was not you who asked, agree; otherwise wait, or take it back.',
    },
  },
  'key.shared': {
    status: 409,
    fr: 'Cette clé est celle de toutes les organisations : la détruire les effacerait toutes.',
    en: 'This key is that of all organisations: destroying it would erase them all.',
    remedy: {
      fr: 'Confiez d’abord les clés à un service qui en donne une à chaque organisation (KEY_PROVIDER=transit ou pkcs11), puis « maroquin keys move ».',
      en: 'First entrust the keys to a service that gives each organisation its own (KEY_PROVIDER=transit or pkcs11), then “maroquin keys move”.',
    },
  },
} as const satisfies Record<string, ErrorDefinition>;
