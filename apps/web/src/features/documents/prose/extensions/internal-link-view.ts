import type { Node } from '@tiptap/pm/model';
import type { NodeView } from '@tiptap/pm/view';
import { internalPathOf, internalTargetOf } from '@maroquin/prose';
import type { InternalTitle, InternalTitles } from '../../writing/internal-titles.js';

export interface InternalLinkOptions {
  /** null: the text is shown without asking anybody. */
  readonly titles: InternalTitles | null;
  /** In place of the title of what this reader may not see. */
  readonly hidden: string;
}

/** A link within the server: its title as it is now, for this reader. Asked for once it comes into view. */
export class InternalLinkView implements NodeView {
  readonly dom = document.createElement('a');
  private readonly seen: IntersectionObserver;
  private stop: (() => void) | null = null;

  constructor(
    private node: Node,
    private readonly options: InternalLinkOptions,
  ) {
    this.dom.className = 'mq-internal';
    this.dom.contentEditable = 'false';
    this.dom.dataset['internal'] = String(this.path);
    if (this.path !== null) this.dom.href = this.path;
    this.show({ state: 'asked' });
    this.seen = new IntersectionObserver((entries) => {
      this.follow(entries.at(-1)?.isIntersecting === true);
    });
    this.seen.observe(this.dom);
  }

  update(node: Node): boolean {
    const isSame = node.type === this.node.type && node.attrs['path'] === this.node.attrs['path'];
    // Whether it is suggested shows around it.
    if (isSame) this.node = node;
    return isSame;
  }

  ignoreMutation = (): boolean => true;

  destroy(): void {
    this.seen.disconnect();
    this.stop?.();
  }

  private get path(): string | null {
    return internalPathOf(this.node.attrs['path']);
  }

  private follow(isSeen: boolean): void {
    const { titles } = this.options;
    const target = internalTargetOf(this.path);
    if (titles === null || target === null || isSeen === (this.stop !== null)) return;
    this.stop?.();
    this.stop = isSeen ? titles.watch(target, (title) => this.show(title)) : null;
  }

  private show(title: InternalTitle): void {
    this.dom.dataset['state'] = title.state;
    this.dom.textContent = this.words(title);
  }

  private words(title: InternalTitle): string {
    if (title.state === 'known') return title.resource.name;
    return title.state === 'hidden' ? this.options.hidden : (this.path ?? '');
  }
}
