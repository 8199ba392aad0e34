import { describe, expect, it } from 'vitest';
import { csvRecord } from './csv.js';

describe('a CSV record', () => {
  it('quotes every field, doubles quotes and ends with CRLF (RFC 4180 §2)', () => {
    expect(csvRecord(['a', 'b"c', 'd,e\r\nf', ''])).toBe('"a","b""c","d,e\r\nf",""\r\n');
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', ' =1', '\n+1', '＝1', '|x', '\u0000=1'])(
    'leaves no formula in %j',
    (evil) => {
      expect(csvRecord([evil]).startsWith(`"'`)).toBe(true);
    },
  );

  it('leaves other text alone', () => {
    expect(csvRecord(['Étude n° 3', 'a=b', '3-4'])).toBe('"Étude n° 3","a=b","3-4"\r\n');
  });
});
