import { describe, expect, it } from 'vitest';
import { safeHref } from './links.js';

describe('safeHref', () => {
  it.each([
    'https://www.service-public.fr/',
    'http://localhost:3000/a?b#c',
    'mailto:maire@exemple.fr',
    'HTTPS://EXEMPLE.FR',
  ])('lets %s through unchanged', (href) => {
    expect(safeHref(href)).toBe(href);
  });

  it.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'java\tscript:alert(1)',
    ' javascript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:x',
    'file:///etc/passwd',
    'ftp://exemple.fr',
    'tel:3939',
    '//exemple.fr',
    '/relatif',
    '#signet',
    'https:',
    'https:/exemple.fr',
    'https:///exemple.fr',
    'https:exemple.fr',
    'https://exemple.fr/\nX',
    'mailto:',
    '',
    `https://exemple.fr/${'a'.repeat(3000)}`,
    null,
    undefined,
    42,
    { href: 'https://exemple.fr' },
  ])('refuses %j', (href) => {
    expect(safeHref(href)).toBeNull();
  });
});
