import type { Node } from '@tiptap/pm/model';
import type { EditorView, NodeView } from '@tiptap/pm/view';
import { attachmentIdOf } from '@maroquin/prose';

export interface ImageViewOptions {
  readonly urlOf: (imageId: string) => string;
  /** Asks for the words that replace the picture. */
  readonly onDescribe: (position: number) => void;
  readonly words: { readonly describe: string; readonly missing: string };
}

/**
 * A picture in the text, read through the document's own address. A picture without description says so to who can
 * write one; one that cannot be read shows its description instead.
 */
export class ImageView implements NodeView {
  readonly dom = document.createElement('span');
  private readonly image = document.createElement('img');
  private readonly missing = document.createElement('span');
  private readonly button = document.createElement('button');

  constructor(
    private node: Node,
    private readonly view: EditorView,
    private readonly position: () => number | undefined,
    private readonly options: ImageViewOptions,
  ) {
    this.dom.className = 'mq-image';
    this.missing.className = 'missing';
    this.image.addEventListener('error', () => this.dom.classList.add('lost'));
    this.image.addEventListener('load', () => this.dom.classList.remove('lost'));
    this.button.type = 'button';
    this.button.textContent = options.words.describe;
    this.button.addEventListener('click', () => {
      const at = this.position();
      if (at !== undefined) options.onDescribe(at);
    });
    this.dom.append(this.image, this.missing, this.button);
    this.show();
  }

  update(node: Node): boolean {
    if (node.type !== this.node.type) return false;
    this.node = node;
    this.show();
    return true;
  }

  selectNode(): void {
    this.dom.classList.add('selected');
  }

  deselectNode(): void {
    this.dom.classList.remove('selected');
  }

  stopEvent(event: Event): boolean {
    return event.target === this.button;
  }

  ignoreMutation(): boolean {
    return true;
  }

  private show(): void {
    const { src, alt, title, width } = this.node.attrs;
    const id = attachmentIdOf(src);
    const described = typeof alt === 'string' && alt !== '';
    const address = id === null ? null : this.options.urlOf(id);
    if (address === null) this.dom.classList.add('lost');
    else if (this.image.getAttribute('src') !== address) this.image.src = address;
    this.image.alt = described ? alt : '';
    this.image.title = typeof title === 'string' ? title : '';
    if (typeof width === 'number') this.image.width = width;
    this.missing.textContent = described ? alt : this.options.words.missing;
    this.button.hidden = described || !this.view.editable;
  }
}
