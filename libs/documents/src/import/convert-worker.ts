import { leavesRoom, walkUpdate } from '@maroquin/coediting';
import type { ErrorCode } from '@maroquin/contracts';
import { newId } from '@maroquin/platform/config';
import { DomainError } from '@maroquin/platform/errors';
import type { ImportedThread } from '@maroquin/messaging';
import { refuseNetworkInThread } from '@maroquin/platform/no-network';
import {
  attachmentRef,
  type ExportPicture,
  exportProse,
  type Loss,
  LossCounter,
  proseToYUpdate,
} from '@maroquin/prose';
import { threadedComments } from './comment-threads.js';
import { convertFile } from './convert-file.js';
import { isWebPicture, webPictureType } from './picture-type.js';

refuseNetworkInThread();

export interface ConversionRequest {
  readonly bytes: Uint8Array;
  readonly filename: string;
  /** Path of a native pandoc; null: the one that is shipped. */
  readonly pandoc: string | null;
}

/** The same file as a page to be looked at. */
export interface PageRequest extends ConversionRequest {
  readonly page: { readonly title: string; readonly writtenAt: Date };
}
export type PageAnswer = { readonly html: Uint8Array } | { readonly refused: ErrorCode };

/** A picture that the document shows as `attachment:<id>`. */
export interface ImportedPicture {
  readonly id: string;
  readonly bytes: Uint8Array;
}

export interface ImportedDocument {
  /** The first update of the new document. */
  readonly update: Uint8Array;
  readonly pictures: readonly ImportedPicture[];
  /** Comments of the file, whose marks are in the update. */
  readonly threads: readonly ImportedThread[];
  readonly losses: readonly Loss[];
  /** Its titles show numbers, as those of a document of ours do that is set so. */
  readonly hasNumberedTitles: boolean;
}

/** An error crosses threads as its code. */
export type ConversionAnswer = { readonly imported: ImportedDocument } | { readonly refused: ErrorCode };

/** Runs in a worker thread: unpacking, parsing and mapping a stranger's file must not hold up the server. */
export default async function convertInWorker(
  request: ConversionRequest | PageRequest,
): Promise<ConversionAnswer | PageAnswer> {
  return 'page' in request ? toPage(request) : toDocument(request);
}

/** All that the file holds passes through the schema of documents: what comes out is what our own writer writes. */
async function toPage({ bytes, filename, pandoc, page }: PageRequest): Promise<PageAnswer> {
  const pictures = new Map<string, ExportPicture>();
  const pictureSrc = ({ bytes: picture }: { bytes: Buffer }): string | null => {
    const mediaType = webPictureType(picture);
    if (mediaType === null) return null;
    const id = newId();
    pictures.set(id, { mediaType, bytes: picture });
    return attachmentRef(id);
  };
  try {
    const { doc, hasNumberedTitles: numberedTitles } = await convertFile(bytes, filename, {
      pandoc,
      pictureSrc,
    });
    const about = { title: page.title, author: '', createdAt: page.writtenAt, modifiedAt: page.writtenAt };
    const { bytes: html } = exportProse(doc, 'html', {
      ...{ ...about, language: 'fr', pictures, numberedTitles, linksApart: true },
      nameOf: (author) => author.replace(/^external:/u, ''),
    });
    return { html };
  } catch (error) {
    if (error instanceof DomainError) return { refused: error.code };
    throw error;
  }
}

async function toDocument({ bytes, filename, pandoc }: ConversionRequest): Promise<ConversionAnswer> {
  const ids = new Map<string, string>();
  const pictureSrc = ({ name, bytes: picture }: { name: string; bytes: Buffer }): string | null => {
    if (!isWebPicture(picture)) return null;
    const id = ids.get(name) ?? newId();
    ids.set(name, id);
    return attachmentRef(id);
  };
  try {
    const { pictures, losses, hasNumberedTitles, ...found } = await convertFile(bytes, filename, {
      pandoc,
      pictureSrc,
    });
    const { doc, threads, lostReplies, lostThreads } = threadedComments(found.doc, found.comments, newId);
    const kept = pictures.flatMap((picture) => {
      const id = ids.get(picture.name);
      return id === undefined ? [] : [{ id, bytes: picture.bytes }];
    });
    const update = proseToYUpdate(doc);
    // Who opened it could not write in it any more.
    if (!leavesRoom(walkUpdate(update, null))) return { refused: 'import.too-large' };
    const counted = new LossCounter();
    for (const { kind, count } of losses) counted.add(kind, count);
    counted.add('commentReply', lostReplies);
    counted.add('comment', lostThreads);
    const imported = { update, pictures: kept, threads, losses: counted.list(), hasNumberedTitles };
    return { imported };
  } catch (error) {
    if (error instanceof DomainError) return { refused: error.code };
    throw error;
  }
}
