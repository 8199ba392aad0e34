import { describe, expect, it } from 'vitest';
import { readClaims } from '@maroquin/identity';
import { missingFor, organisationFor } from './sign-in-rules.js';

const agent = readClaims(
  'a',
  { acr: 'eidas2', amr: ['pwd', 'mfa'] },
  {
    email: 'amina@Var.gouv.fr',
    email_verified: true,
    given_name: 'Amina',
    usual_name: 'Belkacem',
    siret: '130 025 265 00013',
    roles: ['agent_public', 'agent_public_etat'],
    idp_id: 'idp',
  },
);
const nobody = readClaims('b', {}, {});

describe('claims', () => {
  it('are read field by field: one of another shape counts as absent', () => {
    expect(agent).toMatchObject({ name: 'Amina Belkacem', siret: '13002526500013', acr: 'eidas2' });
    const odd = readClaims('c', {}, { email: 7, siret: '12', roles: 'agent_public', given_name: 'a\u202eb' });
    expect(odd).toMatchObject({ email: null, siret: null, roles: [], name: 'Agent' });
  });

  it('say how strongly somebody was recognised in the ID token alone', () => {
    expect(readClaims('d', {}, { acr: 'eidas3', amr: ['mfa'] })).toMatchObject({ acr: null, amr: [] });
  });
});

describe('the access rule', () => {
  it('lets everybody in when there is none', () => {
    expect(missingFor([], nobody)).toEqual([]);
  });

  it('names every condition that does not hold', () => {
    const rule = [
      { field: 'roles', anyOf: ['agent_public_territorial', 'agent_public_etat'] },
      { field: 'siret', anyOf: ['130025265*'] },
      { field: 'domain', anyOf: ['var.gouv.fr'] },
      { field: 'acr', anyOf: ['eidas2', 'eidas3'] },
      { field: 'idp_id', anyOf: ['another'] },
    ] as const;
    expect(missingFor(rule, agent)).toEqual(['idp_id']);
    expect(missingFor(rule, nobody)).toEqual(['roles', 'siret', 'domain', 'acr', 'idp_id']);
  });

  it('takes a value without a star as the whole', () => {
    expect(missingFor([{ field: 'siret', anyOf: ['130025265'] }], agent)).toEqual(['siret']);
  });
});

describe('the organisation', () => {
  const rules = [
    { by: 'any', value: '*', organisation: 'Accueil' },
    { by: 'domain', value: 'var.gouv.fr', organisation: 'Domaine' },
    { by: 'siren', value: '130025265', organisation: 'Ministère' },
    { by: 'siret', value: '13002526500013', organisation: 'Préfecture' },
  ] as const;

  it('is that of the most telling rule', () => {
    expect(organisationFor(rules, agent)).toBe('Préfecture');
    expect(organisationFor(rules.slice(0, 3), agent)).toBe('Ministère');
    expect(organisationFor(rules.slice(0, 2), agent)).toBe('Domaine');
    expect(organisationFor(rules, nobody)).toBe('Accueil');
  });

  it.each([false, null])(
    'is not chosen by the domain of an address that nobody vouches for: %s',
    (emailVerified) => {
      const unproven = { ...agent, siret: null, emailVerified };
      expect(organisationFor(rules.slice(1), unproven)).toBeNull();
      expect(missingFor([{ field: 'domain', anyOf: ['var.gouv.fr'] }], unproven)).toEqual(['domain']);
    },
  );

  it('is none without a rule that fits', () => {
    expect(organisationFor(rules.slice(1), nobody)).toBeNull();
  });
});
