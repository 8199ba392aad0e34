import { Store, useStore } from '../hooks/store.js';

const spoken = new Store({ text: '', turn: 0 });
let queue: string[] = [];
let timer: ReturnType<typeof setTimeout> | undefined;
const PAUSE_MS = 700;

/** Says something politely to screen readers. Throttled; the same words twice in a row are said once. */
export function announce(text: string): void {
  if (queue.at(-1) === text) return;
  queue = [...queue, text].slice(-3);
  timer ??= setTimeout(announceNext, 60);
}

function announceNext(): void {
  const [text, ...rest] = queue;
  queue = rest;
  timer = undefined;
  if (text === undefined) return;
  spoken.set({ text, turn: spoken.get().turn + 1 });
  if (rest.length > 0) timer = setTimeout(announceNext, PAUSE_MS);
}

/** The one polite region of the page. */
export function LiveRegion() {
  const { text, turn } = useStore(spoken);
  return (
    <div className="mq-vh" role="status" aria-live="polite" data-turn={turn}>
      {text}
    </div>
  );
}
