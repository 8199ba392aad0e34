import type { ErrorDefinition } from './error-definition.js';

/** What any request may be answered. */
export const requestErrors = {
  'request.invalid': {
    status: 400,
    fr: 'La demande est mal formée. Rien n’a été changé.',
    en: 'The request is malformed. Nothing was changed.',
    remedy: {
      fr: 'Corrigez les champs indiqués, puis recommencez.',
      en: 'Correct the fields named, then try again.',
    },
  },
  'request.headers-too-large': {
    status: 431,
    fr: 'Les en-têtes de la demande sont trop longs. Rien n’a été changé.',
    en: 'The headers of the request are too long. Nothing was changed.',
    remedy: {
      fr: 'Effacez les cookies de ce site, puis recommencez.',
      en: 'Delete the cookies of this site, then try again.',
    },
  },
  'request.unprocessable': {
    status: 422,
    fr: 'La demande est bien formée, mais une valeur ne convient pas ici. Rien n’a été changé.',
    en: 'The request is well formed, but a value does not fit here. Nothing was changed.',
    remedy: {
      fr: 'Corrigez les champs indiqués, puis recommencez.',
      en: 'Correct the fields named, then try again.',
    },
  },
  'request.unauthenticated': {
    status: 401,
    fr: 'Votre session est terminée.',
    en: 'Your session has ended.',
    remedy: { fr: 'Connectez-vous de nouveau.', en: 'Sign in again.' },
  },
  'request.foreign-origin': {
    status: 403,
    fr: 'Cette demande vient d’un autre site.',
    en: 'This request comes from another site.',
    remedy: { fr: 'Ouvrez Maroquin à son adresse habituelle.', en: 'Open Maroquin at its usual address.' },
  },
  'request.not-found': {
    status: 404,
    fr: 'Cette page n’existe pas, ou vous n’y avez pas accès.',
    en: 'This page does not exist, or you may not see it.',
    remedy: {
      fr: 'Demandez l’accès à la personne qui la gère.',
      en: 'Ask the person who manages it for access.',
    },
  },
  'request.method-not-allowed': {
    status: 405,
    fr: 'Cette adresse ne connaît pas cette méthode. Rien n’a été changé.',
    en: 'This address does not have this method. Nothing was changed.',
    remedy: {
      fr: 'Utilisez une des méthodes de l’en-tête Allow.',
      en: 'Use one of the methods of the Allow header.',
    },
  },
  'request.cursor-unknown': {
    status: 409,
    fr: 'La liste a changé depuis cette page, ou le repère n’est pas de cette liste.',
    en: 'The list has changed since this page, or the cursor is not of this list.',
    remedy: { fr: 'Recommencez au début de la liste.', en: 'Start again at the beginning of the list.' },
  },
  'request.conflict': {
    status: 412,
    fr: 'Quelqu’un a changé cet élément entre-temps. Rien n’a été écrasé.',
    en: 'Somebody changed this item meanwhile. Nothing was overwritten.',
    remedy: { fr: 'Rechargez, puis recommencez.', en: 'Reload, then try again.' },
  },
  'request.precondition-required': {
    status: 428,
    fr: 'Cette modification doit dire de quelle version elle part.',
    en: 'This change must say which version it starts from.',
    remedy: { fr: 'Envoyez l’en-tête If-Match.', en: 'Send the If-Match header.' },
  },
  'request.too-slow': {
    status: 408,
    fr: 'La demande n’arrivait plus, ou trop lentement. Ce qui avait été confirmé est gardé.',
    en: 'The request stopped coming, or came too slowly. What was confirmed is kept.',
    remedy: {
      fr: 'Vérifiez la connexion, puis recommencez.',
      en: 'Check the connection, then try again.',
    },
  },
  'request.too-large': {
    status: 413,
    fr: 'L’envoi dépasse la taille permise. Rien n’a été enregistré.',
    en: 'This is larger than allowed. Nothing was stored.',
    remedy: { fr: 'Réduisez-le, puis recommencez.', en: 'Make it smaller, then try again.' },
  },
  'request.unsupported-encoding': {
    status: 415,
    fr: 'L’envoi est compressé. Rien n’a été lu.',
    en: 'What was sent is compressed. Nothing was read.',
    remedy: {
      fr: 'Envoyez-le tel quel, sans en-tête Content-Encoding.',
      en: 'Send it as it is, without a Content-Encoding header.',
    },
  },
  'request.too-many': {
    status: 429,
    fr: 'Trop de demandes en peu de temps.',
    en: 'Too many requests in a short time.',
    remedy: {
      fr: 'Patientez quelques secondes, puis recommencez.',
      en: 'Wait a few seconds, then try again.',
    },
  },
  'request.idempotency-mismatch': {
    status: 422,
    fr: 'Cette clé d’idempotence a déjà servi pour une autre demande.',
    en: 'This idempotency key was already used for another request.',
    remedy: { fr: 'Utilisez une nouvelle clé.', en: 'Use a new key.' },
  },
  'server.unavailable': {
    status: 503,
    fr: 'Le service est momentanément interrompu. Ce qui est enregistré est intact ; cette demande n’a peut-être pas abouti.',
    en: 'The service is briefly down. What is saved is intact; this request may not have been carried out.',
    remedy: { fr: 'Réessayez dans un instant.', en: 'Try again in a moment.' },
  },
  'server.busy': {
    status: 503,
    fr: 'Le service est très sollicité : cette demande n’a pas été traitée.',
    en: 'The service is very busy: this request was not carried out.',
    remedy: { fr: 'Réessayez dans un instant.', en: 'Try again in a moment.' },
  },
  'server.failure': {
    status: 500,
    fr: 'Une erreur imprévue s’est produite. Rien n’a été enregistré à moitié.',
    en: 'An unexpected error happened. Nothing was half-written.',
    remedy: {
      fr: 'Recommencez ; si cela dure, signalez le numéro de l’incident.',
      en: 'Try again; if it lasts, report the incident number.',
    },
  },
} as const satisfies Record<string, ErrorDefinition>;
