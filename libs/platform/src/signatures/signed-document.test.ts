import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { InstanceKeys } from '../keys/index.js';
import { canonicalJson } from './canonical-json.js';
import { digestOf, signedFile, signStatement, type Statement, verifySignedFile } from './signed-document.js';

const ORG = '01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d';
const keys = new InstanceKeys(randomBytes(32));
const key = keys.documentKey(ORG);
const pinned = key.publicKey.toString('base64');
const content = {
  type: 'doc',
  content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Article 1er' }] }],
};
const canonical = canonicalJson(content);
const claire = { id: '01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2e', name: 'Claire Fontaine' };
const thomas = { id: '01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2f', name: 'Thomas Lefèvre' };
const statement: Statement = {
  organisation: { id: ORG, name: 'Préfecture du Lac' },
  document: { id: ORG, title: 'Arrêté', kind: 'prose', seq: 4, sha256: digestOf(canonical) },
  circuit: {
    ...{ id: ORG, startedBy: claire, startedAt: '2026-12-01T08:00:00.000Z', word: 'Pour jeudi' },
    steps: [
      {
        ...{ kind: 'signature', due: '2026-12-03' },
        people: [{ ...thomas, approvedAt: '2026-12-02T09:00:00.000Z' }],
      },
    ],
  },
  signedAt: '2026-12-02T09:00:00.000Z',
};
const signature = signStatement(statement, key).toString('base64');
const file = signedFile(statement, canonical, { signature, publicKey: key.publicKey });

/** The file as whoever can write JSON makes it: something replaced, and all of it in canonical form again. */
function forged(change: (whole: Record<string, unknown>) => void): string {
  const whole = JSON.parse(file) as Record<string, unknown>;
  change(whole);
  return `${canonicalJson(whole)}\n`;
}
const why = (text: string, trusted: string | null = pinned) => {
  const verdict = verifySignedFile(text, trusted);
  return verdict.whole ? 'whole' : verdict.why;
};
/** Signs what it likes with a key of its own. */
function byAnother(said: Statement): string {
  const own = new InstanceKeys(randomBytes(32)).documentKey(ORG);
  const made = signStatement(said, own).toString('base64');
  return signedFile(said, canonical, { signature: made, publicKey: own.publicKey });
}

describe('a signed document', () => {
  it('is whole as it left, by the key that its reader keeps and by its own', () => {
    expect(verifySignedFile(file, pinned)).toMatchObject({
      whole: true,
      statement: { document: { title: 'Arrêté' } },
    });
    expect(why(file, null)).toBe('whole');
  });

  it('with another text says that the text was changed', () => {
    expect(why(forged((whole) => (whole['content'] = { type: 'doc' })))).toBe('other-text');
  });

  it.each([
    ['title', 'Arrêté', 'Décret'],
    ['person', thomas.name, 'Jean Valjean'],
    ['person’s id', thomas.id, claire.id],
    ['time', '2026-12-02T09:00', '2026-11-02T09:00'],
    ['step', '"signature","people"', '"visa","people"'],
    ['word', 'Pour jeudi', 'Pour vendredi'],
    ['organisation', 'Préfecture du Lac', 'Préfecture de la Mer'],
    ['digest', digestOf(canonical), digestOf('{}')],
  ])('with another %s says that what is signed was changed', (_what, from, to) => {
    const text = from.startsWith('"')
      ? file.replace('"kind":"signature"', '"kind":"visa"')
      : file.replaceAll(from, to);
    expect(text).not.toBe(file);
    expect(why(text)).toBe('other-statement');
  });

  it('signed by another key is refused by whoever keeps the right one', () => {
    const other = byAnother({ ...statement, document: { ...statement.document, title: 'Décret' } });
    expect(why(other)).toBe('other-key');
    // Without one, the key that the file names is believed: the command says so.
    expect(why(other, null)).toBe('whole');
  });

  it('that names the right key and was signed by another is refused', () => {
    const other = JSON.parse(byAnother(statement)) as Record<string, unknown>;
    expect(why(`${canonicalJson({ ...other, publicKey: pinned })}\n`)).toBe('other-statement');
    expect(why(`${canonicalJson({ ...other, publicKey: pinned })}\n`, null)).toBe('other-statement');
  });

  it('with two titles, or in another form, is refused: its reader may see the one that nobody signed', () => {
    expect(why(file.replace('"title":"Arrêté"', '"title":"Décret","title":"Arrêté"'))).toBe('changed-form');
    expect(why(JSON.stringify(JSON.parse(file), null, 2))).toBe('changed-form');
    expect(why(file.replace('Arrêté', String.raw`Arr\u00eat\u00e9`))).toBe('changed-form');
  });

  it('with more in it than was signed, or less, is no signed document', () => {
    expect(why(forged((whole) => (whole['note'] = 'vu')))).toBe('unreadable');
    expect(why(forged((whole) => delete whole['signature']))).toBe('unreadable');
    expect(why(forged((whole) => Object.assign(whole['statement'] as object, { note: 1 })))).toBe(
      'unreadable',
    );
    for (const text of ['', '{}', 'null', '[', '['.repeat(100_000)]) expect(why(text)).toBe('unreadable');
  });

  it('of another organisation of the same instance has another key', () => {
    expect(keys.documentKey(claire.id).publicKey.toString('base64')).not.toBe(pinned);
    expect(keys.documentKey(ORG).publicKey.toString('base64')).toBe(pinned);
  });
});
