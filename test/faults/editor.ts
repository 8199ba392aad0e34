import * as Y from 'yjs';
import type { CollabClient } from '../support/collab-client.js';
import { pause, until } from '../support/until.js';
import type { Random } from './random.js';
import type { Worker } from './verdict.js';

/** A word that names who wrote it and the how-manieth it is; nobody ever writes inside one. */
export const markOf = (author: string, number: number): string => `⟦${author}·${String(number)}⟧`;
const MARK = /⟦([a-z0-9-]+)·(\d+)⟧/g;
export const marksIn = (text: string): { author: string; number: number; mark: string }[] =>
  [...text.matchAll(MARK)].map(([mark, author, number]) => ({
    mark,
    author: author ?? '',
    number: Number(number),
  }));

const IN_FLIGHT = 8;
const SHARE_OF_DELETIONS = 0.15;

/** Writes and deletes marked words as fast as a group of people, and keeps account of what was acknowledged. */
export class Editor implements Worker {
  /** Marks whose writing was acknowledged and that nobody tried to delete. */
  readonly kept = new Set<string>();
  /** Marks whose deletion was acknowledged. */
  readonly deleted = new Set<string>();
  acked = 0;
  private written = 0;
  private inFlight = 0;
  private stopped = false;
  private paragraph: Y.XmlText | null = null;
  private readonly ended: Promise<void>;

  constructor(
    readonly name: string,
    readonly kind: 'prose' | 'text',
    readonly client: CollabClient,
    private readonly random: Random,
  ) {
    this.ended = this.work();
  }

  async finish(): Promise<void> {
    this.stopped = true;
    await this.ended;
    await until(() => this.inFlight === 0, `all edits of ${this.name} acknowledged`, 60_000);
  }

  close(): void {
    this.client.close();
  }

  private async work(): Promise<void> {
    await until(() => this.client.synced, `${this.name} has the document`);
    while (!this.stopped) {
      if (this.inFlight < IN_FLIGHT) this.act();
      await pause(this.random.between(5, 30));
    }
  }

  private act(): void {
    const doomed = this.random.chance(SHARE_OF_DELETIONS) ? this.random.pick([...this.kept]) : undefined;
    if (doomed !== undefined) {
      this.kept.delete(doomed);
      this.edit(
        () => this.delete(doomed),
        () => this.deleted.add(doomed),
      );
      return;
    }
    this.written += 1;
    const mark = markOf(this.name, this.written);
    this.edit(
      () => this.write(mark),
      () => this.kept.add(mark),
    );
  }

  private edit(change: () => void, committed: () => void): void {
    this.inFlight += 1;
    void this.client.edit(change).then(() => {
      this.inFlight -= 1;
      this.acked += 1;
      committed();
    });
  }

  /** Prose: at the end of a paragraph of one's own, so that order can be checked. Text: anywhere between two marks. */
  private write(mark: string): void {
    if (this.kind === 'prose') {
      const own = this.ownParagraph();
      own.insert(own.length, mark);
      return;
    }
    const text = this.client.doc.getText('text');
    const ends = [...text.toString().matchAll(MARK)].map((match) => match.index + match[0].length);
    text.insert(this.random.pick([0, ...ends]) ?? 0, mark);
  }

  private delete(mark: string): void {
    const text = this.kind === 'prose' ? this.ownParagraph() : this.client.doc.getText('text');
    // A Y.XmlText of plain words reads as those words.
    const at = String(text.toJSON()).indexOf(mark);
    if (at === -1) throw new Error(`${this.name} has lost its own ${mark}`);
    text.delete(at, mark.length);
  }

  private ownParagraph(): Y.XmlText {
    if (this.paragraph === null) {
      this.paragraph = new Y.XmlText();
      const element = new Y.XmlElement('paragraph');
      element.insert(0, [this.paragraph]);
      this.client.doc.getXmlFragment('prose').push([element]);
    }
    return this.paragraph;
  }
}
