import { describe, expect, it } from 'vitest';
import { FolderNames, safeName } from './safe-names.js';

describe('names in an archive', () => {
  it.each([
    ['..', '_'],
    ['../../etc/passwd', '.._.._etc_passwd'],
    ['C:\\Windows\\x.txt', 'C__Windows_x.txt'],
    ['a\u0000b', 'a_b'],
    ['facture\u202efdp.exe', 'facture_fdp.exe'],
    ['CON', '_CON'],
    ['nul.txt', '_nul.txt'],
    ['console.txt', 'console.txt'],
    ['rapport. . ', 'rapport'],
    ['  ', '_'],
    ['e\u0301te\u0301.txt', 'été.txt'],
    ['.gitignore', '.gitignore'],
  ])('%j becomes %j', (name, safe) => {
    expect(safeName(name)).toBe(safe);
  });

  it('keep their extension within 240 bytes', () => {
    const safe = safeName(`${'é'.repeat(200)}.docx`);
    expect(Buffer.byteLength(safe)).toBeLessThanOrEqual(240);
    expect(safe.endsWith('é.docx')).toBe(true);
  });

  it('of one folder differ by more than capitals', () => {
    const names = new FolderNames();
    expect(['a.txt', 'A.TXT', 'a?.txt', 'a*.txt', '..', '.'].map((name) => names.add(name))).toEqual([
      'a.txt',
      'A (2).TXT',
      'a_.txt',
      'a_ (2).txt',
      '_',
      '_ (2)',
    ]);
  });
});
