import { ConfigError } from './config-error.js';

/** Where somebody of this SIRET (14 digits), SIREN (9 digits) or mail domain belongs; `any`: everybody else. */
export interface OrganisationRule {
  readonly by: 'siret' | 'siren' | 'domain' | 'any';
  readonly value: string;
  /** Id or name. */
  readonly organisation: string;
}

export const accessFields = ['roles', 'siret', 'idp_id', 'domain', 'acr', 'belonging_population'] as const;
export type AccessField = (typeof accessFields)[number];

/** Holds when the claim has one of the values; all conditions must hold. A value may end with `*`. */
export interface AccessCondition {
  readonly field: AccessField;
  readonly anyOf: readonly string[];
}

const MAX_RULES = 1_000;
const partsOf = (text: string): string[] =>
  text
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '');

function keyOf(key: string): Pick<OrganisationRule, 'by' | 'value'> | null {
  if (/^\d{14}$/.test(key)) return { by: 'siret', value: key };
  if (/^\d{9}$/.test(key)) return { by: 'siren', value: key };
  if (/^@[a-z0-9][a-z0-9.-]*\.[a-z]{2,}$/i.test(key))
    return { by: 'domain', value: key.slice(1).toLowerCase() };
  return key === '*' ? { by: 'any', value: '*' } : null;
}

/** `SIRET=organisation; SIREN=…; @domain=…; *=…`. @throws {ConfigError} */
export function parseOrganisations(variable: string, text: string): OrganisationRule[] {
  const parts = partsOf(text);
  const rules = parts.map((part) => {
    const at = part.indexOf('=');
    const key = keyOf(part.slice(0, Math.max(at, 0)).trim());
    const organisation = part.slice(at + 1).trim();
    if (key === null || organisation === '')
      throw new ConfigError(
        variable,
        'écrivez SIRET=organisation, SIREN=organisation, @domaine=organisation ou *=organisation, séparés par « ; »',
        'write SIRET=organisation, SIREN=organisation, @domain=organisation or *=organisation, separated by ";"',
      );
    return { ...key, organisation };
  });
  const keys = new Set(rules.map(({ by, value }) => `${by} ${value}`));
  if (keys.size !== rules.length || rules.length > MAX_RULES)
    throw new ConfigError(
      variable,
      'la même clé y est deux fois, ou il y en a plus de mille',
      'the same key is there twice, or there are more than a thousand',
    );
  return rules;
}

/** `roles=a|b; acr=eidas2|eidas3; siret=130025265*`: every condition must hold. @throws {ConfigError} */
export function parseAccess(variable: string, text: string): AccessCondition[] {
  return partsOf(text).map((part) => {
    const [name = '', values = '', ...rest] = part.split('=').map((one) => one.trim());
    const field = accessFields.find((one) => one === name);
    const anyOf = values.split('|').map((one) => one.trim());
    if (field === undefined || rest.length > 0 || anyOf.some((one) => !/^[^\s*]+\*?$/.test(one)))
      throw new ConfigError(
        variable,
        `écrivez champ=valeur|valeur, séparés par « ; » ; champs : ${accessFields.join(', ')}`,
        `write field=value|value, separated by ";"; fields: ${accessFields.join(', ')}`,
      );
    return { field, anyOf };
  });
}
