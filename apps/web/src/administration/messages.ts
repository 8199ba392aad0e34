export const fr = {
  'administration.brand': 'Maroquin, administration',
  'administration.everywhere': 'Toutes les organisations',
  'administration.signOut': 'Se déconnecter',
  'administration.signIn': 'Administration',
  'administration.signInText':
    'Réservé aux comptes d’administration, distincts de votre compte habituel. Deux preuves sont toujours demandées.',
  'administration.byPasskey': 'Utiliser une clé d’accès',
  'administration.byPassword': 'Se connecter avec un mot de passe et un code',
  'administration.code': 'Code de votre application',
  'administration.enrol': 'Votre compte d’administration',
  'administration.enrolFor': 'Ce lien est pour {name} ({email}).',
  'administration.enrolText':
    'Choisissez comment vous entrerez. Ce que ce compte avait avant ne l’ouvrira plus.',
  'administration.makePasskey': 'Créer une clé d’accès',
  'administration.enrolByPassword': 'Plutôt un mot de passe et un générateur de codes',
  'administration.passwordHint': 'Au moins 14 caractères, et rien que l’on devine.',
  'administration.linkBroken':
    'Ce lien est incomplet. Ouvrez-le en entier, ou demandez-en un nouveau à une autre personne qui administre.',
  'administration.toSignIn': 'Aller à la connexion',
  'administration.administrators': 'Comptes d’administration',
  'administration.administratorsText':
    'Ils servent à ce guichet seul : ils n’ouvrent aucun document, aucun fichier, aucune discussion.',
  'administration.createAdministrator': 'Créer un compte d’administration',
  'administration.create': 'Créer',
  'administration.createText':
    'Un lien à usage unique sera affiché, à remettre à cette personne en main propre.',
  'administration.neverIn': 'Ne s’est pas encore connecté',
  'administration.lastIn': 'Dernière activité : {date}',
  'administration.notEnrolled': 'Attend son lien',
  'administration.newEnrolment': 'Créer un nouveau lien',
  'administration.newEnrolmentHint': 'Quand il servira, la clé d’accès d’avant n’ouvrira plus ce compte.',
} as const;

export const en: Record<keyof typeof fr, string> = {
  'administration.brand': 'Maroquin, administration',
  'administration.everywhere': 'Every organisation',
  'administration.signOut': 'Sign out',
  'administration.signIn': 'Administration',
  'administration.signInText':
    'For administration accounts only, which are not your usual account. Two proofs are always asked for.',
  'administration.byPasskey': 'Use a passkey',
  'administration.byPassword': 'Sign in with a password and a code',
  'administration.code': 'Code of your app',
  'administration.enrol': 'Your administration account',
  'administration.enrolFor': 'This link is for {name} ({email}).',
  'administration.enrolText':
    'Choose how you will come in. What this account had before will no longer open it.',
  'administration.makePasskey': 'Create a passkey',
  'administration.enrolByPassword': 'Rather a password and a code generator',
  'administration.passwordHint': 'At least 14 characters, and nothing that can be guessed.',
  'administration.linkBroken':
    'This link is incomplete. Open all of it, or ask another administrator for a new one.',
  'administration.toSignIn': 'Go to sign-in',
  'administration.administrators': 'Administration accounts',
  'administration.administratorsText':
    'They are for this place alone: they open no document, no file, no discussion.',
  'administration.createAdministrator': 'Create an administration account',
  'administration.create': 'Create',
  'administration.createText': 'A one-use link will be shown, to hand to this person directly.',
  'administration.neverIn': 'Has not signed in yet',
  'administration.lastIn': 'Last activity: {date}',
  'administration.notEnrolled': 'Waits for its link',
  'administration.newEnrolment': 'Create a new link',
  'administration.newEnrolmentHint': 'Once it is used, the former passkey no longer opens this account.',
};
