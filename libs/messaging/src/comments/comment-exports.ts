import { Injectable } from '@nestjs/common';
import { COMMENTS_MAX, type MessageView } from '@maroquin/contracts';
import { Feeds } from '@maroquin/platform/feeds';
import { MessageViews } from '../messages/content/index.js';
import { type CommentThread, CommentThreadRows } from './comment-thread-rows.js';

/** A comment with its replies, as a file takes it along. */
export interface ExportedComment {
  readonly id: string;
  readonly resolved: boolean;
  /** The comment, then its replies; what was deleted is not among them. */
  readonly said: readonly {
    /** Empty: nobody of the organisation. */
    readonly author: string;
    /** RFC 3339. */
    readonly date: string;
    readonly text: string;
  }[];
}

const PAGE = { limit: 200, maxBytes: 1024 * 1024 };
/** Characters of one document's comments: as long as its text may be. */
const MAX_CHARACTERS = 4 * 1024 * 1024;

/** What was said in the comments of a document. Access rule: the caller has checked document.read. */
@Injectable()
export class CommentExports {
  constructor(
    private readonly rows: CommentThreadRows,
    private readonly feeds: Feeds,
    private readonly views: MessageViews,
  ) {}

  /** In the order in which they were begun; those beyond the bound are left out. */
  async of(orgId: string, documentId: string): Promise<ExportedComment[]> {
    const threads = await this.rows.page(orgId, documentId, null, COMMENTS_MAX);
    const found: ExportedComment[] = [];
    let room = MAX_CHARACTERS;
    for (const thread of threads) {
      const said = await this.messagesOf(orgId, thread);
      room -= said.reduce((sum, { text }) => sum + text.length, 0);
      if (room < 0) break;
      if (said.length > 0) found.push({ id: thread.id, resolved: thread.state.resolved !== undefined, said });
    }
    return found;
  }

  private async messagesOf(orgId: string, { id, lastSeq }: CommentThread): Promise<ExportedComment['said']> {
    const messages: MessageView[] = [];
    for (let after = 0; after < lastSeq;) {
      const { entries } = await this.feeds.readPage(orgId, id, { after, ...PAGE });
      messages.push(...(await this.views.ofPage(orgId, id, entries)));
      const last = entries.at(-1)?.last;
      if (last === undefined) break;
      after = last;
    }
    return messages
      .filter(({ text }) => text !== '')
      .map((message) => ({ author: message.author?.name ?? '', date: message.at, text: wordsOf(message) }));
  }
}

/** Mentions are ids in the text; a file says names. */
const wordsOf = ({ text, mentions = [] }: MessageView): string =>
  mentions.reduce((words, { id, name }) => words.replaceAll(`<@${id}>`, `@${name}`), text);
