import { Injectable } from '@nestjs/common';
import type { SubjectView } from '@maroquin/contracts';
import { AccessService } from '@maroquin/access';
import type { Actor } from '@maroquin/platform/database';
import { type IndexedSubject, PeopleIndex } from './people-index.js';
import { plainLetters } from './plain-letters.js';

/** People and teams of the person's own organisation. A guest sees no directory but that of its home. */
@Injectable()
export class PeopleSearch {
  constructor(
    private readonly access: AccessService,
    private readonly index: PeopleIndex,
  ) {}

  /** Every word asked for must begin a word of the name or the address; those whose name begins with it come first. */
  async search(actor: Actor, q: string, limit: number): Promise<SubjectView[]> {
    this.access.requireOrganisation(actor, 'people.list');
    const wanted = plainLetters(q)
      .split(/[^\p{L}\p{N}]+/u)
      .filter((word) => word !== '');
    const found = (await this.index.of(actor.orgId)).filter((subject) =>
      wanted.every((word) => subject.words.some((own) => own.startsWith(word))),
    );
    const [first = ''] = wanted;
    const leads = (subject: IndexedSubject): number => (plainLetters(subject.name).startsWith(first) ? 0 : 1);
    return found
      .sort((a, b) => leads(a) - leads(b))
      .slice(0, limit)
      .map(({ words: _words, ...subject }) => subject);
  }
}
