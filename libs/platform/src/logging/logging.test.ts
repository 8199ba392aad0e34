import { describe, expect, it } from 'vitest';
import { createLogger } from './index.js';

const capture = () => {
  const lines: string[] = [];
  return { lines, log: createLogger({ logLevel: 'info' }, { write: (line: string) => lines.push(line) }) };
};

describe('the log', () => {
  it('does not repeat what a parser or PostgreSQL quotes', () => {
    const { lines, log } = capture();
    try {
      JSON.parse('note confidentielle');
    } catch (error) {
      log.error({ err: error }, 'request failed');
    }
    const refused = Object.assign(new Error('invalid input syntax for type uuid: "confidentielle"'), {
      code: '22P02',
      detail: 'Failing row contains (confidentielle)',
      query: 'insert …',
      parameters: ['confidentielle'],
    });
    log.error({ err: new Error('wrapped', { cause: refused }) }, 'request failed');
    expect(lines).toHaveLength(2);
    expect(lines.join('')).not.toMatch(/confidentiel/);
    expect(JSON.parse(lines[1]!)).toMatchObject({
      level: 'error',
      err: { message: 'wrapped', cause: { code: '22P02' } },
    });
  });

  it('keeps where an error happened', () => {
    const { lines, log } = capture();
    log.error({ err: new Error('x') });
    expect(JSON.parse(lines[0]!).err.frames[0]).toContain('logging.test.ts');
  });

  it('drops fields that hold content or secrets', () => {
    const { lines, log } = capture();
    log.info(
      { route: '/api/v1/documents/:id', title: 'Note', request: { headers: { cookie: 'a' }, url: '/x?q=b' } },
      'done',
    );
    expect(JSON.parse(lines[0]!)).toMatchObject({ route: '/api/v1/documents/:id', request: {} });
    expect(lines[0]).not.toMatch(/Note|cookie|q=b/);
  });
});
