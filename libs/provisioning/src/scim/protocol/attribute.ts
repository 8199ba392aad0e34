type AttributeType = 'string' | 'boolean' | 'integer' | 'dateTime' | 'binary' | 'reference' | 'complex';
type Mutability = 'readOnly' | 'readWrite' | 'immutable' | 'writeOnly';
type Returned = 'always' | 'never' | 'default' | 'request';

/** The characteristics of an attribute (RFC 7643 §2.2 and §7). */
export interface Attribute {
  readonly name: string;
  readonly type: AttributeType;
  readonly description: string;
  readonly multiValued: boolean;
  readonly required: boolean;
  readonly caseExact: boolean;
  readonly mutability: Mutability;
  readonly returned: Returned;
  readonly uniqueness: 'none' | 'server' | 'global';
  readonly canonicalValues?: readonly string[];
  readonly referenceTypes?: readonly string[];
  readonly subAttributes?: readonly Attribute[];
}

type Traits = Partial<Omit<Attribute, 'name' | 'type' | 'description'>>;

function attribute(type: AttributeType, name: string, description: string, traits: Traits): Attribute {
  return {
    name,
    type,
    description,
    multiValued: false,
    required: false,
    caseExact: false,
    mutability: 'readWrite',
    returned: 'default',
    uniqueness: 'none',
    ...traits,
  };
}

export const text = (name: string, description: string, traits: Traits = {}): Attribute =>
  attribute('string', name, description, traits);
export const flag = (name: string, description: string, traits: Traits = {}): Attribute =>
  attribute('boolean', name, description, traits);
export const instant = (name: string, description: string, traits: Traits = {}): Attribute =>
  attribute('dateTime', name, description, traits);
export const binary = (name: string, description: string, traits: Traits = {}): Attribute =>
  attribute('binary', name, description, { caseExact: true, ...traits });
export const reference = (
  name: string,
  description: string,
  referenceTypes: readonly string[],
  traits: Traits = {},
): Attribute => attribute('reference', name, description, { caseExact: true, referenceTypes, ...traits });
export const complex = (
  name: string,
  description: string,
  subAttributes: readonly Attribute[],
  traits: Traits = {},
): Attribute => attribute('complex', name, description, { subAttributes, ...traits });

/** Of a person or a group as SCIM sees it: plain JSON, attribute names as the schema spells them. */
export type Value = string | number | boolean | Complex | readonly Value[];
export interface Complex {
  readonly [name: string]: Value;
}

/** A string as it is; of anything else, nothing. */
export const textOf = (value: Value | undefined): string => (typeof value === 'string' ? value : '');

export const isComplex = (value: unknown): value is Complex =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
