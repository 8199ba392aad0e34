import { ArrowLeft, BookOpenCheck, Folder, Layers } from 'lucide-react';
import { useState } from 'react';
import { ListBox, ListBoxItem } from 'react-aria-components';
import { rightHasAct, type ResourceView } from '@maroquin/contracts';
import { useChildren, useMe, useSpaces, useUpdateResource } from '../../api/index.js';
import { useT } from '../../i18n/index.js';
import { Button, ErrorNote, FormDialog, Icon, Skeleton, toast } from '../../ui/index.js';

interface Step {
  id: string;
  name: string;
}

/** Chooses a space, then folders inside it, one step at a time: works the same by keyboard, mouse and touch. */
export function MoveDialog({ resource, onClose }: { resource: ResourceView; onClose: () => void }) {
  const t = useT();
  const [way, setWay] = useState<readonly Step[]>([]);
  const update = useUpdateResource();
  const here = way.at(-1);
  const move = async () => {
    if (!here) return;
    try {
      await update.mutateAsync({ resource, parentId: here.id });
      onClose();
      toast({ text: t('places.moved', { name: resource.name, place: here.name }) });
    } catch {
      // Shown in the dialog.
    }
  };
  return (
    <FormDialog
      onClose={onClose}
      title={t('places.moveTitle')}
      subtitle={resource.name}
      submit={t('places.moveHere')}
      onSubmit={() => void move()}
      isDisabled={!here || here.id === resource.parentId}
      isPending={update.isPending}
      error={update.error}
    >
      <div className="mq-row">
        {here && (
          <Button size="s" variant="ghost" icon={ArrowLeft} onPress={() => setWay(way.slice(0, -1))}>
            {t('places.moveUp', { name: way.at(-2)?.name ?? t('places.allSpaces') })}
          </Button>
        )}
        <span className="mq-lbl mq-cut">{here?.name ?? t('places.moveTo')}</span>
      </div>
      {here ? (
        <FolderChoice
          key={here.id}
          parentId={here.id}
          moving={resource.id}
          onOpen={(step) => setWay([...way, step])}
        />
      ) : (
        <SpaceChoice onOpen={(step) => setWay([step])} />
      )}
      <p className="mq-hint">{t('places.moveHint')}</p>
    </FormDialog>
  );
}

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
  if (spaces.isPending) return <Skeleton />;
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
  moving: string;
  onOpen: (step: Step) => void;
}) {
  const t = useT();
  const folders = useChildren(parentId, ['folder']);
  if (folders.isPending) return <Skeleton />;
  if (folders.error) return <ErrorNote error={folders.error} />;
  const steps = folders.data.pages
    .flatMap((page) => page.items)
    .filter((folder) => folder.id !== moving && rightHasAct(folder, 'resource.create'));
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
      autoFocus
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
