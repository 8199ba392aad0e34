import { describe, expect, it } from 'vitest';
import { stemOf } from './stem.js';
import { tokensOf } from './tokens.js';

const stems = (text: string): string[] => [...tokensOf(text)].map(({ stem }) => stem);
const shared = (one: string, other: string): boolean => {
  const of = new Set(stems(one));
  return stems(other).some((stem) => of.has(stem));
};

describe('a word is found by its other forms:', () => {
  it.each([
    ['congé', 'conges'],
    ['animal', 'animaux'],
    ['journaux', 'journal'],
    ['château', 'châteaux'],
    ['huissiers', 'huissier'],
    ['divorcer', 'divorce'],
    ['renouveler', 'renouvellement'],
    ['remboursement', 'remboursées'],
    ['assurance', 'assurer'],
    ['directrice', 'directeur'],
    ['active', 'actif'],
    ['nationale', 'national'],
    ['professionnelle', 'professionnel'],
    ['établissement', 'établir'],
    ['habitation', 'habiter'],
    ['démarches', 'démarche'],
    ['indemnités', 'indemnité'],
    ['œuvre', 'oeuvres'],
    ['sœur', 'soeur'],
    ['ﬁnances', 'finance'],
    ['E\u0301cole', 'ecole'],
  ])('%s and %s', (one, other) => {
    expect(shared(one, other)).toBe(true);
  });

  it.each([
    ['marche', 'marchand'],
    ['public', 'publicité'],
    ['police', 'politique'],
    ['ministre', 'minimum'],
    ['port', 'portail'],
  ])('%s and %s stay apart', (one, other) => {
    expect(shared(one, other)).toBe(false);
  });
});

describe('a text is cut into words as a French reader does:', () => {
  it('an elision leaves the word alone', () => {
    expect(stems('l’école qu’elle aujourd’hui')).toEqual(['ecol', 'aujourdhui']);
  });

  it('a compound word is found whole, without its hyphen, and by its parts', () => {
    for (const asked of ['porte-monnaie', 'portemonnaie', 'monnaie'])
      expect(shared('un porte-monnaie', asked)).toBe(true);
  });

  it('an acronym is found with and without points', () => {
    expect(shared('l’A.P.L. est versée', 'APL')).toBe(true);
  });

  it('a number is found with and without the spaces in it', () => {
    expect(shared('un coût de 1 234 567 €', '1234567')).toBe(true);
    expect(shared('un coût de 1\u202f234 €', '1 234')).toBe(true);
  });

  it('a reference is found whole and by its parts', () => {
    for (const asked of ['2026-1123', '2026/1123', '1123'])
      expect(shared('Décret n° 2026-1123 du 4 mai', asked)).toBe(true);
  });

  it('an address is found whole and by its parts', () => {
    for (const asked of ['awa.diallo@ville.example', 'diallo'])
      expect(shared('Écrire à Awa.Diallo@ville.example.', asked)).toBe(true);
  });

  it('stop words count in distances and are left out', () => {
    expect([...tokensOf('la clause de revoyure')].map(({ position }) => position)).toEqual([2, 4]);
  });

  it('each word says where it stands', () => {
    const text = 'L’école « Jean-Moulin »';
    expect([...tokensOf(text)].map(({ start, end }) => text.slice(start, end))).toEqual([
      'école',
      'Jean-Moulin',
      'Jean',
      'Moulin',
    ]);
  });

  // Where time grew with the square of the length, this would take minutes.
  it('a hundred thousand letters without a space are no word', () => {
    expect([...tokensOf('a'.repeat(100_000))]).toEqual([]);
    expect([...tokensOf('a.'.repeat(50_000))]).toEqual([]);
    expect([...tokensOf('a_'.repeat(50_000))]).toEqual([]);
    expect([...tokensOf('1-'.repeat(50_000))].length).toBeGreaterThan(0);
  });
});

it('a word in another script is its own stem', () => {
  expect(stemOf('договор')).toBe('договор');
});
