import type { AnyExtension } from '@tiptap/core';
import { attributeOf } from './common/element.js';

/** What an attribute keeps of a value read from HTML; null for nothing. */
type Keep = (value: unknown) => unknown;

const MAX_COLUMNS = 256;
const MAX_ROWS = 20_000;
const MAX_COLUMN_WIDTH = 100_000;
const MAX_LIST_START = 1_000_000_000;
const MAX_LANGUAGE = 100;
const LIST_TYPES = new Set<unknown>(['1', 'a', 'A', 'i', 'I']);

const integer =
  (min: number, max: number): Keep =>
  (value) => {
    const number = Math.trunc(Number(value));
    return Number.isNaN(number) ? null : Math.min(max, Math.max(min, number));
  };

const isWidth = (value: unknown): boolean =>
  typeof value === 'number' && value >= 0 && value <= MAX_COLUMN_WIDTH;

const widths: Keep = (value) =>
  Array.isArray(value) && value.length <= MAX_COLUMNS && value.every(isWidth) ? value : null;

const cell = { colspan: integer(1, MAX_COLUMNS), rowspan: integer(1, MAX_ROWS), colwidth: widths };

/** By node: pasted HTML may say anything, and the server takes only what a document may hold. */
const KEPT: Readonly<Record<string, Readonly<Record<string, Keep>>>> = {
  tableCell: cell,
  tableHeader: cell,
  orderedList: {
    start: integer(-MAX_LIST_START, MAX_LIST_START),
    type: (value) => (LIST_TYPES.has(value) ? value : null),
  },
  codeBlock: {
    language: (value) => (typeof value === 'string' && value.length <= MAX_LANGUAGE ? value : null),
  },
};

interface ReadAttribute {
  readonly parseHTML?: (element: object) => unknown;
}

const keeping =
  (read: (element: object) => unknown, keep: Keep) =>
  (element: object): unknown => {
    const value = read(element);
    return value === null || value === undefined ? null : keep(value);
  };

/** The extension, its attributes bounded as they are read from HTML. */
export function keepingAttributes(extension: AnyExtension): AnyExtension {
  const kept = KEPT[extension.name];
  if (kept === undefined) return extension;
  return extension.extend({
    addAttributes(this: { parent?: (() => Record<string, ReadAttribute>) | null }) {
      const inherited = this.parent?.() ?? {};
      const bounded: Record<string, ReadAttribute> = {};
      for (const [name, attribute] of Object.entries(inherited)) {
        const keep = kept[name];
        const read = attribute.parseHTML ?? ((element: object) => attributeOf(element, name));
        bounded[name] = keep === undefined ? attribute : { ...attribute, parseHTML: keeping(read, keep) };
      }
      return bounded;
    },
  });
}
