import type { LossCounter } from '@maroquin/prose';
import { safeHref } from '@maroquin/prose';
import { attributeOf, ownText, unescapeText, visitElements, type XmlElement } from '../package/xml.js';

/** A complex field (ISO/IEC 29500-1 §17.16.18): its marks and its instruction, spread over runs and paragraphs. */
interface Field {
  parts: XmlElement[];
  instruction: string;
  nested: boolean;
}

const OUTSIDE_LINK = /^\s*HYPERLINK\s+"([^"]+)"/i;

/** A link to the outside that stands alone: the one kind of field that stays a field. */
export function isOutsideLink(instruction: string): boolean {
  return safeHref(OUTSIDE_LINK.exec(instruction)?.[1]) !== null;
}

/**
 * The marks and instructions of fields to leave out, so that what a field showed last stays as plain text. pandoc
 * drops the text of fields it does not know, and of fields within fields.
 */
export function fieldPartsToDrop(story: XmlElement, loss: LossCounter): ReadonlySet<XmlElement> {
  const dropped = new Set<XmlElement>();
  const open: Field[] = [];
  const end = (field: Field): void => {
    if (!field.nested && isOutsideLink(field.instruction)) return;
    for (const part of field.parts) dropped.add(part);
    if (!/^\s*HYPERLINK\b/i.test(field.instruction)) loss.add('field');
  };
  visitElements(story, (element) => {
    if (element.kind === 'w:fldChar') mark(element, open, end);
    else if (element.kind === 'w:instrText' || element.kind === 'w:delInstrText')
      instruct(element, open, dropped);
  });
  for (const field of open) end({ ...field, nested: true });
  return dropped;
}

function mark(element: XmlElement, open: Field[], end: (field: Field) => void): void {
  const type = attributeOf(element, 'fldCharType');
  if (type === 'begin') {
    for (const around of open) around.nested = true;
    open.push({ parts: [element], instruction: '', nested: open.length > 0 });
    return;
  }
  const field = type === 'end' ? open.pop() : open.at(-1);
  // A mark without its beginning shows nothing, whatever becomes of it.
  if (field === undefined) return;
  field.parts.push(element);
  if (type === 'end') end(field);
}

function instruct(element: XmlElement, open: Field[], dropped: Set<XmlElement>): void {
  const field = open.at(-1);
  if (field === undefined) {
    dropped.add(element);
    return;
  }
  field.parts.push(element);
  field.instruction += unescapeText(ownText(element));
}
