import { describe, expect, it } from 'vitest';
import { nameSchema } from './common.js';

describe('a name', () => {
  it.each(['Compte rendu\u202f: préfecture', 'Été « brouillon\u00a0»', 'محضر اجتماع', 'note\u200d'])(
    'may be %j',
    (name) => {
      expect(nameSchema.safeParse(name).success).toBe(true);
    },
  );

  it.each([
    'facture\u202efdp.exe',
    'a\u2066b',
    'a\u0085b',
    'a\nb',
    'a\u0000b',
    '   ',
    '\u200b',
    '\u3164\u200f',
  ])('is never %j', (name) => {
    expect(nameSchema.safeParse(name).success).toBe(false);
  });
});
