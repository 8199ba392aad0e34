import { Inject, Injectable } from '@nestjs/common';
import type { ResourceSummary, Review, ReviewItem, Role } from '@maroquin/contracts';
import { recordAct } from '@maroquin/platform/audit';
import { CLOCK, type Clock } from '@maroquin/platform/config';
import { type Actor, Database } from '@maroquin/platform/database';
import { AccessService } from '../engine/access.service.js';
import { BYTE_ORDER_MARK, csvRecord } from './csv.js';
import { MAX_ITEMS } from './open-review.js';
import { ReviewItems } from './review-items.js';
import { Reviews } from './reviews.service.js';
import { type ReviewWords, reviewWords } from './review-words.js';

/** Rows opened at once. */
const CHUNK = 500;

/** A campaign as a file to keep: what each right was, what was decided, by whom, when. */
@Injectable()
export class ExportReview {
  constructor(
    private readonly access: AccessService,
    private readonly reviews: Reviews,
    private readonly items: ReviewItems,
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** RFC 4180 with a byte order mark, in the person's language. @throws {DomainError} request.not-found */
  async csv(actor: Actor, id: string): Promise<string> {
    const { items } = await this.read(actor, id, 'csv');
    const words = reviewWords[actor.locale];
    const records = items.map((item) => csvRecord(recordOf(item, words)));
    return BYTE_ORDER_MARK + csvRecord(words.columns) + records.join('');
  }

  /** `reviewExportSchema`. @throws {DomainError} request.not-found */
  async json(actor: Actor, id: string): Promise<string> {
    return JSON.stringify(await this.read(actor, id, 'json'), null, 2);
  }

  private async read(
    actor: Actor,
    id: string,
    format: string,
  ): Promise<{ review: Review; items: ReviewItem[] }> {
    this.access.requireOrganisation(actor, 'review.take-part');
    const review = await this.reviews.get(actor, id);
    const items: ReviewItem[] = [];
    while (items.length <= MAX_ITEMS) {
      const more = await this.items.after(actor, id, items.at(-1)?.number ?? 0, CHUNK);
      items.push(...more);
      if (more.length < CHUNK) break;
    }
    const { orgId, personId: actorId } = actor;
    const act = { orgId, actorId, action: 'review.exported', targetId: id, details: { format } };
    await this.database.inOrgs({ orgs: [orgId] }, (tx) => recordAct(tx, { ...act, at: this.clock.now() }));
    return { review, items };
  }
}

function recordOf(item: ReviewItem, words: ReviewWords): string[] {
  const role = (one: Role | null): string => (one === null ? '' : words.roles[one]);
  const { resource, subject, decision } = item;
  return [
    String(item.number),
    words.kinds[item.kind],
    words.subjects[subject.kind],
    subject.name,
    resource === null ? words.gone : words.resources[resource.kind],
    resource === null ? '' : (resource.name ?? words.sealed),
    resource === null ? '' : pathOf(resource, words),
    item.resource?.id ?? '',
    item.customRole?.name ?? role(item.role),
    decision === null ? words.open : words.decisions[decision],
    role(item.newRole),
    item.decidedBy?.name ?? (decision === null ? '' : words.byRule),
    item.decidedAt === null ? '' : instantOf(item.decidedAt),
    item.obstacle ?? '',
  ];
}

/** As a spreadsheet of any language reads a date. */
const instantOf = (iso: string): string => iso.slice(0, 19).replace('T', ' ');

const pathOf = ({ path }: ResourceSummary, words: ReviewWords): string =>
  path.map(({ name }) => name ?? words.sealed).join(' / ');
