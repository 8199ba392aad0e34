import { useEffect } from 'react';
import { type ResourceView, roleAtLeast } from '@maroquin/contracts';
import { serviceState } from '../../../api/index.js';
import { type Collab, type Refusal, type SaveState, useSaveState } from '../../coediting/index.js';

/** What a person may do to the text now. */
export interface Standing {
  readonly may: { readonly write: boolean; readonly suggest: boolean };
  /** Work that the server did not accept. */
  readonly refused: Refusal | undefined;
  /** The right is gone, and nothing of ours is left to save. */
  readonly isGone: boolean;
}

/** Close codes of the socket. */
const SESSION_ENDED = 4401;
const NO_ACCESS = new Set([4403, 4404]);

/** Of the connection, what the page itself shows or allows. */
const pageStateOf = ({ access, refused, ended }: SaveState) => ({ access, refused, ended });
type PageState = ReturnType<typeof pageStateOf>;

const isOpenTo = ({ access, refused, ended }: PageState, levels: readonly string[]): boolean =>
  levels.includes(access) && refused === undefined && ended === undefined;

const isGone = ({ ended, refused }: PageState, isVisitor: boolean): boolean =>
  ended !== undefined &&
  refused === undefined &&
  (NO_ACCESS.has(ended) || (isVisitor && ended === SESSION_ENDED));

/** Follows the connection: what it allows, together with the role on the document. */
export function useStanding({ provider }: Collab, { role }: ResourceView, isVisitor: boolean): Standing {
  const state = useSaveState(provider, pageStateOf);
  useEffect(() => {
    if (state.ended === SESSION_ENDED) serviceState.sessionEnded();
  }, [state.ended]);
  return {
    may: {
      write: isOpenTo(state, ['write']) && roleAtLeast(role, 'editor'),
      suggest: isOpenTo(state, ['write', 'suggest']) && roleAtLeast(role, 'suggester'),
    },
    refused: state.refused,
    isGone: isGone(state, isVisitor),
  };
}
