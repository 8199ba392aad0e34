import { Injectable } from '@nestjs/common';
import type { SearchHit } from '@maroquin/contracts';
import type { Actor } from '@maroquin/platform/database';
import type { Marks } from '../words/extract.js';
import type { DueFeed } from './index-rows.js';

/** What a lib above tells of its feeds: how they are read into the index. */
export interface FeedSource {
  /** Reads on and writes into the index. Not everything at once: it is called again while there is more. */
  index(due: DueFeed): Promise<void>;
  /**
   * The same for feeds of one organisation that each go on by a few entries, in one transaction.
   * @returns those that have to be read one by one
   */
  indexTogether?(dues: readonly DueFeed[]): Promise<readonly DueFeed[]>;
  /** How long a feed has to be quiet before it is read, milliseconds. 0: at once. */
  readonly quietMs: number;
}

export interface FoundMessage {
  readonly orgId: string;
  readonly conversationId: string;
  readonly seq: number;
  readonly resourceId: string;
}

/** Opens messages that were found. The caller has asked for the right. */
export interface MessageSource {
  /** Those that are gone meanwhile are absent. In the order asked. */
  open(actor: Actor, found: readonly FoundMessage[], marks: Marks): Promise<SearchHit[]>;
}

export type FeedKindIndexed = 'document' | 'channel' | 'changes';

/** What the libs above put into the index and open again. */
@Injectable()
export class SearchSources {
  private readonly feeds = new Map<string, FeedSource>();
  private opener: MessageSource | null = null;
  private readonly rebuilds: ((orgIds: readonly string[]) => Promise<void>)[] = [];

  addFeeds(kind: FeedKindIndexed, source: FeedSource): void {
    this.feeds.set(kind, source);
  }

  addMessages(source: MessageSource): void {
    this.opener = source;
  }

  /** What has no feed and is read again by jobs. */
  onRebuild(forget: (orgIds: readonly string[]) => Promise<void>): void {
    this.rebuilds.push(forget);
  }

  async forgetAll(orgIds: readonly string[]): Promise<void> {
    for (const forget of this.rebuilds) await forget(orgIds);
  }

  feedsOf(kind: string): FeedSource | null {
    return this.feeds.get(kind) ?? null;
  }

  get messages(): MessageSource | null {
    return this.opener;
  }
}
