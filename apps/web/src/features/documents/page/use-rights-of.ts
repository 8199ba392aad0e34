import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { type Collab, type SaveState, useSaveState } from '../../coediting/index.js';

const accessIn = ({ access, synced }: SaveState) => ({ access, synced });

/** The connection hears first that the right has changed: then the page asks again what may be done here. */
export const useRightsOf = (collab: Collab): void => {
  const client = useQueryClient();
  const { access, synced } = useSaveState(collab.provider, accessIn);
  const before = useRef<string | null>(null);
  useEffect(() => {
    if (!synced) return;
    const last = before.current;
    before.current = access;
    if (last === null || last === access) return;
    void client.invalidateQueries({ queryKey: ['place'] });
  }, [access, synced, client]);
};
