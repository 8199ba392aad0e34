import { type ChildProcess, fork } from 'node:child_process';

/** A child that answers one question after the other, and is replaced when a question hangs or ends it. */
export class OneAtATime<Question extends object, Answer> {
  private child: ChildProcess | null = null;

  constructor(
    private readonly script: string,
    private readonly options: { readonly patienceMs: number; readonly heapMb: number },
  ) {}

  ask(question: Question): Promise<Answer | 'hangs' | 'ends'> {
    return this.ready().then(
      (child) =>
        new Promise((resolve) => {
          const done = (answer: Answer | 'hangs' | 'ends'): void => {
            clearTimeout(timer);
            child.removeAllListeners('message').removeAllListeners('exit');
            if (answer === 'hangs' || answer === 'ends') this.close();
            resolve(answer);
          };
          const timer = setTimeout(() => done('hangs'), this.options.patienceMs);
          child.once('message', (answer: Answer) => done(answer));
          child.once('exit', () => done('ends'));
          child.send(question);
        }),
    );
  }

  close(): void {
    this.child?.kill('SIGKILL');
    this.child = null;
  }

  private async ready(): Promise<ChildProcess> {
    if (this.child !== null) return this.child;
    const child = fork(this.script, {
      serialization: 'advanced',
      execArgv: [`--max-old-space-size=${String(this.options.heapMb)}`],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    this.child = child;
    await new Promise<void>((resolve, reject) => {
      child.once('message', () => resolve());
      child.once('error', reject);
    });
    return child;
  }
}
