declare module 'yjs/testHelper' {
  import type { Doc } from 'yjs';

  /** What `compare` asks of its users (yjs/tests/testHelper.js). */
  export interface ComparedUser extends Doc {
    tc: { flushAllMessages(): boolean };
    updates: Uint8Array[];
    connect(): void;
  }
  /** Throws where two documents, or the merge of all updates that one of them saw, differ in any struct. */
  export function compare(users: ComparedUser[]): void;
}
