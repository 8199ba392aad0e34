import { z } from 'zod';
import * as contracts from '@maroquin/contracts';

/** Shapes of the contracts that stand inside others get a name of their own. */
const named = z.registry<{ id: string }>();
for (const [name, schema] of Object.entries(contracts)) {
  if (!(schema instanceof z.ZodObject) || !name.endsWith('Schema')) continue;
  const id = name.slice(0, -'Schema'.length);
  named.add(schema, { id: id.charAt(0).toUpperCase() + id.slice(1) });
}

/** Of a schema's `.meta()`. */
const CHECKED_BY_US = ['minProperties', 'uniqueItems', 'dependentRequired', 'enum'] as const;

export type Components = Record<string, object>;

/** A schema of `contracts` in the words of OpenAPI; shapes with a name of their own are added to `components`. */
export function toJsonSchema(schema: z.ZodType, io: 'input' | 'output', components: Components): object {
  const whole = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    // what is read is always whole: names for what is answered only
    metadata: io === 'output' ? named : z.registry<{ id: string }>(),
    override: ({ jsonSchema, zodSchema }) => {
      // What a check of our own asks for, in the words of JSON Schema.
      const meta = z.globalRegistry.get(zodSchema);
      for (const word of CHECKED_BY_US)
        if (meta?.[word] !== undefined) Reflect.set(jsonSchema, word, meta[word]);
      // A format says it; the expression behind it helps nobody. But an address is narrower here than RFC 5322.
      if (jsonSchema.format === 'email' && io === 'input') delete jsonSchema.format;
      if (jsonSchema.format !== undefined) delete jsonSchema.pattern;
      // answers may gain fields
      if (io === 'output') delete jsonSchema.additionalProperties;
      if (io === 'output' && jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
      if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
    },
  });
  const {
    $schema: _schema,
    $defs = {},
    id: _id,
    ...json
  } = JSON.parse(JSON.stringify(whole).replaceAll('#/$defs/', '#/components/schemas/')) as Record<
    string,
    unknown
  > & { $defs?: Components };
  for (const [name, definition] of Object.entries($defs)) {
    const { id: _name, ...rest } = definition as { id?: string };
    components[name] = rest;
  }
  return json;
}
