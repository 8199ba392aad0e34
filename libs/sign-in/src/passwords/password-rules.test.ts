import { describe, expect, it } from 'vitest';
import { requireGoodPassword } from './password-rules.js';

const known = ['Éloïse Garnier-Lacroix', 'eloise.garnier@prefecture-var.gouv.fr', 'Préfecture du Var'];
const answer = (password: string): string => {
  try {
    requireGoodPassword(password, known);
    return 'accepted';
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : 'failed';
  }
};

describe('a password', () => {
  it.each(['', 'court', 'kX9#pLq2vT7wZ', '\u{1F600}'.repeat(13)])(
    'of fewer than 14 characters is too short: %j',
    (password) => {
      expect(answer(password)).toBe('password.too-short');
    },
  );

  it.each([
    'aaaaaaaaaaaaaa',
    'abababababababab',
    'passwordpassword',
    'motdepasse123456',
    'Motdepasse2024!',
    'm0td3p4ss3-2026',
    'azertyuiop1234',
    'azertyuiopqsdf',
    '12345678901234',
    'qsdfghjklm98765',
    'Bonjour123456789',
    'JeTaimeMonAmour',
    'République2025!',
    'LibertéÉgalité1789',
    'Marseille13000!!',
    'administrateur01',
    'Préfecture2026!!',
    'EloiseGarnier2026',
    'garnier.lacroix.83',
    'eloise@prefecture-var',
    'correcthorsebattery',
    'chocolat-chocolat-chocolat',
  ])('that is guessed first is refused: %s', (password) => {
    expect(answer(password)).toBe('password.too-common');
  });

  it.each([
    'kX9#pLq2vT7wZm',
    'agrafe lagune torchis busard',
    'Un hérisson traverse la départementale à minuit',
    'tuile-orage-banjo-cumin-82',
    'quatre girafes lisent Montaigne',
    'пароль для совсем другого',
    '漢字の長いパスワードを使います',
  ])('of unrelated words or of chance is accepted: %s', (password) => {
    expect(answer(password)).toBe('accepted');
  });

  it('of a thousand characters is judged within a tenth of a second', () => {
    const start = performance.now();
    answer('aB3$'.repeat(250));
    answer('x1y2z3'.repeat(160));
    expect(performance.now() - start).toBeLessThan(200);
  });
});
