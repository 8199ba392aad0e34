import { Inject, Injectable } from '@nestjs/common';
import { AccessService, ResourceSummaries, ResourceViews } from '@maroquin/access';
import { idSchema, type markTemplateSchema, type TemplatePage, type TemplateView } from '@maroquin/contracts';
import { recordAct } from '@maroquin/platform/audit';
import { type Clock, CLOCK } from '@maroquin/platform/config';
import { type Actor, Database } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { Keys, type Paging, readPage } from '@maroquin/platform/keys';
import { z } from 'zod';

type TemplateMark = z.infer<typeof markTemplateSchema>;

interface TemplateRow {
  readonly id: string;
  readonly letterhead: boolean;
}

const TEMPLATES = `select d.id, d.is_letterhead as letterhead from document d join resource r on r.org_id = d.org_id and r.id = d.id
  where d.is_template and r.trashed_at is null and ($1::uuid is null or d.id < $1) order by d.id desc limit $2`;
const placeSchema = z.strictObject({ id: idSchema });

/** Documents that others are made from. Who may read one may use it; who may edit it says whether it is one. */
@Injectable()
export class TemplatesService {
  constructor(
    private readonly access: AccessService,
    private readonly database: Database,
    private readonly keys: Keys,
    private readonly views: ResourceViews,
    private readonly summaries: ResourceSummaries,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The newest first. A page may be shorter than asked: what may not be read is absent. */
  async list(actor: Actor, paging: Paging): Promise<TemplatePage> {
    // Refuses a token that is for none of them.
    await this.access.subjectsOf(actor);
    const { items: rows, next } = await readPage(
      this.keys.instance,
      {
        ...{ audience: `templates ${actor.personId}`, place: placeSchema },
        placeOf: ({ id }: TemplateRow) => ({ id }),
        read: (after, limit) =>
          this.database.readOnce<TemplateRow>(actor, TEMPLATES, [after?.id ?? null, limit]),
      },
      paging,
    );
    const ids = rows.map(({ id }) => id);
    const readable = await this.access.which(actor, 'document.read', ids);
    return {
      items: await this.toViews(
        actor,
        rows.filter(({ id }) => readable.has(id)),
      ),
      next,
    };
  }

  /** @throws {DomainError} request.not-found, request.unprocessable for a letterhead without forms of words */
  async mark(actor: Actor, id: string, { on, letterhead }: TemplateMark): Promise<void> {
    const { orgId } = await this.access.require(actor, 'document.edit', id);
    await this.access.locks.holdPlace(actor, orgId, id, async (tx) => {
      await tx.require(actor, 'document.edit', id);
      const isLetterhead = on && letterhead;
      const [document] = await tx.query<{ kind: string }>(
        'select kind from document where org_id = $1 and id = $2',
        [orgId, id],
      );
      if (isLetterhead && document?.kind !== 'prose') throw new DomainError('request.unprocessable');
      const changed = await tx.query(
        `update document set is_template = $3, is_letterhead = $4
         where org_id = $1 and id = $2 and (is_template, is_letterhead) <> ($3::boolean, $4::boolean)
         returning id`,
        [orgId, id, on, isLetterhead],
      );
      if (changed.length === 0) return;
      await recordAct(tx, {
        ...{ orgId, actorId: actor.personId, targetId: id, at: this.clock.now() },
        action: on ? 'document.template-marked' : 'document.template-unmarked',
      });
    });
  }

  private async toViews(actor: Actor, rows: readonly TemplateRow[]): Promise<TemplateView[]> {
    const ids = rows.map(({ id }) => id);
    const views = await this.views.viewsOf(actor, ids);
    const spaces = new Map<string, TemplateView['space']>();
    for (const orgId of actor.orgs)
      for (const [id, { path }] of await this.summaries.of(actor, orgId, ids)) {
        const [space] = path;
        if (space !== undefined && space.name !== null) spaces.set(id, { id: space.id, name: space.name });
      }
    return rows.flatMap(({ id, letterhead }) => {
      const resource = views.get(id);
      return resource === undefined ? [] : [{ resource, letterhead, space: spaces.get(id) ?? null }];
    });
  }
}
