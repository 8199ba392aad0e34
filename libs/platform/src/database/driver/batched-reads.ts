import { DomainError } from '../../errors/index.js';
import { outside } from './outside.js';
import type { Question } from './scoped-read.js';

/** Questions sent together: the last waits for all before it. */
const MOST_TOGETHER = 8;

interface Waiting extends Question {
  readonly resolve: (rows: object[]) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Small questions that come at the same moment for the same organisations go to PostgreSQL in one round trip, which
 * costs more than the questions. Nothing is kept: no answer is older than its question.
 */
export class BatchedReads {
  private readonly waiting = new Map<string, Waiting[]>();
  private scheduled = false;

  /** `ask` answers all questions or rejects; with a DomainError when it would reject whatever it is asked. */
  constructor(
    private readonly ask: (orgs: string, questions: readonly Question[]) => Promise<readonly object[][]>,
  ) {}

  /** Rejects as `ask` does for this question alone. */
  read(orgs: string, question: Question): Promise<object[]> {
    return new Promise((resolve, reject) => {
      const others = this.waiting.get(orgs) ?? [];
      this.waiting.set(orgs, others);
      others.push({ ...question, resolve, reject });
      if (this.scheduled) return;
      this.scheduled = true;
      setImmediate(() => outside(() => this.flush()));
    });
  }

  private flush(): void {
    this.scheduled = false;
    const all = [...this.waiting];
    this.waiting.clear();
    for (const [orgs, asking] of all)
      for (let from = 0; from < asking.length; from += MOST_TOGETHER)
        void this.askTogether(orgs, asking.slice(from, from + MOST_TOGETHER));
  }

  private async askTogether(orgs: string, asking: readonly Waiting[]): Promise<void> {
    try {
      const answers = await this.ask(orgs, asking);
      asking.forEach(({ resolve }, turn) => resolve(answers[turn] ?? []));
    } catch (error) {
      // Whose fault it was is not known, unless nobody's: no question fails for another.
      if (asking.length > 1 && !(error instanceof DomainError))
        for (const one of asking) void this.askTogether(orgs, [one]);
      else for (const { reject } of asking) reject(error);
    }
  }
}
