import type { Change, Inline, Link, Picture, TextRun } from '../flow/flow.js';
import { element, escapeXml } from '../package/xml.js';
import { centimetres, type OdtState } from './odt-state.js';

export interface OdtPlace {
  readonly state: OdtState;
  readonly inNote: boolean;
}

/** The content of a paragraph; neighbours with one link stand in one `text:a`. */
export function odtInlines(inlines: readonly Inline[], place: OdtPlace): string {
  let xml = '';
  for (let at = 0; at < inlines.length;) {
    const link = linkOf(inlines[at]);
    let spans = '';
    do {
      const inline = inlines[at];
      if (inline !== undefined) spans += inlineXml(inline, place);
      at += 1;
    } while (at < inlines.length && sameLink(link, linkOf(inlines[at])));
    xml += link === null ? spans : linkXml(link, spans);
  }
  return xml;
}

const linkOf = (inline: Inline | undefined): Link | null => (inline?.kind === 'text' ? inline.link : null);
const sameLink = (a: Link | null, b: Link | null): boolean => a?.href === b?.href && a?.title === b?.title;

const linkXml = ({ href, title }: Link, content: string): string =>
  element('text:a', { 'xlink:type': 'simple', 'xlink:href': href, 'office:title': title }, content);

function inlineXml(inline: Inline, place: OdtPlace): string {
  switch (inline.kind) {
    case 'text':
      return textXml(inline, place);
    case 'break':
      return '<text:line-break/>';
    case 'picture':
      return changed(pictureXml(inline, place), inline.change === null ? [] : [inline.change], place);
    case 'footnote':
      return place.inNote
        ? ''
        : changed(noteXml(inline, place), inline.change === null ? [] : [inline.change], place);
    case 'formula':
      return odtText(inline.tex);
  }
}

function textXml({ text, style, changes, opens, closes }: TextRun, place: OdtPlace): string {
  const name = place.state.textStyle(style);
  const content = odtText(text);
  const span = name === null ? content : element('text:span', { 'text:style-name': name }, content);
  const xml = changed(span, changes, place);
  if (place.inNote) return xml;
  const starts = opens.map((id) => place.state.remarks.get(id)?.xml ?? '').join('');
  const ends = closes
    .flatMap((id) => place.state.remarks.get(id)?.names ?? [])
    .map((ended) => element('office:annotation-end', { 'office:name': ended }));
  return starts + xml + ends.join('');
}

/** ODF 1.3 part 3, §6.1.2: white space collapses, so that only single spaces between words may stand as they are. */
export function odtText(text: string): string {
  return text
    .split(/(\t|\n|^ +| +$| {2,})/)
    .map((part) => {
      if (part === '\t') return '<text:tab/>';
      if (part === '\n') return '<text:line-break/>';
      if (/^ +$/.test(part)) return element('text:s', { 'text:c': part.length > 1 ? part.length : null });
      return escapeXml(part);
    })
    .join('');
}

/** Struck content leaves the text for the list of changes. */
function changed(xml: string, changes: readonly Change[], { state }: OdtPlace): string {
  if (xml === '') return '';
  const struck = changes.find(({ kind }) => kind === 'del');
  const inserted = changes.find(({ kind }) => kind === 'ins');
  if (struck !== undefined) {
    const deleted = element('text:p', {}, xml);
    return element('text:change', { 'text:change-id': state.struck(struck, deleted, inserted) });
  }
  if (inserted === undefined) return xml;
  const id = { 'text:change-id': state.inserted(inserted) };
  return element('text:change-start', id) + xml + element('text:change-end', id);
}

function pictureXml(picture: Picture, { state }: OdtPlace): string {
  const { alt, title } = picture;
  const { name, width, height } = state.picture(picture);
  const frame = {
    'draw:name': `Image${String(state.next())}`,
    'text:anchor-type': 'as-char',
    'svg:width': centimetres(width),
    'svg:height': centimetres(height),
  };
  const image = element('draw:image', {
    'xlink:href': name,
    'xlink:type': 'simple',
    'xlink:show': 'embed',
    'xlink:actuate': 'onLoad',
  });
  const described =
    (title === null ? '' : element('svg:title', {}, escapeXml(title))) +
    (alt === '' ? '' : element('svg:desc', {}, escapeXml(alt)));
  return element('draw:frame', frame, image + described);
}

function noteXml({ number, paragraphs }: Extract<Inline, { kind: 'footnote' }>, place: OdtPlace): string {
  const body = paragraphs.map(({ inlines }) =>
    element('text:p', { 'text:style-name': 'Footnote' }, odtInlines(inlines, { ...place, inNote: true })),
  );
  return element(
    'text:note',
    { 'text:id': `ftn${String(number)}`, 'text:note-class': 'footnote' },
    element('text:note-citation', {}, String(number)) + element('text:note-body', {}, body.join('')),
  );
}
