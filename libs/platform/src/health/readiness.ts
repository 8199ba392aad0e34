export type Check = () => Promise<unknown>;

export interface Report {
  readonly ready: boolean;
  /** Each part by name: does it work? */
  readonly checks: Readonly<Record<string, boolean>>;
}

/** A part that has not answered after this many milliseconds does not work. */
const PATIENCE_MS = 2_000;
/** Probes within this many milliseconds share one answer, so that asking costs nothing. */
const SHARED_MS = 500;

/** Can this node work? Asked by load balancers, several times a second, by anybody. */
export class Readiness {
  private last: { readonly at: bigint; readonly report: Promise<Report> } | null = null;

  constructor(
    private readonly checks: Readonly<Record<string, Check>>,
    private readonly patienceMs = PATIENCE_MS,
  ) {}

  report(): Promise<Report> {
    const now = process.hrtime.bigint();
    if (this.last !== null && now - this.last.at < BigInt(SHARED_MS) * 1_000_000n) return this.last.report;
    const report = this.ask();
    this.last = { at: now, report };
    return report;
  }

  private async ask(): Promise<Report> {
    const results = await Promise.all(
      Object.entries(this.checks).map(async ([name, check]) => [name, await this.works(check)] as const),
    );
    return { ready: results.every(([, works]) => works), checks: Object.fromEntries(results) };
  }

  private async works(check: Check): Promise<boolean> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<boolean>((resolve) => {
      timer = setTimeout(resolve, this.patienceMs, false);
    });
    const answer = Promise.resolve()
      .then(check)
      .then(
        () => true,
        () => false,
      );
    const works = await Promise.race([answer, late]);
    clearTimeout(timer);
    return works;
  }
}
