import { expect, it } from 'vitest';
import { internalLinks } from './internal-links.js';

const HERE = 'https://suite.example';
const [one, two] = ['01a2321d-e442-73e8-ad61-abc496835f11', '01a2321d-e38d-7341-bfea-4a91aafc70fd'];

it('an address of this house names the resource that it shows, whatever stands around it', () => {
  const text = `Voir ${HERE}/d/${one}, et (${HERE}/e/${one}/fichiers/${two}).`;
  expect(internalLinks(text, HERE).map(({ id }) => id)).toEqual([one, two]);
});

it('an address of another house, or of a page that shows no resource, names none', () => {
  const foreign = [`https://ailleurs.example/d/${one}`, `${HERE}.ailleurs.example/d/${one}`];
  for (const text of [...foreign, `${HERE}/personnes`, `${HERE}/d/x`, `${HERE}/revues/${one}`])
    expect(internalLinks(text, HERE)).toEqual([]);
});

it('a text full of addresses has a few cards, and each resource one', () => {
  const address = (at: number): string => `${HERE}/d/01a2321d-e442-73e8-ad61-abc4968350${String(10 + at)}`;
  expect(internalLinks(`${address(1)} ${address(1)}`, HERE)).toHaveLength(1);
  expect(internalLinks(Array.from({ length: 50 }, (_, at) => address(at)).join(' '), HERE)).toHaveLength(3);
});
