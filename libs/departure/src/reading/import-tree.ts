import { Injectable } from '@nestjs/common';
import { Folders, Markings, ResourceViews, RestrictAccess, Spaces } from '@maroquin/access';
import type { Actor } from '@maroquin/platform/database';
import type { ExportSource } from '../format/export-source.js';
import type { Arriving } from './arriving.js';
import { asOwner } from './as-owner.js';
import { ImportContents } from './import-contents.js';
import { LISTS, type ResourceLine } from './lines.js';
import { readLines } from './read-lines.js';
import { unlessRefused } from './unless-refused.js';

/** Who makes it, and where. */
interface Placed {
  /** null: the importer. */
  readonly ownerId: string | null;
  /** Empty: it stands in no place. */
  readonly parentId: string;
}

/** Spaces, folders and what is in them, each marked and closed as it was before it is shared. */
@Injectable()
export class ImportTree {
  constructor(
    private readonly spaces: Spaces,
    private readonly folders: Folders,
    private readonly restricting: RestrictAccess,
    private readonly markings: Markings,
    private readonly views: ResourceViews,
    private readonly contents: ImportContents,
  ) {}

  /**
   * Before anything is written: every list is read through, and what this instance may not hold is refused.
   * @throws {DomainError} organisation.export-changed, marking.above-ceiling
   */
  async check(source: ExportSource): Promise<void> {
    for (const { path, schema } of [LISTS.people, LISTS.teams, LISTS.members, LISTS.roles, LISTS.grants])
      for await (const _ of readLines<unknown>(source, path, schema));
    for await (const { marking } of readLines(source, LISTS.resources.path, LISTS.resources.schema))
      this.markings.requireAllowed(marking);
  }

  /** A place comes before what stands in it. One thing that cannot be made is named, and so is what stood in it. */
  async bring(actor: Actor, source: ExportSource, arriving: Arriving): Promise<void> {
    for await (const line of readLines(source, LISTS.resources.path, LISTS.resources.schema)) {
      const refused = (): void => arriving.leave(line.kind, line.id);
      const placed = placeOf(line, arriving);
      if (placed === null) {
        refused();
        continue;
      }
      const { ownerId } = placed;
      const maker = asOwner(actor, ownerId);
      await unlessRefused(async () => {
        const id = await this.one(maker, line, source, arriving, placed);
        arriving.resources.set(line.id, { id, ownerId, kind: line.kind });
        await this.protect(maker, id, line, arriving.standsInConversation(line));
      }, refused);
    }
  }

  private async one(
    actor: Actor,
    line: ResourceLine,
    source: ExportSource,
    arriving: Arriving,
    { parentId, ownerId }: Placed,
  ): Promise<string> {
    const place = { source, arriving, parentId, ownerId };
    switch (line.kind) {
      case 'space':
        return line.personalOf === null
          ? (await this.spaces.create(actor, line.name)).id
          : this.spaces.personalSpaceOf(actor);
      case 'folder':
        return (await this.folders.create(actor, parentId, line.name)).id;
      case 'document':
        return this.contents.document(actor, line, place);
      case 'file':
        return this.contents.file(actor, line, place);
      default:
        return this.contents.conversation(actor, line, place);
    }
  }

  /** Nobody but who makes it has a right there yet. */
  private async protect(actor: Actor, id: string, line: ResourceLine, isSent: boolean): Promise<void> {
    const { restricted, marking, kind } = line;
    const isPlace = kind === 'space' || kind === 'direct';
    // A file of a conversation is its maker's alone until it is sent there.
    if (restricted && !isPlace && !isSent) await this.restricting.restrict(actor, id);
    if (marking === 'none') return;
    const { version, marking: now } = await this.views.viewOf(actor, id);
    if (now !== marking) await this.markings.set(actor, id, { marking }, version);
  }
}

/** null: what it stands in, or whoever it belongs to, was not brought. */
function placeOf(line: ResourceLine, arriving: Arriving): Placed | null {
  const { kind, parentId, personalOf, id } = line;
  if (parentId !== null) {
    const place = arriving.resources.get(parentId);
    return place === undefined ? null : { ownerId: place.ownerId, parentId: place.id };
  }
  if (kind === 'direct') {
    const [one] = arriving.peopleOf(id);
    return one === undefined ? null : { ownerId: one, parentId: '' };
  }
  if (personalOf === null) return { ownerId: null, parentId: '' };
  const ownerId = arriving.subjects.get(personalOf);
  return ownerId === undefined ? null : { ownerId, parentId: '' };
}
