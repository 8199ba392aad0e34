import type { ErrorDefinition } from './error-definition.js';

/** Files read as documents, and documents written as files. */
export const conversionErrors = {
  'export.too-large': {
    status: 422,
    fr: 'Les images de ce document pèsent trop pour un seul fichier. Le document n’a pas changé.',
    en: 'The pictures of this document are too large for one file. The document has not changed.',
    remedy: {
      fr: 'Exportez-le en texte ou en Markdown, ou réduisez ses images à moins de 56 Mo en tout.',
      en: 'Export it as text or Markdown, or make its pictures smaller than 56 MB in all.',
    },
  },
  'preview.unreadable': {
    status: 422,
    fr: 'Ce fichier n’a pas d’aperçu : il est endommagé, ou n’est pas ce que dit son nom. Il est intact ici.',
    en: 'This file has no preview: it is damaged, or is not what its name says. It is intact here.',
    remedy: {
      fr: 'Téléchargez-le et ouvrez-le sur votre poste ; s’il s’y ouvre, enregistrez-le de nouveau et remplacez-le ici.',
      en: 'Download it and open it on your computer; if it opens there, save it again and replace it here.',
    },
  },
  'preview.locked': {
    status: 422,
    fr: 'Ce fichier n’a pas d’aperçu : il est protégé par un mot de passe.',
    en: 'This file has no preview: it has a password.',
    remedy: {
      fr: 'Téléchargez-le et ouvrez-le sur votre poste avec son mot de passe.',
      en: 'Download it and open it on your computer with its password.',
    },
  },
  'preview.unsafe': {
    status: 422,
    fr: 'Ce fichier n’a pas d’aperçu : son contenu est démesuré, ou fait d’une façon que Maroquin refuse de lire.',
    en: 'This file has no preview: its content is out of proportion, or made in a way that Maroquin refuses to read.',
    remedy: {
      fr: 'Vérifiez d’où il vient avant de le télécharger.',
      en: 'Check where it comes from before downloading it.',
    },
  },
  'preview.too-large': {
    status: 413,
    fr: 'Ce fichier est trop grand, ou trop long à lire, pour un aperçu. Il est intact.',
    en: 'This file is too large, or takes too long to read, for a preview. It is intact.',
    remedy: {
      fr: 'Téléchargez-le, ou ouvrez-le dans l’éditeur bureautique s’il est proposé.',
      en: 'Download it, or open it in the office editor where there is one.',
    },
  },
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
} as const satisfies Record<string, ErrorDefinition>;
