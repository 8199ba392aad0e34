import { aligned, bold, centred, doc, field, line, p, rule, table, title } from './parts.js';

const EXECUTIVES = ['la maire', 'le maire', 'la présidente', 'le président'];

/** Of a local assembly. Its visas are those that every deliberation of a municipality names. */
export const DELIBERATION = doc(
  aligned('center', ...bold('RÉPUBLIQUE FRANÇAISE')),
  aligned(
    'center',
    'Département ',
    field('Département (de la Somme, du Nord…)'),
    line,
    ...bold(field('Collectivité')),
  ),
  rule,
  centred(
    1,
    'Extrait du registre des délibérations du ',
    field('Assemblée', 'choice', [
      'conseil municipal',
      'conseil communautaire',
      'conseil départemental',
      'conseil régional',
      'comité syndical',
      'conseil d’administration',
    ]),
  ),
  aligned('center', ...bold('Séance du ', field('Date de la séance', 'date'))),
  aligned('center', ...bold('Délibération n° ', field('Numéro'))),
  p(...bold('Objet : '), field('Objet')),
  p(
    'L’assemblée, légalement convoquée le ',
    field('Date de la convocation', 'date'),
    ', s’est réunie en séance publique au lieu ordinaire de ses séances, sous la présidence de ',
    field('Présidence', 'person'),
    '.',
  ),
  table(
    [['En exercice'], ['Présents'], ['Pouvoirs'], ['Votants']],
    [[field('Membres en exercice')], [field('Membres présents')], [field('Pouvoirs')], [field('Votants')]],
  ),
  p(...bold('Étaient présents : '), field('Présents')),
  p(...bold('Absents excusés ayant donné pouvoir : '), field('Absents ayant donné pouvoir')),
  p(...bold('Secrétaire de séance : '), field('Secrétaire de séance', 'person')),
  title(2, 'Le rapporteur expose'),
  p(field('Rapporteur', 'person'), ' expose à l’assemblée que '),
  title(2, 'L’assemblée'),
  p(
    ...bold('Vu'),
    ' le code général des collectivités territoriales, notamment ses articles ',
    field('Articles du CGCT'),
    ' ;',
  ),
  p(...bold('Vu'), ' le budget de l’exercice en cours ;'),
  p(...bold('Vu'), ' l’avis de la commission ', field('Commission'), ' ;'),
  p(...bold('Considérant'), ' que ', field('Premier considérant'), ' ;'),
  p(...bold('Considérant'), ' qu’il convient, en conséquence, de ', field('Second considérant'), ' ;'),
  p(
    ...bold(
      'Après en avoir délibéré, ',
      field('Résultat du vote', 'choice', ['à l’unanimité', 'à la majorité absolue des suffrages exprimés']),
      ' :',
    ),
  ),
  table(
    [['Pour'], ['Contre'], ['Abstentions']],
    [[field('Voix pour')], [field('Voix contre')], [field('Abstentions')]],
  ),
  p(...bold('Article 1er'), ' – Approuve ', field('Décision')),
  p(
    ...bold('Article 2'),
    ' – Autorise ',
    field('Exécutif', 'choice', EXECUTIVES),
    ', ou son représentant, à signer tout document nécessaire à l’exécution de la présente délibération.',
  ),
  p(
    ...bold('Article 3'),
    ' – La présente délibération peut faire l’objet d’un recours pour excès de pouvoir devant le tribunal administratif de ',
    field('Tribunal administratif'),
    ' dans un délai de deux mois à compter de sa publication et de sa transmission au représentant de l’État.',
  ),
  p('Fait et délibéré les jour, mois et an susdits.'),
  aligned('left', 'Le secrétaire de séance,'),
  aligned(
    'right',
    'Pour extrait conforme,',
    line,
    field('Fonction du signataire'),
    line,
    line,
    field('Signataire', 'person'),
  ),
);
