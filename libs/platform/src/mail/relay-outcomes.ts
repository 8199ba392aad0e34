import type { Clock } from '../config/index.js';
import type { Database } from '../database/index.js';
import { isOfOneMessage, type RelayTrouble, troubleOf } from './relay-trouble.js';

/** Until then a relay may be restarting, and nobody need look. */
const LATE_MS = 60 * 60_000;

/** What became of the mail that this instance handed to its relay. */
export interface RelayState {
  /** Since when it takes none, as far as anybody noticed; null: it does. */
  readonly downSince: Date | null;
  readonly trouble: RelayTrouble | null;
  /** For so long that somebody should look. */
  readonly isLate: boolean;
}

/** Writes down since when the relay takes no mail, for all nodes: whoever administers the instance is told. */
export class RelayOutcomes {
  constructor(
    private readonly database: Pick<Database, 'call'>,
    private readonly clock: Clock,
    private readonly onError: (error: unknown) => void,
  ) {}

  taken(): Promise<void> {
    return this.record(null);
  }

  async failed(error: unknown): Promise<void> {
    if (!isOfOneMessage(error)) await this.record(troubleOf(error));
  }

  async state(): Promise<RelayState> {
    const [row] = await this.database.call<{ since: Date | null; trouble: RelayTrouble | null }>(
      'select since, trouble from mail_down()',
    );
    const downSince = row?.since ?? null;
    const isLate = downSince !== null && this.clock.now().getTime() - downSince.getTime() >= LATE_MS;
    return { downSince, trouble: row?.trouble ?? null, isLate };
  }

  /** A message that was taken was taken, whether or not that could be written down. */
  private async record(trouble: RelayTrouble | null): Promise<void> {
    await this.database.call('select note_mail($1, $2)', [trouble, this.clock.now()]).catch(this.onError);
  }
}
