import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '@maroquin/platform/config';
import { Database, type Tx } from '@maroquin/platform/database';
import { Keys } from '@maroquin/platform/keys';

interface Answer {
  readonly first: boolean;
}

const SQL = 'select use_once($1, $2, $3) as first';

/** Makes what somebody holds, sealed, serve once, on whichever node: it is noted until it would have expired. */
@Injectable()
export class OneUse {
  constructor(
    private readonly database: Database,
    private readonly keys: Keys,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** True the first time only. In a transaction that holds once it is committed. */
  async take(kind: string, parts: readonly string[], until: Date, within?: Tx): Promise<boolean> {
    const params = [this.keys.instance.onceHash(kind, ...parts), until, this.clock.now()];
    const [answer] =
      within === undefined
        ? await this.database.call<Answer>(SQL, params)
        : await within.query<Answer>(SQL, params);
    return answer?.first === true;
  }
}
