import { Injectable } from '@nestjs/common';
import { AccessService, ResourceViews } from '@maroquin/access';
import type { ResourceView } from '@maroquin/contracts';
import { type Actor, Database, type ReadStatement } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';

/** A file as somebody may open it in the office editor. */
export interface OfficeFile {
  readonly orgId: string;
  readonly view: ResourceView;
  /** Its ending, without the dot, in small letters; '': none. */
  readonly extension: string;
  readonly mayWrite: boolean;
  /** What is saved beside it is at most as open, and marked no less, as it is itself. */
  readonly mayWriteBeside: boolean;
}

/** Files sent with a message go on saying what they said; beside them nothing is saved. */
const PARENT: ReadStatement = {
  name: 'place of an office file',
  text: `select p.id, p.kind in ('space', 'folder') as is_place, p.marking >= r.marking as is_marked_so
    from resource r join resource p on p.org_id = r.org_id and p.id = r.parent_id where r.org_id = $1 and r.id = $2`,
};
interface ParentRow {
  readonly id: string;
  readonly is_place: boolean;
  readonly is_marked_so: boolean;
}

const extensionOf = (name: string): string => /\.([A-Za-z0-9]{1,10})$/u.exec(name)?.[1]?.toLowerCase() ?? '';

/** Who may open which file in the office editor: asked when it is opened, and at each call of the editor. */
@Injectable()
export class OfficeAccess {
  constructor(
    private readonly access: AccessService,
    private readonly views: ResourceViews,
    private readonly database: Database,
  ) {}

  /** What is of restricted circulation goes to no other service. @throws {DomainError} request.not-found, marking.forbids-editor */
  async require(actor: Actor, id: string): Promise<OfficeFile> {
    const { orgId, restricted } = await this.access.require(actor, 'file.read', id);
    const view = await this.views.viewOf(actor, id);
    if (view.marking === 'restricted') throw new DomainError('marking.forbids-editor');
    const [parent] = await this.database.readIn<ParentRow>([orgId], PARENT, [orgId, id]);
    const isPlace = parent?.is_place ?? false;
    const mayWrite = isPlace && (await this.access.may(actor, 'file.write', id));
    const isAsOpen = parent?.is_marked_so === true && !restricted;
    return {
      ...{ orgId, view, mayWrite },
      extension: extensionOf(view.name),
      mayWriteBeside: mayWrite && isAsOpen && (await this.access.may(actor, 'resource.create', parent.id)),
    };
  }
}
