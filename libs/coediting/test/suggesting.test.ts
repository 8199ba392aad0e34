import { afterEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import type { SuggestionCheck } from '../src/index.js';
import {
  CloseCode,
  documentRef,
  Harness,
  settle,
  storedDocument,
  type TestClient,
  until,
} from './harness.js';

/** A check that lets pass what says "suggéré", and remembers what it was told. */
class Check implements SuggestionCheck {
  readonly asked: { content: boolean; since: number }[] = [];
  /** Runs while a check is under way. */
  meanwhile: () => void = () => undefined;
  forgets = false;

  async check({ update, content, since }: Parameters<SuggestionCheck['check']>[0]) {
    this.asked.push({ content: content !== undefined, since: since?.length ?? 0 });
    await Promise.resolve();
    const act = this.meanwhile;
    this.meanwhile = () => undefined;
    act();
    if (this.forgets && content === undefined) return 'unknown' as const;
    return { keepsText: Buffer.from(update).includes('suggéré'), milliseconds: 0 };
  }
}

const document = documentRef('prose');
const paragraph = (words: string): Y.XmlElement => {
  const element = new Y.XmlElement('paragraph');
  element.insert(0, [new Y.XmlText(words)]);
  return element;
};
const write = ({ doc }: TestClient, words: string): void =>
  doc.getXmlFragment('prose').push([paragraph(words)]);

let harness: Harness | null = null;
afterEach(() => harness?.rooms.close(0));

async function room(
  check: SuggestionCheck | undefined,
): Promise<{ anna: TestClient; ben: TestClient; harness: Harness }> {
  const made = new Harness(undefined, {}, check);
  harness = made;
  made.levels.set('anna', 'suggest');
  const anna = await made.client('anna', { document });
  const ben = await made.client('ben', { document });
  return { anna, ben, harness: made };
}
const textOf = (made: Harness): string => storedDocument(made.journal).getXmlFragment('prose').toJSON();

describe('whoever may only suggest', () => {
  it('is let in frame by frame, in order, when the text stays as it is', async () => {
    const { anna, ben, harness: made } = await room(new Check());
    for (let turn = 1; turn <= 5; turn += 1) write(anna, `suggéré ${String(turn)}`);
    await until(() => anna.committed === anna.sent, 'all are committed');
    await until(() => ben.doc.getXmlFragment('prose').length === 5, 'others see them');
    expect(made.refusals).toEqual([]);
    expect(textOf(made)).toMatch(/1.*2.*3.*4.*5/);
  });

  it('is refused with one sentence when the text changes, and nobody else is hurt', async () => {
    const { anna, ben, harness: made } = await room(new Check());
    write(anna, 'changé');
    await until(() => anna.framesOf('refused').length > 0, 'refused');
    expect(anna.framesOf('refused')[0]).toMatchObject({ code: 'collab.suggest-only' });
    write(ben, 'écrit');
    await until(() => ben.committed === ben.sent, 'others write on');
    expect(ben.closedWith).toBeNull();
    expect(textOf(made)).toBe('<paragraph>écrit</paragraph>');
  });

  it('is checked again when others write while the check is under way', async () => {
    const check = new Check();
    const { anna, ben, harness: made } = await room(check);
    check.meanwhile = () => write(ben, 'écrit');
    write(anna, 'suggéré');
    await until(() => anna.committed === anna.sent && ben.committed === ben.sent, 'both are committed');
    expect(check.asked.length).toBeGreaterThan(1);
    expect(check.asked.some(({ since }) => since > 0)).toBe(true);
    expect(textOf(made)).toContain('suggéré');
  });

  it('is checked against the whole document when the check has forgotten it', async () => {
    const check = new Check();
    const { anna } = await room(check);
    check.forgets = true;
    write(anna, 'suggéré');
    write(anna, 'suggéré encore');
    await until(() => anna.committed === anna.sent, 'committed');
    expect(check.asked.map(({ content }) => content)).toEqual([true, false, true]);
  });

  it('loses the right in the middle of a check, and what was sent is not taken', async () => {
    const check = new Check();
    const { anna, harness: made } = await room(check);
    check.meanwhile = () => made.setLevel('anna', 'read');
    write(anna, 'suggéré');
    await until(() => anna.closedWith !== null || anna.framesOf('refused').length > 0, 'not taken');
    await settle();
    expect(textOf(made)).toBe('');
  });

  it('is asked to come back when the check fails, and nobody else is', async () => {
    const { anna, ben } = await room({ check: () => Promise.reject(new Error('out of memory')) });
    write(anna, 'suggéré');
    await until(() => anna.closedWith === CloseCode.tryLater, 'asked to come back');
    expect(ben.closedWith).toBeNull();
  });

  it('may send nothing where nobody checks', async () => {
    const { anna, harness: made } = await room(undefined);
    write(anna, 'suggéré');
    await until(() => anna.framesOf('refused').length > 0, 'refused');
    expect(textOf(made)).toBe('');
  });
});
