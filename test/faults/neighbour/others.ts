import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from '../../support/process/house.js';

/** Somebody who works while others attack. */
export interface Colleague {
  readonly name: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly cookie: string;
  readonly documentId: string;
  readonly channelId: string;
  readonly folderId: string;
  readonly fileId: string;
}

export const ACTS = ['me', 'edit', 'message', 'file', 'upload', 'bytes'] as const;
export type Act = (typeof ACTS)[number];

/** One act, from the moment at which it was to begin until it was done. */
export interface Sample {
  readonly who: string;
  readonly act: Act;
  readonly ms: number;
  /** When it began, ms since the window opened. */
  readonly at: number;
  /** null: done. Otherwise what came instead. */
  readonly failure: string | null;
}

/** What the others saw in a stretch of time, and how late they themselves were: their own event loop's delay, ms. */
export interface Window {
  readonly samples: readonly Sample[];
  readonly lag: { readonly p99: number; readonly max: number };
}

export interface OthersPlan {
  readonly url: string;
  readonly colleagues: readonly Colleague[];
}
export type ToOthers = { readonly plan: OthersPlan } | { readonly word: 'settle' | 'open' | 'close' };
export type FromOthers =
  { readonly word: 'ready' | 'settled' | 'open' } | { readonly word: 'closed'; readonly window: Window };

const PATIENCE_MS = 60_000;

/** Colleagues at work in a process of their own: neither the attack nor the harness delays what they measure. */
export class Others {
  private constructor(private readonly child: ChildProcess) {}

  static async begin(plan: OthersPlan): Promise<Others> {
    const file = join(ROOT, 'dist/test/faults/neighbour/others-child.js');
    const child = fork(file, [], {
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const others = new Others(child);
    await others.ask({ plan }, 'ready');
    return others;
  }

  /** Waits until they are served quickly, or for so long as it makes no sense to wait. */
  async settle(): Promise<void> {
    await this.ask({ word: 'settle' }, 'settled');
  }

  async open(): Promise<void> {
    await this.ask({ word: 'open' }, 'open');
  }

  /** What was begun since then, each act waited for. */
  async close(): Promise<Window> {
    const said = await this.ask({ word: 'close' }, 'closed');
    if (said.word !== 'closed') throw new Error('the others said something else');
    return said.window;
  }

  end(): void {
    this.child.kill('SIGKILL');
  }

  private ask(message: ToOthers, word: FromOthers['word']): Promise<FromOthers> {
    const { child } = this;
    return new Promise((resolve, reject) => {
      const stop = (): void => {
        clearTimeout(timer);
        child.off('message', listen).off('exit', ended);
      };
      const timer = setTimeout(() => {
        stop();
        reject(new Error(`the others never said ${word}`));
      }, PATIENCE_MS);
      const ended = (code: number | null): void => {
        stop();
        reject(new Error(`the others ended with ${String(code)}`));
      };
      const listen = (said: FromOthers): void => {
        if (said.word !== word) return;
        stop();
        resolve(said);
      };
      child.on('message', listen).on('exit', ended);
      child.send(message);
    });
  }
}
