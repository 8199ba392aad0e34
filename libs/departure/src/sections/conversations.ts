import { Injectable } from '@nestjs/common';
import { PeopleNames } from '@maroquin/access';
import { FolderNames } from '@maroquin/files';
import { WholeConversations, type WholeMessage } from '@maroquin/messaging';
import { Database } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { ofLines, ofText, type Part } from '../writing/entry.js';
import { conversationPage } from './conversation-page.js';
import type { Leaving } from './leaving.js';
import { TreeSection } from './tree.js';
import { aboutRow, conversationsOf, nameOf, type TreeRow } from './tree-rows.js';

/** Discussions and conversations between people: lines for programs, a page for people, and the files that were sent. */
@Injectable()
export class ConversationsSection {
  constructor(
    private readonly database: Database,
    private readonly conversations: WholeConversations,
    private readonly people: PeopleNames,
    private readonly tree: TreeSection,
  ) {}

  async *parts(leaving: Leaving): AsyncGenerator<Part> {
    const { orgId, resources } = leaving;
    const names = new FolderNames();
    for await (const row of conversationsOf(this.database, orgId)) {
      const name = await this.titleOf(leaving, row);
      const path = `conversations/${names.add(name)}/`;
      await resources.add({
        ...aboutRow(row, name),
        ...{ path, documentId: row.document_id, archivedAt: row.archived_at?.toISOString() ?? null },
      });
      const messages = () => this.untilUnreadable(leaving, row.id, path);
      yield ofLines(`${path}messages.jsonl`, row.updated_at, messages);
      yield ofText(`${path}conversation.html`, row.updated_at, () => conversationPage(name, messages()));
      yield* this.tree.filesOf(leaving, row.id, `${path}fichiers/`);
    }
  }

  /** What comes behind a message that cannot be opened is not guessed at: the report says where it ends. */
  private async *untilUnreadable(leaving: Leaving, id: string, path: string): AsyncGenerator<WholeMessage> {
    try {
      yield* this.conversations.messages(leaving.orgId, id);
    } catch (error) {
      if (error instanceof DomainError && error.code === 'server.unavailable') throw error;
      leaving.left.unlessReadable(error, 'conversation', id, path);
    }
  }

  /** Its name; that of the document beside which it stands; who takes part. */
  private async titleOf({ orgId, keys, left }: Leaving, row: TreeRow): Promise<string> {
    try {
      const own = nameOf(keys, row);
      if (own !== '') return own;
      if (row.document_id !== null) return await this.documentTitle(orgId, row.document_id, keys);
      const names = [...(await this.people.names(orgId, await this.participants(orgId, row.id))).values()];
      return names.map(({ name }) => name).join(', ') || row.id;
    } catch (error) {
      left.unlessReadable(error, 'name', row.id);
      return row.id;
    }
  }

  private async documentTitle(orgId: string, id: string, keys: Leaving['keys']): Promise<string> {
    const [row] = await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      tx.query<TreeRow>('select id, name_sealed from resource where org_id = $1 and id = $2', [orgId, id]),
    );
    return row === undefined ? id : nameOf(keys, row);
  }

  private async participants(orgId: string, id: string): Promise<string[]> {
    const rows = await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      tx.query<{ subject_id: string }>(
        'select subject_id from access_grant where org_id = $1 and resource_id = $2 order by granted_at, subject_id limit 20',
        [orgId, id],
      ),
    );
    return rows.map(({ subject_id }) => subject_id);
  }
}
