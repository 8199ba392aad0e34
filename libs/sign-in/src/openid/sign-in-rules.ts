import { domainOf, type PersonClaims } from '@maroquin/identity';
import type {
  AccessCondition,
  AccessField,
  OidcProviderConfig,
  OrganisationRule,
} from '@maroquin/platform/config';

/** Whoever says who somebody is, a provider or a directory: its name, and whom it may let in where. */
export type IdentitySource = Pick<OidcProviderConfig, 'id' | 'issuer' | 'organisations' | 'access'>;

const valuesOf: Readonly<Record<AccessField, (claims: PersonClaims) => readonly (string | null)[]>> = {
  roles: ({ roles }) => roles,
  siret: ({ siret }) => [siret],
  idp_id: ({ idpId }) => [idpId],
  domain: (claims) => [domainOf(claims)],
  acr: ({ acr }) => [acr],
  belonging_population: ({ population }) => [population],
};

const fits = (value: string | null, wanted: string): boolean =>
  value !== null && (wanted.endsWith('*') ? value.startsWith(wanted.slice(0, -1)) : value === wanted);

/** Conditions that do not hold; empty: the person may enter. */
export const missingFor = (conditions: readonly AccessCondition[], claims: PersonClaims): AccessField[] =>
  conditions
    .filter(
      ({ field, anyOf }) =>
        !valuesOf[field](claims).some((value) => anyOf.some((wanted) => fits(value, wanted))),
    )
    .map(({ field }) => field);

/** Id or name of the organisation, by the most telling rule; null: nobody said where this person belongs. */
export function organisationFor(rules: readonly OrganisationRule[], claims: PersonClaims): string | null {
  const wanted: readonly [OrganisationRule['by'], string | null][] = [
    ['siret', claims.siret],
    // the first nine digits of a SIRET are its SIREN
    ['siren', claims.siret?.slice(0, 9) ?? null],
    ['domain', domainOf(claims)],
    ['any', '*'],
  ];
  for (const [by, value] of wanted) {
    const rule = rules.find((one) => one.by === by && one.value === value);
    if (rule !== undefined) return rule.organisation;
  }
  return null;
}
