import type { Attribute, Complex, Value } from './attribute.js';
import { isComplex } from './attribute.js';
import { lastOf, valuesAt } from './attribute-path.js';
import type { Comparison, Filter, Literal } from './filter.js';

/** Without regard to case, as far as Unicode says which letters are the same. */
export const fold = (text: string): string => text.normalize('NFC').toUpperCase().toLowerCase();

/** Does this resource (or one value of an attribute) satisfy the filter? RFC 7644 §3.4.2.2. */
export function matches(filter: Filter, resource: Complex): boolean {
  switch (filter.kind) {
    case 'and':
      return matches(filter.left, resource) && matches(filter.right, resource);
    case 'or':
      return matches(filter.left, resource) || matches(filter.right, resource);
    case 'not':
      return !matches(filter.filter, resource);
    case 'present':
      return valuesAt(resource, filter.path).some(isPresent);
    case 'some':
      return valuesAt(resource, filter.path).some(
        (value) => isComplex(value) && matches(filter.filter, value),
      );
    case 'compare': {
      const values = valuesAt(resource, filter.path);
      if (filter.value === null) return (values.length === 0) === (filter.operator === 'eq');
      if (values.length === 0) return filter.operator === 'ne';
      const { value, operator } = filter;
      const attribute = lastOf(filter.path);
      return values.some((one) => holds(attribute, one, operator, value));
    }
  }
}

const isPresent = (value: Value): boolean =>
  value !== '' && !(isComplex(value) && Object.keys(value).length === 0);

function holds(attribute: Attribute, found: Value, operator: Comparison, wanted: Literal): boolean {
  if (attribute.type === 'boolean' || typeof found === 'boolean') {
    return operator === 'ne' ? found !== wanted : found === wanted;
  }
  if (typeof found !== 'string' && typeof found !== 'number') return false;
  if (attribute.type === 'dateTime' && !['co', 'sw', 'ew'].includes(operator)) {
    const [a, b] = [Date.parse(String(found)), Date.parse(String(wanted))];
    return ordered(operator, a - b);
  }
  const read = (value: unknown): string => (attribute.caseExact ? String(value) : fold(String(value)));
  const [have, want] = [read(found), read(wanted)];
  if (operator === 'co') return have.includes(want);
  if (operator === 'sw') return have.startsWith(want);
  if (operator === 'ew') return have.endsWith(want);
  return ordered(operator, have < want ? -1 : have > want ? 1 : 0);
}

function ordered(operator: Comparison, difference: number): boolean {
  switch (operator) {
    case 'eq':
      return difference === 0;
    case 'ne':
      return difference !== 0;
    case 'gt':
      return difference > 0;
    case 'ge':
      return difference >= 0;
    case 'lt':
      return difference < 0;
    case 'le':
      return difference <= 0;
    default:
      return false;
  }
}

/** What a list is sorted by (RFC 7644 §3.4.2.3): of several values the primary one, or the first. null: none. */
export function sortKey(resource: Complex, path: readonly Attribute[]): string | null {
  const [attribute, ...below] = path;
  if (attribute === undefined) return null;
  const values = valuesAt(resource, [attribute]);
  const chosen = values.find((value) => isComplex(value) && value['primary'] === true) ?? values[0];
  if (chosen === undefined) return null;
  const last = isComplex(chosen) ? valuesAt(chosen, below)[0] : chosen;
  // Of addresses and the like it is the value that counts.
  const end = isComplex(last) ? last['value'] : last;
  if (typeof end !== 'string' && typeof end !== 'boolean' && typeof end !== 'number') return null;
  const { caseExact, type } = path[path.length - 1] ?? attribute;
  return caseExact || type === 'dateTime' ? String(end) : fold(String(end));
}
