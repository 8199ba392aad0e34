import { errorTable } from '@maroquin/contracts';
import { describe, expect, it } from 'vitest';
import { ConfigError } from '../config/index.js';
import { DomainError, startupLine, StartupError, toProblem } from './index.js';

describe('toProblem', () => {
  it('speaks the language of the person', () => {
    const error = new DomainError('request.conflict');
    expect(toProblem(error, 'fr')).toMatchObject({
      type: 'urn:maroquin:problem:request.conflict',
      status: 412,
      code: 'request.conflict',
      title: 'Quelqu’un a changé cet élément entre-temps.',
      detail: errorTable['request.conflict'].fr,
      remedy: errorTable['request.conflict'].remedy.fr,
    });
    expect(toProblem(error, 'en').title).toBe('Somebody changed this item meanwhile.');
  });

  it('tells nothing of an unexpected error but the incident number', () => {
    const problem = toProblem(new Error('relation "secret" does not exist'), 'en', 'urn:uuid:1');
    expect(problem).toMatchObject({ code: 'server.failure', status: 500, instance: 'urn:uuid:1' });
    expect(JSON.stringify(problem)).not.toContain('secret');
  });

  it('names the invalid fields, at most fifty', () => {
    const fields = Array.from({ length: 80 }, (_, index) => ({
      path: `items.${String(index)}`,
      message: 'expected a number',
    }));
    expect(toProblem(new DomainError('request.invalid', { fields }), 'fr').fields).toHaveLength(50);
  });
});

describe('startupLine', () => {
  it('is one line for a bad variable, a machine trouble, a domain error and the unexpected', () => {
    const inUse = Object.assign(new Error('listen EADDRINUSE: address already in use 127.0.0.1:3000'), {
      code: 'EADDRINUSE',
    });
    const lines = [
      new ConfigError('PORT', 'a', 'b'),
      new StartupError('a\nb', 'c'),
      inUse,
      new Error('could not listen', { cause: inUse }),
      new DomainError('database.other-major'),
      new Error('x'),
    ].map(startupLine);
    for (const line of lines) expect(line).toMatch(/^[^\n]+ \/ [^\n]+$/);
    expect(lines[2]).toContain('autre PORT');
    expect(lines[3]).toBe(lines[2]);
    expect(lines[4]).toContain('maroquin backup create');
  });

  it('knows a full disk, whichever way it is told', () => {
    for (const code of ['ENOSPC', 'EDQUOT']) {
      expect(startupLine(Object.assign(new Error('write'), { code }))).toContain('The disk is full');
    }
  });
});
