import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Harm, Hazard, ProvedHazard } from './hazard.js';

const CHILD = fileURLToPath(new URL('./proof-child.js', import.meta.url));
/** Beyond this an input counts as hanging. */
const PATIENCE_MS = 4_000;
const CHILD_HEAP_MB = 1_024;

type Answer = { readonly harms: readonly Harm[] } | { readonly ready: true };

/** Asks child processes, one input at a time each, what harm it does. */
export class Prover {
  private child: ChildProcess | null = null;

  /** What the input does to plain yjs; without harm it is none for the corpus. */
  async prove(hazard: Hazard): Promise<ProvedHazard | null> {
    const harms = await this.ask(hazard);
    return harms.length === 0 ? null : { ...hazard, harms };
  }

  close(): void {
    this.child?.kill('SIGKILL');
    this.child = null;
  }

  private async ask(hazard: Hazard): Promise<readonly Harm[]> {
    const child = (this.child ??= await this.start());
    return new Promise((resolve) => {
      const done = (harms: readonly Harm[], over: boolean): void => {
        clearTimeout(timer);
        child.removeAllListeners('message').removeAllListeners('exit');
        if (over) this.close();
        resolve(harms);
      };
      const timer = setTimeout(() => done(['hangs'], true), PATIENCE_MS);
      child.once('message', (answer: Answer) => done('harms' in answer ? answer.harms : [], false));
      child.once('exit', () => done(['ends-process'], true));
      child.send(hazard);
    });
  }

  private start(): Promise<ChildProcess> {
    const child = fork(CHILD, {
      serialization: 'advanced',
      execArgv: [`--max-old-space-size=${String(CHILD_HEAP_MB)}`],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    return new Promise((resolve, reject) => {
      child.once('message', () => resolve(child));
      child.once('error', reject);
    });
  }
}
