import { fieldKinds, visibleLine } from '@maroquin/contracts';
import { Node } from '@tiptap/core';
import { attributeOf } from '../common/element.js';

export type FieldKind = (typeof fieldKinds)[number];
/** UTF-16 units of a label and of one option; the gate holds the same. */
export const MAX_FIELD_LABEL = 200;
export const MAX_FIELD_OPTIONS = 50;

/** Instead of a label that nobody would see. */
const NO_LABEL = '…';

/** What somebody who makes a document from a template is asked for. */
export interface Field {
  /** Fields of one label are filled together. */
  label: string;
  kind: FieldKind;
  /** Of a choice: what may be chosen. */
  options: string[];
}

const isShort = (value: unknown): value is string =>
  typeof value === 'string' && value.length > 0 && value.length <= MAX_FIELD_LABEL;

/** Pure. Attributes arrive from other people's clients: what is no field asks for a text. */
export function fieldOf({ label, kind, options }: Readonly<Record<string, unknown>>): Field {
  return {
    label: isShort(label) && visibleLine.test(label) ? label : NO_LABEL,
    kind: fieldKinds.find((one) => one === kind) ?? 'text',
    options: Array.isArray(options) ? options.filter(isShort).slice(0, MAX_FIELD_OPTIONS) : [],
  };
}

/** How a field reads where it was not filled. */
export const unfilled = (attrs: Readonly<Record<string, unknown>> = {}): string =>
  `[${fieldOf(attrs).label}]`;

function parsedOptions(text: string | null): string[] {
  try {
    return fieldOf({ options: JSON.parse(text ?? '[]') as unknown }).options;
  } catch {
    return [];
  }
}

/** A place in a template to be filled in: an inline atom, which gives way to the words that are put there. */
export const FieldNode = Node.create({
  name: 'field',
  group: 'inline',
  inline: true,
  atom: true,
  // Bounded as they are read: the server takes only what a document may hold.
  addAttributes: () => ({
    label: {
      default: NO_LABEL,
      parseHTML: (element: object) =>
        fieldOf({ label: attributeOf(element, 'data-field')?.slice(0, MAX_FIELD_LABEL) }).label,
    },
    kind: {
      default: 'text',
      parseHTML: (element: object) => fieldOf({ kind: attributeOf(element, 'data-kind') }).kind,
    },
    options: {
      default: [],
      parseHTML: (element: object) => parsedOptions(attributeOf(element, 'data-options')),
    },
  }),
  parseHTML: () => [{ tag: 'span[data-field]' }],
  renderHTML: ({ node }) => {
    const { label, kind, options } = fieldOf(node.attrs);
    const attributes = { 'data-field': label, 'data-kind': kind };
    return [
      'span',
      options.length > 0 ? { ...attributes, 'data-options': JSON.stringify(options) } : attributes,
      label,
    ];
  },
});
