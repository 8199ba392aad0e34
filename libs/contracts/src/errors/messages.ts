import type { ErrorDefinition } from './error-definition.js';

/** Channels, conversations, and where notifications are sent. */
export const messageErrors = {
  'channel.archived': {
    status: 409,
    fr: 'Cette discussion est archivée : elle se lit, mais personne n’y écrit plus. Rien n’a été envoyé.',
    en: 'This discussion is archived: it can be read, but nobody writes in it any more. Nothing was sent.',
    remedy: {
      fr: 'Demandez à une personne qui gère l’accès de la désarchiver, ou écrivez dans une autre discussion.',
      en: 'Ask somebody who manages its access to take it out of the archive, or write in another discussion.',
    },
  },
  'message.empty': {
    status: 400,
    fr: 'Le message est vide.',
    en: 'The message is empty.',
    remedy: { fr: 'Écrivez quelque chose avant d’envoyer.', en: 'Write something before sending.' },
  },
  'message.too-long': {
    status: 413,
    fr: 'Le message dépasse 20 000 caractères. Il n’a pas été envoyé.',
    en: 'The message is over 20,000 characters. It was not sent.',
    remedy: { fr: 'Raccourcissez-le, ou joignez un document.', en: 'Shorten it, or attach a document.' },
  },
  'message.deleted': {
    status: 409,
    fr: 'Ce message a été supprimé.',
    en: 'This message was deleted.',
    remedy: { fr: 'Écrivez un nouveau message.', en: 'Write a new message.' },
  },
  'message.too-many-mentions': {
    status: 400,
    fr: 'Un message mentionne au plus 50 personnes et équipes. Il n’a pas été envoyé.',
    en: 'A message mentions at most 50 people and teams. It was not sent.',
    remedy: { fr: 'Mentionnez une équipe, ou @tous.', en: 'Mention a team, or @tous.' },
  },
  'message.many-people': {
    status: 409,
    fr: 'Ce message préviendrait plus de 100 personnes. Il n’a pas été envoyé.',
    en: 'This message would tell more than 100 people. It was not sent.',
    remedy: {
      fr: 'Confirmez, ou mentionnez seulement qui est concerné.',
      en: 'Confirm, or mention only those concerned.',
    },
  },
  'message.edited-too-often': {
    status: 409,
    fr: 'Ce message a été modifié 100 fois, et ne peut plus l’être.',
    en: 'This message was edited 100 times, and can no longer be.',
    remedy: { fr: 'Écrivez un nouveau message.', en: 'Write a new message.' },
  },
  'message.too-many-reactions': {
    status: 409,
    fr: 'Ce message a autant de réactions qu’il peut en avoir.',
    en: 'This message has as many reactions as it can have.',
    remedy: { fr: 'Répondez par un message.', en: 'Answer with a message.' },
  },
  'message.too-many-pins': {
    status: 409,
    fr: 'Cette discussion a déjà 50 messages épinglés.',
    en: 'This discussion already has 50 pinned messages.',
    remedy: { fr: 'Détachez-en un.', en: 'Unpin one of them.' },
  },
  'message.schedule': {
    status: 400,
    fr: 'Un message part au plus tôt dans une minute, et au plus tard dans un an. Il n’a pas été programmé.',
    en: 'A message leaves in a minute at the earliest, and within a year. It was not scheduled.',
    remedy: { fr: 'Choisissez un autre moment.', en: 'Choose another moment.' },
  },
  'message.too-many-scheduled': {
    status: 409,
    fr: 'Vous avez déjà 100 messages programmés.',
    en: 'You already have 100 scheduled messages.',
    remedy: { fr: 'Retirez-en un.', en: 'Take one back.' },
  },
  'message.waits-no-more': {
    // As for what is not there: nobody learns what others have scheduled.
    status: 404,
    fr: 'Ce message n’attend plus : il est parti, ou vous l’avez déjà repris.',
    en: 'This message waits no more: it has left, or you took it back already.',
    remedy: { fr: 'Regardez dans la conversation.', en: 'Look in the conversation.' },
  },
  'message.file': {
    status: 409,
    fr: 'Un fichier joint n’est plus disponible. Le message n’a pas été envoyé.',
    en: 'An attached file is no longer available. The message was not sent.',
    remedy: { fr: 'Joignez-le de nouveau.', en: 'Attach it again.' },
  },
  'push.unknown-service': {
    status: 422,
    fr: 'Cette instance ne passe pas par le service de notification de ce navigateur.',
    en: 'This instance does not use the push service of this browser.',
    remedy: {
      fr: 'Prenez un autre navigateur, ou demandez à la personne qui exploite Maroquin d’autoriser ce service.',
      en: 'Use another browser, or ask whoever operates Maroquin to allow this service.',
    },
  },
  'conversation.unknown-person': {
    // As for what one may not see: nobody learns who is there.
    status: 404,
    fr: 'Vous ne pouvez pas écrire à cette personne : elle n’est ni dans votre annuaire, ni dans un espace que vous partagez.',
    en: 'You cannot write to this person, who is neither in your directory nor in a space that you share.',
    remedy: { fr: 'Choisissez dans la liste.', en: 'Choose from the list.' },
  },
  'conversation.too-many': {
    status: 409,
    fr: 'Une conversation réunit vingt personnes au plus. Personne n’a été ajouté.',
    en: 'A conversation holds twenty people at most. Nobody was added.',
    remedy: {
      fr: 'Au-delà, créez une discussion dans un espace.',
      en: 'Beyond that, create a discussion in a space.',
    },
  },
  'conversation.of-two': {
    status: 409,
    fr: 'Une conversation à deux reste à deux : elle n’a pas de nom, personne n’y entre et personne n’en part.',
    en: 'A conversation of two stays one of two: it has no name, nobody joins it and nobody leaves it.',
    remedy: { fr: 'Créez une conversation à plusieurs.', en: 'Create a conversation of several people.' },
  },
} as const satisfies Record<string, ErrorDefinition>;
