import { PROSE_ROOT, proseSchema, resolvePass, trackTransaction, typeOutsideChanges } from '@maroquin/prose';
import type { Node } from '@tiptap/pm/model';
import { EditorState, type Transaction } from '@tiptap/pm/state';
import { initProseMirrorDoc, updateYFragment } from 'y-prosemirror';
import * as Y from 'yjs';

const MINE = Symbol('mine');

/** One person's copy of a document, edited as the editor does. */
export class Replica {
  readonly doc = new Y.Doc();
  /** Not sent yet. */
  readonly outbox: Uint8Array[] = [];
  private readonly undoing: Y.UndoManager;

  constructor(
    readonly personId: string,
    clientId: number,
    content: readonly Uint8Array[],
  ) {
    this.doc.clientID = clientId;
    const fragment = this.doc.getXmlFragment(PROSE_ROOT);
    for (const update of content) this.receive(update);
    this.undoing = new Y.UndoManager(fragment, { trackedOrigins: new Set([MINE]), captureTimeout: 1e9 });
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      // What Yjs tidies up after others' changes is sent as well, as the web client does.
      if (origin !== 'server') this.outbox.push(update);
    });
  }

  receive(update: Uint8Array): void {
    Y.applyUpdate(this.doc, update, 'server');
  }

  /** What is done from here on is undone by itself. */
  begin(): void {
    this.undoing.stopCapturing();
  }

  state(): EditorState {
    return EditorState.create({ doc: this.read().doc });
  }

  words(): string {
    const { doc } = this.state();
    return doc.textBetween(0, doc.content.size, '\n');
  }

  write(tr: Transaction): void {
    typeOutsideChanges(tr);
    this.put(tr.doc);
  }

  /** @returns whether it can be suggested */
  suggest(tr: Transaction, state: EditorState, change: { id: string; date: string }): boolean {
    const tracked = trackTransaction(tr, state, {
      ...{ author: this.personId, changeId: change.id, date: change.date },
    });
    if (tracked !== null) this.put(tracked.doc);
    return tracked !== null;
  }

  settle(verdict: 'accept' | 'reject', meant: (change: { author: string; id: string }) => boolean): void {
    for (;;) {
      const { tr } = this.state();
      if (!resolvePass(tr, verdict, meant)) return;
      this.put(tr.doc);
    }
  }

  undo(): void {
    this.undoing.undo();
  }

  private read(): ReturnType<typeof initProseMirrorDoc> {
    return initProseMirrorDoc(this.doc.getXmlFragment(PROSE_ROOT), proseSchema);
  }

  private put(next: Node): void {
    next.check();
    const { meta } = this.read();
    this.doc.transact(() => updateYFragment(this.doc, this.doc.getXmlFragment(PROSE_ROOT), next, meta), MINE);
  }
}
