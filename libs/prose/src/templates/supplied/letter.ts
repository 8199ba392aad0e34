import { aligned, bold, bullets, doc, field, line, p } from './parts.js';

const CALL = [
  'Madame, Monsieur,',
  'Madame,',
  'Monsieur,',
  'Madame la Préfète,',
  'Monsieur le Préfet,',
  'Madame la Maire,',
  'Monsieur le Maire,',
  'Madame la Présidente,',
  'Monsieur le Président,',
];

/** A letter with its references, as offices write to the public, to mayors and to prefects. */
export const LETTER = doc(
  p(
    ...bold(field('Service')),
    line,
    field('Adresse du service'),
    line,
    'Affaire suivie par : ',
    field('Rédacteur', 'person'),
    line,
    'Téléphone : ',
    field('Téléphone'),
    line,
    'Courriel : ',
    field('Courriel'),
  ),
  aligned('right', field('Destinataire'), line, field('Adresse du destinataire')),
  aligned('right', field('Lieu'), ', le ', field('Date', 'date')),
  p(
    ...bold('Nos références : '),
    field('Référence'),
    line,
    ...bold('Vos références : '),
    field('Vos références'),
  ),
  p(...bold('Objet : '), field('Objet')),
  p(...bold('Pièces jointes : '), field('Pièces jointes')),
  p(field('Formule d’appel', 'choice', CALL)),
  p('Par courrier en date du '),
  p('J’ai l’honneur de vous faire connaître que '),
  p('Mes services restent à votre disposition pour tout renseignement complémentaire.'),
  p(
    'Je vous prie d’agréer, ',
    field(
      'Titre dans la formule de politesse',
      'choice',
      CALL.map((call) => call.slice(0, -1)),
    ),
    ', l’expression de ma considération distinguée.',
  ),
  aligned('right', field('Fonction du signataire'), line, line, field('Signataire', 'person')),
  p(...bold('Copie à :')),
  bullets([field('Copie à')]),
);
