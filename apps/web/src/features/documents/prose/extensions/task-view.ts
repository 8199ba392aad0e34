import type { Node } from '@tiptap/pm/model';
import type { EditorView, NodeView, ViewMutationRecord } from '@tiptap/pm/view';

export interface TaskViewOptions {
  /** Names the box by the words of its task. */
  readonly label: (words: string) => string;
  readonly mayWrite: () => boolean;
}

const LABEL_MAX = 80;

/** A task: its box, then what there is to do. */
export class TaskView implements NodeView {
  readonly dom = document.createElement('li');
  readonly contentDOM = document.createElement('div');
  private readonly box = document.createElement('input');

  constructor(
    private node: Node,
    private readonly view: EditorView,
    private readonly position: () => number | undefined,
    private readonly options: TaskViewOptions,
  ) {
    const around = document.createElement('span');
    around.className = 'box';
    around.contentEditable = 'false';
    this.box.type = 'checkbox';
    this.box.addEventListener('change', this.onChange);
    // Who ticks with the mouse goes on writing where the caret was.
    this.box.addEventListener('mousedown', (event) => event.preventDefault());
    around.append(this.box);
    this.dom.append(around, this.contentDOM);
    this.draw();
  }

  update(node: Node): boolean {
    if (node.type !== this.node.type) return false;
    this.node = node;
    this.draw();
    return true;
  }

  stopEvent = (event: Event): boolean => event.target === this.box;
  ignoreMutation = (mutation: ViewMutationRecord): boolean =>
    mutation.type !== 'selection' && !this.contentDOM.contains(mutation.target);

  private draw(): void {
    const isDone = this.node.attrs['checked'] === true;
    const words = this.node.firstChild?.textContent.slice(0, LABEL_MAX) ?? '';
    this.dom.dataset['checked'] = String(isDone);
    this.box.checked = isDone;
    this.box.disabled = !this.options.mayWrite();
    this.box.setAttribute('aria-label', this.options.label(words));
  }

  private readonly onChange = (): void => {
    const at = this.position();
    if (at === undefined || !this.options.mayWrite()) return this.draw();
    this.view.dispatch(this.view.state.tr.setNodeAttribute(at, 'checked', this.box.checked));
    // Where one only suggests, a task is not ticked.
    this.draw();
  };
}
