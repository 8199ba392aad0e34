import type { ErrorDefinition } from './error-definition.js';

/** The end of an organisation, asked for by one and agreed to by another. */
export const endingErrors = {
  'ending.name-differs': {
    status: 409,
    fr: 'Le nom saisi n’est pas celui de votre organisation. Rien n’a été demandé.',
    en: 'The name you typed is not your organisation’s. Nothing was asked for.',
    remedy: {
      fr: 'Recopiez le nom tel qu’il est écrit sur cette page.',
      en: 'Type the name as it is written on this page.',
    },
  },
  'ending.asked-already': {
    status: 409,
    fr: 'La fin de l’organisation a déjà été demandée, et attend l’accord d’une personne qui garde les clés.',
    en: 'The end of the organisation was asked for already, and waits for a custodian of the keys.',
    remedy: {
      fr: 'Attendez cet accord, ou demandez à qui l’a faite de retirer sa demande.',
      en: 'Wait for that agreement, or have whoever asked take the request back.',
    },
  },
  'ending.given': {
    status: 409,
    fr: 'Le préavis est déjà donné : la date de fin est en haut de chaque page.',
    en: 'Notice was given already: the date of the end stands at the top of each page.',
    remedy: {
      fr: 'Pour changer de date, reprenez ce préavis, puis demandez-en un autre : les 21 jours recommencent.',
      en: 'For another date take this notice back, then ask for another one: the 21 days begin again.',
    },
  },
  'ending.nobody-agrees': {
    status: 409,
    fr: 'Personne ne garde les clés de votre organisation : personne ne peut donner son accord à sa fin.',
    en: 'Nobody keeps your organisation’s keys: nobody can agree to its end.',
    remedy: {
      fr: 'Confiez d’abord cette charge à une autre personne : Droits d’accès, Charges.',
      en: 'First entrust somebody else with this duty: Rights, Duties.',
    },
  },
  'ending.asker-left': {
    status: 409,
    fr: 'Qui a demandé la fin de l’organisation ne l’administre plus. Rien n’a changé.',
    en: 'Whoever asked for the end of the organisation does not administer it any more. Nothing was changed.',
    remedy: {
      fr: 'Refusez cette demande ; une administratrice ou un administrateur peut en faire une autre.',
      en: 'Refuse this request; an administrator can make another one.',
    },
  },
} as const satisfies Record<string, ErrorDefinition>;
