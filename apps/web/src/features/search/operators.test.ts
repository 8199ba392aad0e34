import { expect, it } from 'vitest';
import { narrow, respelt } from './operators.js';

it('words that narrow a search are taken out of it', () => {
  const found = narrow('clause dans:"Rénovation des écoles" de:nadia avant:2026-11-24 revoyure');
  expect(found).toMatchObject({
    ...{ words: 'clause revoyure', place: 'Rénovation des écoles', person: 'nadia' },
    ...{ since: null, until: new Date(2026, 10, 24) },
  });
});

it('a date is a day, a month or a year, and « après » begins once it is over', () => {
  expect(narrow('après:24/11/2026').since).toEqual(new Date(2026, 10, 25));
  expect(narrow('apres:2026-11').since).toEqual(new Date(2026, 11, 1));
  expect(narrow('avant:2026').until).toEqual(new Date(2026, 0, 1));
  expect(narrow('avant:31/11/2026').until).toBeNull();
});

it('kinds are named in the singular and the plural', () => {
  expect(narrow('budget type:messages a:fichier')).toMatchObject({
    ...{ words: 'budget ', kinds: ['message', 'file'] },
  });
});

it('what is no operator stays a word', () => {
  for (const typed of ['objet:clause', '« clause de revoyure »', 'a:table', 'https://exemple.fr'])
    expect(narrow(typed).words).toBe(typed);
});

it('what is proposed instead is narrowed as what was typed', () => {
  expect(respelt('crocodyle dans:"Zoo de Thoiry" de:nadia', 'crocodile')).toBe(
    'crocodile dans:"Zoo de Thoiry" de:nadia',
  );
  expect(respelt('crocodyle ', 'crocodile ')).toBe('crocodile');
});
