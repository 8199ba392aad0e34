import { Injectable } from '@nestjs/common';
import { AccessService, PeopleNames, ResourceViews } from '@maroquin/access';
import {
  type CircuitPart,
  type CircuitStepKind,
  idSchema,
  type PersonView,
  type ResourceView,
} from '@maroquin/contracts';
import { type Actor, Database } from '@maroquin/platform/database';
import { Keys, type Page, type Paging, readPage } from '@maroquin/platform/keys';
import { z } from 'zod';

interface PartRow {
  readonly id: string;
  readonly org_id: string;
  readonly circuit_id: string;
  readonly document_id: string;
  readonly kind: CircuitStepKind;
  readonly due: string | null;
  readonly started_by: string;
}

/** `document` is absent where the person may not read it. */
interface FoundPart {
  readonly row: PartRow;
  readonly document: ResourceView | undefined;
}

/** A step without a day stands behind all that have one. */
const DUE = `coalesce(p.due, 'infinity'::date)`;
const PARTS = `select p.id, p.org_id, p.circuit_id, p.document_id, p.kind, p.due::text as due, c.started_by
  from circuit_part p join circuit c on c.id = p.circuit_id
  where p.account_id = $1 and ($3::uuid is null or (${DUE}, p.id) > (coalesce($2::date, 'infinity'), $3))
  order by ${DUE}, p.id limit $4`;
const placeSchema = z.strictObject({ due: z.string().nullable(), id: idSchema });

/** What circuits wait for from one person, as far as it may still read the documents. */
@Injectable()
export class CircuitParts {
  constructor(
    private readonly access: AccessService,
    private readonly database: Database,
    private readonly keys: Keys,
    private readonly views: ResourceViews,
    private readonly people: PeopleNames,
  ) {}

  /** The most urgent first. What may not be read, or is in the bin, is absent. */
  async list(actor: Actor, paging: Paging): Promise<Page<CircuitPart>> {
    // Refuses a token that is for none of them.
    await this.access.subjectsOf(actor);
    const { items: parts, next } = await readPage(
      this.keys.instance,
      {
        ...{ audience: `circuit parts ${actor.personId}`, place: placeSchema },
        placeOf: ({ row: { due, id } }: FoundPart) => ({ due, id }),
        read: (after, limit) => this.found(actor, after, limit),
        isWanted: ({ document }) => document !== undefined,
      },
      paging,
    );
    const rows = parts.map(({ row }) => row);
    const people = await this.starters(rows);
    const items = parts.flatMap(({ row, document }): CircuitPart[] => {
      if (document === undefined) return [];
      return [
        {
          ...{ id: row.id, circuitId: row.circuit_id, kind: row.kind, due: row.due },
          document: { id: document.id, name: document.name },
          startedBy: people.get(row.started_by) ?? null,
        },
      ];
    });
    return { items, next };
  }

  private async found(
    actor: Actor,
    after: z.infer<typeof placeSchema> | null,
    limit: number,
  ): Promise<FoundPart[]> {
    const place = [after?.due ?? null, after?.id ?? null];
    const rows = await this.database.readOnce<PartRow>(actor, PARTS, [actor.personId, ...place, limit]);
    const ids = rows.map((row) => row.document_id);
    const readable = await this.access.which(actor, 'document.read', ids);
    const documents = await this.views.viewsOf(actor, [...readable]);
    return rows.map((row) => ({ row, document: documents.get(row.document_id) }));
  }

  private async starters(rows: readonly PartRow[]): Promise<ReadonlyMap<string, PersonView>> {
    const people = new Map<string, PersonView>();
    for (const orgId of new Set(rows.map(({ org_id }) => org_id))) {
      const asked = rows.filter(({ org_id }) => org_id === orgId).map((row) => row.started_by);
      for (const [id, person] of await this.people.names(orgId, asked)) people.set(id, person);
    }
    return people;
  }
}
