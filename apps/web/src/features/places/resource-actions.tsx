import {
  Copy,
  Download,
  FolderInput,
  Gauge,
  type LucideIcon,
  Pencil,
  Quote,
  Share2,
  ShieldAlert,
  Star,
  StarOff,
  Trash2,
} from 'lucide-react';
import { useCallback, useState, type ReactNode } from 'react';
import { rightHasAct, type ExtraAct, type ResourceView } from '@maroquin/contracts';
import {
  useCapability,
  useCopyResource,
  useFavourites,
  useRestoreResource,
  useSetFavourite,
  useTrashResource,
  useUpdateResource,
} from '../../api/index.js';
import { useT } from '../../i18n/index.js';
import { MarkingDialog, ShareDialog, useIsVisitor } from '../access/index.js';
import { type MenuAction, NameDialog, reportFailure, type RowShortcuts, toast } from '../../ui/index.js';
import { QuotaDialog } from '../identity/index.js';
import { CitationsDialog } from './citations-dialog.js';
import { DownloadDialog } from './download-dialog.js';
import { MoveDialog } from './move-dialog.js';

type Open = {
  kind: 'rename' | 'move' | 'share' | 'marking' | 'citations' | 'quota' | 'zip';
  resource: ResourceView;
};

export interface ResourceActions {
  menuFor: (resource: ResourceView) => MenuAction[];
  /** The keys of its row. */
  shortcutsFor: (resource: ResourceView) => RowShortcuts;
  /** To the bin at once; the undo is in the toast. Resolves to false when refused. */
  trash: (resource: ResourceView) => Promise<boolean>;
  /** Render once, anywhere below. */
  dialogs: ReactNode;
}

/** A space is everybody’s: only who manages it renames or deletes it. One’s own space stays as it is. */
const mayChange = (resource: ResourceView, act: ExtraAct): boolean =>
  !resource.personal &&
  (resource.kind === 'space' ? resource.role === 'manager' : rightHasAct(resource, act));

/** What documents link to. */
const isCited = ({ kind }: ResourceView): boolean => kind === 'document' || kind === 'file';

/** What holds others, which are taken along together. */
const isArchived = ({ kind }: ResourceView): boolean => kind === 'folder' || kind === 'space';

const isCopied = (resource: ResourceView): boolean =>
  (resource.kind === 'file' || resource.kind === 'folder' || resource.kind === 'document') &&
  rightHasAct(resource, 'resource.create');

/** Rename, move, copy, share and bin, the same for every kind of resource. */
export function useResourceActions(): ResourceActions {
  const t = useT();
  const [open, setOpen] = useState<Open | null>(null);
  const isVisitor = useIsVisitor();
  const isAdmin = useCapability('people.manage');
  const trash = useTrashWithUndo();
  const copy = useCopyWithUndo();
  const favourite = useFavouriteAction();
  const opener = (kind: Open['kind'], resource: ResourceView) => () => setOpen({ kind, resource });

  const menuFor = (resource: ResourceView): MenuAction[] => {
    const may = (act: ExtraAct): boolean => mayChange(resource, act);
    const item = (kind: Open['kind'], icon: LucideIcon, keys?: string): MenuAction => ({
      id: kind,
      icon,
      label: t(kind === 'marking' ? 'marking.choose' : kind === 'quota' ? 'quota.set' : `places.${kind}`),
      keys,
      onAction: opener(kind, resource),
    });
    const bin: MenuAction = {
      id: 'trash',
      icon: Trash2,
      label: t('places.trash'),
      keys: t.locale === 'fr' ? 'Suppr' : 'Del',
      separated: true,
      onAction: () => void trash(resource),
    };
    const copyItem = { id: 'copy', icon: Copy, label: t('places.copy'), onAction: () => void copy(resource) };
    return [
      // Who came in by a link sees no names of people, and has nobody to share with.
      ...(isVisitor ? [] : [item('share', Share2), favourite(resource)]),
      ...(may('resource.rename') ? [item('rename', Pencil, 'F2')] : []),
      ...(resource.kind !== 'space' && may('resource.move') ? [item('move', FolderInput)] : []),
      ...(isCopied(resource) ? [copyItem] : []),
      ...(isArchived(resource) ? [item('zip', Download)] : []),
      ...(isCited(resource) ? [item('citations', Quote)] : []),
      ...(!isVisitor && resource.role === 'manager' ? [item('marking', ShieldAlert)] : []),
      ...(isAdmin && resource.kind === 'space' && !resource.personal ? [item('quota', Gauge)] : []),
      ...(may('resource.trash') ? [bin] : []),
    ];
  };
  const shortcutsFor = (resource: ResourceView): RowShortcuts => ({
    rename: mayChange(resource, 'resource.rename') ? opener('rename', resource) : undefined,
    remove: mayChange(resource, 'resource.trash') ? () => trash(resource) : undefined,
  });
  const dialogs = open && <OpenDialog {...open} onClose={() => setOpen(null)} />;
  return { menuFor, shortcutsFor, trash, dialogs };
}

/** Adds to what one comes back to often, or takes away. */
function useFavouriteAction(): (resource: ResourceView) => MenuAction {
  const t = useT();
  const favourites = useFavourites();
  const { mutate } = useSetFavourite();
  return (resource) => {
    const isOne = favourites.some(({ id }) => id === resource.id);
    const said = isOne ? 'places.favouriteRemoved' : 'places.favouriteAdded';
    return {
      id: 'favourite',
      icon: isOne ? StarOff : Star,
      label: t(isOne ? 'places.removeFavourite' : 'places.addFavourite'),
      onAction: () =>
        mutate(
          { resource, on: !isOne },
          { onSuccess: () => toast({ text: t(said, { name: resource.name }) }), onError: reportFailure },
        ),
    };
  };
}

function OpenDialog({ kind, resource, onClose }: Open & { onClose: () => void }) {
  if (kind === 'move') return <MoveDialog resource={resource} onClose={onClose} />;
  if (kind === 'quota') return <QuotaDialog holder={resource} onClose={onClose} />;
  if (kind === 'marking') return <MarkingDialog resource={resource} onClose={onClose} />;
  if (kind === 'citations') return <CitationsDialog resource={resource} onClose={onClose} />;
  if (kind === 'zip') return <DownloadDialog resource={resource} onClose={onClose} />;
  if (kind === 'share') return <ShareDialog resource={resource} onClose={onClose} />;
  return <RenameDialog resource={resource} onClose={onClose} />;
}

function RenameDialog({ resource, onClose }: { resource: ResourceView; onClose: () => void }) {
  const t = useT();
  const update = useUpdateResource();
  const rename = async (name: string): Promise<void> => {
    if (name === resource.name) return;
    await update.mutateAsync({ resource, name });
    toast({ text: t('places.renamed', { name }) });
  };
  return (
    <NameDialog
      title={t('places.renameTitle')}
      subtitle={resource.name}
      label={t('places.newName')}
      submit={t('places.rename')}
      initial={resource.name}
      isFile={resource.kind === 'file'}
      onClose={onClose}
      onSubmit={rename}
    />
  );
}

/** A copy beside it; the undo is in the toast. */
function useCopyWithUndo() {
  const t = useT();
  const { mutateAsync: copy } = useCopyResource();
  const { mutateAsync: trash } = useTrashResource();
  return useCallback(
    async ({ id, name, parentId }: ResourceView): Promise<void> => {
      if (parentId === null) return;
      try {
        const made = await copy({ id, parentId });
        const undo = () => void trash(made.id).catch(reportFailure);
        const text = made.leftOut > 0 ? 'places.copiedPart' : 'places.copied';
        toast({ text: t(text, { name, count: made.leftOut }), undo });
      } catch (error) {
        reportFailure(error);
      }
    },
    [copy, t, trash],
  );
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
