import type { Attribute, Complex, Value } from './attribute.js';
import { isComplex } from './attribute.js';
import type { ResourceType } from './schemas.js';

/** From the resource down: at most an extension, an attribute of it, a sub-attribute. */
export type AttributePath = readonly [Attribute, ...Attribute[]];

/** ATTRNAME of RFC 7643 §2.1, `$ref` besides. */
const NAME = /^[$A-Za-z][\w$-]*$/;

/** Names are compared without regard to case (RFC 7643 §2.1). */
const named = (attributes: readonly Attribute[], name: string): Attribute | undefined =>
  attributes.find((attribute) => attribute.name.toLowerCase() === name.toLowerCase());

/**
 * What `urn:…:User:name.familyName`, `name.familyName` or the URN of an extension alone stands for.
 * null: no attribute of this kind of resource.
 */
export function resolvePath(type: ResourceType, path: string): AttributePath | null {
  for (const { id } of type.extensions) {
    if (path.toLowerCase() === id.toLowerCase()) return stepsOf(type.attributes, [id]);
    if (path.toLowerCase().startsWith(`${id.toLowerCase()}:`))
      return stepsOf(type.attributes, [id, ...path.slice(id.length + 1).split('.')]);
  }
  const core = `${type.core.id.toLowerCase()}:`;
  const rest = path.toLowerCase().startsWith(core) ? path.slice(core.length) : path;
  return stepsOf(type.attributes, rest.split('.'));
}

/** Of a value filter (`emails[type eq "work"]`): names below an attribute. */
export function resolveBelow(attribute: Attribute, path: string): AttributePath | null {
  return stepsOf(attribute.subAttributes ?? [], path.split('.'));
}

function stepsOf(attributes: readonly Attribute[], names: readonly string[]): AttributePath | null {
  const steps: Attribute[] = [];
  let level: readonly Attribute[] = attributes;
  for (const name of names) {
    if (!NAME.test(name) && !name.startsWith('urn:')) return null;
    const found = named(level, name);
    if (found === undefined) return null;
    steps.push(found);
    level = found.subAttributes ?? [];
  }
  const [first, ...more] = steps;
  return first === undefined ? null : [first, ...more];
}

export const lastOf = (path: AttributePath): Attribute => path[path.length - 1] ?? path[0];

/** Every value at the end of the path, those of multi-valued attributes one by one. */
export function valuesAt(resource: Complex, path: readonly Attribute[]): Value[] {
  let level: Value[] = [resource];
  for (const { name } of path) {
    level = level.flatMap((value) => {
      if (!isComplex(value)) return [];
      const below = Object.hasOwn(value, name) ? value[name] : undefined;
      if (below === undefined) return [];
      return Array.isArray(below) ? (below as readonly Value[]) : [below];
    });
  }
  return level;
}
