export const fr = {
  'scan.waiting': 'Analyse en cours',
  'scan.waitingMeans':
    'L’antivirus analyse ce fichier. Jusque-là, seul son auteur peut le lire. Réessayez dans un instant.',
  'scan.unscanned': 'Non analysé',
  'scan.unscannedMeans':
    'Ce fichier est trop grand ou trop imbriqué pour l’antivirus, ou celui-ci n’a pas pu le lire : il n’a pas été analysé.',
  'scan.infected': 'Bloqué : virus {virus}',
  'scan.infectedMeans':
    'L’antivirus a trouvé un virus dans ce fichier ({virus}) : personne ne peut le lire. Supprimez-le, ou restaurez une version plus ancienne.',
};
export const en: Record<keyof typeof fr, string> = {
  'scan.waiting': 'Being scanned',
  'scan.waitingMeans':
    'The antivirus is scanning this file. Until then only its author can read it. Try again in a moment.',
  'scan.unscanned': 'Not scanned',
  'scan.unscannedMeans':
    'This file is too large or too nested for the antivirus, or could not be read by it: it was not scanned.',
  'scan.infected': 'Blocked: virus {virus}',
  'scan.infectedMeans':
    'The antivirus found a virus in this file ({virus}): nobody can read it. Delete it, or restore an older version.',
};
