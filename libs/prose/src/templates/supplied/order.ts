import { aligned, bold, centred, doc, field, line, p, rule } from './parts.js';

/** Those whose orders rest on the code that is named below: a prefect's do not. */
const AUTHORITIES = ['La maire', 'Le maire', 'La présidente', 'Le président'];

/** An order: visas, recitals, articles, remedies, execution. */
export const ORDER = doc(
  aligned('center', ...bold('RÉPUBLIQUE FRANÇAISE')),
  aligned('center', ...bold(field('Autorité administrative'))),
  rule,
  centred(1, 'Arrêté n° ', field('Numéro'), ' du ', field('Date', 'date')),
  aligned('center', ...bold('portant ', field('Objet'))),
  p(
    ...bold(
      field('Autorité signataire', 'choice', AUTHORITIES),
      ' ',
      field('Ressort (d’Amiens, du conseil départemental…)'),
      ',',
    ),
  ),
  p(
    ...bold('Vu'),
    ' le code général des collectivités territoriales, notamment ses articles ',
    field('Articles du CGCT'),
    ' ;',
  ),
  p(...bold('Vu'), ' le code des relations entre le public et l’administration ;'),
  p(...bold('Vu'), ' ', field('Autre visa'), ' ;'),
  p(...bold('Considérant'), ' que ', field('Motif de fait'), ' ;'),
  p(...bold('Considérant'), ' qu’il appartient à l’autorité compétente de ', field('Motif de droit'), ' ;'),
  aligned('center', ...bold('ARRÊTE')),
  p(...bold('Article 1er'), ' – ', field('Disposition principale')),
  p(
    ...bold('Article 2'),
    ' – Le présent arrêté entre en vigueur le ',
    field('Date d’entrée en vigueur', 'date'),
    '.',
  ),
  p(
    ...bold('Article 3'),
    ' – Les infractions au présent arrêté sont constatées et poursuivies conformément aux lois et règlements en vigueur.',
  ),
  p(
    ...bold('Article 4'),
    ' – Le présent arrêté peut être contesté devant le tribunal administratif de ',
    field('Tribunal administratif'),
    ' dans un délai de deux mois à compter de sa publication ou de sa notification. Le tribunal peut être saisi par l’application Télérecours citoyens, à l’adresse www.telerecours.fr.',
  ),
  p(
    ...bold('Article 5'),
    ' – ',
    field('Chargé de l’exécution'),
    ' est chargé, en ce qui le concerne, de l’exécution du présent arrêté, qui sera publié et transmis au représentant de l’État lorsque la loi le prévoit.',
  ),
  aligned('right', 'Fait à ', field('Lieu'), ', le ', field('Date', 'date')),
  aligned(
    'right',
    field('Autorité signataire', 'choice', AUTHORITIES),
    ',',
    line,
    line,
    field('Signataire', 'person'),
  ),
);
