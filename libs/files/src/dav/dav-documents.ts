import { Readable } from 'node:stream';
import { setTimeout as after } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { AccessService } from '@maroquin/access';
import { RecentResults } from '@maroquin/platform/config';
import type { Actor } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { DocumentWriter } from '../archives/document-writer.js';
import type { FileContent } from '../files/files.service.js';
import type { DavNode } from './dav-tree.js';
import { documentTag, formatOfMounted, mountedName } from './mounted-documents.js';

/** Files that are kept for the next reader, bytes. */
const KEPT_BYTES = 32 * 1024 * 1024;
/** Documents whose size is remembered. */
const KEPT_SIZES = 50_000;
/** How long a listing waits for sizes that are not known yet, milliseconds. */
export const SIZES_WITHIN_MS = 4_000;
/** Files made at once for one listing. */
const AT_ONCE = 2;

/** What documents are read as in the mounted tree: files made when they are asked for, the same for each reader. */
@Injectable()
export class DavDocuments {
  private readonly bytes = new RecentResults<Uint8Array>(KEPT_BYTES);
  /** By tag. null: it cannot be made. */
  private readonly sizes = new RecentResults<number | null>(KEPT_SIZES);
  /** Who has read which of them. */
  private readonly taken = new RecentResults<true>(KEPT_SIZES);

  constructor(
    private readonly access: AccessService,
    private readonly writer: DocumentWriter,
  ) {}

  /** As it is committed now. @throws {DomainError} request.not-found, and why no file is made of it */
  async content(actor: Actor, { view, version }: DavNode): Promise<FileContent> {
    if (view === null || version === null) throw new DomainError('request.not-found');
    await this.access.require(actor, 'document.read', view.id);
    const kept = this.bytes.get(version.etag);
    const { bytes, etag } =
      kept === undefined ? await this.make(actor, view) : { bytes: kept, etag: version.etag };
    return {
      ...{ number: version.number, writtenAt: version.createdAt, writtenBy: null },
      ...{ name: mountedName(view), mediaType: version.mediaType, size: bytes.length, etag },
      open: (range) =>
        Promise.resolve(
          Readable.from([
            Buffer.from(range === undefined ? bytes : bytes.subarray(range.start, range.end + 1)),
          ]),
        ),
    };
  }

  /** Said in the audit; of a file that a program reads part by part, once. */
  async recordTaken(actor: Actor, { view }: DavNode, etag: string, isPart: boolean): Promise<void> {
    const key = `${actor.personId} ${etag}`;
    if (view === null || (isPart && this.taken.get(key) !== undefined)) return;
    await this.writer.recordTaken(actor, view.id, formatOfMounted(view));
    this.taken.set(key, true, 1);
  }

  /**
   * The same nodes with the sizes of documents, as far as they are known by then: a document whose size nobody knows is
   * listed without one.
   * @param until what `performance.now()` says when nobody waits any longer
   */
  async measured(actor: Actor, nodes: readonly DavNode[], until: number): Promise<DavNode[]> {
    const unknown = nodes.filter(
      ({ view, version }) =>
        view?.kind === 'document' && version !== null && this.sizes.get(version.etag) === undefined,
    );
    if (unknown.length > 0 && performance.now() < until) {
      const waits = new AbortController();
      const making = Promise.all(Array.from({ length: AT_ONCE }, () => this.makeFrom(actor, unknown, until)));
      const patience = after(until - performance.now(), undefined, { signal: waits.signal }).catch(
        () => undefined,
      );
      await Promise.race([making, patience]);
      waits.abort();
    }
    return nodes.map((node) => {
      const size = node.view?.kind === 'document' ? this.sizes.get(node.version?.etag ?? '') : undefined;
      return size === undefined || node.version === null
        ? node
        : { ...node, version: { ...node.version, size } };
    });
  }

  /** One after the other, until nobody waits any longer. */
  private async makeFrom(actor: Actor, nodes: DavNode[], until: number): Promise<void> {
    for (let node = nodes.shift(); node !== undefined && performance.now() < until; node = nodes.shift()) {
      if (node.view === null || node.version === null) continue;
      try {
        await this.make(actor, node.view);
      } catch (error) {
        // It will not be smaller the next time; of anything else, whoever opens it is told.
        if (error instanceof DomainError && error.code === 'export.too-large')
          this.sizes.set(node.version.etag, null, 1);
      }
    }
  }

  private async make(
    actor: Actor,
    asked: NonNullable<DavNode['view']>,
  ): Promise<{ readonly bytes: Uint8Array; readonly etag: string }> {
    const { bytes, view, seq } = await this.writer.writeShared(actor, asked.id, formatOfMounted(asked));
    const etag = documentTag(view, seq);
    this.bytes.set(etag, bytes, bytes.length);
    this.sizes.set(etag, bytes.length, 1);
    return { bytes, etag };
  }
}
