import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { errorTable } from './errors.js';

const FOLDER = join(import.meta.dirname, 'errors');

describe('the table of errors', () => {
  it('has every code that a file of it defines, and the codes of one prefix stand in one file', () => {
    const codes: string[] = [];
    const fileOf = new Map<string, string>();
    for (const file of readdirSync(FOLDER)) {
      const text = readFileSync(join(FOLDER, file), 'utf8');
      for (const [, code = '', prefix = ''] of text.matchAll(/^ {2}'(([a-z-]+)\.[a-z-]+)': \{$/gm)) {
        codes.push(code);
        expect(fileOf.get(prefix) ?? file, prefix).toBe(file);
        fileOf.set(prefix, file);
      }
    }
    expect(codes.toSorted()).toEqual(Object.keys(errorTable).toSorted());
  });
});
