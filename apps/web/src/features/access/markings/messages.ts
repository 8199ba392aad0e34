/** How sensitive something is. */
export const fr = {
  'marking.none': 'NON PROTÉGÉ',
  'marking.sensitive': 'SENSIBLE',
  'marking.restricted': 'DIFFUSION RESTREINTE',
  'marking.label': 'Marquage : {marking}',
  'marking.banner.sensitive': ' : ni lien externe, ni invité',
  'marking.banner.restricted': ' : ni lien, ni invité, ni copie hors du service',
  'marking.choose': 'Marquage…',
  'marking.title': 'Choisir le marquage',
  'marking.levels': 'Marquage',
  'marking.current': 'Marquage actuel.',
  'marking.does.none': 'Liens externes et invités permis, selon les droits.',
  'marking.does.sensitive': 'Pour ce dont la divulgation nuirait à l’action publique ou à des personnes.',
  'marking.does.restricted':
    'Pour ce qui ne doit pas être rendu public, sur un service homologué à ce niveau.',
  'marking.aboveCeiling':
    'Au-dessus du plafond de ce service, fixé à {ceiling}. Employez le réseau homologué de votre administration.',
  'marking.belowPlace': 'Rien n’est moins marqué que l’endroit où il se trouve, marqué {least}.',
  'marking.changes': 'Ce que {marking} change ici',
  'marking.linksEnd':
    '{count, plural, =0 {Aucun lien externe ne pourra être créé.} one {Un lien externe cessera de s’ouvrir, dès maintenant.} other {# liens externes cesseront de s’ouvrir, dès maintenant.}}',
  'marking.guestsEnd':
    '{count, plural, =0 {Aucune personne invitée n’y aura accès.} one {Une personne invitée perdra l’accès.} other {# personnes invitées perdront l’accès.}}',
  'marking.membersStay': 'Les personnes de votre organisation gardent leurs droits.',
  'marking.allBelow': 'Tout ce qui s’y trouve, et ce qui y viendra, prendra au moins ce marquage.',
  'marking.noExport': 'Un document ne pourra plus être exporté.',
  'marking.back': 'Revenir à un marquage plus bas demandera un motif.',
  'marking.linksBack':
    '{count, plural, =0 {Liens externes et invités seront de nouveau permis, selon les droits.} one {Un lien externe s’ouvrira de nouveau.} other {# liens externes s’ouvriront de nouveau.}}',
  'marking.guestsBack':
    '{count, plural, =0 {} one {Une personne invitée retrouvera l’accès.} other {# personnes invitées retrouveront l’accès.}}',
  'marking.belowStays': 'Ce qui s’y trouve garde son marquage, à abaisser un par un.',
  'marking.reason': 'Motif',
  'marking.reasonHint': 'Gardé scellé avec votre nom et la date. Dix caractères au moins.',
  'marking.reasonNeeded': 'Écrivez en une phrase pourquoi ce contenu peut être moins protégé.',
  'marking.submit': 'Marquer {marking}',
  'marking.done': '{name} : marqué {marking}.',
};

export const en: Readonly<Record<keyof typeof fr, string>> = {
  'marking.none': 'NOT PROTECTED',
  'marking.sensitive': 'SENSITIVE',
  'marking.restricted': 'RESTRICTED',
  'marking.label': 'Marking: {marking}',
  'marking.banner.sensitive': ': no external link, no guest',
  'marking.banner.restricted': ': no link, no guest, no copy outside the service',
  'marking.choose': 'Marking…',
  'marking.title': 'Choose the marking',
  'marking.levels': 'Marking',
  'marking.current': 'Present marking.',
  'marking.does.none': 'External links and guests allowed, as rights say.',
  'marking.does.sensitive': 'For what would harm public action or people if disclosed.',
  'marking.does.restricted': 'For what must not become public, on a service approved for this level.',
  'marking.aboveCeiling':
    'Above the ceiling of this service, set to {ceiling}. Use the approved network of your administration.',
  'marking.belowPlace': 'Nothing is marked less than the place where it stands, which is {least}.',
  'marking.changes': 'What {marking} changes here',
  'marking.linksEnd':
    '{count, plural, =0 {No external link can be made.} one {One external link stops opening, at once.} other {# external links stop opening, at once.}}',
  'marking.guestsEnd':
    '{count, plural, =0 {No guest has access.} one {One guest loses access.} other {# guests lose access.}}',
  'marking.membersStay': 'People of your organisation keep their rights.',
  'marking.allBelow': 'All that is in it, and all that comes there, takes at least this marking.',
  'marking.noExport': 'A document can be exported no more.',
  'marking.back': 'To go back to a lower marking a reason is needed.',
  'marking.linksBack':
    '{count, plural, =0 {External links and guests are allowed again, as rights say.} one {One external link opens again.} other {# external links open again.}}',
  'marking.guestsBack':
    '{count, plural, =0 {} one {One guest has access again.} other {# guests have access again.}}',
  'marking.belowStays': 'What is in it keeps its marking, to be lowered one by one.',
  'marking.reason': 'Reason',
  'marking.reasonHint': 'Kept sealed with your name and the date. At least ten characters.',
  'marking.reasonNeeded': 'Write in a sentence why this content may be protected less.',
  'marking.submit': 'Mark {marking}',
  'marking.done': '{name}: marked {marking}.',
};
