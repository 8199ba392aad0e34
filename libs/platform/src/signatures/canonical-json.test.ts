import { expect, it } from 'vitest';
import { canonicalJson } from './canonical-json.js';

it('the example of RFC 8785 §3.2.2 is written as §3.2.3 prints it', () => {
  const example = JSON.parse(String.raw`{
    "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
    "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
    "literals": [null, true, false]
  }`) as unknown;
  expect(canonicalJson(example)).toBe(
    String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`,
  );
});

it('keys stand in the order of their UTF-16 units, as in the example of RFC 8785 §3.2.3', () => {
  const ordered = ['\r', '1', '\u0080', 'ö', '€', '😀', '\ufb33'];
  const written = canonicalJson(Object.fromEntries([...ordered].reverse().map((key) => [key, 0])));
  expect(written).toBe(`{${ordered.map((key) => `${JSON.stringify(key)}:0`).join(',')}}`);
});

it('what is no JSON is refused', () => {
  for (const bad of [undefined, Number.NaN, Infinity, () => 0, { a: undefined }])
    expect(() => canonicalJson(bad)).toThrow(TypeError);
});
