import { CONTENTS_TAG, type LossCounter, type LossKind } from '@maroquin/prose';
import { CONTENTS, EDGE_SPACE, PAGE_BREAK, SYMBOL } from '../package/placeholders.js';
import { commentsOnNoText } from './word-comments.js';
import { fieldPartsToDrop, isOutsideLink } from './word-fields.js';
import type { Alignments } from './word-alignment.js';
import { countLosses } from './word-losses.js';
import { CommentPlaces } from './word-comment-places.js';
import { markRule, prefixOf, splitRun, styleAsHeading } from './word-paragraph.js';
import { widenGrid } from './word-table.js';
import {
  attributeOf,
  isElement,
  ownText,
  visitElements,
  type XmlElement,
  type XmlNode,
} from '../package/xml.js';

/** Kinds whose content is kept without the wrapper: pandoc drops the text of some of them. */
const UNWRAPPED = new Set(['w:sdt', 'w:sdtContent', 'w:smartTag', 'w:customXml', 'w:dir', 'w:bdo']);
/** Kinds that leave without a trace: properties of wrappers, hints of layout. */
const DROPPED = new Set([
  'w:sdtPr',
  'w:sdtEndPr',
  'w:smartTagPr',
  'w:customXmlPr',
  'w:softHyphen',
  'w:lastRenderedPageBreak',
  'w:proofErr',
]);
const CHANGES = new Set(['w:ins', 'w:del', 'w:moveFrom', 'w:moveTo']);
/** What is counted when met; the element itself is rewritten or left to pandoc. */
const COUNTED = new Map<string, LossKind>([
  ['w:rPrChange', 'formatChange'],
  ['w:pPrChange', 'formatChange'],
  ['w:tblPrChange', 'formatChange'],
  ['w:tcPrChange', 'formatChange'],
  ['w:trPrChange', 'formatChange'],
  ['w:sectPrChange', 'formatChange'],
  ['w:sdt', 'contentControl'],
  ['w:object', 'embeddedObject'],
  ['w:altChunk', 'other'],
  ['w:sym', 'symbol'],
  ['c:chart', 'chart'],
  ['dgm:relIds', 'chart'],
]);

/**
 * Rewrites a text of the file (the main one, the notes) into what pandoc reads without losing words: text boxes move
 * behind the paragraph they are anchored in, wrappers are opened, fields become what they showed, alternatives are
 * chosen. Changes the tree in place. Counts what will be missing. @param headings ids of the styles of headings
 * @param alignments null: how its paragraphs stand is not kept
 */
export function rewriteStory(
  story: XmlElement,
  loss: LossCounter,
  headings: ReadonlySet<string> = new Set(),
  alignments: Alignments | null = null,
): XmlElement {
  countLosses(story, loss);
  const dropped = fieldPartsToDrop(story, loss);
  const onNoText = commentsOnNoText(story);
  return new Story({ loss, dropped, onNoText, headings, alignments }).rewriteRoot(story);
}

interface About {
  readonly loss: LossCounter;
  /** Parts of fields. */
  readonly dropped: ReadonlySet<XmlElement>;
  readonly onNoText: ReadonlySet<string>;
  readonly headings: ReadonlySet<string>;
  readonly alignments: Alignments | null;
}

class Story {
  /** Blocks of text boxes that wait for the end of their paragraph; null outside paragraphs. */
  private boxes: XmlNode[] | null = null;
  private inChange = false;
  private isInLine = false;
  private readonly places = new CommentPlaces();

  constructor(private readonly about: About) {}

  rewriteRoot(root: XmlElement): XmlElement {
    root.children = this.rewriteAll(root.children);
    this.places.end();
    return root;
  }

  private rewriteAll(nodes: XmlNode[]): XmlNode[] {
    return nodes.flatMap((node) => (isElement(node) ? this.rewrite(node) : [node]));
  }

  private rewrite(element: XmlElement): XmlNode[] {
    const { kind } = element;
    if (DROPPED.has(kind) || this.about.dropped.has(element)) return [];
    if (kind === 'w:sdt' && isContents(element)) return [contentsParagraph(element)];
    const counted = COUNTED.get(kind);
    if (counted !== undefined) this.about.loss.add(counted);
    if (UNWRAPPED.has(kind)) return this.rewriteAll(element.children);
    if (CHANGES.has(kind)) return this.change(element);
    switch (kind) {
      case 'w:p':
        return this.paragraph(element);
      case 'w:tbl':
        this.inside(element);
        widenGrid(element);
        return [element];
      case 'w:r':
        return splitRun(this.inside(element));
      case 'w:br':
        return [attributeOf(element, 'type') === 'page' ? textBeside(element, PAGE_BREAK) : element];
      case 'w:commentRangeStart':
      case 'w:commentRangeEnd':
        return this.commentRange(element);
      case 'w:commentReference':
        return this.reference(element);
      case 'w:txbxContent':
        return this.textBox(element);
      case 'mc:AlternateContent':
        return this.rewriteAll(chosen(element));
      case 'w:fldSimple':
        return this.simpleField(element);
      case 'c:chart':
      case 'dgm:relIds':
        // pandoc would write "[CHART]" in its place.
        return [];
      case 'w:t':
      case 'w:delText':
        return [this.inChange ? withKeptEdges(element) : element];
      case 'w:sym':
        return [textBeside(element, SYMBOL), element];
      default:
        return [this.inside(element)];
    }
  }

  private inside(element: XmlElement): XmlElement {
    if (element.kind === 'a:blip') useLinkAsPicture(element);
    element.children = this.rewriteAll(element.children);
    return element;
  }

  private paragraph(element: XmlElement): XmlNode[] {
    const around = { boxes: this.boxes, inChange: this.inChange, isInLine: this.isInLine };
    const boxes: XmlNode[] = [];
    Object.assign(this, { boxes, inChange: false, isInLine: true });
    const pointing = this.places.open();
    element.children = this.rewriteAll(element.children);
    Object.assign(this, around);
    styleAsHeading(element, this.about.headings);
    markRule(element);
    this.places.close(element, pointing);
    this.about.alignments?.mark(element);
    return [element, ...boxes];
  }

  private commentRange(element: XmlElement): XmlNode[] {
    if (this.about.onNoText.has(attributeOf(element, 'id') ?? '')) return [];
    if (this.isInLine) return [element];
    this.places.between(element);
    return [];
  }

  private reference(element: XmlElement): XmlNode[] {
    const id = attributeOf(element, 'id') ?? '';
    if (this.about.onNoText.has(id) && /^[0-9]{1,10}$/.test(id)) this.places.point(id);
    return [element];
  }

  private textBox(element: XmlElement): XmlNode[] {
    if (this.boxes === null) return this.rewriteAll(element.children);
    this.about.loss.add('textBox');
    const { boxes, isInLine } = this;
    this.isInLine = false;
    boxes.push(...this.rewriteAll(element.children));
    this.isInLine = isInLine;
    return [];
  }

  private change(element: XmlElement): XmlNode[] {
    const around = this.inChange;
    this.inChange = true;
    element.children = this.rewriteAll(element.children);
    this.inChange = around;
    return [element];
  }

  private simpleField(element: XmlElement): XmlNode[] {
    const instruction = attributeOf(element, 'instr') ?? '';
    if (isOutsideLink(instruction)) return [this.inside(element)];
    this.about.loss.add('field');
    return this.rewriteAll(element.children);
  }
}

/** ISO/IEC 29500-3 §7.6: the first choice that is understood; all that Word writes hold the same text. */
function chosen(alternatives: XmlElement): XmlNode[] {
  const branches = alternatives.children.filter(isElement);
  const branch =
    branches.find(({ kind }) => kind === 'mc:Choice') ?? branches.find(({ kind }) => kind === 'mc:Fallback');
  return branch?.children ?? [];
}

/** A table of contents of ours is made of the titles again; of others, what they list is kept as it stands. */
function isContents(control: XmlElement): boolean {
  const properties = control.children.filter(isElement).find(({ kind }) => kind === 'w:sdtPr');
  let found = false;
  if (properties !== undefined)
    visitElements(properties, (element) => {
      found ||= element.kind === 'w:tag' && attributeOf(element, 'val') === CONTENTS_TAG;
    });
  return found;
}

function contentsParagraph(control: XmlElement): XmlElement {
  const prefix = prefixOf(control);
  const run = {
    ...{ name: `${prefix}r`, kind: 'w:r', attributes: '' },
    children: [textBeside(control, CONTENTS)],
  };
  return { name: `${prefix}p`, kind: 'w:p', attributes: '', children: [run] };
}

/** pandoc moves spaces out of inserted and struck text: accepting or rejecting would then leave two, or none. */
function withKeptEdges(element: XmlElement): XmlElement {
  const text = ownText(element);
  const kept = text
    .replace(/^ +/, (spaces) => EDGE_SPACE.repeat(spaces.length))
    .replace(/ +$/, (spaces) => EDGE_SPACE.repeat(spaces.length));
  return { ...element, children: [kept] };
}

function textBeside(element: XmlElement, text: string): XmlElement {
  return { name: `${prefixOf(element)}t`, kind: 'w:t', attributes: '', children: [text] };
}

/** A picture that is only linked keeps its place: its relationship leads to a stub, never to the network. */
function useLinkAsPicture(blip: XmlElement): void {
  if (attributeOf(blip, 'embed', true) === undefined) {
    blip.attributes = blip.attributes.replace(/(^|\s)([^\s=:"']+:)link(\s*=)/, '$1$2embed$3');
  }
}
