/** The end of the organisation. */
export const fr = {
  'ending.title': 'Fin de l’organisation',
  'ending.link': 'Mettre fin à l’organisation…',
  'ending.linkText': 'Contrat qui s’achève, service qui ferme : à deux, avec 21 jours de préavis.',
  'ending.banner': 'L’organisation {organisation} prend fin le {date}.',
  'ending.bannerLink': 'Que faire ?',
  'ending.none': 'Aucun préavis n’est donné : l’organisation {organisation} n’a pas de date de fin.',
  'ending.until':
    'Tout fonctionne jusqu’au {date}. Ensuite chacun est déconnecté, espaces, documents, fichiers et messages sont supprimés, et plus rien ne s’ouvre. Emportez avant ce qui vous revient.',
  'ending.asked': 'Une demande attend l’accord d’une personne qui garde les clés',
  'ending.askedText':
    'Rien n’a changé. Avec cet accord commence un préavis de 21 jours ; sans lui, la demande tombe le {date}.',
  'ending.facts': 'Qui, pourquoi',
  'ending.askedBy': 'Demandée par',
  'ending.approvedBy': 'Accordée par',
  'ending.someone': 'une personne de l’administration',
  'ending.reason': 'Motif',
  'ending.reasonHint': 'Montré à qui garde les clés, et à qui administre.',
  'ending.reasonBad': 'Dites pourquoi, en dix caractères au moins.',
  'ending.name': 'Nom de l’organisation, recopié',
  'ending.nameHint': 'Recopiez : {organisation}',
  'ending.nameBad': 'Recopiez le nom de l’organisation.',
  'ending.ask': 'Donner le préavis',
  'ending.send': 'Demander l’accord et donner le préavis',
  'ending.sent': 'Demande envoyée : elle attend l’accord d’une personne qui garde les clés.',
  'ending.agree': 'Donner mon accord',
  'ending.agreeConfirm':
    'Le préavis de 21 jours commence aussitôt, et chacun le voit. À son terme, les contenus sont supprimés pour toujours. D’ici là, quiconque administre ou garde les clés peut le reprendre.',
  'ending.refuse': 'Refuser',
  'ending.withdraw': 'Reprendre le préavis',
  'ending.withdrawAsked': 'Retirer ma demande',
  'ending.done.approve': 'Préavis donné.',
  'ending.done.refuse': 'Demande refusée, rien n’a changé.',
  'ending.done.withdraw': 'C’est repris : l’organisation reste.',
  'ending.what': 'Ce qui se passera',
  'ending.whatText':
    'Une personne qui administre demande ; une personne qui garde les clés donne son accord. Pendant 21 jours, tout fonctionne et le préavis peut être repris par l’une ou l’autre. Puis l’organisation ferme pour de bon : sessions coupées, espaces, documents, fichiers et messages supprimés. Restent le journal d’audit et la liste des comptes, dont les noms et adresses sont chiffrés.',
  'ending.key.destroyed':
    'Sa clé est détruite chez son fournisseur : les sauvegardes d’avant ne s’ouvrent plus. L’attestation signée se télécharge par l’adresse de garde, à faire avant le terme, page « Clés de l’organisation ».',
  'ending.key.shared':
    'Ici, la clé est un fichier de la machine, le même pour toutes les organisations : elle n’est pas détruite, aucune attestation n’est faite, et une sauvegarde d’avant la fin s’ouvre encore avec elle. Pour l’éviter, confiez d’abord les clés à un fournisseur qui en garde une par organisation (transit ou PKCS#11).',
  'ending.key.moving':
    'Les clés changent de fournisseur : la fin attendra que ce déplacement soit achevé, car l’ancien les ouvre encore.',
  'ending.take': 'Emporter ce qui vous revient',
  'ending.takeSpaces': 'Vos espaces et vos fichiers',
  'ending.takeSpacesText':
    ' : ouvrez un espace ou un dossier, puis « Télécharger en ZIP… » ; documents et fichiers sont dans l’archive.',
  'ending.takeDocuments': 'Un document seul : ouvrez-le, puis « Exporter » (OpenDocument, PDF, Word).',
  'ending.takeAllLink': 'Demander cet export',
  'ending.takeAll':
    'Toute l’organisation, conversations et droits compris : une personne qui garde les clés demande cet export, un auditeur donne son accord.',
};

export const en: Record<keyof typeof fr, string> = {
  'ending.title': 'End of the organisation',
  'ending.link': 'End the organisation…',
  'ending.linkText': 'A contract that ends, a service that closes: by two people, with 21 days of notice.',
  'ending.banner': 'The organisation {organisation} ends on {date}.',
  'ending.bannerLink': 'What to do?',
  'ending.none': 'No notice was given: the organisation {organisation} has no date at which it ends.',
  'ending.until':
    'Everything works until {date}. Then everybody is signed out; spaces, documents, files and messages are deleted, and nothing opens any more. Take along what is yours before.',
  'ending.asked': 'A request waits for a custodian of the keys',
  'ending.askedText':
    'Nothing has changed. With that agreement a notice of 21 days begins; without it, the request lapses on {date}.',
  'ending.facts': 'Who and why',
  'ending.askedBy': 'Asked by',
  'ending.approvedBy': 'Agreed to by',
  'ending.someone': 'somebody of the administration',
  'ending.reason': 'Reason',
  'ending.reasonHint': 'Shown to those who keep the keys, and to those who administer.',
  'ending.reasonBad': 'Say why, in ten characters at least.',
  'ending.name': 'Name of the organisation, typed',
  'ending.nameHint': 'Type: {organisation}',
  'ending.nameBad': 'Type the name of the organisation.',
  'ending.ask': 'Give notice',
  'ending.send': 'Ask for agreement and give notice',
  'ending.sent': 'Asked: it waits for a custodian of the keys.',
  'ending.agree': 'Agree',
  'ending.agreeConfirm':
    'The notice of 21 days begins at once, and everybody sees it. At its end the contents are deleted for ever. Until then anybody who administers or keeps the keys can take it back.',
  'ending.refuse': 'Refuse',
  'ending.withdraw': 'Take the notice back',
  'ending.withdrawAsked': 'Take my request back',
  'ending.done.approve': 'Notice given.',
  'ending.done.refuse': 'Refused, nothing changed.',
  'ending.done.withdraw': 'Taken back: the organisation stays.',
  'ending.what': 'What will happen',
  'ending.whatText':
    'Somebody who administers asks; a custodian of the keys agrees. For 21 days everything works, and either takes the notice back. Then the organisation closes for good: sessions are cut; spaces, documents, files and messages are deleted. What remains is the audit and the list of accounts, whose names and addresses are sealed.',
  'ending.key.destroyed':
    'Its key is destroyed at its provider: former backups do not open any more. The signed certificate is downloaded by a custodian’s address, to be made before the end, on the page “Keys of the organisation”.',
  'ending.key.shared':
    'Here the key is a file of the machine, one for all organisations: it is not destroyed, no certificate is made, and a backup from before the end still opens with it. To avoid it, first entrust the keys to a provider that keeps one for each organisation (transit or PKCS#11).',
  'ending.key.moving':
    'The keys are moving to another provider: the end waits until that is done, since the former one still opens them.',
  'ending.take': 'Take along what is yours',
  'ending.takeSpaces': 'Your spaces and files',
  'ending.takeSpacesText':
    ': open a space or folder, then “Download as ZIP…”; documents and files are in the archive.',
  'ending.takeDocuments': 'A single document: open it, then “Export” (OpenDocument, PDF, Word).',
  'ending.takeAllLink': 'Ask for that export',
  'ending.takeAll':
    'The whole organisation, conversations and rights included: a custodian of the keys asks for that export, an auditor agrees.',
};
