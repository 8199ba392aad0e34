import { Inject, Injectable } from '@nestjs/common';
import type { AuditAnchor, AuditState } from '@maroquin/contracts';
import { readKeptEnds, readsTimeStamps } from '@maroquin/platform/anchors';
import { type ChainReport, fingerprint, readAnchorStates, verifyStoredChain } from '@maroquin/platform/audit';
import { CLOCK, type Clock, type Config, CONFIG, LOGGER } from '@maroquin/platform/config';
import { type Actor, Database } from '@maroquin/platform/database';
import { Keys } from '@maroquin/platform/keys';
import type { Logger } from '@maroquin/platform/logging';
import { Duties } from '../duties/duties.service.js';

/** A caller that asks again sooner gets what was found. */
const AGAIN_AFTER_MS = 1_000;
/** A long chain takes longer than a request should: what it finds is there at the next one. */
const WAIT_MS = 3_000;

interface Check {
  readonly report: ChainReport;
  readonly at: Date;
}

/** Whether the chain of an organisation is whole, verified from its first entry when somebody asks. */
@Injectable()
export class ChainChecks {
  private readonly last = new Map<string, Check>();
  private readonly running = new Map<string, Promise<void>>();

  constructor(
    private readonly duties: Duties,
    private readonly database: Database,
    private readonly keys: Keys,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Pick<Logger, 'error'>,
    @Inject(CONFIG) private readonly config: Pick<Config, 'auditAnchors' | 'dataDir' | 'publicUrl'>,
  ) {}

  /** @throws {DomainError} request.not-found for whoever is not an auditor */
  async state(actor: Actor): Promise<AuditState> {
    await this.duties.requireAuditor(actor);
    const { orgId } = actor;
    const counts = await this.counts(orgId);
    const anchors = await this.anchors(orgId);
    const check = this.last.get(orgId);
    return {
      ...counts,
      fingerprint: fingerprint(this.keys.instance.auditPublicKey),
      isVerifying: this.running.has(orgId),
      verification:
        check === undefined
          ? null
          : {
              at: check.at.toISOString(),
              through: check.report.entries,
              old: check.report.old,
              anchored: check.report.anchored,
              stamped: stampedOf(check.report),
              findings: [...check.report.findings],
            },
      anchors,
    };
  }

  /** The state after verifying, or while it goes on. @throws {DomainError} request.not-found for whoever is not an auditor */
  async verify(actor: Actor): Promise<AuditState> {
    await this.duties.requireAuditor(actor);
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise<void>((resolve) => (timer = setTimeout(resolve, WAIT_MS)));
    await Promise.race([this.check(actor.orgId), patience]);
    clearTimeout(timer);
    return this.state(actor);
  }

  /** For a job: what is found is in the server's log. */
  async check(orgId: string): Promise<void> {
    const running = this.running.get(orgId);
    if (running !== undefined) return running;
    const last = this.last.get(orgId);
    if (last !== undefined && this.clock.now().getTime() - last.at.getTime() < AGAIN_AFTER_MS) return;
    const check = this.run(orgId).finally(() => this.running.delete(orgId));
    this.running.set(orgId, check);
    return check;
  }

  private async run(orgId: string): Promise<void> {
    try {
      const kept = await readKeptEnds(this.config, this.clock, orgId);
      const readTimeStamp = readsTimeStamps(this.config);
      const source = { database: this.database, keys: this.keys.instance, readTimeStamp };
      const report = await verifyStoredChain(source, orgId, kept);
      this.last.set(orgId, { report, at: this.clock.now() });
      const { findings } = report;
      if (findings.length > 0) this.logger.error({ orgId, findings }, 'the audit is not as it was written');
    } catch (err) {
      this.logger.error({ err, orgId }, 'the audit could not be verified');
    }
  }

  private async counts(orgId: string): Promise<Pick<AuditState, 'entries' | 'waiting'>> {
    const [row] = await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      tx.query<{ entries: string; waiting: string }>(
        `select coalesce((select number from audit_chain where org_id = $1), 0) as entries,
           (select count(*) from audit where org_id = $1 and number is null) as waiting`,
        [orgId],
      ),
    );
    return { entries: Number(row?.entries ?? 0), waiting: Number(row?.waiting ?? 0) };
  }

  private async anchors(orgId: string): Promise<AuditAnchor[]> {
    const states = await readAnchorStates(this.database, orgId);
    return states.map(({ kind, keptAt, number, failingSince }) => ({
      kind,
      keptAt: keptAt?.toISOString() ?? null,
      number,
      failingSince: failingSince?.toISOString() ?? null,
    }));
  }
}

const stampedOf = ({ stamped }: ChainReport): { number: number; at: string } | null =>
  stamped === null ? null : { number: stamped.number, at: stamped.at.toISOString() };
