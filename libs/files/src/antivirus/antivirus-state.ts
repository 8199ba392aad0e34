import { Inject, Injectable } from '@nestjs/common';
import type { AdministeredAntivirus } from '@maroquin/contracts';
import { CONFIG, type Config } from '@maroquin/platform/config';
import { Database } from '@maroquin/platform/database';
import type { Administrator } from '@maroquin/platform/http';
import { Clamd, ClamdUnavailable } from './clamd.js';
import { ScanBlobs } from './scan-blobs.js';

const WAITING = `select count(*)::int as waiting, min(asked_at) as oldest from blob_scan
  where org_id = any($1::uuid[]) and state = 'waiting' and not is_settled`;

/** Whether the antivirus answers, and what waits for it: for whoever administers the instance. */
@Injectable()
export class AntivirusState {
  private readonly clamd: Clamd | null;

  constructor(
    @Inject(CONFIG) { clamd }: Pick<Config, 'clamd'>,
    private readonly database: Database,
    private readonly scans: ScanBlobs,
  ) {
    this.clamd = clamd === null ? null : new Clamd(clamd);
  }

  /** It is asked at each request. Files are counted in the organisations that this account administers. */
  async get(administrator: Administrator): Promise<AdministeredAntivirus> {
    if (this.clamd === null)
      return { configured: false, version: null, awaySince: null, waiting: 0, oldestWaiting: null };
    const [version, { waiting, oldest }] = await Promise.all([
      this.ask(this.clamd),
      this.waitingOf(await this.organisationsOf(administrator)),
    ]);
    const moments = [this.scans.downSince, oldest].filter((moment) => moment !== null);
    const first = Math.min(...moments.map((moment) => moment.getTime()));
    return {
      ...{ configured: true, version, waiting, oldestWaiting: oldest?.toISOString() ?? null },
      awaySince: version === null ? new Date(first).toISOString() : null,
    };
  }

  /** As it calls itself; null: it does not answer. */
  private async ask(clamd: Clamd): Promise<string | null> {
    try {
      const version = await clamd.version();
      this.scans.recordWorking();
      return version;
    } catch (error) {
      if (!(error instanceof ClamdUnavailable)) throw error;
      this.scans.recordFailure(error);
      return null;
    }
  }

  private async waitingOf(orgs: readonly string[]): Promise<{ waiting: number; oldest: Date | null }> {
    const [row] = await this.database.inOrgs({ orgs: [...orgs] }, (tx) =>
      tx.query<{ waiting: number; oldest: Date | null }>(WAITING, [orgs]),
    );
    return row ?? { waiting: 0, oldest: null };
  }

  private async organisationsOf({ orgId, everywhere }: Administrator): Promise<string[]> {
    if (!everywhere) return [orgId];
    const rows = await this.database.call<{ id: string }>('select id from all_organisations() as id');
    return rows.map(({ id }) => id);
  }
}
