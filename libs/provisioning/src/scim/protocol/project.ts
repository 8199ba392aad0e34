import { type Attribute, type Complex, isComplex, type Value } from './attribute.js';
import { type AttributePath, resolvePath } from './attribute-path.js';
import type { ResourceType } from './schemas.js';
import { badRequest } from './scim-error.js';

/** What a client wants to see (RFC 7644 §3.9): only these, or all but these. */
export interface Wanted {
  readonly only: readonly AttributePath[] | null;
  readonly without: readonly AttributePath[];
}

const MAX_NAMES = 100;
/** What is always told. */
const minimum: Wanted = { only: null, without: [] };

/** Names that are no attribute are passed over. @throws {ScimError} invalidValue for both lists at once, or too long ones */
export function wantedOf(
  type: ResourceType,
  attributes: readonly string[],
  excludedAttributes: readonly string[],
): Wanted {
  if (attributes.length === 0 && excludedAttributes.length === 0) return minimum;
  if (attributes.length > 0 && excludedAttributes.length > 0)
    throw badRequest('invalidValue', '"attributes" and "excludedAttributes" exclude each other.');
  if (attributes.length + excludedAttributes.length > MAX_NAMES)
    throw badRequest('invalidValue', 'Too many attributes are named.');
  const resolve = (names: readonly string[]): AttributePath[] =>
    names.flatMap((name) => {
      const path = resolvePath(type, name.trim());
      return path === null ? [] : [path];
    });
  return { only: attributes.length === 0 ? null : resolve(attributes), without: resolve(excludedAttributes) };
}

export const wants = ({ only, without }: Wanted, name: string): boolean =>
  only === null
    ? !without.some((path) => path.length === 1 && path[0].name === name)
    : only.some(([first]) => first.name === name);

export function project(type: ResourceType, resource: Complex, { only, without }: Wanted): Complex {
  return level(type.attributes, resource, only, without);
}

function level(
  attributes: readonly Attribute[],
  resource: Complex,
  only: readonly (readonly Attribute[])[] | null,
  without: readonly (readonly Attribute[])[],
): Complex {
  const shown: Record<string, Value> = {};
  for (const attribute of attributes) {
    const { name, returned } = attribute;
    const value = Object.hasOwn(resource, name) ? resource[name] : undefined;
    if (value === undefined || returned === 'never') continue;
    const chosen = only?.filter(([first]) => first === attribute) ?? null;
    const whole = returned === 'always' || chosen === null || chosen.some((path) => path.length === 1);
    if (!whole && chosen?.length === 0) continue;
    const left = without.filter(([first]) => first === attribute);
    if (returned !== 'always' && left.some((path) => path.length === 1)) continue;
    const below = (one: Value): Value =>
      isComplex(one)
        ? level(
            attribute.subAttributes ?? [],
            one,
            whole ? null : (chosen?.map(([, ...rest]) => rest) ?? null),
            left.map(([, ...rest]) => rest),
          )
        : one;
    shown[name] = Array.isArray(value) ? (value as readonly Value[]).map(below) : below(value);
  }
  return shown;
}
