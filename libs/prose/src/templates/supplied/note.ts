import { aligned, bold, doc, field, line, numbered, p, rule, title } from './parts.js';

/** A note to a decision-maker: first what is asked, then why. */
export const NOTE = doc(
  p(...bold(field('Service')), line, 'Affaire suivie par : ', field('Auteur', 'person')),
  aligned('right', field('Lieu'), ', le ', field('Date', 'date')),
  title(1, 'Note à l’attention de ', field('Destinataire')),
  p(
    ...bold('Nature de la note : '),
    field('Nature', 'choice', ['pour décision', 'pour information', 'pour validation', 'pour signature']),
  ),
  p(...bold('Objet : '), field('Objet')),
  p(...bold('Référence : '), field('Référence')),
  rule,
  title(2, 'Synthèse'),
  p('En trois à cinq lignes : la question posée, la proposition et l’échéance.'),
  title(2, 'Contexte'),
  p('Rappel des faits, des textes applicables et des décisions déjà prises.'),
  title(2, 'Analyse'),
  p('Enjeux juridiques, budgétaires, humains et calendaires ; positions des parties prenantes.'),
  title(2, 'Options'),
  numbered(['Option 1 : avantages, inconvénients, coût.'], ['Option 2 : avantages, inconvénients, coût.']),
  title(2, 'Proposition'),
  p('Il vous est proposé de retenir '),
  title(2, 'Suites à donner'),
  p('Service chargé de l’exécution, échéance, modalités de compte rendu.'),
  aligned('right', field('Signataire', 'person'), line, field('Fonction du signataire')),
);
