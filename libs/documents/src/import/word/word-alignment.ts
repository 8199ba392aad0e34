import type { TextAlignment } from '@maroquin/prose';
import { ALIGNMENTS } from '../package/placeholders.js';
import { prefixOf } from './word-paragraph.js';
import { attributeOf, isElement, visitElements, type XmlElement } from '../package/xml.js';

/** ECMA-376 part 1, §17.18.44. */
const KINDS = new Map<string, TextAlignment | null>([
  ...(['left', 'start'] as const).map((kind) => [kind, null] as const),
  ['center', 'center'],
  ...(['right', 'end'] as const).map((kind) => [kind, 'right'] as const),
  ...(['both', 'distribute'] as const).map((kind) => [kind, 'justify'] as const),
]);
const MAX_PARENTS = 50;

const childOf = (element: XmlElement | undefined, kind: string): XmlElement | undefined =>
  element?.children.filter(isElement).find((child) => child.kind === kind);
const valueOf = (element: XmlElement | undefined): string | undefined =>
  element === undefined ? undefined : attributeOf(element, 'val');

/** How the paragraphs of a text stand, by what they say themselves, their style, and what it comes from. */
export class Alignments {
  private readonly styles = new Map<string, XmlElement>();
  private readonly byDefault: string | undefined;
  private readonly standard: string | undefined;

  constructor(styles: XmlElement) {
    for (const style of styles.children.filter(isElement)) {
      const id = attributeOf(style, 'styleId');
      if (style.kind !== 'w:style' || id === undefined || attributeOf(style, 'type') !== 'paragraph')
        continue;
      this.styles.set(id, style);
      if (['1', 'true', 'on'].includes(attributeOf(style, 'default') ?? '')) this.standard ??= id;
    }
    const defaults = childOf(childOf(styles, 'w:docDefaults'), 'w:pPrDefault');
    this.byDefault = alignOf(childOf(defaults, 'w:pPr'));
  }

  /** Begins a paragraph with the sign of how it stands, because pandoc forgets it; one without words does not stand. */
  mark(paragraph: XmlElement): void {
    const align = this.of(childOf(paragraph, 'w:pPr'));
    if (align === null || !isShown(paragraph)) return;
    const prefix = prefixOf(paragraph);
    const sign = { name: `${prefix}t`, kind: 'w:t', attributes: '', children: [ALIGNMENTS[align]] };
    const at = paragraph.children.findIndex((child) => isElement(child) && child.kind === 'w:pPr') + 1;
    paragraph.children.splice(at, 0, {
      ...{ name: `${prefix}r`, kind: 'w:r', attributes: '', children: [sign] },
    });
  }

  private of(properties: XmlElement | undefined): keyof typeof ALIGNMENTS | null {
    const said =
      alignOf(properties) ?? this.ofStyle(valueOf(childOf(properties, 'w:pStyle')) ?? this.standard);
    const align = KINDS.get(said ?? this.byDefault ?? '') ?? null;
    // Where text runs to the left, left and right are the other way round (§17.3.1.13).
    const isTurned = align === 'right' && childOf(properties, 'w:bidi') !== undefined;
    return align === null || align === 'left' || isTurned ? null : align;
  }

  private ofStyle(id: string | undefined): string | undefined {
    let next = id;
    for (let turn = 0; next !== undefined && turn < MAX_PARENTS; turn += 1) {
      const style = this.styles.get(next);
      const said = alignOf(childOf(style, 'w:pPr'));
      if (said !== undefined) return said;
      next = valueOf(childOf(style, 'w:basedOn'));
    }
    return undefined;
  }
}

const alignOf = (properties: XmlElement | undefined): string | undefined =>
  valueOf(childOf(properties, 'w:jc'));

const PICTURES = new Set(['w:drawing', 'w:pict', 'w:object', 'm:oMath', 'w:footnoteReference']);

function isShown(paragraph: XmlElement): boolean {
  let found = false;
  visitElements(paragraph, ({ kind, children }) => {
    found ||= PICTURES.has(kind);
    if (kind === 'w:t' || kind === 'w:delText')
      found ||= children.some((child) => !isElement(child) && child.trim() !== '');
  });
  return found;
}
