import { useState, type ReactNode } from 'react';
import { rightHasAct, type ExtraAct, type ResourceView } from '@maroquin/contracts';
import { isApiError, useRestoreResource, useTrashResource, useUpdateResource } from '../../api/index.js';
import { type Translate, useT } from '../../i18n/index.js';
import { reportFailure, toast } from '../../ui/index.js';
import { MoveChoice, type Step } from './move-dialog.js';

export interface SeveralActions {
  mayMove: (rows: readonly ResourceView[]) => boolean;
  mayTrash: (rows: readonly ResourceView[]) => boolean;
  /** Asks where to; `start`: the way to the place that was pointed at. */
  move: (rows: readonly ResourceView[], start?: readonly Step[]) => void;
  /** Resolves when all were tried. */
  trash: (rows: readonly ResourceView[]) => Promise<void>;
  /** Render once, anywhere below. */
  dialogs: ReactNode;
}

const all = (rows: readonly ResourceView[], act: ExtraAct): boolean =>
  rows.length > 0 && rows.every((row) => rightHasAct(row, act));

/** To do the same with several at once. What one refuses does not keep the others from it, and is said by name. */
export function useSeveralActions(onMoved: () => void): SeveralActions {
  const [moving, setMoving] = useState<{ rows: readonly ResourceView[]; start?: readonly Step[] } | null>(
    null,
  );
  const trash = useTrashSeveral();
  return {
    mayMove: (rows) => all(rows, 'resource.move'),
    mayTrash: (rows) => all(rows, 'resource.trash'),
    move: (rows, start) => setMoving({ rows, ...(start && { start }) }),
    trash,
    dialogs: moving && <MoveSeveral {...moving} onMoved={onMoved} onClose={() => setMoving(null)} />,
  };
}

interface Outcome<Done> {
  done: Done[];
  /** Names of what stayed. */
  refused: string[];
}

async function eachOf<Done>(
  rows: readonly ResourceView[],
  act: (row: ResourceView) => Promise<Done>,
): Promise<Outcome<Done>> {
  const outcome: Outcome<Done> = { done: [], refused: [] };
  for (const row of rows) {
    try {
      outcome.done.push(await act(row));
    } catch (error) {
      // What concerns all of them ends it: the rest would fail alike.
      if (!isApiError(error) || error.status === 0 || error.status >= 500) throw error;
      outcome.refused.push(row.name);
    }
  }
  return outcome;
}

const withRefused = (t: Translate, text: string, refused: readonly string[]): string =>
  refused.length === 0
    ? text
    : `${text} ${t('places.severalRefused', { count: refused.length, name: refused[0] ?? '' })}`;

interface MoveSeveralProps {
  rows: readonly ResourceView[];
  start?: readonly Step[];
  onMoved: () => void;
  onClose: () => void;
}
function MoveSeveral({ rows, start, onMoved, onClose }: MoveSeveralProps) {
  const t = useT();
  const { mutateAsync } = useUpdateResource();
  const [isPending, setPending] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const undo = async (moved: readonly ResourceView[], parentId: string): Promise<void> => {
    try {
      const { done } = await eachOf(moved, (resource) => mutateAsync({ resource, parentId }));
      toast({ text: t('places.severalBack', { count: done.length }) });
    } catch (failure) {
      reportFailure(failure);
    }
  };
  const move = async (to: Step): Promise<void> => {
    setPending(true);
    try {
      const { done, refused } = await eachOf(rows, (resource) => mutateAsync({ resource, parentId: to.id }));
      const from = rows[0]?.parentId ?? null;
      onMoved();
      onClose();
      const text = t('places.severalMoved', { count: done.length, place: to.name });
      const mayUndo = from !== null && done.length > 0 && all(done, 'resource.move');
      toast({
        text: withRefused(t, text, refused),
        ...(mayUndo && { undo: () => void undo(done, from) }),
      });
    } catch (failure) {
      setError(failure);
      setPending(false);
    }
  };
  const [first] = rows;
  const subtitle = rows.length === 1 && first ? first.name : t('places.several', { count: rows.length });
  return (
    <MoveChoice
      resources={rows}
      subtitle={subtitle}
      start={start}
      onMove={(to) => void move(to)}
      isPending={isPending}
      error={error}
      onClose={onClose}
    />
  );
}

/** To the bin at once; the undo is in the toast. */
function useTrashSeveral() {
  const t = useT();
  const { mutateAsync: trash } = useTrashResource();
  const { mutateAsync: restore } = useRestoreResource();
  return async (rows: readonly ResourceView[]): Promise<void> => {
    const undo = async (trashed: readonly ResourceView[]): Promise<void> => {
      try {
        const { done } = await eachOf(trashed, ({ id }) => restore(id));
        toast({ text: t('places.severalBack', { count: done.length }) });
      } catch (error) {
        reportFailure(error);
      }
    };
    try {
      const { done, refused } = await eachOf(rows, async (row) => {
        await trash(row.id);
        return row;
      });
      toast({
        text: withRefused(t, t('places.severalTrashed', { count: done.length }), refused),
        ...(done.length > 0 && { undo: () => void undo(done) }),
      });
    } catch (error) {
      reportFailure(error);
    }
  };
}
