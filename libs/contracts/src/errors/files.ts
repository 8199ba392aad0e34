import type { ErrorDefinition } from './error-definition.js';

/** Files, uploads, quotas and the store that keeps them. */
export const fileErrors = {
  'file.too-large': {
    status: 413,
    fr: 'Ce fichier dépasse la limite de 10 Go. Rien n’a été envoyé.',
    en: 'This file is over the 10 GB limit. Nothing was sent.',
    remedy: { fr: 'Réduisez-le ou demandez un quota.', en: 'Make it smaller or ask for more room.' },
  },
  'file.scanning': {
    status: 409,
    fr: 'L’antivirus n’a pas encore analysé ce fichier : seul son auteur peut le lire.',
    en: 'The antivirus has not scanned this file yet: only its author can read it.',
    remedy: {
      fr: 'Réessayez dans un instant ; il s’ouvrira dès que l’analyse sera faite.',
      en: 'Try again in a moment; it will open as soon as it is scanned.',
    },
  },
  'file.infected': {
    status: 403,
    fr: 'Ce fichier est bloqué : l’antivirus y a trouvé un virus. Personne ne peut le lire.',
    en: 'This file is blocked: the antivirus found a virus in it. Nobody can read it.',
    remedy: {
      fr: 'Supprimez-le, vérifiez le poste d’où il vient, et prévenez votre service informatique.',
      en: 'Delete it, check the computer it came from, and tell your IT department.',
    },
  },
  'file.read-only': {
    status: 403,
    fr: 'C’est un document de Maroquin : dans le lecteur, on le lit, on le renomme, on le déplace et on le supprime ; on ne le modifie pas. Rien n’a été enregistré.',
    en: 'This is a document of Maroquin: in the drive it is read, renamed, moved and deleted, not changed. Nothing was saved.',
    remedy: {
      fr: 'Modifiez-le dans Maroquin, ou enregistrez votre version sous un autre nom.',
      en: 'Change it in Maroquin, or save your version under another name.',
    },
  },
  'file.ending': {
    status: 403,
    fr: 'Un document de Maroquin garde la fin de son nom (.odt ou .md) dans le lecteur. Rien n’a été renommé.',
    en: 'A document of Maroquin keeps the ending of its name (.odt or .md) in the drive. Nothing was renamed.',
    remedy: {
      fr: 'Gardez la fin du nom ; pour un autre format, exportez le document depuis Maroquin.',
      en: 'Keep the ending of the name; for another format, export the document from Maroquin.',
    },
  },
  'file.range': {
    status: 416,
    fr: 'La partie demandée n’existe pas dans ce fichier.',
    en: 'The part asked for does not exist in this file.',
    remedy: { fr: 'Téléchargez le fichier entier.', en: 'Download the whole file.' },
  },
  'editor.unsupported': {
    status: 409,
    fr: 'L’éditeur bureautique n’ouvre pas ce genre de fichier.',
    en: 'The office editor does not open this kind of file.',
    remedy: {
      fr: 'Téléchargez le fichier pour le modifier sur votre poste.',
      en: 'Download the file to change it on your computer.',
    },
  },
  'editor.unavailable': {
    status: 503,
    fr: 'L’éditeur bureautique ne répond pas. Le fichier est intact.',
    en: 'The office editor does not answer. The file is intact.',
    remedy: {
      fr: 'Réessayez dans une minute ; si cela dure, prévenez votre administrateur.',
      en: 'Try again in a minute; if it goes on, tell your administrator.',
    },
  },
  'upload.offset': {
    status: 409,
    fr: 'L’envoi ne reprend pas là où il s’était arrêté. Ce qui était arrivé est gardé.',
    en: 'The upload does not go on from where it had stopped. What had arrived is kept.',
    remedy: {
      fr: 'Demandez où il en est (HEAD), puis reprenez à cet endroit.',
      en: 'Ask how far it has come (HEAD), then go on from there.',
    },
  },
  'upload.busy': {
    status: 423,
    fr: 'Une autre demande poursuit déjà cet envoi. Ce qui est arrivé est gardé.',
    en: 'Another request already goes on with this upload. What has arrived is kept.',
    remedy: {
      fr: 'Patientez un instant, demandez où il en est (HEAD), puis reprenez à cet endroit.',
      en: 'Wait a moment, ask how far it has come (HEAD), then go on from there.',
    },
  },
  'copy.too-many': {
    status: 422,
    fr: 'Ce dossier contient plus de 2 000 éléments, ou plus de 200 documents. Rien n’a été copié.',
    en: 'This folder holds more than 2,000 items, or more than 200 documents. Nothing was copied.',
    remedy: { fr: 'Copiez ses sous-dossiers un par un.', en: 'Copy its folders one by one.' },
  },
  'upload.expired': {
    status: 409,
    fr: 'Ce contenu a attendu trop longtemps avant d’être enregistré, et n’est plus là.',
    en: 'This content waited too long before it was saved, and is no longer there.',
    remedy: { fr: 'Envoyez-le de nouveau.', en: 'Send it again.' },
  },
  'upload.quota': {
    status: 413,
    fr: 'Vos envois en cours annoncent déjà autant de données qu’il est permis. Ce fichier n’a pas été envoyé.',
    en: 'Your unfinished uploads already announce as much as is allowed. This file was not sent.',
    remedy: {
      fr: 'Terminez ou abandonnez d’autres envois, puis recommencez.',
      en: 'Finish or abandon other uploads, then try again.',
    },
  },
  'quota.person': {
    status: 507,
    fr: 'Votre espace personnel est plein. Rien de plus n’a été enregistré.',
    en: 'Your own space is full. Nothing more was saved.',
    remedy: {
      fr: 'Videz votre corbeille, supprimez ce qui ne sert plus, ou demandez plus de place à qui administre Maroquin ; puis recommencez.',
      en: 'Empty your bin, delete what is no longer needed, or ask whoever administers Maroquin for more room; then try again.',
    },
  },
  'quota.space': {
    status: 507,
    fr: 'L’espace est plein. Rien de plus n’a été enregistré.',
    en: 'The space is full. Nothing more was saved.',
    remedy: {
      fr: 'Videz la corbeille de l’espace, supprimez ce qui ne sert plus, ou demandez plus de place à qui administre Maroquin ; puis recommencez.',
      en: 'Empty the bin of the space, delete what is no longer needed, or ask whoever administers Maroquin for more room; then try again.',
    },
  },
  'quota.organisation': {
    status: 507,
    fr: 'Toute la place de votre organisation est prise. Rien de plus n’a été enregistré.',
    en: 'Your organisation has used all of its room. Nothing more was saved.',
    remedy: {
      fr: 'Prévenez la personne qui administre Maroquin. Ce qui est supprimé pour de bon fait de la place ; puis recommencez.',
      en: 'Tell whoever administers Maroquin. What is deleted for good makes room; then try again.',
    },
  },
  'upload.protocol': {
    status: 412,
    fr: 'Cette adresse ne parle que la version 1.0.0 du protocole tus.',
    en: 'This address speaks version 1.0.0 of the tus protocol only.',
    remedy: {
      fr: 'Envoyez l’en-tête Tus-Resumable: 1.0.0.',
      en: 'Send the header Tus-Resumable: 1.0.0.',
    },
  },
  'upload.not-image': {
    status: 415,
    fr: 'Ce fichier n’est pas une image PNG, JPEG, GIF ou WebP.',
    en: 'This file is not a PNG, JPEG, GIF or WebP image.',
    remedy: {
      fr: 'Choisissez une image d’un de ces formats.',
      en: 'Choose an image of one of these formats.',
    },
  },
  'storage.not-found': {
    status: 404,
    fr: 'Le contenu n’est pas dans le stockage d’objets.',
    en: 'The content is not in the object store.',
    remedy: { fr: 'Restaurez-le depuis une sauvegarde.', en: 'Restore it from a backup.' },
  },
  'storage.full': {
    status: 507,
    fr: 'Le stockage est plein. Rien n’a été enregistré à moitié.',
    en: 'The storage is full. Nothing was half-written.',
    remedy: {
      fr: 'Libérez de la place ou agrandissez-le, puis recommencez.',
      en: 'Free some room or enlarge it, then try again.',
    },
  },
  'storage.unavailable': {
    status: 503,
    fr: 'Le stockage d’objets ne répond pas. Ce qui est enregistré est intact.',
    en: 'The object store does not answer. What is saved is intact.',
    remedy: { fr: 'Vérifiez-le avec maroquin doctor storage.', en: 'Check it with maroquin doctor storage.' },
  },
  'storage.refused': {
    status: 502,
    fr: 'Le stockage d’objets refuse ces identifiants ou cette opération.',
    en: 'The object store refuses these credentials or this operation.',
    remedy: {
      fr: 'Vérifiez S3_BUCKET, S3_ACCESS_KEY, S3_SECRET_KEY et les droits du compte.',
      en: 'Check S3_BUCKET, S3_ACCESS_KEY, S3_SECRET_KEY and the rights of the account.',
    },
  },
  'storage.misconfigured': {
    status: 500,
    fr: 'Le stockage d’objets est mal configuré.',
    en: 'The object store is misconfigured.',
    remedy: {
      fr: 'Corrigez OBJECT_STORAGE et les variables S3_ d’après .env.example.',
      en: 'Correct OBJECT_STORAGE and the S3_ variables after .env.example.',
    },
  },
  'storage.incomplete': {
    status: 400,
    fr: 'Le contenu reçu n’a pas la taille annoncée. Rien n’a été enregistré.',
    en: 'The content received has not the size announced. Nothing was stored.',
    remedy: {
      fr: 'Recommencez l’envoi.',
      en: 'Send it again.',
    },
  },
  'storage.range': {
    status: 416,
    fr: 'La partie demandée n’existe pas dans cet objet.',
    en: 'The part asked for does not exist in this object.',
    remedy: {
      fr: 'Demandez une partie comprise dans sa taille.',
      en: 'Ask for a part within its size.',
    },
  },
} as const satisfies Record<string, ErrorDefinition>;
