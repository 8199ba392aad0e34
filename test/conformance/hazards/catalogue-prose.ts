import { proseSchema } from '@maroquin/prose';
import { byAttacker } from './catalogue-form.js';
import { updates, type Hazard } from './hazard.js';
import { contents, updateOf, type ItemSpec, type Ref } from './v1-writer.js';
import { ATTACKER, COLLEAGUE, placesOf, victimUpdate } from './victim.js';
import * as Y from 'yjs';

/** Updates that yjs takes and that reach the text through the editor's binding: what does not fit the schema goes, with all it holds. */
export function proseHazards(): Hazard[] {
  return [...misplaced(), ...attributes(), ...marks(), ...textsApart(), ...hollowed()];
}

const NAMES = [...Object.keys(proseSchema.nodes), 'heading2', 'section', 'Paragraph', 'table-row'];
/** What has to be inside for the node itself to be valid. */
const INSIDE: Readonly<Record<string, readonly string[]>> = {
  bulletList: ['listItem', 'paragraph'],
  orderedList: ['listItem', 'paragraph'],
  listItem: ['paragraph'],
  blockquote: ['paragraph'],
  table: ['tableRow', 'tableCell', 'paragraph'],
  tableRow: ['tableCell', 'paragraph'],
  tableCell: ['paragraph'],
  tableHeader: ['paragraph'],
  footnote: ['paragraph'],
};

/** An element with what it needs, as structs that follow each other from clock `from`. */
function element(name: string, place: Omit<ItemSpec, 'content'>, from = 0): ItemSpec[] {
  const inside = INSIDE[name] ?? [];
  return [name, ...inside].map((each, index) => ({
    ...(index === 0 ? place : { parent: [ATTACKER, from + index - 1] as Ref }),
    content: contents.type(3, each),
  }));
}

const HOLDERS = new Set([
  'heading',
  'paragraph',
  'bulletList',
  'listItem',
  'tableRow',
  'tableCell',
  'codeBlock',
  'footnote',
  'image',
]);

/** Every node of the schema, and some that are none, in every kind of element that the colleague has. */
function misplaced(): Hazard[] {
  const { elements, texts } = placesOf('prose');
  const parents: readonly (readonly [string, string | Ref])[] = [
    ['the root', 'prose'],
    ...Object.entries(elements).filter(([name]) => HOLDERS.has(name)),
    ['a text', texts[0] ?? 'prose'],
  ];
  return parents.flatMap(([where, parent], at) =>
    NAMES.flatMap((name, number) => [
      updates(
        `prose-node-${String(at)}-${String(number)}`,
        'prose',
        `${name} in ${where}`,
        byAttacker(element(name, { parent })),
      ),
      ...(INSIDE[name] === undefined
        ? []
        : [
            updates(
              `prose-hollow-${String(at)}-${String(number)}`,
              'prose',
              `an empty ${name} in ${where}`,
              byAttacker([{ parent, content: contents.type(3, name) }]),
            ),
          ]),
    ]),
  );
}

const ODD_VALUES: readonly (readonly [string, unknown])[] = [
  ['an object', { a: 1 }],
  ['a list', [[], {}]],
  ['a long list', Array.from({ length: 5_000 }, () => 1)],
  ['minus one', -1],
  ['not a number', NaN],
  ['10^12', 1e12],
  ['a word', 'x'],
];

/** Values that no editor writes, in the attributes of the colleague's own elements. */
function attributes(): Hazard[] {
  const { elements } = placesOf('prose');
  return Object.entries(elements).flatMap(([name, parent]) => {
    const keys = Object.keys(proseSchema.nodes[name]?.spec.attrs ?? {});
    return [...keys, 'ychange'].flatMap((key) =>
      ODD_VALUES.map(([what, value], index) =>
        updates(
          `prose-attribute-${name}-${key}-${String(index)}`,
          'prose',
          `${key} of ${name} is ${what}`,
          byAttacker([{ parent, key, content: contents.any([value]) }]),
        ),
      ),
    );
  });
}

const MARKS: readonly (readonly [string, string])[] = [
  ['blink', '{}'],
  ['ychange', '{"user":"x","type":"removed"}'],
  ['Bold', 'true'],
  ['bold--short', '{}'],
  ['blink--AAAAAAAA', '{}'],
  ['comment--AAAAAAAA', '7'],
  ['link', '[]'],
  ['link', '"x"'],
  ['link', '{"href":{"a":1}}'],
  ['', '{}'],
  ['toString', '{}'],
  ['hasOwnProperty', '{}'],
  ['paragraph', '{}'],
  ['code', '{}'],
  ['bold', '{}'],
  ['constructor', '{}'],
];

/** Marks around the colleague's letters that the schema does not know, or not there. */
function marks(): Hazard[] {
  const { structs } = Y.decodeUpdate(victimUpdate('prose'));
  const strings = structs.filter(
    (struct): struct is Y.Item => struct instanceof Y.Item && struct.content instanceof Y.ContentString,
  );
  return strings.flatMap(({ id }, at) =>
    MARKS.map(([key, json], number) =>
      updates(
        `prose-mark-${String(at)}-${String(number)}`,
        'prose',
        `the mark ${key} ${json} before the colleague’s ${String(at + 1)}. text`,
        byAttacker([{ origin: [id.client, id.clock], content: contents.format(key, json) }]),
      ),
    ),
  );
}

/** Text where the schema wants blocks, and texts beside texts. */
function textsApart(): Hazard[] {
  const { elements } = placesOf('prose');
  const text = (parent: Ref | string): ItemSpec[] => [
    { parent, content: contents.type(6) },
    { parent: [ATTACKER, 0], content: contents.string('mot') },
  ];
  return [['the root', 'prose'] as const, ...Object.entries(elements)].flatMap(([name, parent]) => [
    updates(`prose-text-in-${name}`, 'prose', `text directly in ${name}`, byAttacker(text(parent))),
    updates(
      `prose-empty-text-in-${name}`,
      'prose',
      `an empty text directly in ${name}`,
      byAttacker(text(parent).slice(0, 1)),
    ),
    updates(
      `prose-embed-in-text-of-${name}`,
      'prose',
      `an embed in a text in ${name}`,
      byAttacker([...text(parent), { origin: [ATTACKER, 3], content: contents.embed('{"image":"x"}') }]),
    ),
    updates(
      `prose-type-in-text-of-${name}`,
      'prose',
      `a paragraph in a text in ${name}`,
      byAttacker([...text(parent), { origin: [ATTACKER, 3], content: contents.type(3, 'paragraph') }]),
    ),
  ]);
}

/**
 * Deletions of what an element may not be without: the colleague's other text in it goes with it. What is directly
 * deleted is the writer's right; only what the binding takes besides counts.
 */
function hollowed(): Hazard[] {
  const { structs } = Y.decodeUpdate(victimUpdate('prose'));
  const items = structs.filter((struct): struct is Y.Item => struct instanceof Y.Item);
  const paragraphs = items.filter(
    ({ content }) =>
      content instanceof Y.ContentType &&
      content.type instanceof Y.XmlElement &&
      content.type.nodeName === 'paragraph',
  );
  return paragraphs.map(({ id }, index) =>
    updates(
      `prose-without-${String(index)}`,
      'prose',
      `the ${String(index + 1)}. paragraph deleted, its surroundings left`,
      updateOf({ deletes: [{ client: COLLEAGUE, ranges: [[id.clock, 1]] }] }),
    ),
  );
}
