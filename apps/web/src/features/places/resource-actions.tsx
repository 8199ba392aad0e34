import { FolderInput, Pencil, Share2, Trash2 } from 'lucide-react';
import { useCallback, useState, type ReactNode } from 'react';
import { rightHasAct, type ExtraAct, type ResourceView } from '@maroquin/contracts';
import { useRestoreResource, useTrashResource, useUpdateResource } from '../../api/index.js';
import { useT } from '../../i18n/index.js';
import { ShareDialog, useIsVisitor } from '../access/index.js';
import { type MenuAction, NameDialog, reportFailure, toast } from '../../ui/index.js';
import { MoveDialog } from './move-dialog.js';

type Open = { kind: 'rename' | 'move' | 'share'; resource: ResourceView };

export interface ResourceActions {
  menuFor: (resource: ResourceView) => MenuAction[];
  rename: (resource: ResourceView) => void;
  move: (resource: ResourceView) => void;
  /** To the bin at once; the undo is in the toast. Resolves to false when refused. */
  trash: (resource: ResourceView) => Promise<boolean>;
  /** Render once, anywhere below. */
  dialogs: ReactNode;
}

/** A space is everybody’s: only who manages it renames or deletes it. One’s own space stays as it is. */
export const mayChange = (resource: ResourceView, act: ExtraAct): boolean =>
  !resource.personal &&
  (resource.kind === 'space' ? resource.role === 'manager' : rightHasAct(resource, act));

/** Rename, move, share and bin, the same for every kind of resource. */
export function useResourceActions(): ResourceActions {
  const t = useT();
  const [open, setOpen] = useState<Open | null>(null);
  const isVisitor = useIsVisitor();
  const update = useUpdateResource();
  const trash = useTrashWithUndo();
  const close = () => setOpen(null);

  const menuFor = (resource: ResourceView): MenuAction[] => {
    const may = (act: ExtraAct): boolean => mayChange(resource, act);
    const share = {
      id: 'share',
      icon: Share2,
      label: t('places.share'),
      onAction: () => setOpen({ kind: 'share', resource }),
    };
    // Who came in by a link sees no names of people, and has nobody to share with.
    const sharing = isVisitor ? [] : [share];
    const rename = {
      id: 'rename',
      icon: Pencil,
      label: t('places.rename'),
      keys: 'F2',
      onAction: () => setOpen({ kind: 'rename', resource }),
    };
    const move = {
      id: 'move',
      icon: FolderInput,
      label: t('places.move'),
      onAction: () => setOpen({ kind: 'move', resource }),
    };
    const bin = {
      id: 'trash',
      icon: Trash2,
      label: t('places.trash'),
      keys: t.locale === 'fr' ? 'Suppr' : 'Del',
      separated: true,
      onAction: () => void trash(resource),
    };
    return [
      ...sharing,
      ...(may('resource.rename') ? [rename] : []),
      ...(resource.kind !== 'space' && may('resource.move') ? [move] : []),
      ...(may('resource.trash') ? [bin] : []),
    ];
  };

  const dialogs = open && (
    <>
      {open.kind === 'rename' && (
        <NameDialog
          title={t('places.renameTitle')}
          subtitle={open.resource.name}
          label={t('places.newName')}
          submit={t('places.rename')}
          initial={open.resource.name}
          onClose={close}
          onSubmit={async (name) => {
            if (name === open.resource.name) return;
            await update.mutateAsync({ resource: open.resource, name });
            toast({ text: t('places.renamed', { name }) });
          }}
        />
      )}
      {open.kind === 'move' && <MoveDialog resource={open.resource} onClose={close} />}
      {open.kind === 'share' && <ShareDialog resource={open.resource} onClose={close} />}
    </>
  );
  return {
    menuFor,
    rename: (resource) => setOpen({ kind: 'rename', resource }),
    move: (resource) => setOpen({ kind: 'move', resource }),
    trash,
    dialogs,
  };
}

function useTrashWithUndo() {
  const t = useT();
  const { mutateAsync: trash } = useTrashResource();
  const { mutateAsync: restore } = useRestoreResource();
  return useCallback(
    async (resource: ResourceView): Promise<boolean> => {
      const undo = async () => {
        try {
          await restore(resource.id);
          toast({ text: t('places.restored', { name: resource.name }) });
        } catch (error) {
          reportFailure(error);
        }
      };
      try {
        await trash(resource.id);
        toast({ text: t('places.trashed', { name: resource.name }), undo: () => void undo() });
        return true;
      } catch (error) {
        reportFailure(error);
        return false;
      }
    },
    [restore, t, trash],
  );
}
