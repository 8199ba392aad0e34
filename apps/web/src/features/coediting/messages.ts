export const fr = {
  'unsent.sending':
    '<b>{count, plural, one {# document contient du travail pas encore enregistré.} other {# documents contiennent du travail pas encore enregistré.}}</b> Il est gardé sur ce poste et part maintenant.',
  'unsent.sent': 'Tout est enregistré.',
  'unsent.copying': '<b>Votre travail sur « {title} » est mis de côté.</b> Une copie est en cours.',
  'unsent.copied':
    '<b>« {title} » a été restauré pendant que vous écriviez.</b> Votre travail non enregistré est dans une copie.',
  'unsent.saved': '<b>Votre travail sur « {title} » est enregistré.</b> Il est dans un nouveau document.',
  'unsent.open': 'Ouvrir la copie',
  'unsent.stays':
    '<b>{count, plural, one {Du travail n’a pas pu être enregistré.} other {Du travail sur # documents n’a pas pu être enregistré.}}</b> Il est gardé sur ce poste.',
  'unsent.see': 'Voir ce travail',
  'unsent.title': 'Travail non enregistré',
  'unsent.help':
    'Ces textes n’ont pas pu rejoindre leur document. Ils sont gardés sur ce poste jusqu’à ce que vous décidiez.',
  'unsent.when': 'Mis de côté : {when}',
  'unsent.gone': 'Ce document n’existe plus, ou vous n’y avez plus accès.',
  'unsent.text': 'Texte de « {title} »',
  'unsent.copyText': 'Copier le texte',
  'unsent.save': 'Enregistrer comme nouveau document',
  'unsent.discard': 'Écarter',
  'unsent.discarded': 'Le texte est écarté.',
  'unsent.untitled': 'document sans titre',
  'unsent.copyTitle': 'Copie de {title} – travail non enregistré du {date}',
} as const;

export const en: Record<keyof typeof fr, string> = {
  'unsent.sending':
    '<b>{count, plural, one {# document holds work that is not saved yet.} other {# documents hold work that is not saved yet.}}</b> It is kept on this computer and is being sent now.',
  'unsent.sent': 'Everything is saved.',
  'unsent.copying': '<b>Your work on “{title}” is set aside.</b> A copy is being made.',
  'unsent.copied': '<b>“{title}” was restored while you were writing.</b> Your unsaved work is in a copy.',
  'unsent.saved': '<b>Your work on “{title}” is saved.</b> It is in a new document.',
  'unsent.open': 'Open the copy',
  'unsent.stays':
    '<b>{count, plural, one {Some work could not be saved.} other {Work on # documents could not be saved.}}</b> It is kept on this computer.',
  'unsent.see': 'See this work',
  'unsent.title': 'Unsaved work',
  'unsent.help':
    'These texts could not reach their document. They are kept on this computer until you decide.',
  'unsent.when': 'Set aside: {when}',
  'unsent.gone': 'This document no longer exists, or you may no longer see it.',
  'unsent.text': 'Text of “{title}”',
  'unsent.copyText': 'Copy the text',
  'unsent.save': 'Save as a new document',
  'unsent.discard': 'Drop',
  'unsent.discarded': 'The text is dropped.',
  'unsent.untitled': 'untitled document',
  'unsent.copyTitle': 'Copy of {title} – unsaved work of {date}',
};
