import { PROSE_ROOT, proseSchema } from '@maroquin/prose';
import * as Y from 'yjs';

/** y-prosemirror puts a hash behind the name of a mark that may stand several times at one place. */
const HASHED = /(.*)(--[a-zA-Z0-9+/=]{8})$/;

/**
 * Looks whether a document holds what this page does not know, because a newer page wrote it. The editor's binding deletes
 * what it cannot build, and everybody would lose it: whoever asks in time takes the editor away instead.
 */
export class ContentWatch {
  private known: boolean;
  private readonly listeners = new Set<() => void>();

  constructor(doc: Y.Doc) {
    this.known = isKnown(doc.getXmlFragment(PROSE_ROOT));
    // Before it reaches the binding.
    doc.on('beforeObserverCalls', (transaction: Y.Transaction) => {
      if (!this.known || transaction.local || isKnownChange(transaction)) return;
      this.known = false;
      for (const listener of this.listeners) listener();
    });
  }

  readonly isKnown = (): boolean => this.known;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
}

const watches = new WeakMap<Y.Doc, ContentWatch>();

/** One for each document, as long as it is open. */
export function contentWatchOf(doc: Y.Doc): ContentWatch {
  const found = watches.get(doc) ?? new ContentWatch(doc);
  watches.set(doc, found);
  return found;
}

function isKnownChange({ changed, beforeState }: Y.Transaction): boolean {
  const isNew = ({ _item: item }: Pick<Y.XmlElement, '_item'>): boolean =>
    item !== null && item.id.clock >= (beforeState.get(item.id.client) ?? 0);
  return [...changed.keys()].every((type) => {
    if (type instanceof Y.XmlText) return isKnown(type);
    if (!(type instanceof Y.XmlFragment)) return true;
    return type.toArray().every((child) => !isNew(child) || isKnown(child));
  });
}

function isKnown(type: unknown): boolean {
  if (type instanceof Y.XmlText)
    return hasNamedKnown(type) || (type.toDelta() as readonly Part[]).every(isKnownPart);
  if (type instanceof Y.XmlElement && !(type.nodeName in proseSchema.nodes)) return false;
  return !(type instanceof Y.XmlFragment) || type.toArray().every(isKnown);
}

/** Looks at the names alone, which in a long text takes a fraction; a mark that no letter bears any more may be among them. */
function hasNamedKnown(text: Y.XmlText): boolean {
  for (let item = text._start; item !== null; item = item.right)
    if (item.content instanceof Y.ContentFormat && !isKnownMark(item.content.key)) return false;
  return true;
}

const isKnownMark = (name: string): boolean => (HASHED.exec(name)?.[1] ?? name) in proseSchema.marks;

interface Part {
  readonly attributes?: Readonly<Record<string, unknown>>;
}
const isKnownPart = ({ attributes = {} }: Part): boolean => Object.keys(attributes).every(isKnownMark);
