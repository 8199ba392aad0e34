import type { LossCounter } from '@maroquin/prose';
import { attributeOf, isElement, visitElements, type XmlElement } from '../package/xml.js';

/** What draws something itself: of Word since 2010, and of VML before. */
const SHAPES = new Set([
  'wps:wsp',
  ...['shape', 'rect', 'roundrect', 'oval', 'line', 'polyline', 'curve', 'arc'].map((name) => `v:${name}`),
]);
const HELD = new Set(['w:txbxContent', 'a:blip', 'v:imagedata']);
const PICTURES = new Set(['a:blip']);
const PLAIN = new Set(['auto', '000000', 'none', 'nil', 'clear', 'FFFFFF']);

/**
 * Counts what the document has no place for, before the text is rewritten: shapes that hold neither words nor a picture,
 * pictures around which text flowed, paragraphs with words in colour.
 */
export function countLosses(story: XmlElement, loss: LossCounter): void {
  const visit = (element: XmlElement): void => {
    const children = element.children.filter(isElement);
    if (element.kind === 'mc:AlternateContent') {
      const chosen = children.find(({ kind }) => kind === 'mc:Choice') ?? children[0];
      if (chosen !== undefined) visit(chosen);
      return;
    }
    if (SHAPES.has(element.kind) && !holds(element, HELD)) loss.add('shape');
    if (element.kind === 'wp:anchor' && holds(element, PICTURES)) loss.add('floatingImage');
    if (element.kind === 'w:p' && children.some(isColoured)) loss.add('colour');
    children.forEach(visit);
  };
  visit(story);
}

function holds(element: XmlElement, kinds: ReadonlySet<string>): boolean {
  let found = false;
  visitElements(element, ({ kind }) => {
    found ||= kinds.has(kind);
  });
  return found;
}

/** A run, also of a link or of a change, with a colour of its own. */
function isColoured(inline: XmlElement): boolean {
  if (inline.kind === 'w:rPr') return inline.children.filter(isElement).some(isColour);
  return WITH_RUNS.has(inline.kind) && inline.children.filter(isElement).some(isColoured);
}

const WITH_RUNS = new Set(['w:r', 'w:ins', 'w:hyperlink', 'w:smartTag', 'w:sdt', 'w:sdtContent']);

function isColour(property: XmlElement): boolean {
  const value = attributeOf(property, property.kind === 'w:shd' ? 'fill' : 'val') ?? 'auto';
  return COLOURS.has(property.kind) && !PLAIN.has(value) && !PLAIN.has(value.toUpperCase());
}

const COLOURS = new Set(['w:color', 'w:highlight', 'w:shd']);
