import { describe, expect, it } from 'vitest';

import { Harness, until } from './harness.js';

describe('a greeting', () => {
  it('goes out by one write', async () => {
    const harness = new Harness();
    const anna = await harness.client('anna');
    expect(anna.writes[0]).toEqual(['epoch', 'access', 'step1']);
  });

  it('is followed by the same document for everybody who comes', async () => {
    const harness = new Harness();
    const anna = await harness.client('anna');
    anna.text.insert(0, 'bonjour');
    await until(() => anna.committed === anna.sent, 'committed');
    const crowd = await Promise.all(['bruno', 'chloé'].map((name) => harness.client(name)));
    anna.text.insert(0, 'oui, ');
    await until(() => anna.committed === anna.sent, 'committed');
    for (const { text } of [...crowd, await harness.client('david')])
      await until(() => text.toJSON() === 'oui, bonjour', 'everybody has it');
  });
});
