import { Inject, Injectable } from '@nestjs/common';
import { exportChain, recordAct } from '@maroquin/platform/audit';
import { CLOCK, type Clock } from '@maroquin/platform/config';
import { type Actor, Database } from '@maroquin/platform/database';
import { Keys } from '@maroquin/platform/keys';
import { Duties } from '../duties/duties.service.js';
import { BYTE_ORDER_MARK, csvRecord } from '../reviews/csv.js';
import { AuditLog } from './audit-log.js';

const PAGE = 200;

const COLUMNS = {
  fr: ['Numéro', 'Date', 'Qui', 'Acte', 'Sur quoi', 'Identifiant', 'Détails', 'Empreinte'],
  en: ['Number', 'Date', 'Who', 'Act', 'About', 'Identifier', 'Details', 'Hash'],
} as const;

/** The audit as a file to keep. Written piece by piece: it may be long. */
@Injectable()
export class ExportAudit {
  constructor(
    private readonly duties: Duties,
    private readonly log: AuditLog,
    private readonly database: Database,
    private readonly keys: Keys,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** An act itself. @throws {DomainError} request.not-found for whoever is not an auditor */
  async begin(actor: Actor, format: 'csv' | 'jsonl'): Promise<AsyncGenerator<string>> {
    await this.duties.requireAuditor(actor);
    const { orgId, personId: actorId } = actor;
    const act = { orgId, actorId, action: 'audit.exported', details: { format }, at: this.clock.now() };
    await this.database.inOrgs({ orgs: [orgId] }, (tx) => recordAct(tx, act));
    if (format === 'csv') return this.csv(actor);
    return exportChain({ database: this.database, keys: this.keys.instance }, orgId);
  }

  /** RFC 4180 with a byte order mark, the newest first. */
  private async *csv(actor: Actor): AsyncGenerator<string> {
    yield BYTE_ORDER_MARK + csvRecord(COLUMNS[actor.locale]);
    let cursor: string | null | undefined;
    while (cursor !== null) {
      const page = await this.log.list(actor, { limit: PAGE, ...(cursor === undefined ? {} : { cursor }) });
      const records = page.items.map((entry) =>
        csvRecord([
          ...[String(entry.number), entry.at, entry.actor?.name ?? '', entry.action],
          ...[entry.target?.name ?? '', entry.target?.id ?? ''],
          ...[JSON.stringify(entry.details), entry.hash],
        ]),
      );
      yield records.join('');
      cursor = page.next;
    }
  }
}
