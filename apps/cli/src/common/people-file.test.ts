import { describe, expect, it } from 'vitest';
import { peopleOf } from './people-file.js';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('a file of people', () => {
  it('is read as a French spreadsheet saves it: semicolons, Windows-1252, accents in the columns’ names', () => {
    const bytes = Buffer.from(
      'Prénom et nom;Courriel;Administrateur\r\nHélène Étienne;helene@exemple.fr;oui\r\n',
      'latin1',
    );
    expect(peopleOf(bytes)).toEqual([{ name: 'Hélène Étienne', email: 'helene@exemple.fr', admin: true }]);
  });

  it('is read with commas, quotes, a byte order mark and columns that nobody asked for', () => {
    const text = '\uFEFFemail,service,name\namine@exemple.fr,"Achats, marchés","Haddad, Amine"\n\n';
    expect(peopleOf(utf8(text))).toEqual([
      { name: 'Haddad, Amine', email: 'amine@exemple.fr', admin: false },
    ]);
  });

  it('is refused whole, with each faulty line by its number', () => {
    const text =
      'email;nom;admin\nclaire@exemple.fr;Claire;\npas une adresse;Amine;\nx@exemple.fr;;\ny@exemple.fr;Y;peut-être\nCLAIRE@exemple.fr;Claire;\n';
    expect(() => peopleOf(utf8(text))).toThrow(
      /Rien n’a été créé.*ligne 3 : adresse ; ligne 4 : nom ; ligne 5 : admin \(oui ou non\) ; ligne 6 : adresse de la ligne 2/,
    );
  });

  it.each([
    ['without its columns', 'nom;service\nA;B\n', /« email » et « nom »/],
    ['without anybody', 'email;nom\n', /ne nomme personne/],
    ['with a quote that never ends', 'email;nom\n"a@exemple.fr;A\n', /pas un CSV/],
    ['with lines of another length', 'email;nom\na@exemple.fr;A;B;C\n', /pas un CSV/],
  ])('is refused %s', (_name, text, why) => {
    expect(() => peopleOf(utf8(text))).toThrow(why);
  });

  it('is refused beyond 20,000 people and 8 MB', () => {
    const many = Array.from({ length: 20_001 }, (_, index) => `p${String(index)}@exemple.fr;P`).join('\n');
    expect(() => peopleOf(utf8(`email;nom\n${many}`))).toThrow(/20 000/);
    expect(() => peopleOf(new Uint8Array(8 * 1024 * 1024 + 1))).toThrow(/8 Mo/);
  });
});
