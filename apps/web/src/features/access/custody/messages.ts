/** For who keeps the organisation's keys. */
export const fr = {
  'keys.title': 'Clés de l’organisation',
  'keys.open': 'L’organisation est ouverte',
  'keys.openText': 'Ce qui est enregistré s’ouvre pour qui en a le droit.',
  'keys.closed': 'L’organisation est fermée',
  'keys.closedText':
    'Rien ne s’ouvre, personne ne peut se connecter. Rien n’est perdu : rouverte, chacun se reconnecte.',
  'keys.state': 'Où est la clé',
  'keys.provider': 'Fournisseur',
  'keys.kind.file': 'Fichier de la machine (KEY_FILE)',
  'keys.kind.transit': 'Vault ou OpenBao (transit)',
  'keys.kind.pkcs11': 'Module de sécurité (PKCS#11)',
  'keys.answers': 'Réponse',
  'keys.answersSince': 'répond, depuis le {date}',
  'keys.downSince': 'ne répond pas, depuis le {date}',
  'keys.name': 'Nom de la clé',
  'keys.noKey': 'aucune que le fournisseur montre',
  'keys.shared': 'Partage',
  'keys.own': 'propre à cette organisation',
  'keys.ofAll': 'la même pour toutes les organisations : aucune ne peut être détruite seule',
  'keys.extractable': 'Extraction',
  'keys.extractableYes': 'possible : qui exploite le service peut en avoir une copie',
  'keys.extractableNo': 'impossible : elle ne sort pas du service',
  'keys.renewed': 'Dernier renouvellement',
  'keys.custodians': 'Gardée par',
  'keys.unnamed': 'personne …{id}',
  'keys.acts': 'Fermer, rouvrir',
  'keys.two':
    '{count, plural, one {Une seule personne garde ces clés : elle agit seule. Confiez cette charge à une deuxième, et rien ne se fera plus sans deux accords.} other {# personnes gardent ces clés : l’une demande, une autre donne son accord, et c’est fait.}}',
  'keys.ask.keys-close': 'Demander la fermeture',
  'keys.ask.keys-open': 'Demander la réouverture',
  'keys.do.keys-close': 'Fermer l’organisation',
  'keys.do.keys-open': 'Rouvrir l’organisation',
  'keys.confirm.keys-close':
    'Chacun sera déconnecté, les documents ouverts seront coupés et plus rien ne s’ouvrira. Rien n’est perdu. Pour rouvrir, gardez d’abord votre adresse de garde : personne ne pourra se connecter.',
  'keys.confirm.keys-open': 'Chacun pourra se reconnecter, et ce qui attendait se fera aussitôt.',
  'keys.confirmAlone': 'Cela se fait aussitôt.',
  'keys.confirmTwo': 'Une autre personne qui garde les clés doit donner son accord.',
  'keys.done.keys-close': 'Organisation fermée.',
  'keys.done.keys-open': 'Organisation rouverte.',
  'keys.asked': 'Demande envoyée : elle attend un second accord.',
  'keys.waits': 'Une demande attend déjà un second accord.',
  'keys.requests':
    '{count, plural, one {Une demande attend un second accord} other {# demandes attendent un second accord}}',
  'keys.request.keys-close': 'Fermer l’organisation',
  'keys.request.keys-open': 'Rouvrir l’organisation',
  'keys.requestBy': 'Demandé par {name} le {date} ; sans accord, la demande tombe le {end}.',
  'keys.agree.keys-close': 'Donner mon accord et fermer',
  'keys.agree.keys-open': 'Donner mon accord et rouvrir',
  'keys.refuse': 'Refuser',
  'keys.withdraw': 'Retirer ma demande',
  'keys.agreed': 'Accord donné, c’est fait.',
  'keys.refused': 'Demande close, rien n’a changé.',
  'keys.history': 'Derniers actes',
  'keys.link': 'Votre adresse de garde',
  'keys.linkText':
    'Une organisation fermée ne laisse entrer personne, vous non plus. Cette adresse, à garder hors d’ici (coffre, papier), vous permettra de demander la réouverture ou de donner votre accord. Elle n’ouvre rien d’autre et ne sert que tant que vous gardez les clés.',
  'keys.linkField': 'Adresse de garde',
  'keys.linkHint':
    'Elle vaut jusqu’au {date}. Elle n’est montrée qu’une fois ; vous pourrez en faire une autre.',
  'keys.linkMake': 'Faire mon adresse de garde',
  'keys.linkDead': 'Cette adresse n’est pas complète. Ouvrez-la telle que vous l’avez gardée.',
  'keys.destroy': 'Détruire la clé',
  'keys.destroyText':
    'Après quoi plus rien de ce que l’organisation a enregistré ne peut être lu, par personne, sauvegardes comprises. Il faut deux personnes ; la destruction se fait {hours} heures après le second accord et peut être retirée jusque-là par quiconque garde les clés. Une attestation signée reste.',
  'keys.undestroyable.shared':
    'Impossible ici : la clé est un fichier de la machine, le même pour toutes les organisations, dont une copie a pu être prise. Rien ne prouverait sa destruction. Il faut d’abord un fournisseur qui garde une clé par organisation (transit ou PKCS#11).',
  'keys.undestroyable.moving':
    'Impossible tant que les clés changent de fournisseur : l’ancien les ouvre encore. Qui administre le serveur achève d’abord ce déplacement.',
  'keys.undestroyable.alone':
    'Impossible seul : une deuxième personne doit garder les clés. Une administratrice ou un administrateur confie cette charge.',
  'keys.ask.keys-destroy': 'Demander la destruction',
  'keys.do.keys-destroy': 'Détruire la clé',
  'keys.confirm.keys-destroy':
    'Tout ce que l’organisation a enregistré sera perdu pour toujours, {hours} heures après le second accord.',
  'keys.done.keys-destroy': 'Destruction prévue.',
  'keys.request.keys-destroy': 'Détruire la clé de l’organisation',
  'keys.agree.keys-destroy': 'Donner mon accord à la destruction',
  'keys.planned': 'La clé sera détruite le {date}',
  'keys.plannedText':
    'Demandé par {asker}, accordé par {approver}. Jusque-là, quiconque garde les clés peut la retirer ; après, plus rien ne la ramène. Faites votre adresse de garde : elle seule donnera l’attestation.',
  'keys.withdrawDestruction': 'Retirer la destruction',
  'keys.destructionWithdrawn': 'Destruction retirée, la clé reste.',
  'keys.running': 'La destruction est en cours',
  'keys.runningText':
    'L’organisation est fermée. Maroquin fait détruire la clé, puis vérifie qu’elle n’ouvre plus.',
  'keys.waitingTitle': 'La clé est encore chez son fournisseur',
  'keys.obstacle.refused':
    'Le jeton de Maroquin ne peut pas la supprimer. L’exploitant du fournisseur supprime la clé {key}, toutes ses versions ; avec OpenBao ou Vault : « bao write transit/keys/{key}/config deletion_allowed=true », puis « bao delete transit/keys/{key} ». Maroquin vérifie chaque minute qu’elle n’ouvre plus, et fait alors l’attestation.',
  'keys.obstacle.down':
    'Le fournisseur ne répond pas. Maroquin recommence chaque minute ; rien ne s’ouvre entre-temps.',
  'keys.obstacle.opens':
    'Le fournisseur dit avoir supprimé la clé {key}, et elle ouvre encore : aucune attestation n’est faite. Son exploitant supprime toutes ses versions ; Maroquin vérifie chaque minute.',
  'keys.destroyed': 'La clé a été détruite le {date}',
  'keys.destroyedText':
    'Demandé par {asker}, accordé par {approver}. Le fournisseur n’ouvre plus rien de cette organisation. L’attestation signée se vérifie sans Maroquin ni réseau : « maroquin verify ».',
  'keys.export': 'Emporter l’organisation',
  'keys.exportText':
    'Tout ce que l’organisation contient, en formats ouverts, dans une archive ZIP : documents, fichiers et leurs versions, conversations, personnes, droits, audit. Diffusion restreinte et conversations entre personnes comprises : gardez-la comme telle. Rien n’en reste sur le serveur.',
  'keys.exportAsk': 'Demander l’export',
  'keys.exportConfirm':
    'Une personne chargée du contrôle doit donner son accord, page « Droits ». Vous aurez ensuite un jour pour télécharger l’archive.',
  'keys.exportAsked': 'Demande envoyée : elle attend l’accord d’une personne chargée du contrôle.',
  'keys.exportWaits':
    'La demande attend l’accord d’une personne chargée du contrôle, page « Droits ». Sans accord, elle tombe le {date}.',
  'keys.exportAgreed':
    'L’export est accordé. L’archive s’écrit pendant que vous la téléchargez ; si le téléchargement s’interrompt, recommencez-le jusqu’au {date}.',
  'keys.exportTake': 'Télécharger l’archive',
  'keys.exportLast.running': 'Téléchargement en cours depuis le {date} : {entries} entrées, {size}.',
  'keys.exportLast.broken': 'Téléchargement du {date} interrompu après {entries} entrées, {size}.',
  'keys.exportLast.done': 'Dernier export fini le {date} : {entries} entrées, {size}.',
  'keys.exportLeft':
    '{count, plural, =0 {Tout y est.} one {Un élément n’y est pas ou n’y est pas entier : lisez non-transporte.json.} other {# éléments n’y sont pas ou n’y sont pas entiers : lisez non-transporte.json.}}',
  'keys.exportList':
    'Empreinte de la liste (SHA-256) : {list}. À vérifier n’importe où : « maroquin verify export ».',
  'keys.download': 'Télécharger l’attestation',
};
export const en = {
  'keys.title': 'Keys of the organisation',
  'keys.open': 'The organisation is open',
  'keys.openText': 'What is saved opens for whoever may.',
  'keys.closed': 'The organisation is closed',
  'keys.closedText':
    'Nothing opens, nobody can sign in. Nothing is lost: once open again, everybody signs in again.',
  'keys.state': 'Where the key is',
  'keys.provider': 'Provider',
  'keys.kind.file': 'File of the machine (KEY_FILE)',
  'keys.kind.transit': 'Vault or OpenBao (transit)',
  'keys.kind.pkcs11': 'Security module (PKCS#11)',
  'keys.answers': 'Answer',
  'keys.answersSince': 'answers, since {date}',
  'keys.downSince': 'does not answer, since {date}',
  'keys.name': 'Name of the key',
  'keys.noKey': 'none that the provider shows',
  'keys.shared': 'Sharing',
  'keys.own': 'this organisation’s own',
  'keys.ofAll': 'one for all organisations: none can be destroyed alone',
  'keys.extractable': 'Extraction',
  'keys.extractableYes': 'possible: who runs the service can have a copy',
  'keys.extractableNo': 'impossible: it does not leave the service',
  'keys.renewed': 'Renewed last',
  'keys.custodians': 'Kept by',
  'keys.unnamed': 'person …{id}',
  'keys.acts': 'Close, open again',
  'keys.two':
    '{count, plural, one {One person keeps these keys and acts alone. Entrust a second one with this duty, and nothing is done without two.} other {# people keep these keys: one asks, another one agrees, and it is done.}}',
  'keys.ask.keys-close': 'Ask to close',
  'keys.ask.keys-open': 'Ask to open again',
  'keys.do.keys-close': 'Close the organisation',
  'keys.do.keys-open': 'Open the organisation again',
  'keys.confirm.keys-close':
    'Everybody is signed out, open documents are cut and nothing opens any more. Nothing is lost. To open again, first keep your custodian’s address: nobody will be able to sign in.',
  'keys.confirm.keys-open': 'Everybody can sign in again, and what waited is done at once.',
  'keys.confirmAlone': 'This is done at once.',
  'keys.confirmTwo': 'Another custodian of the keys has to agree.',
  'keys.done.keys-close': 'Organisation closed.',
  'keys.done.keys-open': 'Organisation open again.',
  'keys.asked': 'Asked: it waits for a second person.',
  'keys.waits': 'A request waits for a second person already.',
  'keys.requests':
    '{count, plural, one {One request waits for a second person} other {# requests wait for a second person}}',
  'keys.request.keys-close': 'Close the organisation',
  'keys.request.keys-open': 'Open the organisation again',
  'keys.requestBy': 'Asked by {name} on {date}; without agreement it lapses on {end}.',
  'keys.agree.keys-close': 'Agree and close',
  'keys.agree.keys-open': 'Agree and open',
  'keys.refuse': 'Refuse',
  'keys.withdraw': 'Take my request back',
  'keys.agreed': 'Agreed, and done.',
  'keys.refused': 'Request over, nothing changed.',
  'keys.history': 'Newest acts',
  'keys.link': 'Your custodian’s address',
  'keys.linkText':
    'A closed organisation lets nobody in, you neither. By this address, kept elsewhere (a safe, paper), you can ask to open it again, or agree to it. It opens nothing else and serves only as long as you keep the keys.',
  'keys.linkField': 'Custodian’s address',
  'keys.linkHint': 'It holds until {date}. It is shown once; you can make another one.',
  'keys.linkMake': 'Make my custodian’s address',
  'keys.linkDead': 'This address is not complete. Open it as you kept it.',
  'keys.destroy': 'Destroy the key',
  'keys.destroyText':
    'After it nothing that the organisation saved can be read, by anybody, backups included. It takes two people; it is done {hours} hours after the second agreed, and until then any custodian can withdraw it. A signed certificate remains.',
  'keys.undestroyable.shared':
    'Not possible here: the key is a file of the machine, one for all organisations, of which a copy may have been taken. Nothing would prove its destruction. First entrust the keys to a provider that keeps one for each organisation (transit or PKCS#11).',
  'keys.undestroyable.moving':
    'Not possible while the keys move to another provider: the former one still opens them. Whoever administers the server ends that first.',
  'keys.undestroyable.alone':
    'Not possible alone: a second person has to keep the keys. An administrator entrusts that duty.',
  'keys.ask.keys-destroy': 'Ask for the destruction',
  'keys.do.keys-destroy': 'Destroy the key',
  'keys.confirm.keys-destroy':
    'All that the organisation saved will be lost for ever, {hours} hours after the second person agreed.',
  'keys.done.keys-destroy': 'Destruction planned.',
  'keys.request.keys-destroy': 'Destroy the organisation’s key',
  'keys.agree.keys-destroy': 'Agree to the destruction',
  'keys.planned': 'The key will be destroyed on {date}',
  'keys.plannedText':
    'Asked by {asker}, approved by {approver}. Until then any custodian can withdraw it; afterwards nothing brings it back. Make your custodian’s address: it alone will give the certificate.',
  'keys.withdrawDestruction': 'Withdraw the destruction',
  'keys.destructionWithdrawn': 'Destruction withdrawn, the key stays.',
  'keys.running': 'The destruction is under way',
  'keys.runningText':
    'The organisation is closed. Maroquin has the key destroyed, then checks that it opens nothing.',
  'keys.waitingTitle': 'The key is still at its provider',
  'keys.obstacle.refused':
    'Maroquin’s token may not delete it. The provider’s operator deletes the key {key}, all its versions; with OpenBao or Vault: “bao write transit/keys/{key}/config deletion_allowed=true”, then “bao delete transit/keys/{key}”. Maroquin checks every minute that it opens nothing, and then makes the certificate.',
  'keys.obstacle.down':
    'The provider does not answer. Maroquin tries again every minute; nothing opens meanwhile.',
  'keys.obstacle.opens':
    'The provider says that it deleted the key {key}, and it still opens: no certificate is made. Its operator deletes all versions; Maroquin checks every minute.',
  'keys.destroyed': 'The key was destroyed on {date}',
  'keys.destroyedText':
    'Asked by {asker}, approved by {approver}. The provider opens nothing of this organisation any more. The signed certificate is verified without Maroquin or a network: “maroquin verify”.',
  'keys.export': 'Take the organisation along',
  'keys.exportText':
    'Everything that the organisation holds, in open formats, in one ZIP archive: documents, files and their versions, conversations, people, rights, audit. What is restricted and conversations between people are in it: keep it as such. Nothing of it stays on the server.',
  'keys.exportAsk': 'Ask for the export',
  'keys.exportConfirm':
    'An auditor has to agree, on the page “Rights”. Then you have a day to download the archive.',
  'keys.exportAsked': 'Request sent: it waits for an auditor to agree.',
  'keys.exportWaits':
    'The request waits for an auditor to agree, on the page “Rights”. Without that it lapses on {date}.',
  'keys.exportAgreed':
    'The export is agreed to. The archive is written while you download it; if the download breaks off, begin again, until {date}.',
  'keys.exportTake': 'Download the archive',
  'keys.exportLast.running': 'Download in progress since {date}: {entries} entries, {size}.',
  'keys.exportLast.broken': 'Download of {date} broken off after {entries} entries, {size}.',
  'keys.exportLast.done': 'Last export finished on {date}: {entries} entries, {size}.',
  'keys.exportLeft':
    '{count, plural, =0 {Everything is there.} one {One item is not there, or not whole: read non-transporte.json.} other {# items are not there, or not whole: read non-transporte.json.}}',
  'keys.exportList':
    'Digest of the list (SHA-256): {list}. To be verified anywhere: “maroquin verify export”.',
  'keys.download': 'Download the certificate',
};
