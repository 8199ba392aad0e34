import { Inject, Injectable } from '@nestjs/common';
import type { AgreedSettingsView } from '@maroquin/contracts';
import { RightsLocks } from '@maroquin/access';
import { recordAct } from '@maroquin/platform/audit';
import { type Clock, CLOCK, type Config, CONFIG } from '@maroquin/platform/config';
import { Database, type Tx } from '@maroquin/platform/database';
import { settingsId, type WatchedSettings, watchedSettings } from '@maroquin/platform/egress';
import type { ActsBy } from '../accounts/acts-by.js';
import { ActorNames } from './actor-names.js';
import { Approvals } from './approvals.service.js';

interface Agreement {
  readonly asked_by: string;
  readonly decided_by: string;
  readonly decided_at: Date;
  readonly target_id: string;
  readonly settings: WatchedSettings;
}

/** The newest: of the settings with this id, or of any. */
const AGREEMENT = `
select a.asked_by, a.decided_by, a.decided_at, a.target_id, s.settings from approval a
join settings_seen s on s.org_id = a.org_id and s.id = a.target_id
where a.org_id = $1 and a.act = 'settings' and a.decided_by is not null and not a.refused and a.target_id <> all($2::uuid[])
order by a.decided_at desc limit 1`;
const WAITING = `
select 1 from approval where org_id = $1 and act = 'settings' and target_id = $2
  and decided_by is null and not refused and expires_at > $3`;

/**
 * The settings that nobody changes alone. They stand in the environment of the server, where who runs it changes them: so a
 * change is noticed when the server starts, stands in the audit, and waits until two people agree to it.
 */
@Injectable()
export class AgreedSettings {
  private known: { readonly settings: WatchedSettings; readonly id: string } | null = null;

  constructor(
    private readonly database: Database,
    private readonly locks: RightsLocks,
    private readonly approvals: Approvals,
    @Inject(ActorNames) private readonly names: Pick<ActorNames, 'of'>,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Not before it is asked for: a command may run with settings that are not right yet. */
  private get current(): { readonly settings: WatchedSettings; readonly id: string } {
    if (this.known === null) {
      const settings = watchedSettings(this.config);
      this.known = { settings, id: settingsId(settings) };
    }
    return this.known;
  }

  /** For a server that starts: what it is set to now, and in the audit when that was otherwise before. */
  async note(): Promise<void> {
    const rows = await this.database.call<{ id: string }>('select id from all_organisations() as id');
    for (const { id: orgId } of rows)
      await this.database.inOrgs({ orgs: [orgId] }, (tx) => this.noteFor(tx, orgId));
  }

  private async noteFor(tx: Tx, orgId: string): Promise<void> {
    const at = this.clock.now();
    const [last] = await tx.query<{ id: string }>(
      'select id from settings_seen where org_id = $1 order by seen_at desc, id limit 1',
      [orgId],
    );
    if (last?.id === this.current.id) return;
    await this.keep(tx, orgId, at);
    if (last === undefined) return;
    const details = { ...this.current.settings };
    await recordAct(tx, { ...{ orgId, actorId: null, action: 'settings.changed' }, details, at });
  }

  private async keep(tx: Tx, orgId: string, at: Date): Promise<void> {
    await tx.query(
      `insert into settings_seen (org_id, id, settings, seen_at) values ($1, $2, $3, $4)
       on conflict (org_id, id) do update set seen_at = excluded.seen_at`,
      [orgId, this.current.id, JSON.stringify(this.current.settings), at],
    );
  }

  /** Access rule: whoever calls administers this organisation. */
  async view(orgId: string): Promise<AgreedSettingsView> {
    const { agreement, isWaiting } = await this.database.inOrgs({ orgs: [orgId] }, async (tx) => ({
      agreement: (await tx.query<Agreement>(AGREEMENT, [orgId, []]))[0],
      isWaiting: (await tx.query(WAITING, [orgId, this.current.id, this.clock.now()])).length > 0,
    }));
    const isAgreed = agreement?.target_id === this.current.id;
    const names = await this.names.of(orgId, [agreement?.asked_by ?? null, agreement?.decided_by ?? null]);
    return {
      settings: this.lines(agreement?.settings),
      state: isAgreed ? 'agreed' : isWaiting ? 'waiting' : 'unasked',
      agreement:
        agreement === undefined
          ? null
          : {
              askedBy: names.get(agreement.asked_by) ?? '',
              agreedBy: names.get(agreement.decided_by) ?? '',
              at: agreement.decided_at.toISOString(),
            },
    };
  }

  /** Also what is no longer set, and was when two people agreed. */
  private lines(agreed: WatchedSettings | undefined): AgreedSettingsView['settings'] {
    const variables = [
      ...new Set([...Object.keys(this.current.settings), ...Object.keys(agreed ?? {})]),
    ].sort();
    return variables.map((variable) => ({
      ...{ variable, value: this.current.settings[variable] ?? '' },
      agreedValue: agreed === undefined ? null : (agreed[variable] ?? ''),
    }));
  }

  /** Asks somebody else to agree; once, while that waits. @throws {DomainError} request.not-found */
  async ask(by: ActsBy): Promise<void> {
    const { orgId } = by;
    await this.locks.changeOrganisation(by, orgId, async (tx) => {
      await by.ask(tx);
      const [agreement] = await tx.query<Agreement>(AGREEMENT, [orgId, []]);
      const waits = await tx.query(WAITING, [orgId, this.current.id, tx.now]);
      if (agreement?.target_id === this.current.id || waits.length > 0) return;
      // An organisation that was made since the server started has none yet.
      await this.keep(tx, orgId, tx.now);
      await this.approvals.ask(tx, { act: 'settings', targetId: this.current.id, by }, tx.now);
    });
  }
}

/** What differs from what was agreed before, in a line: for whoever is to agree. */
export async function settingsInWords(tx: Tx, orgId: string, id: string): Promise<string> {
  const [seen] = await tx.query<{ settings: WatchedSettings }>(
    'select settings from settings_seen where org_id = $1 and id = $2',
    [orgId, id],
  );
  const [before] = await tx.query<Agreement>(AGREEMENT, [orgId, [id]]);
  const [now, then] = [seen?.settings ?? {}, before?.settings];
  const variables = [...new Set([...Object.keys(now), ...Object.keys(then ?? {})])].sort();
  return variables
    .filter((variable) => (then === undefined ? now[variable] !== '' : now[variable] !== then[variable]))
    .map((variable) => {
      const value = now[variable] ?? '';
      return then === undefined ? `${variable}=${value}` : `${variable} : ${then[variable] ?? ''} → ${value}`;
    })
    .join(' ; ');
}
