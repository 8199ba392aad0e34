import { setTimeout as pause } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import type { openLinkSchema, ResourceKind } from '@maroquin/contracts';
import { recordAct } from '@maroquin/platform/audit';
import { CLOCK, type Clock, newId } from '@maroquin/platform/config';
import { type Actor, Database, type Tx } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { NetworkLimiter, RateLimiter } from '@maroquin/platform/http';
import { Keys } from '@maroquin/platform/keys';
import { PasswordHasher } from '@maroquin/platform/passwords';
import type { z } from 'zod';
import { AccessService } from '../engine/access.service.js';
import { ExternalLinkRow, LinkVisit } from './link.entities.js';
import { requireProof } from './link-proof.js';
import { newLinkSecret, openLinkPassword } from './link-secrets.js';

/** A visit ends after a working day and its evening, or with its link. */
const VISIT_MS = 12 * 60 * 60_000;
/** Open visits of one link. */
const MAX_VISITS = 1_000;
/** Use is written to the database at most this often. */
const SEEN_EVERY_MS = 5 * 60_000;
/** Longer than judging takes, so that the time of a refusal reveals nothing. */
const REFUSE_AFTER_MS = 300;

export interface OpenedVisit {
  /** For the cookie only. */
  readonly secret: string;
  readonly maxAgeSeconds: number;
  readonly resource: { readonly id: string; readonly kind: ResourceKind };
}

interface FoundVisit {
  readonly visit_id: string;
  readonly link_id: string;
  readonly org_id: string;
  readonly last_seen_at: Date;
}

/** Coming in by an external link: from then on an actor like any other, whose subject is the link. */
@Injectable()
export class LinkVisits {
  private readonly perNetwork: NetworkLimiter;
  private readonly perLink: RateLimiter;
  private readonly perLinkAndNetwork: NetworkLimiter;

  constructor(
    private readonly access: AccessService,
    private readonly database: Database,
    private readonly keys: Keys,
    private readonly hasher: PasswordHasher,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.perNetwork = new NetworkLimiter({ burst: 100, refillMs: 2_000 }, clock);
    // A meeting of thirty may come through one address. Who guesses from elsewhere must not shut everybody out at once.
    this.perLink = new RateLimiter({ burst: 100, refillMs: 10_000 }, clock);
    this.perLinkAndNetwork = new NetworkLimiter({ burst: 30, refillMs: 60_000 }, clock);
  }

  /**
   * Uses the link once and starts a visit.
   * @throws {DomainError} link.unusable for an unknown, expired, withdrawn or used-up link: the same answer after the
   * same time; link.password, request.too-many
   */
  async open(
    { token, password, name }: z.infer<typeof openLinkSchema>,
    address: string,
  ): Promise<OpenedVisit> {
    this.perNetwork.take(address);
    const hash = this.keys.instance.secretHash('external-link', token);
    if (password !== undefined) {
      const link = hash.toString('base64url');
      this.perLinkAndNetwork.take(address, link);
      this.perLink.take(link);
    }
    const refusal = pause(REFUSE_AFTER_MS, undefined, { ref: false });
    try {
      const link = await this.usable(hash, password);
      return await this.start(link, name);
    } catch (error) {
      if (error instanceof DomainError) await refusal;
      throw error;
    }
  }

  private async usable(hash: Buffer, password: string | undefined): Promise<ExternalLinkRow> {
    const [found] = await this.database.call<{ link_id: string; org_id: string }>(
      'select link_id, org_id from find_external_link($1)',
      [hash],
    );
    const link =
      found === undefined
        ? null
        : await this.database.inOrgs({ orgs: [found.org_id] }, (tx) =>
            tx.manager.findOneBy(ExternalLinkRow, { id: found.link_id }),
          );
    const live = link !== null && this.isLive(link) ? link : null;
    const stored = live === null ? null : await this.passwordOf(live);
    // With a password given, a dead link takes as long as a wrong one.
    const matches = password !== undefined && (await this.hasher.verify(stored, password));
    if (live === null) throw new DomainError('link.unusable');
    if (stored !== null && !matches) {
      if (password !== undefined) await this.recordRefusal(live);
      throw new DomainError('link.password');
    }
    return live;
  }

  /** null: none is asked for. @throws {DomainError} sealed.damaged, also when it was taken away in the database */
  private async passwordOf(link: ExternalLinkRow): Promise<string | null> {
    const keys = await this.keys.forOrg(link.orgId);
    requireProof(keys, link);
    return link.passwordSealed === null ? null : openLinkPassword(keys, link.id, link.passwordSealed);
  }

  private isLive({ revokedAt, expiresAt, maxUses, uses }: ExternalLinkRow): boolean {
    if (revokedAt !== null || (expiresAt !== null && expiresAt <= this.clock.now())) return false;
    return maxUses === null || uses < maxUses;
  }

  private recordRefusal({ orgId, id }: ExternalLinkRow): Promise<void> {
    return this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      recordAct(tx, {
        ...{ orgId, actorId: null, action: 'link.password-refused', targetId: id },
        at: this.clock.now(),
      }),
    );
  }

  private async start(link: ExternalLinkRow, name: string | undefined): Promise<OpenedVisit> {
    const { orgId } = link;
    const keys = await this.keys.forOrg(orgId);
    const now = this.clock.now();
    const id = newId();
    const secret = newLinkSecret();
    const kind = await this.database.inOrgs({ orgs: [orgId] }, async (tx) => {
      // One statement counts and judges: of two who come with one use left, one enters.
      const used = await tx.query(
        `update external_link set uses = uses + 1, last_used_at = $2
         where id = $1 and revoked_at is null and (expires_at is null or expires_at > $2)
           and (max_uses is null or uses < max_uses)
         returning id`,
        [link.id, now],
      );
      if (used.length !== 1) throw new DomainError('link.unusable');
      await this.requireRoom(tx, link.id);
      const limit = new Date(now.getTime() + VISIT_MS);
      await tx.manager.insert(LinkVisit, {
        ...{ id, orgId, linkId: link.id, createdAt: now, lastSeenAt: now },
        tokenHash: this.keys.instance.secretHash('visit', secret),
        nameSealed:
          name === undefined ? null : keys.seal({ table: 'link_visit', column: 'name', row: id }, name),
        expiresAt: link.expiresAt !== null && link.expiresAt < limit ? link.expiresAt : limit,
      });
      await recordAct(tx, {
        ...{ orgId, actorId: id, action: 'link.opened', targetId: link.id, at: now },
        details: { resourceId: link.resourceId },
      });
      return this.kindOf(tx, link.resourceId);
    });
    return { secret, maxAgeSeconds: VISIT_MS / 1_000, resource: { id: link.resourceId, kind } };
  }

  private async kindOf(tx: Tx, resourceId: string): Promise<ResourceKind> {
    const [row] = await tx.query<{ kind: ResourceKind }>(
      'select kind from resource where id = $1 and trashed_at is null',
      [resourceId],
    );
    if (row === undefined) throw new DomainError('link.unusable');
    return row.kind;
  }

  private async requireRoom(tx: Tx, linkId: string): Promise<void> {
    const [row] = await tx.query<{ count: number }>(
      'select count(*)::integer as count from link_visit where link_id = $1 and ended_at is null and expires_at > $2',
      [linkId, this.clock.now()],
    );
    if ((row?.count ?? 0) >= MAX_VISITS) throw new DomainError('request.too-many', { retryAfterSeconds: 60 });
  }

  /** Who holds this cookie; null: nobody known, or the visit or its link is over. */
  async authenticate(secret: string): Promise<Actor | null> {
    const [row] = await this.database.callPrepared<FoundVisit>(
      {
        name: 'find_link_visit',
        text: 'select visit_id, link_id, org_id, last_seen_at from find_link_visit($1, $2)',
      },
      [this.keys.instance.secretHash('visit', secret), this.clock.now()],
    );
    if (row === undefined) return null;
    await this.seen(row);
    return {
      ...{ personId: row.visit_id, linkId: row.link_id },
      ...{ orgId: row.org_id, orgs: [row.org_id], adminOf: [] },
      ...{ tokenScopes: null, sessionId: row.visit_id, tokenId: null, locale: 'fr', standing: 'visitor' },
    };
  }

  private async seen({ visit_id, link_id, org_id, last_seen_at }: FoundVisit): Promise<void> {
    const now = this.clock.now();
    if (now.getTime() - last_seen_at.getTime() < SEEN_EVERY_MS) return;
    await this.database.inOrgs({ orgs: [org_id] }, async (tx) => {
      await tx.query('update link_visit set last_seen_at = $2 where id = $1', [visit_id, now]);
      await tx.query('update external_link set last_used_at = $2 where id = $1', [link_id, now]);
    });
  }

  /** What the link of this visitor opens, and until when. @throws {DomainError} request.unauthenticated once it is over */
  async about(
    visitor: Pick<Actor, 'personId' | 'orgId'>,
  ): Promise<{ resourceId: string; kind: ResourceKind; expiresAt: Date }> {
    const [row] = await this.database.inOrgs({ orgs: [visitor.orgId] }, (tx) =>
      tx.query<{ id: string; kind: ResourceKind; expires_at: Date }>(
        `select r.id, r.kind, least(v.expires_at, l.expires_at) as expires_at
         from link_visit v join external_link l on l.id = v.link_id join resource r on r.id = l.resource_id
         where v.id = $1 and v.ended_at is null`,
        [visitor.personId],
      ),
    );
    if (row === undefined) throw new DomainError('request.unauthenticated');
    return { resourceId: row.id, kind: row.kind, expiresAt: row.expires_at };
  }

  /** The visitor leaves by itself. */
  async leave({ personId, orgId }: Actor): Promise<void> {
    await this.database.inOrgs({ orgs: [orgId] }, (tx) => this.end(tx, [personId]));
  }

  /** The link was withdrawn. */
  async endAll(tx: Tx, linkId: string): Promise<void> {
    const rows = await tx.query<{ id: string }>(
      'select id from link_visit where link_id = $1 and ended_at is null and expires_at > $2',
      [linkId, this.clock.now()],
    );
    await this.end(
      tx,
      rows.map(({ id }) => id),
    );
  }

  private async end(tx: Tx, visitIds: readonly string[]): Promise<void> {
    if (visitIds.length === 0) return;
    await tx.query('update link_visit set ended_at = $2 where id = any($1::uuid[]) and ended_at is null', [
      visitIds,
      this.clock.now(),
    ]);
    await this.access.recordVisitsEnded(tx, visitIds);
  }
}
