/**
 * What an import could not carry over. The key of the sentence shown is `import.loss.<kind>`;
 * the sentences are ICU messages with the number as `{count}`.
 */
export const LOSS_MESSAGES = {
  bookmark: {
    fr: '{count, plural, one {# signet retiré} other {# signets retirés}}',
    en: '{count, plural, one {# bookmark removed} other {# bookmarks removed}}',
  },
  chart: {
    fr: '{count, plural, one {# graphique non repris} other {# graphiques non repris}}',
    en: '{count, plural, one {# chart not carried over} other {# charts not carried over}}',
  },
  citation: {
    fr: '{count, plural, one {# citation bibliographique devenue du texte} other {# citations bibliographiques devenues du texte}}',
    en: '{count, plural, one {# citation became text} other {# citations became text}}',
  },
  colour: {
    fr: '{count, plural, one {# paragraphe a perdu des couleurs de texte ou de surlignage} other {# paragraphes ont perdu des couleurs de texte ou de surlignage}}',
    en: '{count, plural, one {# paragraph lost colours of text or highlighting} other {# paragraphs lost colours of text or highlighting}}',
  },
  comment: {
    fr: '{count, plural, one {# commentaire sans passage désigné non repris} other {# commentaires sans passage désigné non repris}}',
    en: '{count, plural, one {# comment that points at no text not carried over} other {# comments that point at no text not carried over}}',
  },
  commentReply: {
    fr: '{count, plural, one {# réponse à un commentaire non reprise} other {# réponses à des commentaires non reprises}}',
    en: '{count, plural, one {# reply to a comment not carried over} other {# replies to comments not carried over}}',
  },
  contentControl: {
    fr: '{count, plural, one {# champ de formulaire devenu du texte} other {# champs de formulaire devenus du texte}}',
    en: '{count, plural, one {# form field became text} other {# form fields became text}}',
  },
  definitionList: {
    fr: '{count, plural, one {# liste de définitions devenue des paragraphes} other {# listes de définitions devenues des paragraphes}}',
    en: '{count, plural, one {# definition list became paragraphs} other {# definition lists became paragraphs}}',
  },
  embeddedObject: {
    fr: '{count, plural, one {# objet incorporé non repris} other {# objets incorporés non repris}}',
    en: '{count, plural, one {# embedded object not carried over} other {# embedded objects not carried over}}',
  },
  field: {
    fr: '{count, plural, one {# champ calculé devenu du texte fixe} other {# champs calculés devenus du texte fixe}}',
    en: '{count, plural, one {# computed field became fixed text} other {# computed fields became fixed text}}',
  },
  floatingImage: {
    fr: '{count, plural, one {# image autour de laquelle le texte coulait, placée dans le fil du texte} other {# images autour desquelles le texte coulait, placées dans le fil du texte}}',
    en: '{count, plural, one {# picture around which text flowed moved into the text} other {# pictures around which text flowed moved into the text}}',
  },
  formatChange: {
    fr: '{count, plural, one {# suivi de mise en forme non repris} other {# suivis de mise en forme non repris}}',
    en: '{count, plural, one {# tracked formatting change not carried over} other {# tracked formatting changes not carried over}}',
  },
  formula: {
    fr: '{count, plural, one {# formule gardée telle qu’écrite en TeX} other {# formules gardées telles qu’écrites en TeX}}',
    en: '{count, plural, one {# formula kept as TeX} other {# formulas kept as TeX}}',
  },
  headerFooter: {
    fr: '{count, plural, one {# en-tête ou pied de page non repris} other {# en-têtes et pieds de page non repris}}',
    en: '{count, plural, one {# header or footer not carried over} other {# headers and footers not carried over}}',
  },
  image: {
    fr: '{count, plural, one {# image non reprise} other {# images non reprises}}',
    en: '{count, plural, one {# picture not carried over} other {# pictures not carried over}}',
  },
  linkedImage: {
    fr: '{count, plural, one {# image liée remplacée par sa description, sans la télécharger} other {# images liées remplacées par leur description, sans les télécharger}}',
    en: '{count, plural, one {# linked picture replaced by its description, without fetching it} other {# linked pictures replaced by their description, without fetching them}}',
  },
  listStyle: {
    fr: '{count, plural, one {# liste a perdu sa numérotation particulière} other {# listes ont perdu leur numérotation particulière}}',
    en: '{count, plural, one {# list lost its numbering style} other {# lists lost their numbering style}}',
  },
  noteBlock: {
    fr: '{count, plural, one {# bloc mis à plat dans une note} other {# blocs mis à plat dans des notes}}',
    en: '{count, plural, one {# block flattened in a note} other {# blocks flattened in notes}}',
  },
  other: {
    fr: '{count, plural, one {# élément non repris} other {# éléments non repris}}',
    en: '{count, plural, one {# element not carried over} other {# elements not carried over}}',
  },
  shape: {
    fr: '{count, plural, one {# forme dessinée non reprise} other {# formes dessinées non reprises}}',
    en: '{count, plural, one {# drawn shape not carried over} other {# drawn shapes not carried over}}',
  },
  smallCaps: {
    fr: '{count, plural, one {# passage a perdu ses petites capitales} other {# passages ont perdu leurs petites capitales}}',
    en: '{count, plural, one {# passage lost its small capitals} other {# passages lost their small capitals}}',
  },
  symbol: {
    fr: '{count, plural, one {# symbole d’une police spéciale à vérifier} other {# symboles de polices spéciales à vérifier}}',
    en: '{count, plural, one {# symbol of a special font to check} other {# symbols of special fonts to check}}',
  },
  textBox: {
    fr: '{count, plural, one {# zone de texte placée dans le fil du texte} other {# zones de texte placées dans le fil du texte}}',
    en: '{count, plural, one {# text box moved into the text} other {# text boxes moved into the text}}',
  },
  titleNumber: {
    fr: '{count, plural, one {# titre a perdu son numéro} other {# titres ont perdu leur numéro}}',
    en: '{count, plural, one {# title lost its number} other {# titles lost their numbers}}',
  },
  unsafeLink: {
    fr: '{count, plural, one {# lien interne ou non sûr devenu du texte} other {# liens internes ou non sûrs devenus du texte}}',
    en: '{count, plural, one {# internal or unsafe link became text} other {# internal or unsafe links became text}}',
  },
} as const satisfies Record<string, { fr: string; en: string }>;

export type LossKind = keyof typeof LOSS_MESSAGES;

export interface Loss {
  kind: LossKind;
  count: number;
}

export class LossCounter {
  private readonly counts = new Map<LossKind, number>();

  add(kind: LossKind, count = 1): void {
    if (count > 0) this.counts.set(kind, (this.counts.get(kind) ?? 0) + count);
  }

  /** Sorted by kind, so that the same file gives the same report. */
  list(): Loss[] {
    return [...this.counts]
      .map(([kind, count]) => ({ kind, count }))
      .sort((a, b) => (a.kind < b.kind ? -1 : 1));
  }
}
