import { describe, expect, it } from 'vitest';
import { readTable, separatorOf } from './read-table.js';
import { decodeText } from './content.js';

describe('the separator of a CSV file', () => {
  it.each([
    ['Nom;Montant\nRéseau;1,5\nVoirie;12,25', ';'],
    ['Nom,Lieu\n"Dupont; fils",Lyon\nMartin,Lille', ','],
    ['Nom\tLieu, rue\nA\tLyon', '\t'],
  ])('is told by its first lines: %j', (text, separator) => {
    expect(separatorOf(text)).toBe(separator);
  });
});

describe('a CSV file', () => {
  it('is read with quotation marks, line breaks within them and rows of unequal length', () => {
    const table = readTable('\uFEFFNom;Note\r\n"Le ""grand"" lot";"a\nb"\r\nseul\r\n', false);
    expect(table).toEqual({
      head: ['Nom', 'Note'],
      rows: [
        ['Le "grand" lot', 'a\nb'],
        ['seul', ''],
      ],
      isWide: false,
    });
  });

  it('that Windows wrote, in Latin-1 or in UTF-16, keeps its accents', () => {
    const latin = Uint8Array.from(Buffer.from('Préfet;Né\nÉlu;Oui', 'latin1'));
    expect(readTable(decodeText(latin), false)?.head).toEqual(['Préfet', 'Né']);
    const wide = Uint8Array.from(Buffer.from('\uFEFFPréfet\tNé\nÉlu\tOui', 'utf16le'));
    expect(readTable(decodeText(wide), false)?.rows).toEqual([['Élu', 'Oui']]);
  });

  it('of which the beginning alone is there loses its last line, and what stands in open quotation marks', () => {
    expect(readTable('a;b\n1;2\n3;"une lo', true)?.rows).toEqual([['1', '2']]);
    expect(readTable('a;b\n1;2\n3;"une\nlongue', true)?.rows).toEqual([['1', '2']]);
  });

  it('that is none is left to be shown as text', () => {
    expect(readTable('a;b\n1;"2', false)).toBeNull();
    expect(readTable('une phrase', false)).toBeNull();
    expect(readTable('', false)).toBeNull();
  });

  it('is bounded: rows and columns beyond are left out', () => {
    const wide = `${'x;'.repeat(200)}x`;
    const table = readTable(Array.from({ length: 6_000 }, () => wide).join('\n'), false);
    expect(table?.head).toHaveLength(60);
    expect(table?.rows).toHaveLength(5_000);
    expect(table?.isWide).toBe(true);
  });
});
