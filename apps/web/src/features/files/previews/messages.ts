export const fr = {
  'files.column': 'Colonne {number, number}',
  'files.rows':
    '{total, plural, =0 {Aucune ligne sous les titres.} one {# ligne.} other {{shown, number} lignes affichées sur {total, number}.}}',
  'files.tableCut':
    'Le tableau s’arrête à 5 000 lignes et 60 colonnes\u00a0: téléchargez le fichier pour le lire en entier.',
  'mail.from': 'De',
  'mail.to': 'À',
  'mail.cc': 'Copie',
  'mail.date': 'Date',
  'mail.noSubject': 'Message sans objet',
  'mail.text': 'Texte du message',
  'mail.empty': 'Ce message n’a pas de texte.',
  'mail.formatted':
    'Ce message est mis en forme\u00a0: seul son texte s’affiche. Ses images et ses liens n’ont appelé aucun autre site.',
  'mail.cut':
    'Seul le début du message est lu ici ({size})\u00a0: des pièces jointes peuvent manquer. Téléchargez-le pour l’avoir en entier.',
  'mail.attached': '{count, plural, one {# pièce jointe} other {# pièces jointes}}',
  'mail.attachedMeans':
    'Une pièce jointe vient de l’auteur du message\u00a0: ne l’ouvrez que si vous l’attendiez.',
  'mail.save': 'Enregistrer',
  'mail.unnamed': 'Sans nom ({type})',
};
export const en: Record<keyof typeof fr, string> = {
  'files.column': 'Column {number, number}',
  'files.rows':
    '{total, plural, =0 {No row under the titles.} one {# row.} other {{shown, number} rows shown of {total, number}.}}',
  'files.tableCut': 'The table ends at 5,000 rows and 60 columns: download the file to read all of it.',
  'mail.from': 'From',
  'mail.to': 'To',
  'mail.cc': 'Copy',
  'mail.date': 'Date',
  'mail.noSubject': 'Message without a subject',
  'mail.text': 'Text of the message',
  'mail.empty': 'This message has no text.',
  'mail.formatted':
    'This message has a layout: only its text is shown. Its pictures and links called no other site.',
  'mail.cut':
    'Only the beginning of the message is read here ({size}): attachments may be missing. Download it to have all of it.',
  'mail.attached': '{count, plural, one {# attachment} other {# attachments}}',
  'mail.attachedMeans':
    'An attachment comes from the author of the message: open it only if you expected it.',
  'mail.save': 'Save',
  'mail.unnamed': 'Without a name ({type})',
};
