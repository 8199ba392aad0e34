import type { Ended } from '../../support/process/program.js';
import { tmpdir } from 'node:os';
import { MissingProgram } from '../outside/missing-program.js';
import { runProgram } from '../outside/run-program.js';

export interface MountResult {
  readonly failed: number;
  /** What each client was made to do, and whether it was content. */
  readonly steps: Readonly<Record<string, boolean>>;
  readonly said: readonly string[];
}

/** What clients were made to do, one after the other. */
export class Steps {
  private readonly done: Record<string, boolean> = {};
  private readonly said: string[] = [];

  constructor(private readonly say: (line: string) => void) {}

  readonly note = (name: string, ended: Ended, holds = ended.code === 0): void => {
    this.set(name, holds, `${ended.stderr.slice(-500)}${ended.stdout.slice(-500)}`);
  };

  set(name: string, holds: boolean, words = ''): void {
    this.say(`${name}: ${holds ? 'ok' : 'failed'}`);
    this.done[name] = holds;
    if (!holds) this.said.push(`${name}: ${words}`);
  }

  get result(): MountResult {
    const failed = Object.values(this.done).filter((holds) => !holds).length;
    return { failed, steps: this.done, said: this.said };
  }
}

export type Note = Steps['note'];

/** @throws {MissingProgram} */
export async function runTool(
  program: string,
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<Ended> {
  const ended = await runProgram(program, args, { env, cwd: tmpdir(), limitMs: 900_000 }).catch(() => null);
  if (ended === null) throw new MissingProgram(program, `apt-get install ${program}`);
  return ended;
}
