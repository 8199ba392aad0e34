import { HIGHLIGHT_ON_PAPER, INK_ON_PAPER } from '../flow/colours.js';
import type { Change, Inline, Link, Picture, Style, TextRun } from '../flow/flow.js';
import { element, escapeXml } from '../package/xml.js';
import type { DocxState, Relationships } from './docx-state.js';

/** English Metric Units in a CSS pixel: 914,400 in an inch. */
const EMU = 9525;

/** Where runs stand: notes have relationships of their own, and no comments. */
export interface RunPlace {
  readonly state: DocxState;
  readonly relationships: Relationships;
  readonly inNote: boolean;
  /** Writes a note into its part and answers its number. */
  readonly note: (note: Extract<Inline, { kind: 'footnote' }>) => number;
}

/** The runs of a paragraph; neighbours with one link stand in one hyperlink. */
export function docxInlines(inlines: readonly Inline[], place: RunPlace): string {
  let xml = '';
  for (let at = 0; at < inlines.length;) {
    const link = linkOf(inlines[at]);
    let runs = '';
    do {
      const inline = inlines[at];
      if (inline !== undefined) runs += inlineXml(inline, place);
      at += 1;
    } while (at < inlines.length && sameLink(link, linkOf(inlines[at])));
    xml += link === null ? runs : hyperlink(link, runs, place);
  }
  return xml;
}

const linkOf = (inline: Inline | undefined): Link | null => (inline?.kind === 'text' ? inline.link : null);
const sameLink = (a: Link | null, b: Link | null): boolean => a?.href === b?.href && a?.title === b?.title;

const hyperlink = (link: Link, runs: string, { relationships }: RunPlace): string =>
  element('w:hyperlink', { 'r:id': relationships.link(link), 'w:tooltip': link.title }, runs);

function inlineXml(inline: Inline, place: RunPlace): string {
  switch (inline.kind) {
    case 'text':
      return textXml(inline, place);
    case 'break':
      return run('', '<w:br/>');
    case 'picture':
      return changed(pictureXml(inline, place), inline.change === null ? [] : [inline.change], place);
    case 'footnote': {
      if (place.inNote) return '';
      const reference = element('w:footnoteReference', { 'w:id': place.note(inline) });
      const style = element('w:rPr', {}, element('w:rStyle', { 'w:val': 'FootnoteReference' }));
      return changed(run(style, reference), inline.change === null ? [] : [inline.change], place);
    }
    case 'formula':
      return run('', textElement('w:t', inline.tex));
  }
}

const run = (properties: string, content: string): string => element('w:r', {}, properties + content);

const textElement = (name: string, text: string): string =>
  element(name, { 'xml:space': 'preserve' }, escapeXml(text));

function textXml({ text, style, link, changes, opens, closes }: TextRun, place: RunPlace): string {
  const isStruck = changes.some(({ kind }) => kind === 'del');
  const content = text
    .split(/(\t|\n)/)
    .filter((part) => part !== '')
    .map((part) =>
      part === '\t'
        ? '<w:tab/>'
        : part === '\n'
          ? '<w:br/>'
          : textElement(isStruck ? 'w:delText' : 'w:t', part),
    )
    .join('');
  const xml = changed(run(runProperties(style, link !== null), content), changes, place);
  return place.inNote ? xml : `${remarks(opens, place, 'Start')}${xml}${remarks(closes, place, 'End')}`;
}

function remarks(ids: readonly string[], { state }: RunPlace, side: 'Start' | 'End'): string {
  return ids
    .flatMap((id) => state.remarks.get(id) ?? [])
    .map((id) => {
      const number = { 'w:id': id };
      const range = element(`w:commentRange${side}`, number);
      return side === 'Start' ? range : range + run('', element('w:commentReference', number));
    })
    .join('');
}

/** An insertion that somebody else struck stands in both. */
function changed(xml: string, changes: readonly Change[], { state }: RunPlace): string {
  const struck = changes.find(({ kind }) => kind === 'del');
  const inserted = changes.find(({ kind }) => kind === 'ins');
  const inner = struck === undefined ? xml : element('w:del', state.changeAttributes(struck), xml);
  return inserted === undefined ? inner : element('w:ins', state.changeAttributes(inserted), inner);
}

/** In the order of the schema (ECMA-376 part 1, §17.3.2.28). */
function runProperties(
  { bold, italic, underline, strike, code, script, ink, highlight }: Style,
  isLink: boolean,
): string {
  const style = code ? 'VerbatimChar' : isLink ? 'Hyperlink' : null;
  const properties = [
    style === null ? '' : element('w:rStyle', { 'w:val': style }),
    bold ? '<w:b/>' : '',
    italic ? '<w:i/>' : '',
    strike ? '<w:strike/>' : '',
    ink === null ? '' : element('w:color', { 'w:val': INK_ON_PAPER[ink] }),
    underline ? element('w:u', { 'w:val': 'single' }) : '',
    highlight === null
      ? ''
      : element('w:shd', { 'w:val': 'clear', 'w:color': 'auto', 'w:fill': HIGHLIGHT_ON_PAPER[highlight] }),
    script === null ? '' : element('w:vertAlign', { 'w:val': `${script}script` }),
  ].join('');
  return properties === '' ? '' : element('w:rPr', {}, properties);
}

function pictureXml(picture: Picture, { state, relationships }: RunPlace): string {
  const { alt, title } = picture;
  const { name, width, height } = state.picture(picture);
  const size = { cx: width * EMU, cy: height * EMU };
  const number = state.next();
  const described = { id: number, name: `Image ${String(number)}`, descr: alt, title };
  const blip = element('a:blip', { 'r:embed': relationships.add('image', name) });
  const shape =
    element('a:xfrm', {}, element('a:off', { x: 0, y: 0 }) + element('a:ext', size)) +
    element('a:prstGeom', { prst: 'rect' }, '<a:avLst/>');
  const pic =
    element('pic:nvPicPr', {}, element('pic:cNvPr', described) + '<pic:cNvPicPr/>') +
    element('pic:blipFill', {}, `${blip}<a:stretch><a:fillRect/></a:stretch>`) +
    element('pic:spPr', {}, shape);
  const uri = 'http://schemas.openxmlformats.org/drawingml/2006/picture';
  const graphic = element('a:graphic', {}, element('a:graphicData', { uri }, element('pic:pic', {}, pic)));
  const around = { distT: 0, distB: 0, distL: 0, distR: 0 };
  const inline = element(
    'wp:inline',
    around,
    element('wp:extent', size) + element('wp:docPr', described) + graphic,
  );
  return run('', element('w:drawing', {}, inline));
}
