import type { ExportFormat } from '@maroquin/contracts';
import type { Block, Change, Flow, Inline, Row, Table } from './flow.js';
import { headRows } from './head-rows.js';

interface LossOfFormat {
  readonly formats: readonly ExportFormat[];
  readonly fr: string;
  readonly en: string;
}

/** What a format cannot hold, said before the file is made. ICU messages with the number as `{count}`. */
const EXPORT_LOSSES = {
  alignment: {
    formats: ['md', 'txt'],
    fr: '{count, plural, one {# paragraphe perdra son alignement.} other {# paragraphes perdront leur alignement.}}',
    en: '{count, plural, one {# paragraph will lose its alignment.} other {# paragraphs will lose their alignment.}}',
  },
  colour: {
    formats: ['md'],
    fr: '{count, plural, one {# passage perdra sa couleur.} other {# passages perdront leur couleur.}}',
    en: '{count, plural, one {# passage will lose its colour.} other {# passages will lose their colour.}}',
  },
  character: {
    formats: ['pdf', 'pdfa'],
    fr: '{count, plural, one {# passage a des caractères que les polices n’ont pas : des carrés les remplaceront.} other {# passages ont des caractères que les polices n’ont pas : des carrés les remplaceront.}}',
    en: '{count, plural, one {# passage has characters that the fonts lack: squares will stand for them.} other {# passages have characters that the fonts lack: squares will stand for them.}}',
  },
  contents: {
    formats: ['md', 'html', 'txt'],
    fr: '{count, plural, one {# table des matières deviendra une liste qui ne se met plus à jour.} other {# tables des matières deviendront des listes qui ne se mettent plus à jour.}}',
    en: '{count, plural, one {# table of contents will become a list that no longer updates.} other {# tables of contents will become lists that no longer update.}}',
  },
  comment: {
    formats: ['pdf', 'pdfa', 'md', 'html', 'txt'],
    fr: '{count, plural, one {# commentaire ne sera pas emporté.} other {# commentaires ne seront pas emportés.}}',
    en: '{count, plural, one {# comment will not be carried over.} other {# comments will not be carried over.}}',
  },
  change: {
    formats: ['pdf', 'pdfa', 'md', 'txt'],
    fr: '{count, plural, one {# modification suivie sera écrite comme acceptée.} other {# modifications suivies seront écrites comme acceptées.}}',
    en: '{count, plural, one {# tracked change will be written as accepted.} other {# tracked changes will be written as accepted.}}',
  },
  blockChange: {
    formats: ['odt', 'pdf', 'pdfa', 'html', 'md', 'txt'],
    fr: '{count, plural, one {# modification suivie de paragraphe ou de tableau ne sera plus suivie.} other {# modifications suivies de paragraphes ou de tableaux ne seront plus suivies.}}',
    en: '{count, plural, one {# tracked change of a paragraph or a table will no longer be tracked.} other {# tracked changes of paragraphs or tables will no longer be tracked.}}',
  },
  formatting: {
    formats: ['txt'],
    fr: '{count, plural, one {# passage perdra sa mise en forme.} other {# passages perdront leur mise en forme.}}',
    en: '{count, plural, one {# passage will lose its formatting.} other {# passages will lose their formatting.}}',
  },
  formula: {
    formats: ['odt', 'docx', 'pdf', 'pdfa', 'html', 'txt'],
    fr: '{count, plural, one {# formule restera écrite en TeX.} other {# formules resteront écrites en TeX.}}',
    en: '{count, plural, one {# formula will stay written in TeX.} other {# formulas will stay written in TeX.}}',
  },
  headerCell: {
    formats: ['odt', 'docx', 'pdf', 'pdfa', 'md'],
    fr: '{count, plural, one {# cellule d’en-tête hors de la première ligne deviendra une cellule ordinaire.} other {# cellules d’en-tête hors de la première ligne deviendront des cellules ordinaires.}}',
    en: '{count, plural, one {# header cell outside the first row will become an ordinary cell.} other {# header cells outside the first row will become ordinary cells.}}',
  },
  indent: {
    formats: ['md', 'txt'],
    fr: '{count, plural, one {# paragraphe perdra son retrait.} other {# paragraphes perdront leur retrait.}}',
    en: '{count, plural, one {# paragraph will lose its indent.} other {# paragraphs will lose their indent.}}',
  },
  link: {
    formats: ['txt'],
    fr: '{count, plural, one {# lien perdra son adresse.} other {# liens perdront leur adresse.}}',
    en: '{count, plural, one {# link will lose its address.} other {# links will lose their addresses.}}',
  },
  mergedCell: {
    formats: ['md', 'txt'],
    fr: '{count, plural, one {# cellule fusionnée deviendra une cellule simple.} other {# cellules fusionnées deviendront des cellules simples.}}',
    en: '{count, plural, one {# merged cell will become a single cell.} other {# merged cells will become single cells.}}',
  },
  pageBreak: {
    formats: ['md', 'txt'],
    fr: '{count, plural, one {# saut de page ne sera pas repris.} other {# sauts de page ne seront pas repris.}}',
    en: '{count, plural, one {# page break will not be carried over.} other {# page breaks will not be carried over.}}',
  },
  picture: {
    formats: ['md', 'txt'],
    fr: '{count, plural, one {# image sera remplacée par sa description.} other {# images seront remplacées par leur description.}}',
    en: '{count, plural, one {# picture will be replaced by its description.} other {# pictures will be replaced by their descriptions.}}',
  },
  script: {
    formats: ['md'],
    fr: '{count, plural, one {# exposant ou indice de plusieurs mots deviendra du texte courant.} other {# exposants ou indices de plusieurs mots deviendront du texte courant.}}',
    en: '{count, plural, one {# superscript or subscript of several words will become ordinary text.} other {# superscripts or subscripts of several words will become ordinary text.}}',
  },
  tableInList: {
    formats: ['odt'],
    fr: '{count, plural, one {# tableau placé dans une liste sera placé entre deux listes.} other {# tableaux placés dans une liste seront placés entre deux listes.}}',
    en: '{count, plural, one {# table in a list will stand between two lists.} other {# tables in lists will stand between two lists.}}',
  },
  thread: {
    formats: ['pdf', 'pdfa', 'md', 'html', 'txt'],
    fr: '{count, plural, one {# fil de commentaires ne sera pas emporté.} other {# fils de commentaires ne seront pas emportés.}}',
    en: '{count, plural, one {# comment thread will not be carried over.} other {# comment threads will not be carried over.}}',
  },
  undescribed: {
    formats: ['pdf', 'pdfa'],
    fr: '{count, plural, one {# image n’a pas de description : elle sera lue « image sans description ».} other {# images n’ont pas de description : elles seront lues « image sans description ».}}',
    en: '{count, plural, one {# picture has no description: it will be read as “picture without a description”.} other {# pictures have no description: they will be read as “picture without a description”.}}',
  },
  underline: {
    formats: ['md'],
    fr: '{count, plural, one {# passage ne sera plus souligné.} other {# passages ne seront plus soulignés.}}',
    en: '{count, plural, one {# passage will no longer be underlined.} other {# passages will no longer be underlined.}}',
  },
} as const satisfies Record<string, LossOfFormat>;

/** Scripts that the fonts of a PDF do not have. */
const BEYOND_FONTS =
  /[^\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Armenian}\p{Script=Georgian}\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Common}\p{Script=Inherited}]/u;

export type ExportLossKind = keyof typeof EXPORT_LOSSES;

export interface ExportLoss {
  readonly kind: ExportLossKind;
  readonly count: number;
}

const PLURAL = /\{count, plural, one \{([^{}]*)\} other \{([^{}]*)\}\}/u;

/** The loss as a sentence. */
export function lossSentence({ kind, count }: ExportLoss, locale: 'fr' | 'en'): string {
  const isOne = new Intl.PluralRules(locale).select(count) === 'one';
  return EXPORT_LOSSES[kind][locale]
    .replace(PLURAL, (_message, one: string, other: string) => (isOne ? one : other))
    .replaceAll('#', String(count));
}

/** Sorted by kind. */
export function exportLosses(flow: Flow, format: ExportFormat): ExportLoss[] {
  const counter = new Counter();
  counter.blocks(flow.blocks, false);
  counter.add('comment', flow.remarks.length);
  counter.add('thread', flow.silent);
  return [...counter.counts]
    .filter(([kind]) => (EXPORT_LOSSES[kind].formats as readonly ExportFormat[]).includes(format))
    .map(([kind, count]) => ({ kind, count }))
    .sort((a, b) => (a.kind < b.kind ? -1 : 1));
}

class Counter {
  readonly counts = new Map<ExportLossKind, number>();

  add(kind: ExportLossKind, count = 1): void {
    if (count > 0) this.counts.set(kind, (this.counts.get(kind) ?? 0) + count);
  }

  blocks(blocks: readonly Block[], inList: boolean): void {
    for (const block of blocks) this.block(block, inList);
  }

  private block(block: Block, inList: boolean): void {
    switch (block.kind) {
      case 'paragraph':
      case 'heading':
        this.change('blockChange', block.breakChange);
        if (block.align !== null) this.add('alignment');
        if (block.indent > 0) this.add('indent');
        for (const inline of block.inlines) this.inline(inline);
        break;
      case 'code':
        break;
      case 'quote':
      case 'callout':
        this.blocks(block.blocks, inList);
        break;
      case 'list':
        for (const item of block.items) this.blocks(item, true);
        break;
      case 'table':
        if (inList) this.add('tableInList');
        this.table(block);
        break;
      case 'pageBreak':
        this.add('pageBreak');
        this.change('blockChange', block.change);
        break;
      case 'contents':
        this.add('contents');
        this.change('blockChange', block.change);
        break;
      case 'rule':
        this.change('blockChange', block.change);
    }
  }

  private table({ rows, change }: Table): void {
    this.change('blockChange', change);
    const head = headRows(rows);
    for (const [index, row] of rows.entries()) this.row(row, index >= head);
  }

  private row({ cells, change }: Row, isBody: boolean): void {
    this.change('blockChange', change);
    for (const { isHeader, colspan, rowspan, blocks } of cells) {
      if (isHeader && isBody) this.add('headerCell');
      if (colspan > 1 || rowspan > 1) this.add('mergedCell');
      this.blocks(blocks, false);
    }
  }

  private inline(inline: Inline): void {
    switch (inline.kind) {
      case 'text': {
        const { underline, script, ink, highlight } = inline.style;
        if (ink !== null || highlight !== null) this.add('colour');
        if (underline) this.add('underline');
        if (script !== null && /\s/.test(inline.text.trim())) this.add('script');
        if (Object.values(inline.style).some(Boolean)) this.add('formatting');
        if (BEYOND_FONTS.test(inline.text)) this.add('character');
        if (inline.link !== null) this.add('link');
        this.add('change', inline.changes.length);
        break;
      }
      case 'picture':
        this.add('picture');
        if (inline.alt.trim() === '') this.add('undescribed');
        this.change('change', inline.change);
        break;
      case 'footnote':
        this.change('change', inline.change);
        for (const { inlines } of inline.paragraphs) for (const inner of inlines) this.inline(inner);
        break;
      case 'formula':
        this.add('formula');
        break;
      case 'break':
    }
  }

  private change(kind: ExportLossKind, change: Change | null): void {
    if (change !== null) this.add(kind);
  }
}
