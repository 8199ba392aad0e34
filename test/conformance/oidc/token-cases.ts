import { SIRET } from './bench.js';
import { assertRefused, assertSignedIn, type Case, evil, good } from './case.js';
import { tokenVariants } from './token-variants.js';
import { Wanderer } from './wanderer.js';

/** Somebody of the forged providers. */
export const SOMEBODY = {
  sub: 'somebody',
  given_name: 'Marc',
  usual_name: 'Aubert',
  email: 'marc.aubert@lac.example.fr',
  siret: SIRET,
};

/** What a provider answers, wrong in one thing at a time; and the same provider, honest. */
export const tokenCases: readonly Case[] = [
  good('the forged provider signs in while it is honest', async (bench) => {
    const browser = new Wanderer();
    const request = await bench.begin(browser, 'oidc', '/espaces');
    const stop = await bench.back(browser, 'oidc', bench.strict.answer(request, SOMEBODY));
    await assertSignedIn(bench, browser, stop, '/espaces');
    if (!bench.strict.pkceHeld) throw new Error('the verifier did not fit its challenge');
  }),
  good('userinfo in plain JSON is taken where no signature is required', async (bench) => {
    const browser = new Wanderer();
    const request = await bench.begin(browser, 'oidc-plain');
    const person = { ...SOMEBODY, sub: 'plain', email: 'plain@lac.example.fr' };
    const stop = await bench.back(browser, 'oidc-plain', bench.plain.answer(request, person));
    const { email } = await assertSignedIn(bench, browser, stop);
    if (email !== person.email) throw new Error(`it is the account of ${email}`);
    if (request.searchParams.has('code_challenge')) throw new Error('PKCE is off for this provider');
  }),
  ...tokenVariants.map(({ name, reason, tampering }) =>
    evil(name, async (bench) => {
      const browser = new Wanderer();
      const request = await bench.begin(browser, 'oidc');
      bench.strict.tampering = tampering;
      try {
        const stop = await bench.back(browser, 'oidc', bench.strict.answer(request, SOMEBODY));
        await assertRefused(bench, browser, stop, reason);
      } finally {
        bench.strict.tampering = {};
      }
    }),
  ),
];
