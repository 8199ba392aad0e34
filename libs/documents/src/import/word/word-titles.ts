import { attributeOf, isElement, visitElements, type XmlElement } from '../package/xml.js';

/** How many titles a text has that show a number, and whether all titles do, as 1, 1.1, 1.1.1. */
export interface TitleNumbers {
  readonly numbered: number;
  readonly areAll: boolean;
}

interface Style {
  readonly basedOn: string | undefined;
  /** From 0; `body`: it says that it is none of titles. */
  readonly level: number | 'body' | null;
  readonly list: string | undefined;
  readonly step: string | undefined;
}

interface Level {
  readonly format: string;
  readonly text: string;
  /** The style that stands at this level. */
  readonly style: string | undefined;
}

const MAX_PARENTS = 50;
const SILENT = new Set(['none', 'bullet']);
/** `%1.%2.` or `%1)` */
const PLAIN = /^(?:%\d[.)]?)+[\s.)-]*$/;

const childOf = (element: XmlElement | undefined, kind: string): XmlElement | undefined =>
  element?.children.filter(isElement).find((child) => child.kind === kind);
const valueOf = (element: XmlElement | undefined, kind: string): string | undefined => {
  const child = childOf(element, kind);
  return child === undefined ? undefined : attributeOf(child, 'val');
};

/** Word numbers titles by lists, of their own or of their style (ECMA-376 part 1, §17.9); pandoc forgets these. */
export function titleNumbers(
  document: XmlElement,
  styles: XmlElement,
  numbering: XmlElement | null,
): TitleNumbers {
  const known = stylesOf(styles);
  const lists = numbering === null ? new Map<string, Map<string, Level>>() : listsOf(numbering);
  let [titles, numbered, plain] = [0, 0, 0];
  visitElements(document, (element) => {
    if (element.kind !== 'w:p' || !hasWords(element)) return;
    const properties = childOf(element, 'w:pPr');
    const id = valueOf(properties, 'w:pStyle');
    const chain = [styleOf(properties, id), ...chainOf(known, id)];
    const level = chain.find((style) => style.level !== null)?.level ?? 'body';
    if (level === 'body') return;
    titles += 1;
    const list = lists.get(chain.find((style) => style.list !== undefined)?.list ?? '');
    const linked = [...(list ?? [])].find(([, { style }]) => style !== undefined && style === id)?.[0];
    const step = chain[0]?.step ?? linked ?? chain.find((style) => style.step !== undefined)?.step ?? '0';
    const shown = list?.get(step);
    if (shown === undefined || SILENT.has(shown.format) || !shown.text.includes('%')) return;
    numbered += 1;
    if (shown.format === 'decimal' && PLAIN.test(shown.text)) plain += 1;
  });
  return { numbered, areAll: titles > 0 && plain === titles };
}

function hasWords(paragraph: XmlElement): boolean {
  let found = false;
  visitElements(paragraph, ({ kind, children }) => {
    found ||= kind === 'w:t' && children.some((child) => !isElement(child) && child.trim() !== '');
  });
  return found;
}

function stylesOf(styles: XmlElement): ReadonlyMap<string, Style> {
  const known = new Map<string, Style>();
  for (const style of styles.children.filter(isElement)) {
    const id = attributeOf(style, 'styleId');
    if (style.kind !== 'w:style' || id === undefined) continue;
    const own = styleOf(childOf(style, 'w:pPr'), valueOf(style, 'w:basedOn'));
    const named = /^heading ([1-9])$/i.exec(valueOf(style, 'w:name') ?? '')?.[1];
    known.set(id, named === undefined ? own : { ...own, level: Number(named) - 1 });
  }
  return known;
}

function styleOf(properties: XmlElement | undefined, basedOn: string | undefined): Style {
  const level = Number.parseInt(valueOf(properties, 'w:outlineLvl') ?? '', 10);
  const number = childOf(properties, 'w:numPr');
  return {
    basedOn,
    level: level >= 0 && level <= 8 ? level : level === 9 ? 'body' : null,
    list: valueOf(number, 'w:numId'),
    step: valueOf(number, 'w:ilvl'),
  };
}

function chainOf(known: ReadonlyMap<string, Style>, id: string | undefined): Style[] {
  const chain: Style[] = [];
  for (let next = id; next !== undefined && chain.length < MAX_PARENTS;) {
    const style = known.get(next);
    if (style === undefined) break;
    chain.push(style);
    next = style.basedOn;
  }
  return chain;
}

/** By the number of a list: its levels, by theirs. */
function listsOf(numbering: XmlElement): Map<string, Map<string, Level>> {
  const abstract = new Map<string, Map<string, Level>>();
  const lists = new Map<string, Map<string, Level>>();
  const parts = numbering.children.filter(isElement);
  for (const part of parts.filter(({ kind }) => kind === 'w:abstractNum')) {
    const levels = part.children.filter(isElement).filter(({ kind }) => kind === 'w:lvl');
    const read = levels.map((level) => [attributeOf(level, 'ilvl') ?? '', levelOf(level)] as const);
    abstract.set(attributeOf(part, 'abstractNumId') ?? '', new Map(read));
  }
  for (const part of parts.filter(({ kind }) => kind === 'w:num')) {
    const levels = abstract.get(valueOf(part, 'w:abstractNumId') ?? '');
    if (levels !== undefined) lists.set(attributeOf(part, 'numId') ?? '', levels);
  }
  return lists;
}

const levelOf = (level: XmlElement): Level => ({
  format: valueOf(level, 'w:numFmt') ?? 'decimal',
  text: valueOf(level, 'w:lvlText') ?? '',
  style: valueOf(level, 'w:pStyle'),
});
