/** As much of JSON Schema as the contracts come out as. */
interface Shape {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly default?: unknown;
  readonly format?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly required?: readonly string[];
  readonly minProperties?: number;
  readonly items?: Shape;
  readonly anyOf?: readonly Shape[];
  readonly oneOf?: readonly Shape[];
}

const BY_FORMAT: Readonly<Record<string, string>> = {
  uuid: '01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d',
  'date-time': '2026-03-02T09:30:00.000Z',
  email: 'claire.fontaine@prefecture.example',
  uri: 'https://maroquin.prefecture.example/lien#exemple',
};
/** The first that a schema takes stands for its texts. */
const TEXTS: readonly string[] = [
  'Note à la ministre',
  'claire.fontaine@prefecture.example',
  'fr',
  'oidc',
  'Exemple-de-secret-qui-n-ouvre-rien-du-tout0',
  'RXhlbXBsZSBkZSBjdXJzZXVy',
  'x',
];

/** Something that the schema takes: for whoever reads the description. Pure. */
export function exampleOf(schema: object, components: Readonly<Record<string, object>>): unknown {
  return valueOf(schema, components);
}

function valueOf(shape: Shape, components: Readonly<Record<string, Shape>>): unknown {
  if (shape.$ref !== undefined)
    return valueOf(components[shape.$ref.split('/').at(-1) ?? ''] ?? {}, components);
  if (shape.const !== undefined) return shape.const;
  if (shape.enum !== undefined) return shape.enum[0];
  if (shape.default !== undefined) return shape.default;
  const [one] = shape.anyOf ?? shape.oneOf ?? [];
  if (one !== undefined) return valueOf(one, components);
  const type = typeof shape.type === 'string' ? shape.type : shape.type?.[0];
  switch (type) {
    case 'object':
      return objectOf(shape, components);
    case 'array':
      return shape.items === undefined ? [] : [valueOf(shape.items, components)];
    case 'string':
      return textOf(shape);
    case 'integer':
    case 'number':
      return shape.minimum ?? (shape.exclusiveMinimum ?? 0) + 1;
    case 'boolean':
      return false;
    case 'null':
      return null;
    default:
      return {};
  }
}

function objectOf(shape: Shape, components: Readonly<Record<string, Shape>>): object {
  const { properties = {}, required = [], minProperties = 0 } = shape;
  const names = Object.keys(properties);
  const wanted = names.filter((name) => required.includes(name));
  const shown = wanted.length >= minProperties ? wanted : names.slice(0, minProperties);
  return Object.fromEntries(shown.map((name) => [name, valueOf(properties[name] ?? {}, components)]));
}

function textOf({ format, pattern, minLength = 0, maxLength = Number.POSITIVE_INFINITY }: Shape): string {
  const known = format === undefined ? undefined : BY_FORMAT[format];
  if (known !== undefined) return known;
  const takes = pattern === undefined ? () => true : (text: string) => new RegExp(pattern, 'u').test(text);
  const fits = (text: string): boolean => text.length >= minLength && text.length <= maxLength;
  return TEXTS.find((text) => fits(text) && takes(text)) ?? 'x'.repeat(minLength);
}
