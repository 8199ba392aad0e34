import { ArrowLeft, BookOpenCheck, Folder, Layers } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { ListBox, ListBoxItem } from 'react-aria-components';
import { rightHasAct, type MovePreview, type ResourceView } from '@maroquin/contracts';
import {
  useChildren,
  useMe,
  useMovePreviews,
  usePlace,
  useSpaces,
  useUpdateResource,
} from '../../api/index.js';
import { useT } from '../../i18n/index.js';
import { Button, ErrorNote, FormDialog, Icon, reportFailure, Skeleton, toast } from '../../ui/index.js';
import { MoveEffect } from './move-effect.js';

export interface Step {
  id: string;
  name: string;
}

/** Begins where the resource is, and goes up and down one step at a time: the same by keyboard, mouse and touch. */
export function MoveDialog({ resource, onClose }: { resource: ResourceView; onClose: () => void }) {
  const { move, update } = useMoveWithUndo(resource, onClose);
  return (
    <MoveChoice
      resources={[resource]}
      subtitle={resource.name}
      onMove={(here, preview) => void move(here, preview)}
      isPending={update.isPending}
      error={update.error}
      onClose={onClose}
    />
  );
}

export interface MoveChoiceProps {
  /** At least one; all of them stand in one place. */
  resources: readonly ResourceView[];
  subtitle: string;
  /** Where to begin: ids and names from the space down. Default: where they are. */
  start?: readonly Step[] | undefined;
  onMove: (to: Step, preview: MovePreview) => void;
  isPending: boolean;
  error: unknown;
  onClose: () => void;
}

/** Where to move one or several, and who gains or loses access by it. */
export function MoveChoice(props: MoveChoiceProps) {
  const { resources, subtitle, start, onMove, isPending, error, onClose } = props;
  const t = useT();
  const [resource] = resources;
  const { path, setPath, isPending: isFinding } = usePath(resource?.id ?? '', start);
  const here = path.at(-1);
  const isHere = here?.id === resource?.parentId;
  const moving = resources.map(({ id }) => id);
  const preview = useMovePreviews(moving, here?.id ?? '', here !== undefined && !isHere);
  const mayMove = !isHere && preview.data?.refusal === null;
  return (
    <FormDialog
      onClose={onClose}
      title={t('places.moveTitle')}
      subtitle={subtitle}
      submit={t('places.moveHere')}
      onSubmit={() => {
        if (here && preview.data && mayMove) onMove(here, preview.data);
      }}
      isDisabled={!here || !mayMove}
      isPending={isPending}
      error={error}
    >
      <PlaceHead path={path} onUp={() => setPath(path.slice(0, -1))} />
      {isFinding ? (
        <Waiting />
      ) : here ? (
        <FolderChoice
          key={here.id}
          parentId={here.id}
          moving={moving}
          onOpen={(step) => setPath([...path, step])}
        />
      ) : (
        <SpaceChoice onOpen={(step) => setPath([step])} />
      )}
      {here ? (
        <MoveEffect isHere={isHere} preview={preview.data} error={preview.error} />
      ) : (
        <p className="mq-effect mq-hint">{t('places.moveHint')}</p>
      )}
    </FormDialog>
  );
}

/** The place that is looked at, and the way up from it. */
function PlaceHead({ path, onUp }: { path: readonly Step[]; onUp: () => void }) {
  const t = useT();
  const here = path.at(-1);
  return (
    <div className="mq-row">
      {here && (
        <Button size="s" variant="ghost" icon={ArrowLeft} onPress={onUp}>
          {t('places.moveUp', { name: path.at(-2)?.name ?? t('places.allSpaces') })}
        </Button>
      )}
      <span className="mq-lbl mq-cut">{here?.name ?? t('places.moveTo')}</span>
    </div>
  );
}

/** From the space down to where the person looks: at first where the resource is, as far as the person may see it. */
function usePath(id: string, begin: readonly Step[] | undefined) {
  const t = useT();
  const me = useMe();
  const place = usePlace(id);
  const [chosen, setPath] = useState<readonly Step[] | null>(begin ?? null);
  const start = (place.data?.breadcrumb ?? [])
    .filter(({ kind }) => kind === 'space' || kind === 'folder')
    .map((step) => ({
      id: step.id,
      name: step.id === me.personalSpaceId ? t('places.mine') : step.name,
    }));
  return { path: chosen ?? start, setPath, isPending: chosen === null && place.isPending };
}

/** The undo is in the toast, where moving back takes and gives nothing that the person may not take or give. */
function useMoveWithUndo(resource: ResourceView, onMoved: () => void) {
  const t = useT();
  const update = useUpdateResource();
  const back = useUpdateResource();
  const { name, parentId } = resource;
  const undo = async (moved: ResourceView, oldParentId: string) => {
    try {
      await back.mutateAsync({ resource: moved, parentId: oldParentId });
      toast({ text: t('places.movedBack', { name }) });
    } catch (error) {
      reportFailure(error);
    }
  };
  const move = async (to: Step, { losses }: MovePreview) => {
    try {
      const moved = await update.mutateAsync({ resource, parentId: to.id });
      onMoved();
      const takesBack = losses.items.length > 0 || losses.links > 0;
      const mayUndo = parentId !== null && (moved.role === 'manager' || !takesBack);
      toast({
        text: t('places.moved', { name, place: to.name }),
        undo: mayUndo ? () => void undo(moved, parentId) : undefined,
      });
    } catch {
      // Shown in the dialog.
    }
  };
  return { move, update };
}

const Waiting = () => (
  <div className="mq-pick-wait">
    <Skeleton rows={2} />
  </div>
);

function SpaceChoice({ onOpen }: { onOpen: (step: Step) => void }) {
  const t = useT();
  const me = useMe();
  const spaces = useSpaces();
  const shared =
    spaces.data?.items.filter((space) => !space.personal && rightHasAct(space, 'resource.create')) ?? [];
  const choices = [
    ...shared.map(({ id, name }) => ({ id, name })),
    ...(me.personalSpaceId === null ? [] : [{ id: me.personalSpaceId, name: t('places.mine') }]),
  ];
  if (spaces.isPending) return <Waiting />;
  return (
    <Choice
      label={t('places.allSpaces')}
      steps={choices}
      onOpen={onOpen}
      personalId={me.personalSpaceId ?? ''}
    />
  );
}

function FolderChoice({
  parentId,
  moving,
  onOpen,
}: {
  parentId: string;
  moving: readonly string[];
  onOpen: (step: Step) => void;
}) {
  const t = useT();
  const folders = useChildren(parentId, ['folder']);
  if (folders.isPending) return <Waiting />;
  if (folders.error) return <ErrorNote error={folders.error} />;
  const steps = folders.data.pages
    .flatMap((page) => page.items)
    .filter((folder) => !moving.includes(folder.id) && rightHasAct(folder, 'resource.create'));
  return <Choice label={t('places.moveTo')} steps={steps} onOpen={onOpen} />;
}

interface ChoiceProps {
  label: string;
  steps: readonly Step[];
  onOpen: (step: Step) => void;
  personalId?: string;
}
function Choice({ label, steps, onOpen, personalId }: ChoiceProps) {
  const t = useT();
  const isSpaces = personalId !== undefined;
  const list = useRef<HTMLDivElement>(null);
  const isEmpty = steps.length === 0;
  // An empty list with autoFocus would take the focus back at each render, and the keyboard never came out of it.
  useEffect(() => {
    if (isEmpty) list.current?.focus();
  }, [isEmpty]);
  const open = (id: string) => {
    const step = steps.find((one) => one.id === id);
    if (step) onOpen({ id: step.id, name: step.name });
  };
  return (
    <ListBox
      className="mq-pick"
      aria-label={label}
      items={steps}
      onAction={(key) => open(String(key))}
      renderEmptyState={() => <p className="mq-muted mq-small">{t('places.noFolder')}</p>}
      autoFocus={!isEmpty}
      ref={list}
    >
      {(step) => (
        <ListBoxItem id={step.id} textValue={step.name}>
          <Icon of={step.id === personalId ? BookOpenCheck : isSpaces ? Layers : Folder} />
          <span className="mq-cut">{step.name}</span>
        </ListBoxItem>
      )}
    </ListBox>
  );
}
