export const fr = {
  'office.new': 'Nouveau',
  'office.new.ods': 'Classeur (.ods)',
  'office.new.odp': 'Présentation (.odp)',
  'office.new.odt': 'Texte (.odt)',
  'office.new.xlsx': 'Classeur Excel (.xlsx)',
  'office.new.pptx': 'Présentation PowerPoint (.pptx)',
  'office.new.docx': 'Texte Word (.docx)',
  'office.name': 'Nom du fichier',
  'office.nameHint': 'La terminaison {ending} est ajoutée.',
  'office.create': 'Créer et ouvrir',
  'office.edit': 'Modifier',
  'office.view': 'Ouvrir dans l’éditeur',
  'office.title': 'Éditeur bureautique',
  'office.frame': 'Éditeur bureautique : {name}',
  'office.back': 'Retour au fichier',
  'office.with':
    'Ouvert aussi par {name}{others, plural, =0 {} one { et # autre personne} other { et # autres personnes}}',
  'office.gone': 'L’éditeur est fermé : vous n’avez plus accès à ce fichier',
  'office.goneHelp':
    'L’accès a été retiré ou le fichier déplacé. Ce qui avait été enregistré l’est toujours, pour les personnes qui y ont accès.',
  'office.readOnly': 'L’éditeur est fermé : vous ne pouvez plus modifier ce fichier',
  'office.readOnlyHelp':
    'Vous pouvez encore le lire. Ce qui avait été enregistré l’est toujours ; ce que l’éditeur n’avait pas encore enregistré ne l’est pas.',
  'office.restricted': 'L’éditeur est fermé : ce fichier est passé en diffusion restreinte',
  'office.restrictedHelp':
    'Ce qui est en diffusion restreinte n’est confié à aucun éditeur. Ce qui avait été enregistré l’est toujours ; ce que l’éditeur n’avait pas encore enregistré ne l’est pas.',
  'office.leave': 'Quitter l’éditeur',
  'office.leaveHelp':
    'Vos dernières modifications ne sont pas encore enregistrées ici. Si vous partez maintenant, elles peuvent être perdues.',
  'office.lost':
    'L’éditeur dit n’avoir plus rien à enregistrer, mais rien n’est arrivé ici. Si vous n’avez pas seulement annulé vos modifications, gardez-le ouvert et enregistrez de nouveau, ou copiez-les ailleurs.',
  'office.failureHelp':
    'Gardez l’éditeur ouvert : il a toujours vos modifications, et peut enregistrer de nouveau.',
  'office.failure.lock': 'L’enregistrement a été refusé : le fichier est verrouillé par un autre programme.',
  'office.failure.conflict': 'L’enregistrement a été refusé : le fichier a changé entre-temps.',
  'office.failure.rights': 'L’enregistrement a été refusé : vous ne pouvez plus modifier ce fichier.',
  'office.failure.full':
    'L’enregistrement a été refusé : le fichier est trop grand, ou il n’y a plus de place.',
  'office.failure.service': 'L’enregistrement a échoué : le service n’a pas pu écrire le fichier.',
} as const;

export const en: Record<keyof typeof fr, string> = {
  'office.new': 'New',
  'office.new.ods': 'Spreadsheet (.ods)',
  'office.new.odp': 'Presentation (.odp)',
  'office.new.odt': 'Text (.odt)',
  'office.new.xlsx': 'Excel spreadsheet (.xlsx)',
  'office.new.pptx': 'PowerPoint presentation (.pptx)',
  'office.new.docx': 'Word text (.docx)',
  'office.name': 'Name of the file',
  'office.nameHint': 'The ending {ending} is added.',
  'office.create': 'Create and open',
  'office.edit': 'Edit',
  'office.view': 'Open in the editor',
  'office.title': 'Office editor',
  'office.frame': 'Office editor: {name}',
  'office.back': 'Back to the file',
  'office.with':
    'Also open by {name}{others, plural, =0 {} one { and # other person} other { and # other people}}',
  'office.gone': 'The editor is closed: you no longer have access to this file',
  'office.goneHelp':
    'Access was withdrawn or the file was moved. What had been saved still is, for those who have access.',
  'office.readOnly': 'The editor is closed: you can no longer change this file',
  'office.readOnlyHelp':
    'You can still read it. What had been saved still is; what the editor had not saved yet is not.',
  'office.restricted': 'The editor is closed: this file is now of restricted circulation',
  'office.restrictedHelp':
    'What is of restricted circulation is handed to no editor. What had been saved still is; what the editor had not saved yet is not.',
  'office.leave': 'Leave the editor',
  'office.leaveHelp': 'Your last changes are not saved here yet. If you leave now, they may be lost.',
  'office.lost':
    'The editor says that it has nothing left to save, but nothing has arrived here. Unless you only undid your changes, keep it open and save again, or copy them elsewhere.',
  'office.failureHelp': 'Keep the editor open: it still has your changes, and can save again.',
  'office.failure.lock': 'Saving was refused: another program has locked the file.',
  'office.failure.conflict': 'Saving was refused: the file has changed meanwhile.',
  'office.failure.rights': 'Saving was refused: you can no longer change this file.',
  'office.failure.full': 'Saving was refused: the file is too large, or there is no room left.',
  'office.failure.service': 'Saving failed: the service could not write the file.',
};
