import { describe, expect, it } from 'vitest';
import { DomainError } from '../errors/index.js';
import { Admission } from './admission.js';
import { type Requester, requesterOf, requesterOfNetwork, runFor, SYSTEM } from './requester.js';

const of = (person: string, organisation = 'prefecture'): Requester => ({ person, organisation });

/** Work that ends when told, and remembers in which order it began. */
class Desk {
  readonly begun: string[] = [];
  private readonly ends: (() => void)[] = [];

  work(name: string): () => Promise<string> {
    return () => {
      this.begun.push(name);
      return new Promise((resolve) => this.ends.push(() => resolve(name)));
    };
  }

  /** Ends what began first, and lets what follows begin. */
  async endOne(): Promise<void> {
    this.ends.shift()?.();
    await settled();
  }

  async endAll(): Promise<void> {
    while (this.ends.length > 0) await this.endOne();
  }
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const read = (slots: number, bounds: { each?: number; inAll?: number; waitMs?: number } = {}) => ({
  read: {
    slots,
    waitingEach: bounds.each ?? 100,
    waitingInAll: bounds.inAll ?? 1_000,
    waitMs: bounds.waitMs ?? 60_000,
  },
});

const codeOf = (error: unknown): string => (error instanceof DomainError ? error.code : String(error));

/** What became of it: the answer, or the code of the refusal. */
const outcome = (work: Promise<string>): Promise<string> => work.catch(codeOf);

describe('admission', () => {
  it('gives one person at most a quarter of the slots, and the others go ahead', async () => {
    const [admission, desk] = [new Admission(read(8)), new Desk()];
    const mallory = Array.from({ length: 40 }, (_, n) =>
      admission.run('read', of('mallory'), desk.work(`m${String(n)}`)),
    );
    expect(desk.begun).toEqual(['m0', 'm1']);
    const nadia = admission.run('read', of('nadia'), desk.work('nadia'));
    expect(desk.begun).toEqual(['m0', 'm1', 'nadia']);
    await desk.endAll();
    await Promise.all([...mallory, nadia]);
    expect(desk.begun).toHaveLength(41);
  });

  it('gives at least one slot to everybody', async () => {
    const [admission, desk] = [new Admission(read(2)), new Desk()];
    const all = ['a', 'b'].map((name) => admission.run('read', of(name), desk.work(name)));
    expect(desk.begun).toEqual(['a', 'b']);
    await desk.endAll();
    await Promise.all(all);
  });

  it('leaves a quarter of the slots to other organisations', async () => {
    const [admission, desk] = [new Admission(read(8)), new Desk()];
    const theirs = Array.from({ length: 20 }, (_, n) =>
      admission.run('read', of(`p${String(n)}`, 'big'), desk.work('big')),
    );
    expect(desk.begun).toHaveLength(6);
    const other = admission.run('read', of('thomas', 'small'), desk.work('small'));
    expect(desk.begun.at(-1)).toBe('small');
    await desk.endAll();
    await Promise.all([...theirs, other]);
  });

  it('takes turns between those who wait, whoever sent more', async () => {
    const [admission, desk] = [new Admission(read(1)), new Desk()];
    const all = [1, 2, 3].map(() => admission.run('read', of('mallory'), desk.work('mallory')));
    all.push(...[1, 2].map(() => admission.run('read', of('nadia'), desk.work('nadia'))));
    await desk.endAll();
    await Promise.all(all);
    expect(desk.begun).toEqual(['mallory', 'nadia', 'mallory', 'nadia', 'mallory']);
  });

  it('takes turns between organisations, however many people each has', async () => {
    const [admission, desk] = [new Admission(read(1)), new Desk()];
    const all = ['a', 'b', 'c'].map((name) => admission.run('read', of(name, 'big'), desk.work('big')));
    all.push(...[1, 2].map(() => admission.run('read', of('thomas', 'small'), desk.work('small'))));
    await desk.endAll();
    await Promise.all(all);
    expect(desk.begun).toEqual(['big', 'small', 'big', 'small', 'big']);
  });

  it('charges the time that work took, so that slow work has fewer turns', async () => {
    let now = 0;
    const admission = new Admission(read(1), 1_000, () => now);
    const turns: string[] = [];
    const work = (name: string, takes: number) => async (): Promise<string> => {
      turns.push(name);
      await settled();
      now += takes;
      return name;
    };
    const all = [1, 2, 3].map(() => admission.run('read', of('slow'), work('slow', 3)));
    all.push(...[1, 2, 3, 4, 5, 6].map(() => admission.run('read', of('quick'), work('quick', 1))));
    await Promise.all(all);
    expect(turns).toEqual(['slow', 'quick', 'quick', 'quick', 'slow', 'quick', 'quick', 'quick', 'slow']);
  });

  it('refuses what a full queue of one person cannot take, and takes what others send', async () => {
    const [admission, desk] = [new Admission(read(4, { each: 2 })), new Desk()];
    const all = [1, 2, 3, 4].map(() => outcome(admission.run('read', of('mallory'), desk.work('m'))));
    await expect(all[3]).resolves.toBe('request.too-many');
    const nadia = admission.run('read', of('nadia'), desk.work('nadia'));
    await desk.endAll();
    await expect(nadia).resolves.toBe('nadia');
    await expect(Promise.all(all.slice(0, 3))).resolves.toEqual(['m', 'm', 'm']);
  });

  it('makes room in a full queue at the cost of the longest', async () => {
    const [admission, desk] = [new Admission(read(1, { inAll: 3 })), new Desk()];
    const mallory = [1, 2, 3, 4].map(() => outcome(admission.run('read', of('mallory'), desk.work('m'))));
    const nadia = admission.run('read', of('nadia'), desk.work('nadia'));
    await expect(mallory[3]).resolves.toBe('request.too-many');
    await desk.endAll();
    await expect(nadia).resolves.toBe('nadia');
  });

  it('answers that it is busy when as many as may wait are waiting already', async () => {
    const [admission, desk] = [new Admission(read(1, { inAll: 2 })), new Desk()];
    const all = ['a', 'b', 'c'].map((name) => admission.run('read', of(name), desk.work(name)));
    const late = admission.run('read', of('d'), desk.work('d'));
    await expect(late).rejects.toMatchObject({ code: 'server.busy', retryAfterSeconds: expect.any(Number) });
    await desk.endAll();
    await Promise.all(all);
  });

  it('ends a wait that lasts too long, and says whose work it was', async () => {
    const [admission, desk] = [new Admission(read(8, { waitMs: 20 })), new Desk()];
    const other = admission.run('read', of('other'), desk.work('other'));
    const running = ['a', 'a'].map((name) => admission.run('read', of(name), desk.work(name)));
    const waiting = outcome(admission.run('read', of('a'), desk.work('a again')));
    await desk.endOne();
    await other;
    expect(await waiting).toBe('request.too-many');
    expect(admission.load.read.waiting).toBe(0);
    await desk.endAll();
    await Promise.all(running);
    expect(desk.begun).toEqual(['other', 'a', 'a']);
  });

  it('says that the service is busy where nothing was finished for anybody meanwhile', async () => {
    const [admission, desk] = [new Admission(read(2, { waitMs: 1 })), new Desk()];
    const running = ['a', 'b'].map((name) => admission.run('read', of(name), desk.work(name)));
    for (const name of ['a', 'c'])
      expect(await outcome(admission.run('read', of(name), desk.work(`${name} again`)))).toBe('server.busy');
    await desk.endAll();
    await Promise.all(running);
    expect(desk.begun).toEqual(['a', 'b']);
  });

  it('forgets who is gone before its turn', async () => {
    const [admission, desk] = [new Admission(read(1)), new Desk()];
    const running = admission.run('read', of('a'), desk.work('a'));
    const client = new AbortController();
    const context = { requester: of('b'), resource: 'read' as const, signal: client.signal };
    const gone = runFor(context, () => outcome(admission.run('read', of('b'), desk.work('b'))));
    client.abort();
    await expect(gone).resolves.toBe('request.too-many');
    await desk.endAll();
    await running;
    expect(desk.begun).toEqual(['a']);
  });

  it('gives the slot back when the work fails', async () => {
    const admission = new Admission(read(1));
    const failing = admission.run('read', of('a'), () => Promise.reject(new Error('broken')));
    await expect(failing).rejects.toThrow('broken');
    await expect(admission.run('read', of('a'), () => Promise.resolve('fine'))).resolves.toBe('fine');
    expect(admission.load.read).toEqual({ running: 0, waiting: 0 });
  });

  it('keeps half of the slots from the work of the node itself', async () => {
    const [admission, desk] = [new Admission(read(4)), new Desk()];
    const all = [1, 2, 3].map(() => admission.run('read', SYSTEM, desk.work('system')));
    expect(desk.begun).toHaveLength(2);
    await desk.endAll();
    await Promise.all(all);
  });
});

describe('memory', () => {
  it('is given to one person up to a quarter, and comes back once', () => {
    const admission = new Admission({}, 400);
    const release = admission.hold(of('mallory'), 60);
    admission.hold(of('mallory'), 40);
    expect(() => admission.hold(of('mallory'), 1)).toThrow('request.too-many');
    expect(() => admission.hold(of('nadia'), 100)).not.toThrow();
    release();
    release();
    expect(admission.heldBytes).toBe(140);
    expect(() => admission.hold(of('mallory'), 60)).not.toThrow();
  });

  it('is given to one organisation up to three quarters', () => {
    const admission = new Admission({}, 400);
    for (const name of ['a', 'b', 'c']) admission.hold(of(name), 100);
    expect(() => admission.hold(of('d'), 1)).toThrow('server.busy');
    expect(() => admission.hold(of('thomas', 'small'), 100)).not.toThrow();
  });
});

describe('a requester', () => {
  const actor = { personId: 'visit 1', orgId: 'prefecture' };

  it('is the link for all who came in by it', () => {
    const visitors = ['visit 1', 'visit 2'].map((personId) =>
      requesterOf({ ...actor, personId, linkId: 'link' }),
    );
    expect(new Set(visitors.map(({ person }) => person))).toEqual(new Set(['link']));
  });

  it('is the network where nobody is known', () => {
    expect(requesterOfNetwork('192.0.2.1')).toEqual({ person: 'network 192.0.2.1', organisation: null });
  });
});
