/** The part of a WebSocket that is used here. */
export interface SocketLike {
  /** Bytes that are sent and have not left this computer. */
  readonly bufferedAmount?: number;
  binaryType: BinaryType;
  onopen: (() => void) | null;
  onmessage: ((event: { readonly data: unknown }) => void) | null;
  onerror: (() => void) | null;
  onclose: ((event: { readonly code: number }) => void) | null;
  send(frame: Uint8Array): void;
  close(): void;
}
