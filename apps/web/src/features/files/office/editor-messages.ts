import { useEffect, useRef, type RefObject } from 'react';

/** What an editor says to the page around it, and the page to it (Collabora Online, PostMessage API). */
interface EditorMessage {
  readonly id: string;
  readonly values: Readonly<Record<string, unknown>>;
}

const MAX_LENGTH = 10_000;

/** null: not one of its messages. */
function readMessage(data: unknown): EditorMessage | null {
  if (typeof data !== 'string' || data.length > MAX_LENGTH) return null;
  try {
    const { MessageId: id, Values: values } = JSON.parse(data) as { MessageId?: unknown; Values?: unknown };
    if (typeof id !== 'string') return null;
    return { id, values: typeof values === 'object' && values !== null ? { ...values } : {} };
  } catch {
    return null;
  }
}

/** Listens to the editor in the frame, and to nobody else. */
export function useEditorMessages(
  frame: RefObject<HTMLIFrameElement | null>,
  origin: string,
  onMessage: (message: EditorMessage) => void,
): void {
  const handler = useRef(onMessage);
  useEffect(() => {
    handler.current = onMessage;
  });
  useEffect(() => {
    const listen = (event: MessageEvent) => {
      if (event.origin !== origin || event.source !== frame.current?.contentWindow) return;
      const message = readMessage(event.data);
      if (message !== null) handler.current(message);
    };
    addEventListener('message', listen);
    return () => removeEventListener('message', listen);
  }, [frame, origin]);
}

export function postToEditor(
  frame: HTMLIFrameElement | null,
  origin: string,
  id: string,
  values: object = {},
): void {
  const message = JSON.stringify({ MessageId: id, SendTime: Date.now(), Values: values });
  frame?.contentWindow?.postMessage(message, origin);
}
