import type { ErrorDefinition } from './error-definition.js';

/** Signing in, what proves who somebody is, accounts and organisations. */
export const accountErrors = {
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
  'organisation.not-empty': {
    status: 409,
    fr: 'Cette organisation contient déjà quelque chose. Rien n’a été importé.',
    en: 'This organisation holds something already. Nothing was imported.',
    remedy: {
      fr: 'Importez dans une organisation neuve : maroquin organisation create.',
      en: 'Import into a new organisation: maroquin organisation create.',
    },
  },
  'organisation.export-changed': {
    status: 422,
    fr: 'Cet export ne se vérifie pas ou ne se lit pas en entier. Rien n’a été importé.',
    en: 'This export does not verify, or cannot be read whole. Nothing was imported.',
    remedy: {
      fr: 'Lisez ce que dit maroquin verify export, puis reprenez l’export d’origine.',
      en: 'Read what maroquin verify export says, then take the original export again.',
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
} as const satisfies Record<string, ErrorDefinition>;
