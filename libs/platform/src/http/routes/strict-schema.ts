import { z } from 'zod';

/**
 * Paths of the objects in a schema that would let unknown fields pass in silence. People who mistype a field must be
 * told, and a field of tomorrow must not be swallowed today.
 */
export function looseObjects(schema: unknown): string[] {
  const found: string[] = [];
  walk(schema, '', new Set(), found);
  return found;
}

const isSchema = (value: unknown): value is z.core.$ZodType =>
  typeof value === 'object' && value !== null && '_zod' in value;

function walk(schema: unknown, path: string, seen: Set<unknown>, found: string[]): void {
  if (!isSchema(schema) || seen.has(schema)) return;
  seen.add(schema);
  const { def } = schema._zod;
  if (schema instanceof z.core.$ZodObject) {
    const { catchall, shape } = schema._zod.def;
    if (!(catchall instanceof z.core.$ZodNever)) found.push(path === '' ? 'the whole' : path);
    for (const [name, field] of Object.entries(shape))
      walk(field, path === '' ? name : `${path}.${name}`, seen, found);
    return;
  }
  // wrappers (optional, default, pipe) and collections keep their parts under these names
  for (const part of ['innerType', 'in', 'element', 'left', 'right', 'valueType'])
    walk(Reflect.get(def, part), path, seen, found);
  const options: unknown = Reflect.get(def, 'options');
  if (Array.isArray(options)) for (const option of options) walk(option, path, seen, found);
}
