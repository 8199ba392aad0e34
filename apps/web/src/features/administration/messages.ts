import * as sovereignty from './sovereignty-messages.js';

export const fr = {
  ...sovereignty.fr,
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
    'Ils servent à ce guichet seul : ils n’ouvrent aucun document, aucun fichier, aucune discussion.',
  'administration.createAdministrator': 'Créer un compte d’administration',
  'administration.create': 'Créer',
  'administration.createText':
    'Un lien à usage unique sera affiché, à remettre à cette personne en main propre.',
  'administration.neverIn': 'Ne s’est pas encore connecté',
  'administration.lastIn': 'Dernière activité : {date}',
  'administration.notEnrolled': 'Attend son lien',
  'administration.newEnrolment': 'Créer un nouveau lien',
  'administration.newEnrolmentHint': 'Quand il servira, la clé d’accès d’avant n’ouvrira plus ce compte.',
  'administration.refused':
    'Le service d’identité n’a pas ouvert de compte d’administration : connexion annulée, niveau insuffisant, ou compte inconnu ici. Recommencez, ou entrez d’une autre façon.',
  'administration.organisation': 'Organisation',
  'administration.byPerson': 'Filtrer par personne',
  'administration.people': 'Personnes',
  'administration.mayManageTeams': 'Peut gérer les équipes dans Maroquin',
  'administration.handOver': 'Confier ses documents',
  'administration.handOverTo': 'À qui',
  'administration.handOverText':
    'La personne choisie gérera aussi ce que ce compte était seul à gérer. Vous n’y aurez pas accès.',
  'administration.handOverSubmit': 'Confier',
  'administration.sessions': 'Sessions ouvertes',
  'administration.sessionsText':
    'Les navigateurs où une personne est connectée à Maroquin. Y mettre fin ferme aussitôt ce qu’elle y a ouvert.',
  'administration.sessionsNone': 'Personne n’est connecté.',
  'administration.endSessionOf': 'Mettre fin à la session de {name} ouverte le {date}',
  'administration.tokens': 'Jetons',
  'administration.tokensText':
    'Un jeton permet à un programme d’agir au nom d’une personne. Il se crée en ligne de commande : maroquin token create.',
  'administration.tokensNone': 'Aucun jeton en service.',
  'administration.tokenScopes': 'Portées : {scopes}',
  'administration.tokenSince': 'Créé : {date}',
  'administration.tokenForever': 'sans fin',
  'administration.tokenUntil': 'jusqu’au {date}',
  'administration.tokenUnused': 'n’a pas encore servi',
  'administration.tokenSeen': 'dernier usage : {date}',
  'administration.revoke': 'Révoquer',
  'administration.revokeTokenOf': 'Révoquer le jeton de {name} créé le {date}',
  'administration.revokeToken': 'Révoquer ce jeton',
  'administration.revokeTokenText':
    'Le programme qui s’en sert s’arrêtera aussitôt. Un jeton révoqué ne peut pas être remis en service.',
  'administration.tokenRevoked': 'Le jeton est révoqué.',
  'administration.organisations': 'Organisations',
  'administration.createOrganisation': 'Créer une organisation',
  'administration.createOrganisationText':
    'Un lien à usage unique sera affiché pour sa première personne, qui pourra y gérer les équipes.',
  'administration.organisationName': 'Nom de l’organisation',
  'administration.firstName': 'Nom de la première personne',
  'administration.firstEmail': 'Son adresse',
  'administration.organisationSince': 'créée : {date}',
  'administration.providers': 'Services d’identité',
  'administration.providersText':
    'Ils se configurent dans l’environnement du serveur. Chacun vient d’être interrogé.',
  'administration.providersNone':
    'Aucun n’est configuré : on se connecte par lien, mot de passe ou clé d’accès.',
  'administration.providersAnswering':
    '{count, plural, =0 {Aucun ne répond} one {# répond} other {# répondent}} sur {all}.',
  'administration.mail': 'Courriel',
  'administration.mailNone':
    'Aucun relais de courriel n’est configuré : personne n’est prévenu hors de la page. Donnez son adresse par la variable SMTP_URL, puis redémarrez.',
  'administration.mailTaken': 'Le relais {relay} prend le courriel',
  'administration.mailDown': 'Le relais {relay} ne prend plus de courriel depuis le {date}',
  'administration.mailLate': 'Aucun courriel ne part depuis le {date}.',
  'administration.mailLook': 'Voir le remède',
  'administration.mailDownText':
    'Rien n’est perdu : les courriels attendent et partent d’eux-mêmes, au plus tard une heure après que le relais répond. Corrigez ce qui suit, puis vérifiez par la commande maroquin doctor mail.',
  'administration.mailTrouble':
    '{trouble, select, unreachable {Rien ne répond à cette adresse : vérifiez la machine et le port de SMTP_URL, et que le pare-feu laisse passer.} clear {Il ne propose pas STARTTLS : activez TLS sur le relais, ou écrivez SMTP_URL par smtps, avec son port.} certificate {Personne de connu ne répond de son certificat : donnez son autorité par SMTP_CA_FILE, ou dans SMTP_URL le nom que porte le certificat.} login {Il refuse l’utilisateur ou le secret : vérifiez-les dans SMTP_URL.} other {Il refuse ce qui lui est remis : vérifiez que MAIL_FROM est une adresse pour laquelle il envoie, et son journal.}}',
  'administration.mailWaiting':
    '{count, plural, =0 {Aucun courriel d’activité n’attend.} one {Un courriel d’activité attend pour une personne.} other {Des courriels d’activité attendent pour # personnes.}}',
  'administration.antivirus': 'Antivirus',
  'administration.scanNone':
    'Aucun antivirus n’est configuré : les fichiers ne sont pas analysés. Donnez l’adresse de ClamAV par la variable CLAMD, puis redémarrez.',
  'administration.scanThere': 'L’antivirus répond',
  'administration.scanAway': 'L’antivirus ne répond pas',
  'administration.scanAwaySince': 'L’antivirus ne répond pas depuis le {date}',
  'administration.scanAwayText':
    'Rien n’est perdu : ce qui arrive attend, et seule la personne qui l’a déposé peut le lire. L’analyse reprend d’elle-même. Démarrez clamd, ou lancez la commande maroquin doctor antivirus, qui dit quoi faire.',
  'administration.scanWaiting':
    '{count, plural, =0 {Aucun fichier n’attend d’être analysé.} one {# fichier attend d’être analysé.} other {# fichiers attendent d’être analysés.}}',
  'administration.scanOldest': 'Le plus ancien attend depuis le {date}.',
  'administration.scanText':
    'Un fichier n’est lu par d’autres qu’une fois analysé. Un fichier infecté n’est lu par personne : la personne qui l’a déposé est prévenue, et l’audit le nomme.',
  'administration.askAgain': 'Interroger de nouveau',
  'administration.answers': 'Répond',
  'administration.silent': 'Ne répond pas',
} as const;

export const en: Record<keyof typeof fr, string> = {
  ...sovereignty.en,
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
  'administration.refused':
    'The identity provider opened no administration account: it was cancelled, the level was too low, or the account is unknown here. Try again, or come in another way.',
  'administration.organisation': 'Organisation',
  'administration.byPerson': 'Filter by person',
  'administration.people': 'People',
  'administration.mayManageTeams': 'May manage teams in Maroquin',
  'administration.handOver': 'Entrust their documents',
  'administration.handOverTo': 'To whom',
  'administration.handOverText':
    'The person chosen will also manage what this account alone managed. You will have no access to it.',
  'administration.handOverSubmit': 'Entrust',
  'administration.sessions': 'Open sessions',
  'administration.sessionsText':
    'The browsers in which somebody is signed in to Maroquin. Ending one closes what is open in it at once.',
  'administration.sessionsNone': 'Nobody is signed in.',
  'administration.endSessionOf': 'End the session of {name} opened on {date}',
  'administration.tokens': 'Tokens',
  'administration.tokensText':
    'A token lets a program act in the name of a person. It is made on the command line: maroquin token create.',
  'administration.tokensNone': 'No token in service.',
  'administration.tokenScopes': 'Scopes: {scopes}',
  'administration.tokenSince': 'Made: {date}',
  'administration.tokenForever': 'without end',
  'administration.tokenUntil': 'until {date}',
  'administration.tokenUnused': 'not used yet',
  'administration.tokenSeen': 'last used: {date}',
  'administration.revoke': 'Revoke',
  'administration.revokeTokenOf': 'Revoke the token of {name} made on {date}',
  'administration.revokeToken': 'Revoke this token',
  'administration.revokeTokenText':
    'The program that uses it stops at once. A revoked token cannot be put back into service.',
  'administration.tokenRevoked': 'The token is revoked.',
  'administration.organisations': 'Organisations',
  'administration.createOrganisation': 'Create an organisation',
  'administration.createOrganisationText':
    'A one-use link will be shown for its first person, who may manage teams there.',
  'administration.organisationName': 'Name of the organisation',
  'administration.firstName': 'Name of the first person',
  'administration.firstEmail': 'Their address',
  'administration.organisationSince': 'made: {date}',
  'administration.providers': 'Identity providers',
  'administration.providersText':
    'They are configured in the environment of the server. Each has just been asked.',
  'administration.providersNone': 'None is configured: people sign in by link, password or passkey.',
  'administration.providersAnswering':
    '{count, plural, =0 {None answers} one {# answers} other {# answer}} of {all}.',
  'administration.mail': 'Mail',
  'administration.mailNone':
    'No mail relay is configured: nobody is told outside the page. Give its address by the variable SMTP_URL, then restart.',
  'administration.mailTaken': 'The relay {relay} takes mail',
  'administration.mailDown': 'The relay {relay} has taken no mail since {date}',
  'administration.mailLate': 'No mail has left since {date}.',
  'administration.mailLook': 'See the remedy',
  'administration.mailDownText':
    'Nothing is lost: mail waits and leaves by itself, an hour after the relay answers at the latest. Mend what follows, then check with the command maroquin doctor mail.',
  'administration.mailTrouble':
    '{trouble, select, unreachable {Nothing answers at this address: check the host and port of SMTP_URL, and that the firewall lets it pass.} clear {It does not offer STARTTLS: enable TLS on the relay, or give smtps:// with its port.} certificate {Nobody known vouches for its certificate: give its authority by SMTP_CA_FILE, or in SMTP_URL the name in the certificate.} login {It refuses the user or the secret: check them in SMTP_URL.} other {It refuses what is handed to it: check that MAIL_FROM is an address that it sends for, and its log.}}',
  'administration.mailWaiting':
    '{count, plural, =0 {No mail about activity waits.} one {Mail about activity waits for one person.} other {Mail about activity waits for # people.}}',
  'administration.antivirus': 'Antivirus',
  'administration.scanNone':
    'No antivirus is configured: files are not scanned. Give the address of ClamAV by the variable CLAMD, then restart.',
  'administration.scanThere': 'The antivirus answers',
  'administration.scanAway': 'The antivirus does not answer',
  'administration.scanAwaySince': 'The antivirus has not answered since {date}',
  'administration.scanAwayText':
    'Nothing is lost: what arrives waits, and only the person who brought it can read it. Scanning goes on by itself. Start clamd, or run the command maroquin doctor antivirus, which says what to do.',
  'administration.scanWaiting':
    '{count, plural, =0 {No file waits to be scanned.} one {# file waits to be scanned.} other {# files wait to be scanned.}}',
  'administration.scanOldest': 'The oldest has waited since {date}.',
  'administration.scanText':
    'A file is read by others once it is scanned. An infected file is read by nobody: the person who brought it is notified, and the audit names it.',
  'administration.askAgain': 'Ask again',
  'administration.answers': 'Answers',
  'administration.silent': 'Does not answer',
};
