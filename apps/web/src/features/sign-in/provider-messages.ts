export const fr = {
  'federation.providers': 'Connexion par votre administration',
  'federation.proconnect': 'S’identifier avec',
  'federation.about': 'Qu’est-ce que ProConnect\u202f?',
  'federation.newWindow': '(nouvelle fenêtre)',
  'federation.with': 'Se connecter avec {name}',
  'federation.or': 'ou',
  'federation.signedOut': 'La session est fermée, dans Maroquin et chez le fournisseur d’identité.',
  'refused.protocol': 'La connexion n’a pas abouti',
  'refused.protocolText':
    '{provider} a répondu, mais sa réponse n’a pas pu être vérifiée. Personne n’a été connecté. Recommencez ; si cela se répète, donnez le numéro ci-dessous à la personne qui administre Maroquin.',
  'refused.cancelled': 'Connexion abandonnée',
  'refused.cancelledText': 'La connexion n’est pas allée à son terme. Rien n’a été changé.',
  'refused.provider': 'Le fournisseur d’identité ne répond pas',
  'refused.providerText':
    '{provider} est momentanément injoignable. Vos documents ne sont pas touchés. Recommencez dans quelques minutes.',
  'refused.access': 'Vous n’avez pas accès à ce service',
  'refused.accessText':
    '{provider} vous a bien reconnu, mais ce service est réservé aux personnes qui remplissent certaines conditions.',
  'refused.organisation': 'Votre organisation n’est pas encore inscrite ici',
  'refused.organisationText':
    '{provider} vous a bien reconnu, mais l’établissement ou le domaine de messagerie qu’il indique ne correspond à aucune organisation de ce service.',
  'refused.merge': 'Votre compte doit être rapproché',
  'refused.mergeText':
    'Un compte existe déjà avec votre adresse. Pour le protéger, {provider} ne peut pas l’ouvrir avant qu’une personne qui administre Maroquin ait confirmé que c’est bien le vôtre. Votre demande lui est transmise.',
  'refused.account': 'Ce compte est fermé',
  'refused.accountText': '{provider} vous a bien reconnu, mais votre compte Maroquin a été fermé.',
  'refused.address': 'Votre adresse manque',
  'refused.addressText':
    '{provider} ne donne pas d’adresse électronique vérifiée pour vous. Maroquin en a besoin pour créer votre compte.',
  'refused.theProvider': 'Le fournisseur d’identité',
  'refused.missing': 'Ce qui manque\u00a0:',
  'refused.field.roles': 'être reconnu comme agent public par votre administration',
  'refused.field.siret': 'appartenir à un établissement autorisé (SIRET)',
  'refused.field.idp_id': 'passer par un annuaire autorisé',
  'refused.field.domain': 'avoir une adresse d’un domaine autorisé',
  'refused.field.acr': 'se connecter avec un second facteur',
  'refused.field.belonging_population': 'appartenir à une population autorisée (agent, prestataire…)',
  'refused.askContact': 'Pour demander l’accès, écrivez à\u00a0: {contact}',
  'refused.askAdmin':
    'Pour demander l’accès, adressez-vous à la personne qui administre Maroquin dans votre organisation.',
  'refused.incident': 'Numéro à donner\u00a0: {incident}',
  'refused.again': 'Recommencer',
  'merges.title': '{count, plural, one {# compte à rapprocher} other {# comptes à rapprocher}}',
  'merges.text':
    'Ces personnes arrivent par un fournisseur d’identité avec l’adresse d’un compte qui existe déjà. N’approuvez que si vous savez que c’est la même personne : elle pourra ouvrir ce compte.',
  'merges.wants': 'demande à ouvrir le compte de {name} ({email})',
  'merges.approve': 'Approuver pour {name}',
  'merges.refuse': 'Refuser {name}',
  'merges.approved': '{name} peut maintenant se connecter.',
  'merges.refused': 'La demande de {name} est refusée.',
} as const;

export const en: Record<keyof typeof fr, string> = {
  'federation.providers': 'Sign in through your administration',
  'federation.proconnect': 'Sign in with',
  'federation.about': 'What is ProConnect?',
  'federation.newWindow': '(new window)',
  'federation.with': 'Sign in with {name}',
  'federation.or': 'or',
  'federation.signedOut': 'You are signed out of Maroquin and of the identity provider.',
  'refused.protocol': 'Sign-in did not succeed',
  'refused.protocolText':
    '{provider} answered, but its answer could not be verified. Nobody was signed in. Try again; if it happens again, give the number below to the person who administers Maroquin.',
  'refused.cancelled': 'Sign-in given up',
  'refused.cancelledText': 'Signing in was not completed. Nothing was changed.',
  'refused.provider': 'The identity provider does not answer',
  'refused.providerText':
    '{provider} cannot be reached for the moment. Your documents are untouched. Try again in a few minutes.',
  'refused.access': 'You have no access to this service',
  'refused.accessText':
    '{provider} recognised you, but this service is for people who meet certain conditions.',
  'refused.organisation': 'Your organisation is not registered here yet',
  'refused.organisationText':
    '{provider} recognised you, but the establishment or mail domain it names belongs to no organisation of this service.',
  'refused.merge': 'Your account must be matched',
  'refused.mergeText':
    'There is already an account with your address. To protect it, {provider} cannot open it before somebody who administers Maroquin has confirmed that it is yours. Your request was passed on.',
  'refused.account': 'This account is closed',
  'refused.accountText': '{provider} recognised you, but your Maroquin account was closed.',
  'refused.address': 'Your address is missing',
  'refused.addressText':
    '{provider} gives no verified e-mail address for you. Maroquin needs one to create your account.',
  'refused.theProvider': 'The identity provider',
  'refused.missing': 'What is missing:',
  'refused.field.roles': 'to be known as a public agent by your administration',
  'refused.field.siret': 'to belong to an allowed establishment (SIRET)',
  'refused.field.idp_id': 'to come through an allowed directory',
  'refused.field.domain': 'to have an address of an allowed domain',
  'refused.field.acr': 'to sign in with a second factor',
  'refused.field.belonging_population': 'to belong to an allowed population (agent, contractor…)',
  'refused.askContact': 'To ask for access, write to: {contact}',
  'refused.askAdmin': 'To ask for access, turn to the person who administers Maroquin in your organisation.',
  'refused.incident': 'Number to give: {incident}',
  'refused.again': 'Try again',
  'merges.title': '{count, plural, one {# account to match} other {# accounts to match}}',
  'merges.text':
    'These people come through an identity provider with the address of an account that exists already. Approve only if you know that it is the same person: they will be able to open that account.',
  'merges.wants': 'asks to open the account of {name} ({email})',
  'merges.approve': 'Approve for {name}',
  'merges.refuse': 'Refuse {name}',
  'merges.approved': '{name} can now sign in.',
  'merges.refused': 'The request of {name} is refused.',
};
