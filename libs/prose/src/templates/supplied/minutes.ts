import { bold, bullets, doc, field, italic, numbered, p, rule, table, title } from './parts.js';

/** Who was there, what was decided, who does what by when. */
export const MINUTES = doc(
  title(1, 'Compte rendu de réunion'),
  title(2, field('Objet de la réunion')),
  table([['Date'], ['Horaires'], ['Lieu']], [[field('Date', 'date')], [field('Horaires')], [field('Lieu')]]),
  p(...bold('Présidence de séance : '), field('Présidence', 'person')),
  p(...bold('Secrétariat de séance : '), field('Secrétariat', 'person')),
  title(2, 'Participants'),
  table(
    [['Présents'], ['Excusés'], ['Destinataires en copie']],
    [[field('Présents')], [field('Excusés')], [field('Copie à')]],
  ),
  title(2, 'Ordre du jour'),
  numbered(
    ['Approbation du compte rendu de la réunion précédente'],
    ['Premier point'],
    ['Questions diverses'],
  ),
  title(2, '1. Approbation du compte rendu précédent'),
  p('Le compte rendu de la réunion précédente est approuvé sans observation.'),
  title(2, '2. Premier point'),
  p('Éléments présentés, observations des participants, conclusion.'),
  title(2, '3. Questions diverses'),
  p('Néant.'),
  title(2, 'Relevé de décisions'),
  table([['Décision'], ['Responsable'], ['Échéance']], [[], [], []], [[], [], []]),
  title(2, 'Suites et prochaine réunion'),
  bullets([...bold('Prochaine réunion : '), field('Prochaine réunion', 'date')]),
  rule,
  p(
    ...italic(
      'Sans observation reçue dans les huit jours suivant sa diffusion, le présent compte rendu est réputé approuvé.',
    ),
  ),
);
