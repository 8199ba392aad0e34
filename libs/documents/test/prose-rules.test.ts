import { describe, expect, it } from 'vitest';
import { PROSE_RULES } from '@maroquin/coediting';
import {
  CALLOUT_KINDS,
  fieldOf,
  HIGHLIGHT_COLOURS,
  INK_COLOURS,
  internalPathOf,
  internalTargetOf,
  MAX_INDENT,
  mentionOf,
  proseSchema,
  safeHref,
} from '@maroquin/prose';
import type { ContentMatch, NodeType } from '@tiptap/pm/model';

/** Every node type that a content expression lets in anywhere. */
function namesIn(type: NodeType): string[] {
  const names = new Set<string>();
  const seen = new Set<ContentMatch>();
  const visit = (match: ContentMatch): void => {
    if (seen.has(match)) return;
    seen.add(match);
    for (let edge = 0; edge < match.edgeCount; edge += 1) {
      const { type: child, next } = match.edge(edge);
      names.add(child.name);
      visit(next);
    }
  };
  visit(type.contentMatch);
  return [...names].sort();
}

/** Whether each of these children, alone and in whatever order, is what the expression allows. */
function asksForOrder(type: NodeType): boolean {
  const allowed = namesIn(type).map((name) => proseSchema.nodes[name]);
  const starts = new Set<ContentMatch>();
  let asks = false;
  const visit = (match: ContentMatch): void => {
    if (starts.has(match)) return;
    starts.add(match);
    for (const child of allowed) {
      const next = child === undefined ? null : match.matchType(child);
      if (next === null) asks = true;
      else visit(next);
    }
  };
  visit(type.contentMatch);
  return asks;
}

const elements = Object.values(proseSchema.nodes).filter(
  (type) => !type.isText && type !== proseSchema.topNodeType,
);

describe('the gate’s rules of a document', () => {
  it('know every element of the schema and no other', () => {
    expect(Object.keys(PROSE_RULES.elements).sort()).toEqual(elements.map((type) => type.name).sort());
  });

  it('let into the document itself what the schema does', () => {
    expect([...PROSE_RULES.root].sort()).toEqual(namesIn(proseSchema.topNodeType));
  });

  it.each(elements)('let into $name what the schema does', (type) => {
    const rules = PROSE_RULES.elements[type.name];
    const names = namesIn(type);
    expect([...(rules?.children ?? [])].sort()).toEqual(names.filter((name) => name !== 'text'));
    const marks = type.markSet === null || type.markSet.length > 0;
    const text = !names.includes('text') ? 'none' : marks ? 'marked' : 'plain';
    expect(rules?.text).toBe(text);
  });

  it.each(elements)('know the attributes of $name', (type) => {
    const names = Object.keys(type.spec.attrs ?? {}).sort();
    expect(Object.keys(PROSE_RULES.elements[type.name]?.attributes ?? {}).sort()).toEqual(names);
  });

  it.each([...elements, proseSchema.topNodeType])('need not know the order of what lies in $name', (type) => {
    expect(asksForOrder(type)).toBe(false);
  });

  it('know every mark of the schema, and which may lie twice on a text', () => {
    const marks = Object.values(proseSchema.marks);
    expect(Object.keys(PROSE_RULES.marks).sort()).toEqual(marks.map((mark) => mark.name).sort());
    for (const mark of marks) {
      expect([mark.name, PROSE_RULES.marks[mark.name]?.overlaps]).toEqual([mark.name, !mark.excludes(mark)]);
    }
  });

  it('hold the defaults of the schema, where they are stored at all', () => {
    for (const type of elements) {
      for (const [name, { default: value }] of Object.entries(type.spec.attrs ?? {})) {
        if (value === null) continue;
        const holds = PROSE_RULES.elements[type.name]?.attributes[name]?.(value);
        expect([type.name, name, holds]).toEqual([type.name, name, true]);
      }
    }
    for (const mark of Object.values(proseSchema.marks)) {
      const attrs = { ...mark.create({}).attrs, ...(mark.name === 'link' ? { href: 'https://a.fr' } : {}) };
      expect([mark.name, PROSE_RULES.marks[mark.name]?.holds(attrs)]).toEqual([mark.name, true]);
    }
  });

  it('take no alignment and no colour but those that the editor offers', () => {
    const align = PROSE_RULES.elements['paragraph']?.attributes['textAlign'];
    const holds = (mark: string, colour: unknown) => PROSE_RULES.marks[mark]?.holds({ colour });
    for (const value of ['left', 'center', 'right', 'justify']) expect(align?.(value)).toBe(true);
    for (const colour of HIGHLIGHT_COLOURS) expect(holds('highlight', colour)).toBe(true);
    for (const colour of INK_COLOURS) expect(holds('ink', colour)).toBe(true);
    for (const value of ['', 'start', 'red;background:url(//x)', '#ff0000', 'constructor', 7, null, {}]) {
      expect([value, align?.(value)]).toEqual([value, false]);
      expect([value, holds('highlight', value), holds('ink', value)]).toEqual([value, false, false]);
    }
  });

  it('take no indent, no frame and no tick but those that the editor makes', () => {
    const holds = (name: string, attribute: string, value: unknown) =>
      PROSE_RULES.elements[name]?.attributes[attribute]?.(value);
    for (const kind of CALLOUT_KINDS) expect(holds('callout', 'kind', kind)).toBe(true);
    for (const name of ['paragraph', 'heading'])
      for (const indent of [1, MAX_INDENT]) expect(holds(name, 'indent', indent)).toBe(true);
    for (const checked of [true, false]) expect(holds('taskItem', 'checked', checked)).toBe(true);
    for (const value of ['', '1', '2em', 'danger"><script>', 0, 1.5, MAX_INDENT + 1, 1e9, NaN, null, {}])
      expect([
        value,
        holds('paragraph', 'indent', value),
        holds('callout', 'kind', value),
        holds('taskItem', 'checked', value),
      ]).toEqual([value, false, false, false]);
  });

  it('take as a mention, and as a link within the server, what the editor takes', () => {
    const holds = (name: string, attribute: string, value: unknown) =>
      PROSE_RULES.elements[name]?.attributes[attribute]?.(value) === true;
    const [one, other] = ['0199d4e2-7a11-7c3e-9f10-2b6c1d0e5a01', '0199d4e2-7a11-7c3e-9f10-2b6c1d0e5a02'];
    const paths = [`/d/${one}`, `/fichier/${one}`, `/e/${one}`, `/e/${one}/${other}/discussions/${one}`];
    for (const path of paths) expect([path, holds('internalLink', 'path', path)]).toEqual([path, true]);
    const wrong = ['//ailleurs.example/d/1', 'javascript:alert(1)', `/d/${one}/../x`, `/d/${one}?a=1`];
    for (const path of [...paths, ...wrong, `/d/${one}\n`, `/x/${one}`, '', null, 7, {}])
      expect([path, holds('internalLink', 'path', path)]).toEqual([path, internalPathOf(path) !== null]);
    expect(internalTargetOf(paths[3])).toBe(one);
    for (const id of [one, one.toUpperCase(), `${one}x`, '', null, 7, {}]) {
      const mentioned = mentionOf({ id, person: other, name: 'Anne Roux' }) !== null;
      expect([id, holds('mention', 'id', id), holds('mention', 'person', id)]).toEqual([
        id,
        mentioned,
        mentioned,
      ]);
    }
    expect(holds('mention', 'name', 'a'.repeat(200))).toBe(true);
    expect(holds('mention', 'name', 'a'.repeat(201))).toBe(false);
    for (const name of ['Anne Roux', 'é', '', ' ', '\u200b\u2060', 'Anne\u202exuoR', 'a\nb', null, 7, {}])
      expect([name, holds('mention', 'name', name)]).toEqual([
        name,
        mentionOf({ id: one, person: other, name }) !== null,
      ]);
    expect(holds('mention', 'name', '\u200b\u2060')).toBe(false);
  });

  it('take as the label of a field what the editor shows as it is', () => {
    const holds = PROSE_RULES.elements['field']?.attributes['label'];
    for (const label of [
      'Objet',
      '…',
      'a'.repeat(200),
      'a'.repeat(201),
      '',
      '\u200b',
      'Ob\u202ejet',
      'a\nb',
      7,
    ])
      expect([label, holds?.(label)]).toEqual([label, fieldOf({ label }).label === label]);
  });

  it('let a link lead where the editor lets it lead, and nowhere else', () => {
    const addresses = [
      'https://exemple.fr/chemin?q=1#là',
      'http://a',
      'HTTPS://A.FR',
      'mailto:anne@exemple.fr',
      'mailto:/x',
      'mailto://x',
      'mailto:',
      'http:',
      'http://',
      'http:///x',
      'http:/x',
      'javascript:alert(1)',
      'java\tscript:alert(1)',
      ' https://exemple.fr',
      'https://exemple.fr\n',
      'data:text/html,x',
      'vbscript:x',
      '//exemple.fr',
      '/chemin',
      '',
      `https://${'a'.repeat(2040)}`,
      `https://${'a'.repeat(2041)}`,
      null,
      7,
      {},
    ];
    for (const href of addresses) {
      expect([href, PROSE_RULES.marks['link']?.holds({ href, title: null })]).toEqual([
        href,
        safeHref(href) !== null,
      ]);
    }
  });
});
