import { Injectable } from '@nestjs/common';
import { leavesRoom, walkUpdate } from '@maroquin/coediting';
import { newId } from '@maroquin/platform/config';
import type { Actor } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { CommentImports } from '@maroquin/messaging';
import { checkProse, type ProseNode, proseToYUpdate } from '@maroquin/prose';
import { Doc, encodeStateAsUpdate } from 'yjs';
import { z } from 'zod';
import { DocumentsService } from './documents.service.js';
import { DocumentImagesService, type StoredImage } from './images/document-images.service.js';

/** A document as our own export writes it for programs. */
const fileSchema = z.object({
  format: z.literal('maroquin-document'),
  version: z.literal(1),
  content: z.custom<ProseNode>((value) => typeof value === 'object' && value !== null),
  comments: z.record(
    z.string(),
    z.object({
      resolved: z.boolean(),
      said: z.array(z.object({ author: z.string(), date: z.string(), text: z.string() })).max(10_000),
    }),
  ),
  pictures: z.record(z.string(), z.object({ mediaType: z.string(), base64: z.base64() })),
});

interface Restored {
  readonly title: string;
  readonly parentId: string;
  readonly kind: 'prose' | 'text';
  readonly isTemplate: boolean;
  /** The file, as it was exported. */
  readonly json: string;
  /** The words that were commented, by comment. */
  readonly words: ReadonlyMap<string, string>;
  /** What people are called here, by their ids there. */
  readonly people: ReadonlyMap<string, string>;
}

const ID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gu;

/** Documents of another instance, with comments and suggestions, as documents of this one. */
@Injectable()
export class RestoreDocuments {
  constructor(
    private readonly documents: DocumentsService,
    private readonly images: DocumentImagesService,
    private readonly comments: CommentImports,
  ) {}

  /** @throws {DomainError} import.corrupt, import.too-large, request.not-found, upload.not-image, quota.* */
  async restore(actor: Actor, wanted: Restored): Promise<string> {
    const { title, parentId, kind, isTemplate, words, people } = wanted;
    const { content, comments, pictures } = read(wanted.json);
    const place = { placeId: parentId, personId: actor.personId };
    const names = new Map(people);
    const stored: StoredImage[] = [];
    for (const [id, { base64 }] of Object.entries(pictures)) {
      const image = await this.images.store(actor.orgId, Buffer.from(base64, 'base64'), place);
      stored.push(image);
      names.set(id, image.id);
    }
    for (const id of Object.keys(comments)) names.set(id, newId());
    const threads = Object.entries(comments).map(([id, { resolved, said }]) => ({
      ...{ id: names.get(id) ?? id, words: words.get(id) ?? '', resolved },
      said: said.map(({ author, date, text }) => ({ author, at: date, text })),
    }));
    return this.documents.create(actor, {
      ...{ title, parentId, kind, isTemplate, content: updateOf(kind, renamed(content, names)) },
      alongside: async (tx, documentId) => {
        await this.images.link(tx, documentId, actor.personId, stored);
        await this.comments.add(tx, actor, { orgId: actor.orgId, documentId }, threads);
      },
    });
  }
}

/** @throws {DomainError} import.corrupt */
function read(json: string): z.infer<typeof fileSchema> {
  try {
    return fileSchema.parse(JSON.parse(json));
  } catch (cause) {
    throw new DomainError('import.corrupt', { cause });
  }
}

/** Marks and mentions name people, comments and pictures by ids, which are others here. */
const renamed = (content: ProseNode, names: ReadonlyMap<string, string>): ProseNode =>
  JSON.parse(JSON.stringify(content).replaceAll(ID, (id) => names.get(id) ?? id)) as ProseNode;

/** @throws {DomainError} import.corrupt, import.too-large */
function updateOf(kind: 'prose' | 'text', content: ProseNode): Uint8Array {
  if (kind === 'text') return textUpdate(content);
  try {
    checkProse(content);
  } catch (cause) {
    throw new DomainError('import.corrupt', { cause });
  }
  const update = proseToYUpdate(content);
  if (!leavesRoom(walkUpdate(update, null))) throw new DomainError('import.too-large');
  return update;
}

/** A plain note: a paragraph is a line. */
function textUpdate({ content = [] }: ProseNode): Uint8Array {
  const lines = content.map((line) => (line.content ?? []).map(({ text = '' }) => text).join(''));
  const note = new Doc();
  note.getText('text').insert(0, lines.join('\n'));
  return encodeStateAsUpdate(note);
}
