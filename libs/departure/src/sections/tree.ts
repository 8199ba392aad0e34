import { Injectable } from '@nestjs/common';
import { PeopleNames } from '@maroquin/access';
import { FolderNames } from '@maroquin/files';
import { Database } from '@maroquin/platform/database';
import { WholeConversations } from '@maroquin/messaging';
import { WholeDocuments } from '@maroquin/documents';
import { ofBytes, ofLines, type Part } from '../writing/entry.js';
import { FileVersions } from './file-versions.js';
import type { Leaving } from './leaving.js';
import { aboutRow, childrenOf, markingOf, nameOf, type TreeRow } from './tree-rows.js';

interface Folder {
  readonly path: string;
  readonly names: FolderNames;
}

const FORMATS = ['odt', 'json'] as const;

/** Spaces and folders as folders, with their documents and files. */
@Injectable()
export class TreeSection {
  constructor(
    private readonly database: Database,
    private readonly documents: WholeDocuments,
    private readonly conversations: WholeConversations,
    private readonly people: PeopleNames,
    private readonly files: FileVersions,
  ) {}

  async *parts(leaving: Leaving): AsyncGenerator<Part> {
    const top: Folder = { path: 'espaces/', names: new FolderNames() };
    yield { path: top.path, modifiedAt: leaving.at };
    yield* this.inside(leaving, null, top);
  }

  /** Files that were sent in a conversation. */
  async *filesOf(leaving: Leaving, channelId: string, path: string): AsyncGenerator<Part> {
    yield* this.inside(leaving, channelId, { path, names: new FolderNames() });
  }

  private async *inside(leaving: Leaving, parentId: string | null, into: Folder): AsyncGenerator<Part> {
    for await (const row of childrenOf(this.database, leaving.orgId, parentId))
      yield* this.one(leaving, row, into);
  }

  private async *one(leaving: Leaving, row: TreeRow, into: Folder): AsyncGenerator<Part> {
    const { keys, left, resources } = leaving;
    let name: string;
    try {
      name = nameOf(keys, row);
    } catch (error) {
      // Its content may be whole: it goes along under its id.
      left.unlessReadable(error, 'name', row.id);
      name = row.id;
    }
    if (row.kind === 'document') {
      yield* this.document(leaving, row, name, into);
      return;
    }
    if (row.kind === 'file') {
      const { entries, versions } = await this.files.of(leaving, row, name, into);
      await resources.add({ ...aboutRow(row, name), path: versions.at(-1)?.path ?? null, versions });
      yield* entries;
      return;
    }
    const path = `${into.path}${into.names.add(name)}/`;
    await resources.add({ ...aboutRow(row, name), path });
    yield { path, modifiedAt: row.updated_at };
    yield* this.inside(leaving, row.id, { path, names: new FolderNames() });
  }

  private async *document(
    leaving: Leaving,
    row: TreeRow,
    name: string,
    { path, names }: Folder,
  ): AsyncGenerator<Part> {
    const { orgId, resources, left, requester } = leaving;
    const written: Record<string, string> = {};
    const author = (await this.people.names(orgId, [row.created_by])).get(row.created_by ?? '')?.name ?? '';
    const document = {
      ...{ orgId, id: row.id, title: name, author, marking: markingOf(row), language: row.detail_language },
      ...{ numberedTitles: row.numbered_titles, createdAt: row.created_at, modifiedAt: row.updated_at },
    };
    for (const format of FORMATS) {
      const file = path + names.add(`${name}.${format}`);
      try {
        const titles = (ids: readonly string[]) => this.titlesOf(leaving, ids);
        const bytes = await this.documents.write(requester, document, format, titles);
        written[format] = file;
        yield ofBytes(file, row.updated_at, bytes);
      } catch (error) {
        left.unlessReadable(error, `document ${format}`, row.id, file);
      }
    }
    const comments = path + names.add(`${name}.commentaires.jsonl`);
    if (await this.hasComments(orgId, row.id)) {
      written['comments'] = comments;
      yield ofLines(comments, row.updated_at, () => this.conversations.commentsOf(orgId, row.id));
    }
    const circuits = yield* this.circuits(leaving, row);
    await resources.add({
      ...aboutRow(row, name),
      ...{ path: written['json'] ?? written['odt'] ?? null, files: written, documentKind: row.detail_kind },
      ...{ template: row.is_template === true, language: row.detail_language },
      ...{ numberedTitles: row.numbered_titles, suggestionsOnly: row.suggestions_only, circuits },
    });
  }

  private async *circuits(
    { orgId, left }: Leaving,
    { id, updated_at }: TreeRow,
  ): AsyncGenerator<Part, string[]> {
    const found: string[] = [];
    try {
      for await (const circuit of this.documents.circuitsOf(orgId, id)) {
        const path = `circuits/${id}/${circuit.id}`;
        found.push(`${path}.json`);
        yield ofBytes(`${path}.json`, updated_at, `${JSON.stringify(circuit.state, null, 1)}\n`);
        if (circuit.signed !== null) yield ofBytes(`${path}.signe.json`, updated_at, circuit.signed);
      }
    } catch (error) {
      left.unlessReadable(error, 'circuit', id);
    }
    return found;
  }

  private async hasComments(orgId: string, documentId: string): Promise<boolean> {
    const found = await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      tx.query('select 1 from comment_thread where org_id = $1 and document_id = $2 and marked limit 1', [
        ...[orgId, documentId],
      ]),
    );
    return found.length > 0;
  }

  private async titlesOf({ orgId, keys }: Leaving, ids: readonly string[]): Promise<Map<string, string>> {
    const rows = await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      tx.query<TreeRow>(
        `select id, name_sealed from resource where org_id = $1 and id = any($2::uuid[]) and trashed_at is null
         order by id limit 1000`,
        [orgId, ids.slice(0, 1_000)],
      ),
    );
    return new Map(rows.map((row) => [row.id, nameOf(keys, row)]));
  }
}
