import { importEndings, IMPORT_MAX_BYTES } from '@maroquin/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef, useState } from 'react';
import { refreshTree } from '../../../api/index.js';
import { uploadImport, type ImportResult } from './import-upload.js';

export type ImportState =
  | { kind: 'waiting' }
  | { kind: 'sending'; share: number }
  | { kind: 'done'; result: ImportResult }
  /** Refused here, before anything was sent. */
  | { kind: 'not-word' | 'too-large' }
  | { kind: 'failed'; error: unknown };
export interface ImportItem {
  key: number;
  file: File;
  state: ImportState;
}
export interface Imports {
  items: readonly ImportItem[];
  isBusy: boolean;
  add: (files: readonly File[]) => void;
  retry: (item: ImportItem) => void;
  clear: () => void;
}

const READ = new RegExp(`\\.(?:${importEndings.join('|')})$`, 'iu');
const MAX_QUEUE = 100;
let nextKey = 0;

const initialState = (file: File): ImportState => {
  if (!READ.test(file.name)) return { kind: 'not-word' };
  return file.size > IMPORT_MAX_BYTES ? { kind: 'too-large' } : { kind: 'waiting' };
};

const itemOf = (file: File): ImportItem => ({ key: nextKey++, file, state: initialState(file) });

/** @returns how it ended */
async function send(
  file: File,
  parentId: string,
  onState: (state: ImportState) => void,
  signal: AbortSignal,
): Promise<ImportState> {
  onState({ kind: 'sending', share: 0 });
  try {
    const onShare = (share: number): void => onState({ kind: 'sending', share });
    return { kind: 'done', result: await uploadImport(file, parentId, onShare, signal) };
  } catch (error) {
    return { kind: 'failed', error };
  }
}

/** A queue of documents for one place, sent one after the other: converting is heavy for the server. */
export function useImports(parentId: string): Imports {
  const client = useQueryClient();
  const [items, setItems] = useState<readonly ImportItem[]>([]);
  const queue = useRef<ImportItem[]>([]);
  const abort = useRef(new AbortController());
  const [isBusy, setBusy] = useState(false);
  const working = useRef(false);

  const set = useCallback((key: number, state: ImportState) => {
    setItems((before) => before.map((item) => (item.key === key ? { ...item, state } : item)));
  }, []);

  const work = useCallback(async () => {
    if (working.current) return;
    working.current = true;
    setBusy(true);
    const { signal } = abort.current;
    for (let item = queue.current.shift(); item && !signal.aborted; item = queue.current.shift()) {
      const { key, file } = item;
      const state = await send(file, parentId, (sending) => set(key, sending), signal);
      set(key, state);
      if (state.kind === 'done') refreshTree(client);
    }
    working.current = false;
    setBusy(false);
  }, [client, parentId, set]);

  const add = useCallback(
    (files: readonly File[]) => {
      if (files.length === 0) return;
      const added = files.slice(0, MAX_QUEUE).map(itemOf);
      setItems((before) => [...before, ...added]);
      queue.current.push(...added.filter((item) => item.state.kind === 'waiting'));
      void work();
    },
    [work],
  );
  const retry = useCallback(
    (item: ImportItem) => {
      set(item.key, { kind: 'waiting' });
      queue.current.push(item);
      void work();
    },
    [set, work],
  );
  const clear = useCallback(() => {
    abort.current.abort();
    abort.current = new AbortController();
    queue.current = [];
    setItems([]);
  }, []);
  return { items, isBusy, add, retry, clear };
}
