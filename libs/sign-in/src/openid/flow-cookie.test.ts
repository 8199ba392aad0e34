import { describe, expect, it } from 'vitest';
import { safePath } from './flow-cookie.js';

describe('where a sign-in leads', () => {
  const leads = (wanted: string): string => safePath(wanted, 'https://suite.exemple.fr');

  it.each(['/espaces', '/d/0190?onglet=historique', '/e/abc#bas'])('may be %s', (path) => {
    expect(leads(path)).toBe(path);
  });

  it.each([
    '//evil.example',
    '/\\evil.example',
    'https://evil.example',
    '/\t/evil.example',
    'javascript:alert(1)',
    '/api/v1/me',
    `/${'a'.repeat(600)}`,
    '',
  ])('is never %j', (path) => {
    expect(leads(path)).toBe('/');
  });
});
