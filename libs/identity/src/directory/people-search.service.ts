import { Inject, Injectable } from '@nestjs/common';
import type { SubjectView } from '@maroquin/contracts';
import {
  AccessService,
  beginAll,
  type IndexedSubject,
  plainLetters,
  SubjectIndex,
  wordsOf,
} from '@maroquin/access';
import { CLOCK, type Clock } from '@maroquin/platform/config';
import type { Actor } from '@maroquin/platform/database';
import { Keys, type Page, pageInOrder, type Paging } from '@maroquin/platform/keys';

/** People and teams of the person's own organisation. A guest sees no directory but that of its home. */
@Injectable()
export class PeopleSearch {
  constructor(
    private readonly access: AccessService,
    private readonly index: SubjectIndex,
    private readonly keys: Keys,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Every word asked for must begin a word of the name or the address; those whose name begins with it come first. */
  async search(actor: Actor, { q, ...paging }: Paging & { q: string }): Promise<Page<SubjectView>> {
    this.access.requireOrganisation(actor, 'people.list');
    const { orgId } = actor;
    const now = this.clock.now().getTime();
    const isThere = ({ closed, endsAt }: IndexedSubject): boolean =>
      !closed && (endsAt === null || endsAt > now);
    const wanted = wordsOf(q);
    const found = (await this.index.recent(orgId)).filter(
      (subject) => isThere(subject) && beginAll(subject.words, wanted),
    );
    const [first = ''] = wanted;
    const leads = (subject: IndexedSubject): number => (plainLetters(subject.name).startsWith(first) ? 0 : 1);
    const { items, next } = pageInOrder(
      this.keys.instance,
      `directory ${orgId} ${wanted.join(' ')}`,
      found.sort((a, b) => leads(a) - leads(b)),
      paging,
    );
    return { items: items.map(toView), next };
  }
}

const toView = ({ id, kind, name, email, external, photo }: IndexedSubject): SubjectView => ({
  ...{ id, kind, name, email },
  ...(external && { external }),
  ...(photo !== undefined && { photo }),
});
