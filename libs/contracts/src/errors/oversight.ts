import type { ErrorDefinition } from './error-definition.js';

/** Limits above rights: markings, duties, reviews of access. */
export const oversightErrors = {
  'marking.forbids-outside': {
    status: 409,
    fr: 'Ce marquage interdit les liens externes et les invités. Aucun accès n’a été donné, et rien n’est sorti du service.',
    en: 'This marking forbids external links and guests. No access was given, and nothing left the service.',
    remedy: {
      fr: 'Donnez l’accès à une personne de votre organisation, ou demandez à qui gère l’accès d’abaisser le marquage, avec un motif.',
      en: 'Give access to somebody of your organisation, or ask who manages access to lower the marking, with a reason.',
    },
  },
  'marking.forbids-export': {
    status: 409,
    fr: 'Ce document est en diffusion restreinte : aucune copie ne sort du service. Rien n’a été exporté.',
    en: 'This document is of restricted circulation: no copy leaves the service. Nothing was exported.',
    remedy: {
      fr: 'Lisez-le ici, ou demandez à qui gère l’accès d’abaisser le marquage, avec un motif.',
      en: 'Read it here, or ask who manages access to lower the marking, with a reason.',
    },
  },
  'marking.forbids-editor': {
    status: 409,
    fr: 'Ce fichier est en diffusion restreinte : il n’est confié à aucun autre service, l’éditeur bureautique compris.',
    en: 'This file is of restricted circulation: no other service is given it, the office editor included.',
    remedy: {
      fr: 'Demandez à qui gère l’accès d’abaisser le marquage, avec un motif.',
      en: 'Ask who manages access to lower the marking, with a reason.',
    },
  },
  'marking.above-ceiling': {
    status: 409,
    fr: 'Ce marquage est au-dessus du plafond de ce service. Rien n’a été changé.',
    en: 'This marking is above the ceiling of this service. Nothing was changed.',
    remedy: {
      fr: 'Employez le réseau homologué de votre administration pour ce qui est à ce niveau.',
      en: 'Use the approved network of your administration for what is of this level.',
    },
  },
  'marking.below-place': {
    status: 409,
    fr: 'Rien n’est moins marqué que l’endroit où il se trouve. Rien n’a été changé.',
    en: 'Nothing is marked less than the place where it stands. Nothing was changed.',
    remedy: {
      fr: 'Déplacez-le dans un endroit moins marqué, ou abaissez d’abord le marquage de cet endroit.',
      en: 'Move it to a place that is marked less, or lower the marking of that place first.',
    },
  },
  'marking.reason-needed': {
    status: 422,
    fr: 'Abaisser un marquage demande un motif. Rien n’a été changé.',
    en: 'To lower a marking a reason is needed. Nothing was changed.',
    remedy: {
      fr: 'Écrivez en une phrase pourquoi ce contenu peut être moins protégé.',
      en: 'Write in a sentence why this content may be protected less.',
    },
  },
  'duty.incompatible': {
    status: 409,
    fr: 'Ces fonctions sont incompatibles : qui administre ne contrôle pas les droits et ne garde pas les clés. Rien n’a été changé.',
    en: 'These duties are incompatible: an administrator neither audits rights nor keeps keys. Nothing was changed.',
    remedy: {
      fr: 'Choisissez une autre personne, ou retirez d’abord l’autre fonction ; vérifiez aussi les équipes, car leurs membres ont les fonctions de l’équipe.',
      en: 'Choose somebody else, or first withdraw the other duty; look at teams too, whose members have the duties of the team.',
    },
  },
  'duty.too-many': {
    status: 409,
    fr: 'Cette organisation a déjà confié ses fonctions à 200 personnes ou équipes. Rien n’a été changé.',
    en: 'This organisation has entrusted 200 people or teams already. Nothing was changed.',
    remedy: { fr: 'Retirez d’abord une fonction.', en: 'First withdraw a duty.' },
  },
  'review.over': {
    status: 409,
    fr: 'Cette revue est terminée. Rien n’a été changé.',
    en: 'This review is over. Nothing was changed.',
    remedy: {
      fr: 'Changez le droit dans la fenêtre de partage, ou demandez une nouvelle revue.',
      en: 'Change the right in the sharing dialogue, or ask for a new review.',
    },
  },
  'review.decided': {
    status: 409,
    fr: 'Une décision est déjà prise sur ce droit.',
    en: 'This right is decided on already.',
    remedy: { fr: 'Rechargez la revue pour la voir.', en: 'Reload the review to see the decision.' },
  },
  'review.own-right': {
    status: 409,
    fr: 'Vous ne pouvez pas confirmer un droit que vous avez vous-même.',
    en: 'You cannot confirm a right that you hold yourself.',
    remedy: {
      fr: 'Laissez une autre personne de la revue en décider, ou renoncez à ce droit.',
      en: 'Let another reviewer decide, or give the right up.',
    },
  },
  'review.not-lower': {
    status: 409,
    fr: 'Une revue ne donne pas plus de droits : celui-ci n’est pas plus étroit. Rien n’a été changé.',
    en: 'A review gives no more rights: this one is not narrower. Nothing was changed.',
    remedy: { fr: 'Choisissez un droit plus étroit.', en: 'Choose a narrower right.' },
  },
  'review.reviewer': {
    status: 409,
    fr: 'Une des personnes choisies ne peut pas participer à la revue. Rien n’a été ouvert.',
    en: 'One of the people chosen cannot take part in the review. Nothing was opened.',
    remedy: {
      fr: 'Choisissez des membres de l’organisation dont le compte est actif.',
      en: 'Choose members of the organisation whose account is open.',
    },
  },
  'review.too-large': {
    status: 409,
    fr: 'Il y a plus de 20 000 droits à revoir. Rien n’a été ouvert.',
    en: 'There are more than 20,000 rights to review. Nothing was opened.',
    remedy: { fr: 'Ouvrez une revue pour chaque espace.', en: 'Open one review for each space.' },
  },
  'review.too-many': {
    status: 409,
    fr: 'Il y a déjà 50 revues en cours. Rien n’a été ouvert.',
    en: '50 reviews are under way already. Nothing was opened.',
    remedy: {
      fr: 'Attendez la fin d’une revue, ou terminez-en une.',
      en: 'Wait for one to end, or end one.',
    },
  },
  'break-glass.needless': {
    status: 409,
    fr: 'Cette personne peut déjà lire ce lieu : un accès de secours n’y ajouterait rien.',
    en: 'This person may read this place already: break-glass access would add nothing.',
    remedy: {
      fr: 'Ouvrez le lieu, ou demandez l’accès d’un autre.',
      en: 'Open the place, or ask for another one.',
    },
  },
  'break-glass.too-many': {
    status: 409,
    fr: 'Cet accès de secours est déjà demandé ou en cours, ou trop de vos demandes attendent.',
    en: 'This break-glass access is asked for or runs already, or too many of your requests wait.',
    remedy: {
      fr: 'Attendez la réponse, ou mettez fin à un accès en cours.',
      en: 'Wait for the answer, or end an access that runs.',
    },
  },
} as const satisfies Record<string, ErrorDefinition>;
