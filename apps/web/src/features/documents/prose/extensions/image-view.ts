import type { Node } from '@tiptap/pm/model';
import type { EditorState } from '@tiptap/pm/state';
import type { EditorView, NodeView } from '@tiptap/pm/view';
import { attachmentIdOf } from '@maroquin/prose';

export interface ImageViewOptions {
  readonly urlOf: (imageId: string) => string;
  /** Asks for the words that stand for the picture and below it. */
  readonly onDescribe: (position: number) => void;
  readonly words: {
    readonly describe: string;
    readonly edit: string;
    readonly missing: string;
    readonly width: string;
  };
}

/** A picture that cannot be read may still be with the antivirus: it is asked for again after so long. */
const AGAIN_MS = [2_000, 5_000, 15_000, 60_000];
const SMALLEST = 48;
/** An arrow key changes the width by this part of the text's. */
const STEP = 0.05;

/**
 * A picture in the text, read through the document's own address, with its caption. A picture without description says
 * so to a person who can write one; one that cannot be read shows its description instead. Its corner changes its width, by
 * pointer or by arrows.
 */
export class ImageView implements NodeView {
  readonly dom = document.createElement('span');
  private readonly image = document.createElement('img');
  private readonly missing = document.createElement('span');
  private readonly caption = document.createElement('span');
  private readonly button = document.createElement('button');
  private readonly grip = document.createElement('span');
  private tries = 0;
  private again: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private node: Node,
    private readonly view: EditorView,
    private readonly position: () => number | undefined,
    private readonly options: ImageViewOptions,
  ) {
    this.dom.className = 'mq-image';
    this.missing.className = 'missing';
    this.caption.className = 'caption';
    this.image.addEventListener('error', () => this.onLost());
    this.image.addEventListener('load', () => {
      this.dom.classList.remove('lost');
      this.measure();
    });
    this.image.loading = 'lazy';
    this.button.type = 'button';
    this.button.addEventListener('click', () => this.describe());
    this.prepareGrip();
    const frame = document.createElement('span');
    frame.className = 'frame';
    frame.append(this.image, this.missing, this.button, this.grip);
    this.dom.append(frame, this.caption);
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
    if (document.activeElement === this.grip) this.view.focus();
  }

  deselectNode(): void {
    this.dom.classList.remove('selected');
  }

  stopEvent(event: Event): boolean {
    return event.target === this.button || event.target === this.grip;
  }

  ignoreMutation(): boolean {
    return true;
  }

  destroy(): void {
    clearTimeout(this.again);
    unwatch(this.dom);
  }

  private onLost(): void {
    this.dom.classList.add('lost');
    const after = AGAIN_MS[this.tries++];
    if (after !== undefined)
      this.again = setTimeout(() => {
        this.image.removeAttribute('src');
        this.show();
      }, after);
  }

  private show(): void {
    const { src, alt, title, width } = this.node.attrs;
    const id = attachmentIdOf(src);
    const described = typeof alt === 'string' && alt !== '';
    const address = id === null ? null : this.options.urlOf(id);
    if (address === null) this.dom.classList.add('lost');
    else if (this.image.getAttribute('src') !== address) this.image.src = address;
    this.image.alt = described ? alt : '';
    this.caption.textContent = typeof title === 'string' ? title : '';
    if (typeof width === 'number') this.image.width = width;
    else this.image.removeAttribute('width');
    this.measure();
    this.missing.textContent = described ? alt : this.options.words.missing;
    this.button.textContent = described ? this.options.words.edit : this.options.words.describe;
    this.button.classList.toggle('edit', described);
    this.button.hidden = !this.view.editable;
    this.grip.hidden = !this.view.editable;
  }

  /** As wide as the text at most. */
  private get widest(): number {
    const room = this.dom.closest('p, li, td, th, h1, h2, h3, h4')?.clientWidth ?? this.view.dom.clientWidth;
    return Math.max(SMALLEST, room);
  }

  /** Said once the picture is seen, after the page was laid out: to lay it out for each of many would take long. */
  private measure(): void {
    unwatch(this.dom);
    watch(this.dom, () => this.sayWidth());
  }

  private sayWidth(): void {
    const percent = String(Math.round((100 * this.image.offsetWidth) / this.widest));
    this.grip.setAttribute('aria-valuenow', percent);
    this.grip.setAttribute('aria-valuetext', `${percent}\u00a0%`);
  }

  private prepareGrip(): void {
    const { grip } = this;
    grip.className = 'grip';
    grip.tabIndex = 0;
    grip.setAttribute('role', 'slider');
    grip.setAttribute('aria-label', this.options.words.width);
    grip.setAttribute('aria-valuemin', '0');
    grip.setAttribute('aria-valuemax', '100');
    grip.setAttribute('aria-valuenow', '100');
    grip.addEventListener('keydown', (event) => this.onKey(event));
    grip.addEventListener('pointerdown', (start) => this.drag(start));
  }

  private describe(): void {
    const at = this.position();
    if (at !== undefined) this.options.onDescribe(at);
  }

  private onKey(event: KeyboardEvent): void {
    if (event.key === 'Tab' || event.ctrlKey || event.metaKey || event.altKey) return;
    // The corner lies in a text that can be written in: the browser would write or delete there.
    event.preventDefault();
    const by = (part: number): number => this.image.offsetWidth + part * this.widest;
    const widths: Record<string, number> = {
      ArrowRight: by(STEP),
      ArrowUp: by(STEP),
      ArrowLeft: by(-STEP),
      ArrowDown: by(-STEP),
      Home: SMALLEST,
      End: this.widest,
    };
    const width = widths[event.key];
    if (width !== undefined) this.keep(width);
    else if (event.key === 'Escape') this.view.focus();
    else if (event.key === 'Enter') this.describe();
  }

  private drag(start: PointerEvent): void {
    start.preventDefault();
    const { image, grip } = this;
    const before = image.offsetWidth;
    grip.setPointerCapture(start.pointerId);
    const move = (event: PointerEvent): void => {
      image.width = this.bounded(before + event.clientX - start.clientX);
    };
    const end = (): void => {
      grip.removeEventListener('pointermove', move);
      if (image.offsetWidth !== before) this.keep(image.offsetWidth);
    };
    grip.addEventListener('pointermove', move);
    grip.addEventListener('lostpointercapture', end, { once: true });
  }

  private bounded(width: number): number {
    return Math.round(Math.max(SMALLEST, Math.min(width, this.widest)));
  }

  private keep(width: number): void {
    const at = this.position();
    if (at === undefined) return;
    this.view.dispatch(
      this.view.state.tr
        .setNodeAttribute(at, 'width', this.bounded(width))
        .setNodeAttribute(at, 'height', null),
    );
  }
}

const seen = new WeakMap<Element, () => void>();
let watching: IntersectionObserver | null = null;

/** @param onSeen is called when the element comes into view, and now if it is in view */
function watch(element: Element, onSeen: () => void): void {
  watching ??= new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) if (isIntersecting) seen.get(target)?.();
  });
  seen.set(element, onSeen);
  watching.observe(element);
}

function unwatch(element: Element): void {
  watching?.unobserve(element);
}

/** Where the selected picture stands. A browser may give back the selection of a picture as one of text around it. */
export const selectedPicture = ({ doc, selection: { from, to } }: EditorState): number | null =>
  to === from + 1 && doc.nodeAt(from)?.type.name === 'image' ? from : null;

/** Shows the picture that was just inserted at `position`, once it is as high as it will be. */
export const scrollToPicture = (view: EditorView, position: number): void => {
  const element = view.nodeDOM(position);
  if (!(element instanceof Element)) return;
  const show = (): void => element.scrollIntoView({ block: 'nearest' });
  const image = element.querySelector('img');
  show();
  if (image?.complete === false) image.addEventListener('load', show, { once: true });
};
