import { Injectable } from '@nestjs/common';
import { Feeds } from '@maroquin/platform/feeds';
import { type DueFeed, type FeedSource, IndexRows } from '@maroquin/search';
import { DocumentTextService } from './document-text.service.js';
import { NamedInDocuments } from './named-in-documents.js';

/** Reads the text of documents into the search index, and keeps what they name, once nobody has written in them for a moment. */
@Injectable()
export class IndexDocuments implements FeedSource {
  readonly quietMs = 2_000;

  constructor(
    private readonly texts: DocumentTextService,
    private readonly feeds: Feeds,
    private readonly rows: IndexRows,
    private readonly named: NamedInDocuments,
  ) {}

  /** @throws {DomainError} server.busy, server.unavailable */
  async index(due: DueFeed): Promise<void> {
    const { orgId, feedId, head } = due;
    // Read after `head` was: what is written meanwhile raises it, and the text is read again.
    const { text, named } = await this.texts.readForAll(orgId, feedId);
    // Before the index: a node that ends in between does it again, and nobody is notified twice.
    await this.named.keep(due, named);
    await this.rows.indexText(due, text, await this.feeds.key(orgId, feedId), head);
  }
}
