import type { ProseNode } from '../common/prose-json.js';
import { type Field, fieldOf } from '../nodes/field.node.js';

/** By label: what was typed. Of a date: YYYY-MM-DD. */
export type FieldValues = Readonly<Record<string, string>>;

const MONTHS = 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre'.split(
  ' ',
);
const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;

/** "2026-12-01" → "1er décembre 2026". Null for what is no day of the calendar. */
export function frenchDate(value: string): string | null {
  const [, year = '', month = '', day = ''] = DAY.exec(value) ?? [];
  const name = MONTHS[Number(month) - 1];
  const last = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  if (name === undefined || Number(day) < 1 || Number(day) > last) return null;
  return `${Number(day) === 1 ? '1er' : String(Number(day))} ${name} ${year}`;
}

/** The words that a field becomes; null: it cannot hold this. */
export function wordsOf({ kind, options }: Field, value: string): string | null {
  if (kind === 'date') return frenchDate(value);
  if (kind === 'choice') return options.includes(value) ? value : null;
  return value;
}

/** The fields of a document in its order, those of one label once. */
export function fieldsOf(doc: ProseNode): Field[] {
  const found = new Map<string, Field>();
  const visit = ({ type, attrs = {}, content = [] }: ProseNode): void => {
    const field = type === 'field' ? fieldOf(attrs) : null;
    if (field !== null && !found.has(field.label)) found.set(field.label, field);
    content.forEach(visit);
  };
  visit(doc);
  return [...found.values()];
}

/** Labels whose value their field cannot hold. */
export const refusedFields = (fields: readonly Field[], values: FieldValues): string[] =>
  fields
    .filter((field) => {
      const value = valueOf(values, field.label);
      return value !== '' && wordsOf(field, value) === null;
    })
    .map(({ label }) => label);

const valueOf = (values: FieldValues, label: string): string =>
  Object.hasOwn(values, label) ? (values[label] ?? '').trim() : '';

/**
 * The document with its fields filled: each gives way to plain text with the field's own marks, so that no markup in a
 * value means anything. A field without a value stays, to be filled later. Nothing else changes.
 */
export function fillFields(doc: ProseNode, values: FieldValues): ProseNode {
  const filled = (node: ProseNode): ProseNode[] => {
    if (node.type === 'field') return wordNodes(node, values) ?? [node];
    if (node.content === undefined) return [node];
    return [{ ...node, content: node.content.flatMap(filled) }];
  };
  return filled(doc)[0] ?? doc;
}

/** Whether what the fields become is no more than this: one value may be put in a hundred thousand places. */
export function fitsFilled(
  doc: ProseNode,
  values: FieldValues,
  most: { readonly units: number; readonly lines: number },
): boolean {
  let { units, lines } = most;
  for (const words of wordsIn(doc, values)) {
    units -= words.length;
    lines -= linesOf(words).length;
    if (units < 0 || lines < 0) return false;
  }
  return true;
}

function* wordsIn(node: ProseNode, values: FieldValues): Generator<string> {
  const words = node.type === 'field' ? wordsFor(fieldOf(node.attrs ?? {}), values) : null;
  if (words !== null) yield words;
  for (const child of node.content ?? []) yield* wordsIn(child, values);
}

/** Null: it has no value, or cannot hold it. */
function wordsFor(field: Field, values: FieldValues): string | null {
  const value = valueOf(values, field.label);
  return value === '' ? null : wordsOf(field, value);
}

const linesOf = (words: string): string[] => words.split(/\r\n?|\n/u);

function wordNodes({ attrs = {}, marks }: ProseNode, values: FieldValues): ProseNode[] | null {
  const words = wordsFor(fieldOf(attrs), values);
  if (words === null) return null;
  return linesOf(words).flatMap((text, index): ProseNode[] => [
    ...(index === 0 ? [] : [{ type: 'hardBreak' }]),
    ...(text === '' ? [] : [{ type: 'text', text, ...(marks === undefined ? {} : { marks }) }]),
  ]);
}
