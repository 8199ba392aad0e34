import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** What a load process says: a word, and with some words something. */
interface Said {
  readonly say: string;
  readonly result?: unknown;
}

/** A load process: a program that gets its job by a message and reports by messages. */
export class LoadProcess {
  private readonly child: ChildProcess;

  constructor(program: URL, job: unknown) {
    this.child = fork(fileURLToPath(program), [], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    this.child.send({ job });
  }

  tell(word: string): void {
    this.child.send({ word });
  }

  /** Waits for a word and returns what came with it. @throws {Error} when the process ends first or takes too long */
  heard<T = undefined>(word: string, withinMs: number): Promise<T> {
    const { child } = this;
    return new Promise((resolve, reject) => {
      const done = (): void => {
        clearTimeout(timer);
        child.off('message', listen).off('exit', ended);
      };
      const timer = setTimeout(() => {
        done();
        reject(new Error(`a load process never said ${word}`));
      }, withinMs);
      const ended = (code: number | null): void => {
        done();
        reject(new Error(`a load process ended with ${String(code)}`));
      };
      const listen = (message: Said): void => {
        if (message.say !== word) return;
        done();
        resolve(message.result as T);
      };
      child.on('message', listen).on('exit', ended);
    });
  }

  kill(): void {
    this.child.kill('SIGKILL');
  }
}

/** In a load process: its job, and the signal to go on. */
export function jobOfThisProcess<T>(): Promise<T> {
  return new Promise((resolve) => {
    process.once('message', (message: { job: T }) => resolve(message.job));
  });
}

export function told(word: string): Promise<void> {
  return new Promise((resolve) => {
    const listen = (message: { word?: string }): void => {
      if (message.word !== word) return;
      process.off('message', listen);
      resolve();
    };
    process.on('message', listen);
  });
}

export function say(word: string, result?: unknown): Promise<void> {
  return new Promise((resolve) => void process.send?.({ say: word, result }, () => resolve()));
}
