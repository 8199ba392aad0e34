import type { GrantLine, ResourceLine } from './lines.js';

/** A resource that was made here. */
interface Arrived {
  readonly id: string;
  /** Whose own space it stands in; of a conversation between people, one of them; null: whoever imports made it. */
  readonly ownerId: string | null;
  readonly kind: ResourceLine['kind'];
}

/** A conversation whose messages come when all files are there. */
interface Conversation {
  readonly id: string;
  /** Where it stands in the export. */
  readonly path: string;
  readonly ownerId: string | null;
  readonly isArchived: boolean;
}

/** What one import has made so far, and what it could not bring. */
export class Arriving {
  /** People, teams and the whole organisation, by their ids there. */
  readonly subjects = new Map<string, string>();
  /** What people are called there. */
  readonly names = new Set<string>();
  readonly roles = new Map<string, string>();
  /** By the id of the resource there. */
  readonly rights = new Map<string, GrantLine[]>();
  /** By their ids there, in the order in which they were made. */
  readonly resources = new Map<string, Arrived>();
  readonly conversations: Conversation[] = [];
  /** Ways in for people who had no account. */
  readonly links: { readonly email: string; readonly link: string }[] = [];
  readonly left = new Map<string, string[]>();

  /** Who has a right on it, of those who are here. */
  peopleOf(resourceId: string): string[] {
    return (this.rights.get(resourceId) ?? []).flatMap(({ subjectId }) => this.subjects.get(subjectId) ?? []);
  }

  standsInConversation({ parentId }: Pick<ResourceLine, 'parentId'>): boolean {
    const kind = this.resources.get(parentId ?? '')?.kind;
    return kind === 'channel' || kind === 'direct';
  }

  leave(what: string, id: string): void {
    const ids = this.left.get(what);
    if (ids === undefined) this.left.set(what, [id]);
    else ids.push(id);
  }
}
