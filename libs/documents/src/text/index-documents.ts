import { Injectable } from '@nestjs/common';
import { Feeds } from '@maroquin/platform/feeds';
import { type DueFeed, type FeedSource, IndexRows } from '@maroquin/search';
import { DocumentTextService } from './document-text.service.js';

/** Reads the text of documents into the search index once nobody has written in them for a moment. */
@Injectable()
export class IndexDocuments implements FeedSource {
  readonly quietMs = 2_000;

  constructor(
    private readonly texts: DocumentTextService,
    private readonly feeds: Feeds,
    private readonly rows: IndexRows,
  ) {}

  /** @throws {DomainError} server.busy, server.unavailable */
  async index(due: DueFeed): Promise<void> {
    const { orgId, feedId, head } = due;
    // Read after `head` was: what is written meanwhile raises it, and the text is read again.
    const text = await this.texts.readForAll(orgId, feedId);
    await this.rows.putText(due, text, await this.feeds.key(orgId, feedId), head);
  }
}
