import type { Attribute } from './attribute.js';
import type { AttributePath } from './attribute-path.js';

export const comparisons = ['eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le'] as const;
export type Comparison = (typeof comparisons)[number];
export type Literal = string | number | boolean | null;

/** RFC 7644 §3.4.2.2, read and bound to the attributes of one kind of resource. */
export type Filter =
  | { readonly kind: 'and' | 'or'; readonly left: Filter; readonly right: Filter }
  | { readonly kind: 'not'; readonly filter: Filter }
  | { readonly kind: 'present'; readonly path: AttributePath }
  | {
      readonly kind: 'compare';
      readonly path: AttributePath;
      readonly operator: Comparison;
      readonly value: Literal;
    }
  /** One value of a complex attribute for which all of this holds. */
  | { readonly kind: 'some'; readonly path: AttributePath; readonly filter: Filter };

/** Whether answering needs what is kept elsewhere, such as a group's members. */
export function mentions(filter: Filter, name: string): boolean {
  const isAbout = ([first]: AttributePath): boolean => first.name === name;
  switch (filter.kind) {
    case 'and':
    case 'or':
      return mentions(filter.left, name) || mentions(filter.right, name);
    case 'not':
      return mentions(filter.filter, name);
    default:
      return isAbout(filter.path);
  }
}

/** An equality that must hold for the whole filter to hold: then a look-up finds all there is. */
export function requiredEquality(
  filter: Filter,
  wanted: readonly string[],
): { readonly attribute: Attribute; readonly value: string } | null {
  if (filter.kind === 'and')
    return requiredEquality(filter.left, wanted) ?? requiredEquality(filter.right, wanted);
  if (filter.kind !== 'compare' || filter.operator !== 'eq' || typeof filter.value !== 'string') return null;
  const [attribute, ...below] = filter.path;
  if (below.length > 0 || !wanted.includes(attribute.name)) return null;
  return { attribute, value: filter.value };
}
