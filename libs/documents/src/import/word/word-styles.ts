import { attributeOf, isElement, visitElements, type XmlElement } from '../package/xml.js';

const WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const DEEPEST = 6;
/** ECMA-376 part 1, §17.3.1.20: the outline level of what is no heading, counted from 1. */
export const BODY_LEVEL = 10;

/**
 * Style names that pandoc takes out of the text as metadata of the document. A title is a heading of the first
 * level; the others become plain paragraphs.
 */
const RENAMED = new Map([
  ['title', 'heading 1'],
  ['subtitle', 'imported subtitle'],
  ['author', 'imported author'],
  ['date', 'imported date'],
  ['abstract', 'imported abstract'],
]);

/** The style, added to every file, of a heading at a level from 1; deeper than 6 is 6. */
export function headingStyleId(level: number): string {
  return `maroquin-heading-${String(Math.min(level, DEEPEST))}`;
}

/**
 * Prepares styles.xml: title, subtitle, author, date and abstract stay in the text, styles with an outline level are
 * headings whatever their name, and there is one of ours for each level. Changes the tree in place.
 */
export function prepareStyles(styles: XmlElement): XmlElement {
  for (const style of styles.children.filter(isElement))
    if (style.kind === 'w:style') {
      renameStyle(style);
      if (isBody(style))
        style.children = style.children.filter((child) => !isElement(child) || child.kind !== 'w:basedOn');
    }
  const prefix = styles.name.includes(':') ? styles.name.slice(0, styles.name.indexOf(':') + 1) : '';
  if (prefix !== '') styles.children.push(...addedStyles(prefix));
  return styles;
}

/** Ids of the styles that make a paragraph a heading. */
export function headingStyles(styles: XmlElement): ReadonlySet<string> {
  const ids = new Set<string>();
  for (const style of styles.children.filter(isElement)) {
    const id = attributeOf(style, 'styleId');
    if (style.kind === 'w:style' && id !== undefined && outlineLevelOf(style) !== null) ids.add(id);
  }
  return ids;
}

/** For a file that has none. */
export function emptyStyles(): XmlElement {
  return { name: 'w:styles', kind: 'w:styles', attributes: `xmlns:w="${WORD}"`, children: [] };
}

function renameStyle(style: XmlElement): void {
  const name = style.children.filter(isElement).find(({ kind }) => kind === 'w:name');
  if (name === undefined) return;
  const current = (attributeOf(name, 'val') ?? '').trim().toLowerCase();
  const level = outlineLevelOf(style);
  const heading =
    level === null || /^heading [1-9]$/.test(current)
      ? undefined
      : `heading ${String(Math.min(level, DEEPEST))}`;
  const renamed = RENAMED.get(current) ?? heading;
  if (renamed !== undefined)
    name.attributes = name.attributes.replace(/=\s*(?:"[^"]*"|'[^']*')/, `="${renamed}"`);
}

/** From 1; null for body text and for styles of characters. */
function outlineLevelOf(style: XmlElement): number | null {
  const level = ownLevelOf(style);
  return level !== null && level >= 1 && level <= 9 ? level : null;
}

/** A style that says so is none of headings though it comes from one, as the title above a table of contents. */
const isBody = (style: XmlElement): boolean => ownLevelOf(style) === BODY_LEVEL;

/** As the style says it, counted from 1. */
function ownLevelOf(style: XmlElement): number | null {
  if (attributeOf(style, 'type') !== 'paragraph') return null;
  let level: number | null = null;
  visitElements(style, (element) => {
    if (element.kind === 'w:outlineLvl') level = Number.parseInt(attributeOf(element, 'val') ?? '', 10) + 1;
  });
  return level;
}

function addedStyles(prefix: string): XmlElement[] {
  return Array.from({ length: DEEPEST }, (_, index): XmlElement => {
    const level = index + 1;
    return {
      name: `${prefix}style`,
      kind: 'w:style',
      attributes: `${prefix}type="paragraph" ${prefix}styleId="${headingStyleId(level)}"`,
      children: [
        {
          name: `${prefix}name`,
          kind: 'w:name',
          attributes: `${prefix}val="heading ${String(level)}"`,
          children: [],
        },
      ],
    };
  });
}
