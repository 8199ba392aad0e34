export const fr = {
  'places.move': 'Déplacer…',
  'places.moveTitle': 'Déplacer',
  'places.moveHere': 'Déplacer ici',
  'places.moveTo': 'Destination',
  'places.moveUp': 'Revenir à {name}',
  'places.moveHint':
    'Les droits deviennent ceux de la destination, en plus des accès donnés sur l’élément lui-même.',
  'places.moveSame': 'Les mêmes personnes y auront accès.',
  'places.moveAlready': 'C’est ici qu’il se trouve. Choisissez une destination.',
  'places.moveNotHere': 'Vous ne pouvez rien placer ici. Choisissez une autre destination.',
  'places.moveChecking': 'Recherche de qui y aura accès…',
  'places.moveGives':
    'Vous ne pouvez pas le déplacer ici : cela ouvrirait l’accès à d’autres. Choisissez un endroit partagé avec les mêmes personnes, ou demandez à une personne qui gère l’accès de le déplacer.',
  'places.moveLeaves':
    'Seule une personne qui gère l’accès peut le sortir de son espace. Demandez-le-lui, ou choisissez un dossier du même espace.',
  'places.moveBeyond':
    'Vous auriez ici plus de droits que vous n’en avez sur cet élément. Demandez à une personne qui gère l’accès de le déplacer.',
  'places.several': '{count, plural, one {# élément} other {# éléments}}',
  'places.severalMoved':
    '{count, plural, =0 {Rien n’a été déplacé.} one {# élément est maintenant dans « {place} ».} other {# éléments sont maintenant dans « {place} ».}}',
  'places.severalBack':
    '{count, plural, one {# élément est revenu à sa place.} other {# éléments sont revenus à leur place.}}',
  'places.severalTrashed':
    '{count, plural, =0 {Rien n’a été mis à la corbeille.} one {# élément est dans la corbeille.} other {# éléments sont dans la corbeille.}}',
  'places.severalRefused':
    '{count, plural, one {« {name} » reste ici : vous ne pouvez pas le retirer de ce dossier.} other {« {name} » et d’autres restent ici (# en tout) : vous ne pouvez pas les retirer de ce dossier.}}',
  'places.movedBack': '« {name} » est revenu à sa place.',
  'places.moved': '« {name} » est maintenant dans « {place} ».',
} as const;

export const en: Record<keyof typeof fr, string> = {
  'places.move': 'Move…',
  'places.moveTitle': 'Move',
  'places.moveHere': 'Move here',
  'places.moveTo': 'Destination',
  'places.moveUp': 'Back to {name}',
  'places.moveHint': 'Rights become those of the destination, besides the access given on the item itself.',
  'places.moveSame': 'The same people will have access to it.',
  'places.moveAlready': 'This is where it is. Choose a destination.',
  'places.moveNotHere': 'You cannot put anything here. Choose another destination.',
  'places.moveChecking': 'Finding out who will have access…',
  'places.moveGives':
    'You cannot move it here: that would open it to others. Choose a place that is shared with the same people, or ask somebody who manages its access to move it.',
  'places.moveLeaves':
    'Only somebody who manages its access can take it out of its space. Ask them, or choose a folder of the same space.',
  'places.moveBeyond':
    'You would have more rights here than you have on this item. Ask somebody who manages its access to move it.',
  'places.several': '{count, plural, one {# item} other {# items}}',
  'places.severalMoved':
    '{count, plural, =0 {Nothing was moved.} one {# item is now in “{place}”.} other {# items are now in “{place}”.}}',
  'places.severalBack':
    '{count, plural, one {# item is back in its place.} other {# items are back in their place.}}',
  'places.severalTrashed':
    '{count, plural, =0 {Nothing was put into the bin.} one {# item is in the bin.} other {# items are in the bin.}}',
  'places.severalRefused':
    '{count, plural, one {“{name}” stays here: you cannot take it out of this folder.} other {“{name}” and others stay here (# in all): you cannot take them out of this folder.}}',
  'places.movedBack': '“{name}” is back in its place.',
  'places.moved': '“{name}” is now in “{place}”.',
};
